"""What a scan found, as promises look at it: tables with their columns, whose they are and what they serve."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from barlau import taxonomy
from barlau.model.question import Cell, TableRef
from barlau.model.reading import Column
from barlau.model.report import ColumnResult, Confidence, Detection, Kind, Location
from barlau.nested.paths import ROOT, leaf_name
from barlau.policy.claims import names
from barlau.policy.contexts import Contexts

WHOLE = (Kind.UNIFORM, Kind.MIXED, Kind.SPARSE, Kind.HEADER_ONLY)
"""Kinds of columns whose cells are the thing and not a text about it."""
DATED = ("date", "datetime")
NUMBERED = ("integer", "number")
"""Forms that may be moments counted in seconds; trusted only where the name says that it is a date."""
DATE_TYPES = ("date", "time")
"""What names of date types contain."""
_STEP = re.compile(r"[.\[]")


@dataclass(frozen=True, slots=True)
class Field:
    """A column with what is known of it."""

    result: ColumnResult
    form: str
    """The commonest form of its values (`date`, `flag` …); empty if it has none."""
    subjects: tuple[str, ...]
    """Whose data it holds: bound by the project file, or as it seems."""
    inside: Column | None = None
    """The column of the table in whose text it stands."""

    @property
    def name(self) -> str:
        """What it is called; of nested data its path."""
        return self.result.column.path or self.result.column.name

    @property
    def names(self) -> tuple[str, ...]:
        """What an expression may call it: its name; of nested data its path, with or without what is above it."""
        column = self.result.column
        if column.path is None:
            return (column.name,)
        return (column.path, column.full_name, leaf_name(column.path))

    @property
    def cell(self) -> Cell:
        """Its cells in a question."""
        return Cell(self.result.column, self.inside)

    @property
    def location(self) -> Location:
        """Where a finding about it is."""
        return Location(self.result.source, self.result.object, self.result.column.name, self.result.column.path)

    @property
    def is_dated(self) -> bool:
        """Whether it holds dates or moments."""
        kind = self.result.column.type.lower()
        return self.form in DATED or any(part in kind for part in DATE_TYPES)

    @property
    def may_be_dated(self) -> bool:
        """The same, or numbers that may count seconds."""
        return self.is_dated or self.form in NUMBERED or not self.form

    def detection(self, category: str) -> Detection | None:
        """That of a category or of one below it, if the cells hold it as such and it is more than a guess."""
        if self.result.kind not in WHOLE:
            return None
        for found in self.result.detections:
            if category in taxonomy.lineage(found.category) and found.confidence is not Confidence.LOW:
                return found
        return None

    def mention(self, category: str) -> Detection | None:
        """The surest detection of a category or of one below it, in a text and as a guess too."""
        found = [d for d in self.result.detections if category in taxonomy.lineage(d.category)]
        return max(found, key=lambda d: d.score, default=None)

    @property
    def filled(self) -> int:
        """Rows with a value."""
        return self.result.rows - self.result.nulls

    @property
    def is_personal(self) -> bool:
        """Whether it holds personal data other than what a consent is made of."""
        return any(
            taxonomy.load().is_personal(found.category) and not found.category.startswith("consent")
            for found in self.result.detections
        )


@dataclass(frozen=True, slots=True)
class Table:
    """An object with its columns."""

    ref: TableRef
    fields: tuple[Field, ...]
    """Those that can be read again row by row."""
    unread: tuple[Field, ...] = ()
    """The others: what the first reading saw in them is all that is known."""
    purposes: tuple[str, ...] = ()
    """The policy's purposes that it serves: bound by the project file, or inferred from its name."""

    @property
    def every(self) -> tuple[Field, ...]:
        """All columns."""
        return (*self.fields, *self.unread)

    def holding(self, category: str, people: Collection[str]) -> list[Field]:
        """The columns of these people that hold a category."""
        return [field for field in self.of(people) if field.detection(category)]

    def of(self, people: Collection[str]) -> list[Field]:
        """The columns of these people."""
        return [field for field in self.fields if not set(field.subjects).isdisjoint(people)]

    def personal(self, people: Collection[str]) -> list[Field]:
        """The columns of these people that hold personal data."""
        return [field for field in self.of(people) if field.is_personal]

    def named(self, group: str) -> list[Field]:
        """The columns whose name has a word of a group of `words.yaml`."""
        return [field for field in self.fields if names.says(field.name, "columns", group)]

    def is_called(self, group: str) -> bool:
        """Whether the table's name has a word of a group of `words.yaml`."""
        return names.says(self.ref.object, "tables", group)

    @property
    def location(self) -> Location:
        """Where a finding about the whole table is."""
        return Location(self.ref.source, self.ref.object)


@dataclass(frozen=True, slots=True)
class Survey:
    """Everything that was read."""

    tables: tuple[Table, ...]
    complete: bool = True
    """Whether all objects were read to their end, sampled or not."""
    sampled: bool = False
    """Whether some were read as a sample."""

    @staticmethod
    def of(
        columns: Sequence[ColumnResult],
        forms: Mapping[Location, str],
        contexts: Contexts,
        *,
        complete: bool = True,
        sampled: bool = False,
    ) -> Survey:
        """`forms` has the commonest form of the values by column."""
        tables: dict[TableRef, list[Field]] = {}
        for column in columns:
            place = Location(column.source, column.object, column.column.name, column.column.path)
            field = Field(column, forms.get(place, ""), contexts.subjects(column))
            tables.setdefault(TableRef(column.source, column.object), []).append(field)
        found = tuple(
            _table(ref, fields, contexts.table_purposes(ref.source, ref.object)) for ref, fields in tables.items()
        )
        return Survey(found, complete, sampled)

    def about(self, people: Collection[str]) -> list[Table]:
        """The tables with personal data of these people."""
        return [table for table in self.tables if table.personal(people)]


def _table(ref: TableRef, fields: Sequence[Field], purposes: tuple[str, ...]) -> Table:
    whole = _Whole(fields)
    readable = [found for field in fields if (found := whole.readable(field))]
    unread = tuple(field for field in fields if not whole.readable(field))
    return Table(ref, tuple(readable), unread, purposes)


class _Whole:
    """All columns of a table, to tell which of them have one cell a row."""

    def __init__(self, fields: Sequence[Field]) -> None:
        self._times = Counter((field.result.column.name, field.result.column.path) for field in fields)
        self._columns = {field.name: field.result.column for field in fields if field.result.column.path is None}

    def readable(self, field: Field) -> Field | None:
        """The field as it can be read: no list, no name twice, nothing inside text but that of a table's column."""
        column = field.result.column
        single = self._times[column.name, column.path] == 1 and "*" not in (column.path or "")
        if not single or field.result.kind is Kind.NOT_SCANNED:
            return None
        carriers = [carrier for carrier in _carriers(column) if carrier in self._times]
        if not carriers:
            return field
        outermost = self._columns.get(carriers[0][0]) if carriers[0][1] is None else None
        clear = outermost is not None and self._times[carriers[0]] == 1
        return replace(field, inside=outermost) if clear else None


def _carriers(column: Column) -> Iterator[tuple[str, str | None]]:
    """The columns in whose cells a column may be packed as text, the outermost first."""
    if column.path is None:
        return
    yield column.name, None
    for step in _STEP.finditer(column.path):
        if step.start() > len(ROOT):
            above = column.path[: step.start()]
            yield leaf_name(above) if column.name == leaf_name(column.path) else column.name, above
