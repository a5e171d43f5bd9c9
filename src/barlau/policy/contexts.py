"""Whose data a column holds, who provided them, what they serve: as the project file binds it, or else as names tell.

Each of the three comes from the most specific binding that says something of it: a binding of columns before one of
tables, then the glob with more characters that are no wildcards, then the later one in the file. What nobody bound is
inferred from the names of table and column (`taxonomy/contexts.yaml`; people by the recognizers' `subjects.yaml`),
and marked as inferred. Purposes are inferred only where the policy has one of that kind: a guess that finds nothing
to compare with accuses nobody.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from fnmatch import fnmatchcase
from functools import cached_property
from itertools import product

from barlau.model.policy import Context, Policy, Provider
from barlau.model.project import Binding, names_column
from barlau.model.report import ColumnResult
from barlau.taxonomy import contexts as names

Bindings = Mapping[str, Sequence[Binding]]
"""The bindings of each source, by the source's name."""


@dataclass(frozen=True, slots=True)
class Bound:
    """What a person bound; empty where nobody said anything."""

    subjects: tuple[str, ...] = ()
    collected_from: tuple[Provider, ...] = ()
    purposes: tuple[str, ...] = ()


def bound(bindings: Iterable[Binding], table: str, column: str | None = None, path: str | None = None) -> Bound:
    """What the bindings of a source say of a table or, with `column`, of one of its columns."""
    found = sorted(_matching(bindings, table, column, path), key=lambda item: item[0], reverse=True)
    ranked = [binding for _, binding in found]
    return Bound(
        next((b.subjects for b in ranked if b.subjects), ()),
        next((b.collected_from for b in ranked if b.collected_from), ()),
        next((b.purposes for b in ranked if b.purposes), ()),
    )


def _matching(
    bindings: Iterable[Binding], table: str, column: str | None, path: str | None
) -> Iterable[tuple[tuple[int, ...], Binding]]:
    """Every binding that speaks of the table or column, with how specific it is."""
    for order, binding in enumerate(bindings):
        if not fnmatchcase(table, binding.match):
            continue
        yield (0, binding.literal, 0, order), binding
        for inner, part in enumerate(binding.columns if column is not None else ()):
            if names_column(part.match, column or "", path):
                yield (1, binding.literal, part.literal, order + inner), part


class Contexts:
    """The contexts of all columns, for one policy."""

    def __init__(self, policy: Policy, bindings: Bindings | None = None) -> None:
        self._policy, self._bindings = policy, bindings or {}
        self._known: dict[tuple[str, str, str, str | None], Bound] = {}

    def of(self, column: ColumnResult, category: str) -> tuple[Context, ...]:
        """The contexts of one category in a column: several, where data of several people or providers are in it."""
        told = self.bound(column)
        subjects, by_names = self._subjects(column, told), {"subject"} if not told.subjects else set()
        providers: tuple[Provider | None, ...] = told.collected_from
        if not providers:
            name = column.column.full_name
            providers = (names.provider(column.object, name, category),)
            by_names |= {"collected_from"} if providers[0] else set()
        purposes = self._purposes(told)
        if not purposes and (purposes := names.purposes(self._policy, column.object)):
            by_names |= {"purposes"}
        inferred = frozenset(by_names)
        return tuple(Context(*pair, purposes, inferred) for pair in product(subjects, providers))

    def bound(self, column: ColumnResult) -> Bound:
        """What a person bound of a column."""
        key = (column.source, column.object, column.column.name, column.column.path)
        if key not in self._known:
            self._known[key] = bound(self._bindings.get(column.source, ()), *key[1:])
        return self._known[key]

    def subjects(self, column: ColumnResult) -> tuple[str, ...]:
        """Whose data a column holds: bound, or else as it seems."""
        return self._subjects(column, self.bound(column))

    def table_purposes(self, source: str, table: str) -> tuple[str, ...]:
        """The policy's purposes that a table serves: bound, or else inferred from its name; empty if nothing tells."""
        told = self._purposes(bound(self._bindings.get(source, ()), table))
        return told or names.purposes(self._policy, table)

    def _subjects(self, column: ColumnResult, told: Bound) -> tuple[str, ...]:
        seeming = column.subject or "customer"
        # Of several kinds of people in one table, the column's own name tells which of them are meant.
        return (seeming,) if not told.subjects or seeming in told.subjects else told.subjects

    def _purposes(self, told: Bound) -> tuple[str, ...]:
        """Bound purposes are ids of any policy of the source: those that this one has."""
        return tuple(purpose for purpose in told.purposes if purpose in self._own)

    @cached_property
    def _own(self) -> frozenset[str]:
        return frozenset(purpose.id for purpose in self._policy.purposes)
