"""The conditions of one's own promises as nodes; `parsing` reads them from text."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from barlau.model.question import Function


class Type(StrEnum):
    """What a value is, as far as the text shows."""

    ANY = "any"
    TEXT = "text"
    NUMBER = "number"
    DAY = "day"
    FLAG = "flag"


@dataclass(frozen=True, slots=True)
class Name:
    """A column: by its name, in any table or in one, or by its category."""

    column: str
    table: str | None = None
    is_category: bool = False
    type: Type = Type.ANY


@dataclass(frozen=True, slots=True)
class Literal:
    """A value that is written out; `today` is a day whose text is `today`."""

    value: str | float | bool
    type: Type


@dataclass(frozen=True, slots=True)
class Call:
    """A function of values, or a day moved by months and days."""

    function: Function
    argument: Value
    type: Type
    months: int = 0
    days: int = 0


Value = Name | Literal | Call


@dataclass(frozen=True, slots=True)
class Compare:
    """Two values compared: `=`, `<` or `<=`."""

    function: Function
    left: Value
    right: Value


@dataclass(frozen=True, slots=True)
class IsNull:
    """Whether there is no value."""

    value: Value


@dataclass(frozen=True, slots=True)
class OneOf:
    """Whether a value is one of several."""

    value: Value
    choices: tuple[Literal, ...]


@dataclass(frozen=True, slots=True)
class Among:
    """Whether a value stands in a column of another table."""

    value: Value
    column: Name


@dataclass(frozen=True, slots=True)
class Logic:
    """`and`, `or`, `not`."""

    function: Function
    parts: tuple[Condition, ...]


Condition = Compare | IsNull | OneOf | Among | Logic
