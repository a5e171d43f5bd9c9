"""Calendar date in the forms that dumps hold: ISO 8601, dd.mm.yyyy, dd/mm/yyyy, yyyymmdd, names of months.

A cell is rewritten to `yyyy-mm-dd`, or to `yy-mm-dd` where the century is not written, and the day has to
exist in the Gregorian calendar. Midnight of Kazakhstan stored in UTC (18:00Z at +06:00; 19:00Z at +05:00, the
only zone since 01.03.2024) belongs to the next day.

>>> validate("15 июля 1911 г.")
'1911-07-15'
>>> validate("1911-07-14T18:00:00Z")
'1911-07-15'
>>> is_valid("31.04.1990")
False
"""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

import numpy as np

from barlau.errors import InvalidComponent, InvalidFormat
from barlau.identifiers.cells import (
    Bytes,
    Offsets,
    byte,
    check_array,
    four_digits,
    is_calendar_day,
    two_digits,
)
from barlau.identifiers.normal import accepts, clean, clean_array, lower_array
from barlau.identifiers.rules import Mask, Rule, groups, rewrite, rewrite_array
from barlau.identifiers.tables import word_lists

if TYPE_CHECKING:
    import pyarrow as pa

SHAPE = "[0-9]{4}-[0-9]{2}-[0-9]{2}(?:[+]1)?|[0-9]{2}-[0-9]{2}-[0-9]{2}"
"""Canonical forms; `+1`: the next day was meant, because midnight was stored in UTC."""
_PARTS = "([0-9]{2}|[0-9]{4})-([0-9]{2})-([0-9]{2})([+]1)?"
_WORD = "[a-zа-яәғқңөұүһі]{3}"
_TIME = "[t ](?:[01][0-9]|2[0-3]):[0-5][0-9](?::[0-5][0-9](?:[.,][0-9]{1,9})?)?"
_ZONE = " ?(?:z|utc|[+-][0-9]{2}(?::?[0-9]{2})?)"
_ISO = "[0-9]{4}-[0-9]{2}-[0-9]{2}"
_DMY = "[0-9]{1,2}[./-][0-9]{1,2}[./-][0-9]{4}"
_SUFFIX = Rule(r"([0-9]) ?(?:г\. ?р\.?|г\.?|ж\.?|жылы|года рождения|года|год)\z", r"\1", only=r"[0-9] ?[гж][^0-9]*\z")
_NUMERIC = (
    Rule(rf"\A({_ISO})[t ]1[89]:00(?::00(?:[.]0+)?)? ?(?:z|utc|[+]00:?00)\z", r"\1+1"),
    Rule(rf"\A({_ISO}|{_DMY}){_TIME}(?:{_ZONE})?\z", r"\1"),
    Rule(r"\A([0-9][./-][0-9]{1,2}[./-][0-9]{4})\z", r"0\1"),
    Rule(r"\A([0-9]{2}[./-])([0-9][./-][0-9]{4})\z", r"\10\2"),
    Rule(r"\A([0-9]{2})[./-]([0-9]{2})[./-]([0-9]{4})\z", r"\3-\2-\1"),
    Rule(r"\A([0-9]{4})[./]([0-9]{2})[./]([0-9]{2})\z", r"\1-\2-\3"),
    Rule(r"\A([0-9]{2})[./]([0-9]{2})[./]([0-9]{2})\z", r"\3-\2-\1"),
    Rule(r"\A((?:1[89]|2[01])[0-9]{2})([0-9]{2})([0-9]{2})\z", r"\1-\2-\3"),
)
"""A year without separators is one of 1800 to 2199: any other eight digits are some number."""


@dataclass(frozen=True, slots=True)
class CalendarDate:
    """What a valid date says."""

    iso: str
    """`yyyy-mm-dd`, or `yy-mm-dd` where the century is not written."""
    day: datetime.date | None
    """None where the century is not written."""


@cache
def _rules() -> tuple[Rule, ...]:
    return (_SUFFIX, *_month_rules(), *_NUMERIC)


def _month_rules() -> tuple[Rule, ...]:
    """Words to numbers: `15 июля 1911`, `1911 жылғы 15 шілде`, `15-jul-11`, `july 15, 1911`."""
    rules: list[Rule] = []
    for number, names in word_lists("months", "names").items():
        name = "(?:" + "|".join(sorted(names, key=len, reverse=True)) + ")[.]?"
        day, year, gap = "([0-9]{1,2})", "([0-9]{4})", "[ -]"
        rules += (
            Rule(rf"\A{day}{gap}{name}{gap}{year}\z", rf"\1.{number}.\2", only=_WORD),
            Rule(rf"\A{day}{gap}{name}{gap}([0-9]{{2}})\z", rf"\1.{number}.\2", only=_WORD),
            Rule(rf"\A{year} (?:жылғы |жыл |ж[.] ?)?{day} {name}\z", rf"\2.{number}.\1", only=_WORD),
            Rule(rf"\A{name} {day},? {year}\z", rf"\1.{number}.\2", only=_WORD),
        )
    return tuple(rules)


def compact(value: object) -> str:
    """`yyyy-mm-dd` or `yy-mm-dd` where the cell has the form of a date; `+1` as in `SHAPE`."""
    return rewrite(clean(value).lower(), _rules())


def compact_array(values: pa.Array) -> pa.Array:
    """`compact` on every cell."""
    return rewrite_array(lower_array(clean_array(values)), _rules(), done=SHAPE)


def validate(value: object) -> str:
    """The date as `yyyy-mm-dd` or `yy-mm-dd`. Raises an `InvalidIdentifier`."""
    return parse(value).iso


def parse(value: object) -> CalendarDate:
    """The day. Raises an `InvalidIdentifier`."""
    found = groups(compact(value), _PARTS)
    if found is None:
        raise InvalidFormat
    year, month, day, shifted = found
    try:
        exact = datetime.date(int(year) if len(year) == 4 else 2000 + int(year), int(month), int(day))
    except ValueError:
        raise InvalidComponent from None
    if len(year) == 2:
        return CalendarDate(f"{year}-{month}-{day}", None)
    if shifted and exact < datetime.date.max:
        exact += datetime.timedelta(days=1)
    return CalendarDate(exact.isoformat(), exact)


def is_valid(value: object) -> bool:
    """Is it a date that exists?"""
    return accepts(validate, value)


def is_valid_array(values: pa.Array) -> pa.BooleanArray:
    """`is_valid` on every cell; a null stays null."""
    return check_array(compact_array(values), SHAPE, check_cells)


def days_array(values: pa.Array) -> pa.Array:
    """The day of every cell as date32; null where there is no valid date or its century is not written."""
    import pyarrow as pa
    import pyarrow.compute as pc

    texts = compact_array(values)
    known = pc.and_(check_array(texts, SHAPE, check_cells), pc.greater(pc.binary_length(texts), len("yy-mm-dd")))
    days = pc.if_else(known, pc.utf8_slice_codeunits(texts, 0, len("yyyy-mm-dd")), None).cast(pa.date32())
    shifted = pc.fill_null(pc.ends_with(texts, "+1"), False)  # noqa: FBT003  (Arrow has no keyword)
    return pc.add(days.cast(pa.int32()), shifted.cast(pa.int32())).cast(pa.date32())


def check_cells(buffer: Bytes, start: Offsets, length: int) -> Mask:
    """Which cells of a date's shape are days that exist.

    Of 8 bytes `yyyymmdd`, `dd.mm.yy`, `yy-mm-dd`; of 10 `yyyy-mm-dd`, `dd.mm.yyyy`; longer ones continue
    with a time, the hour in two digits.
    """
    valid = _short(buffer, start) if length == 8 else _long(buffer, start)
    if length >= 16:
        valid &= (two_digits(buffer, start, 11) < 24) & (two_digits(buffer, start, 14) < 60)
    if length >= 19:
        valid &= two_digits(buffer, start, 17) < 60
    return valid


def _long(buffer: Bytes, start: Offsets) -> Mask:
    """Ten bytes; where the third is no digit the day stands first."""
    day_first = byte(buffer, start, 2) < ord("0")
    if day_first.all():
        return is_calendar_day(
            four_digits(buffer, start, 6), two_digits(buffer, start, 3), two_digits(buffer, start, 0)
        )
    valid = is_calendar_day(four_digits(buffer, start, 0), two_digits(buffer, start, 5), two_digits(buffer, start, 8))
    if day_first.any():
        valid[day_first] = _long(buffer, start[day_first])
    return valid


def _short(buffer: Bytes, start: Offsets) -> Mask:
    """Eight bytes."""
    separator = byte(buffer, start, 2)
    compacted = separator >= ord("0")
    first, middle, last = (two_digits(buffer, start, offset) for offset in (0, 3, 6))
    year_first = separator == ord("-")
    year = np.where(year_first, first, last).astype(np.uint16) + np.uint16(2000)
    valid = is_calendar_day(year, middle, np.where(year_first, last, first))
    if compacted.any():
        chosen = start[compacted]
        whole = four_digits(buffer, chosen, 0)
        month = two_digits(buffer, chosen, 4)
        valid[compacted] = is_calendar_day(whole, month, last[compacted]) & (whole >= 1800) & (whole < 2200)
    return valid
