"""Questions about the rows of tables, and their answers: counts only. What a second reading asks and brings back.

An expression is a tree of frozen nodes. A row has a value for it, or none (null) where a cell is empty or cannot be
read as what is asked; conditions follow SQL's logic of three values. A `Count` asks how many rows there are of a kind
and how many of those are otherwise than they should be; a `Lookup` is a second table that rows are looked up in.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import Literal

from barlau.model.reading import Column, Reason, Sampling

Scalar = str | int | float | bool


class Function(StrEnum):
    """What can be asked of values. The number of arguments stands behind each."""

    AND = "and"
    """1 and more conditions."""
    OR = "or"
    """1 and more conditions."""
    NOT = "not"
    """1 condition."""
    IS_NULL = "is_null"
    """1; never null itself."""
    EQUAL = "="
    """2 values of one type; others are compared as text."""
    LESS = "<"
    """2, as `EQUAL`."""
    LESS_EQUAL = "<="
    """2, as `EQUAL`."""
    ONE_OF = "one_of"
    """1 and more: whether the first equals one of the others."""
    FIRST = "first"
    """1 and more: the first that is not null."""
    TEXT = "text"
    """1: the cell as text."""
    LOWER = "lower"
    """1: text in lower case."""
    LENGTH = "length"
    """1: characters of a text."""
    NUMBER = "number"
    """1: text as a number."""
    DAY = "day"
    """1: a date in any written form, a moment, a number that stands for one."""
    BORN = "born"
    """1: the birth date that an IIN holds."""
    AGE = "age"
    """2, a birth date and a day: whole years between them."""
    LATER = "later"
    """3, a day, months, days: so much later (or earlier, with negative numbers)."""
    TRUE = "true"
    """1: a flag in any form (`да`, `1`, `жоқ`); null for what is none."""
    PROTECTION = "protection"
    """1: how a password is kept, a key of `password_hash.PROTECTIONS`."""
    KEY = "key"
    """1: the normal form of an identifier, to be compared with that of another table."""


@dataclass(frozen=True, slots=True)
class TableRef:
    """An object of the report."""

    source: str
    object: str


@dataclass(frozen=True, slots=True)
class Cell:
    """What stands in a column. Empty cells and absent markers (`-`, `н/д`) are null."""

    column: Column
    inside: Column | None = None
    """The column in whose text it stands, under its path; None: it is one of its own."""
    kind: Literal["cell"] = "cell"


@dataclass(frozen=True, slots=True)
class Constant:
    """A value that is the same in all rows; a day is an ISO date under `Function.DAY`. None: it cannot be told."""

    value: Scalar | None
    kind: Literal["constant"] = "constant"


@dataclass(frozen=True, slots=True)
class Found:
    """What a lookup holds under a key: its value or, where it has none, whether the key is there.

    Null where a value is asked for and the key is not there.
    """

    key: Expression
    lookup: int
    """Index in the question's lookups."""
    kind: Literal["found"] = "found"


@dataclass(frozen=True, slots=True)
class Apply:
    """A function of other expressions."""

    function: Function
    arguments: tuple[Expression, ...]
    kind: Literal["apply"] = "apply"


Expression = Cell | Constant | Found | Apply


@dataclass(frozen=True, slots=True)
class Lookup:
    """A table whose rows are found by a key. It is read in full even where the other is a sample."""

    table: TableRef
    key: Expression
    where: Expression | None = None
    """Which of its rows count."""
    day: Expression | None = None
    """What is kept for a key; of several days the last."""


@dataclass(frozen=True, slots=True)
class Count:
    """How many rows of a table are of a kind, and how many of those are not as they should be."""

    id: str
    table: TableRef
    checked: Expression
    """Condition: the rows that it concerns."""
    broken: Expression
    """Condition: of those, the ones that are counted. Null: it cannot be told."""
    lookups: tuple[Lookup, ...] = ()
    day: Expression | None = None
    """A day whose years are told: of the first and of the last of the broken rows."""
    labels: Expression | None = None
    """An expression by `Function.PROTECTION`, whose labels are counted among the rows checked."""
    kind: Literal["count"] = "count"

    @property
    def tables(self) -> tuple[TableRef, ...]:
        """Every table that is read for it."""
        return (self.table, *(lookup.table for lookup in self.lookups))


@dataclass(frozen=True, slots=True)
class Counted:
    """The answer to a `Count`."""

    id: str
    rows: int = 0
    """Rows read."""
    checked: int = 0
    broken: int = 0
    unknown: int = 0
    """Of the rows checked, those that cannot be told."""
    years: tuple[int, int] | None = None
    labels: tuple[tuple[str, int], ...] = ()
    sampled: bool = False
    """Not all rows were drawn, because the user asked for a sample."""
    reason: Reason | None = None
    """Why the table, or one that it was looked up in, was not read to its end."""
    lookup_incomplete: bool = False
    """The reason is about a table that rows were looked up in: that a key is missing there proves nothing."""
    kind: Literal["counted"] = "counted"


@dataclass(frozen=True, slots=True)
class Known:
    """A column whose cells stand in clear, and what they are."""

    table: TableRef
    column: Column
    category: str


@dataclass(frozen=True, slots=True)
class Unhash:
    """Whether the digests of a column are those of values that stand in clear in other columns."""

    id: str
    table: TableRef
    column: Column
    known: tuple[Known, ...]
    hashes: Sampling
    """How the digests are read."""
    values: Sampling
    """How many rows of each column in clear are hashed."""
    kind: Literal["unhash"] = "unhash"

    @property
    def tables(self) -> tuple[TableRef, ...]:
        """Every table that is read for it."""
        return (self.table, *(known.table for known in self.known))


@dataclass(frozen=True, slots=True)
class Reversed:
    """How many values of a column in clear were hashed by one function, and how many of these digests were found."""

    known: Known
    function: str
    tried: int
    matched: int


@dataclass(frozen=True, slots=True)
class Unhashed:
    """The answer to an `Unhash`."""

    id: str
    rows: int = 0
    hashes: int = 0
    """Distinct digests read."""
    reversals: tuple[Reversed, ...] = ()
    sampled: bool = False
    reason: Reason | None = None
    """Why one of the columns was not read to its end."""
    kind: Literal["unhashed"] = "unhashed"


Question = Count | Unhash
Answer = Counted | Unhashed


def cells_of(*expressions: Expression | None) -> tuple[Cell, ...]:
    """The cells that expressions read, each once; those of their lookups' tables are not among them."""
    return tuple(dict.fromkeys(cell for expression in expressions for cell in _cells(expression)))


def _cells(expression: Expression | None) -> Iterator[Cell]:
    if isinstance(expression, Cell):
        yield expression
    elif isinstance(expression, Found):
        yield from _cells(expression.key)
    elif isinstance(expression, Apply):
        for part in expression.arguments:
            yield from _cells(part)
