"""`own`: a condition of one's own, bound to the tables that have its columns."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import chain

from barlau.fold import tokens
from barlau.model.question import Apply, Constant, Expression, Found, Function, Lookup
from barlau.policy.claims.building import apply, day, either
from barlau.policy.claims.expression import (
    Among,
    Call,
    Condition,
    IsNull,
    Literal,
    Logic,
    Name,
    OneOf,
    Type,
    Value,
)
from barlau.policy.claims.parsing import parse
from barlau.policy.claims.parts import Case, Part, Parts, Why, asked
from barlau.policy.claims.survey import Field, Table

_SUFFIX = re.compile(
    r"\.(?:csv|tsv|tab|psv|txt|jsonl|ndjson|json|parquet|pq|xlsx|xlsm|xlsb|xls|ods)(?:\.gz)?\Z", re.IGNORECASE
)


class _NotThereError(Exception):
    """A table does not have a column."""

    def __init__(self, name: Name) -> None:
        self.name = name
        super().__init__()


def condition(case: Case) -> Parts | Why:
    """Rows for which `where` holds break the promise; `among` says which rows are looked at, all if it is not given."""
    where = parse(str(case.claim.params["where"]))
    among = parse(str(case.claim.params["among"])) if "among" in case.claim.params else None
    parts: list[Part] = []
    missing: Name | None = None
    for table in case.survey.tables:
        try:
            parts.append(_part(case, table, where, among))
        except _NotThereError as error:
            missing = _nearer(missing, error.name, table)
    if parts:
        return parts
    if missing is None:
        return Why("empty")
    listed = next((found for table in case.survey.tables for found in _matching(table.unread, missing)), None)
    if listed is not None:
        return Why("nested", (("column", f"{listed.result.object}: {listed.name}"),))
    return Why("no_column", (("column", _shown(missing)),))


def _nearer(before: Name | None, now: Name, table: Table) -> Name:
    """Of two names that are missing, the one that is missing in the table that was meant."""
    return now if before is None or (now.table and _is_called(table, now.table)) else before


def _shown(name: Name) -> str:
    return f"@{name.column}" if name.is_category else ".".join(filter(None, (name.table, name.column)))


def _part(case: Case, table: Table, where: Condition, among: Condition | None) -> Part:
    binding = _Binding(case, table)
    broken = binding.condition(where)
    checked = binding.condition(among) if among else apply(Function.EQUAL, 1, 1)
    held = [found.result.detections[0].category for found in binding.fields if found.result.detections]
    return asked(
        table,
        checked,
        broken,
        at=binding.fields[0],
        category=held[0] if held else "consent.record",
        lookups=binding.lookups,
        by_absence=bool(binding.lookups),
    )


@dataclass(slots=True)
class _Binding:
    """The columns of one table under the names of an expression."""

    case: Case
    table: Table
    fields: list[Field] = field(default_factory=list)
    lookups: list[Lookup] = field(default_factory=list)

    def condition(self, what: Condition) -> Expression:
        """Raises `_NotThereError`."""
        if isinstance(what, Logic):
            return Apply(what.function, tuple(map(self.condition, what.parts)))
        if isinstance(what, IsNull):
            return apply(Function.IS_NULL, self._value(what.value))
        if isinstance(what, Among):
            return self._among(what)
        if isinstance(what, OneOf):
            return either(self._compared(Function.EQUAL, what.value, choice) for choice in what.choices)
        return self._compared(what.function, what.left, what.right)

    def _compared(self, function: Function, left: Value, right: Value) -> Expression:
        kind = self._type(left, right)
        return apply(function, self._typed(left, kind), self._typed(right, kind))

    def _type(self, left: Value, right: Value) -> Type:
        """Days, flags and numbers draw the other side along; two columns are what both are, else text."""
        kinds = {left.type, right.type} - {Type.ANY}
        if not kinds:
            fields = [self._field(value) for value in (left, right) if isinstance(value, Name)]
            return Type.DAY if all(found.is_dated for found in fields) else Type.TEXT
        return next(kind for kind in (Type.DAY, Type.FLAG, Type.NUMBER, Type.TEXT) if kind in kinds)

    def _typed(self, value: Value, kind: Type) -> Expression:
        found = self._value(value)
        if value.type is kind:
            return found
        function = {
            Type.DAY: Function.DAY,
            Type.FLAG: Function.TRUE,
            Type.NUMBER: Function.NUMBER,
            Type.TEXT: Function.TEXT,
        }[kind]
        return Apply(function, (found,))

    def _value(self, value: Value) -> Expression:
        if isinstance(value, Name):
            return self._field(value).cell
        if isinstance(value, Literal):
            if value.type is Type.DAY:
                return day(self.case.at) if value.value == "today" else apply(Function.DAY, value.value)
            return Constant(value.value)
        return self._called(value)

    def _called(self, call: Call) -> Expression:
        inside = self._value(call.argument)
        if call.function is Function.LATER:
            return apply(Function.LATER, self._typed(call.argument, Type.DAY), call.months, call.days)
        if call.function is Function.BORN:
            return apply(Function.BORN, inside, self.case.at.isoformat())
        if call.function is Function.AGE:
            return apply(Function.NUMBER, apply(Function.AGE, self._typed(call.argument, Type.DAY), day(self.case.at)))
        if call.function is Function.LENGTH:
            return apply(Function.NUMBER, apply(Function.LENGTH, inside))
        return (
            inside
            if call.function is Function.DAY and call.argument.type is Type.DAY
            else Apply(call.function, (inside,))
        )

    def _field(self, name: Name) -> Field:
        if name.table is not None and not _is_called(self.table, name.table):
            raise _NotThereError(name)
        found = next(_matching(self.table.fields, name), None)
        if found is None:
            raise _NotThereError(name)
        self.fields.append(found)
        return found

    def _among(self, what: Among) -> Expression:
        own = Apply(Function.KEY, (self._value(what.value),))
        others = [table for table in self.case.survey.tables if _is_called(table, what.column.table or "")]
        fields = [(table, found) for table in others for found in list(_matching(table.fields, what.column))[:1]]
        if not fields:
            raise _NotThereError(what.column)
        held: list[Expression] = []
        for table, found in fields:
            held.append(Found(own, len(self.lookups)))
            self.lookups.append(Lookup(table.ref, Apply(Function.KEY, (found.cell,))))
        return either(held)


def _matching(fields: Sequence[Field], name: Name) -> Iterator[Field]:
    """Those that a name may mean, letter for letter first, then folded."""
    if name.is_category:
        return (found for found in fields if found.detection(name.column))
    exact = (found for found in fields if name.column in found.names)
    folded = (found for found in fields if any(tokens(n) == tokens(name.column) != () for n in found.names))
    return chain(exact, folded)


def _is_called(table: Table, name: str) -> bool:
    """`public.customers`, `customers`, `customers.csv`, `crm.xlsx#Клиенты`, `Клиенты`."""
    whole = table.ref.object.casefold()
    last = re.split(r"[#/]", whole)[-1]
    bare = _SUFFIX.sub("", last)
    return name.casefold() in (whole, last, bare, bare.rpartition(".")[2])
