"""Birth date: туған күні, дата рождения. A date that a living person may have been born on.

The forms of `date` and the serial day number of Excel (day 0 is 1899-12-30); from 1900 to today, without the
dates that systems fill in for an unknown one. A date alone never shows that it is a birth date: the column
name or the spread of ages does.

>>> validate("15.07.1911")
'1911-07-15'
>>> is_valid("01.01.1900")
False
"""

from __future__ import annotations

import datetime
from functools import partial

import numpy as np
import pyarrow as pa

from barlau.errors import InvalidComponent, InvalidFormat, InvalidIdentifier
from barlau.identifiers.cells import Bytes, Integers, Offsets, check_array, four_digits, two_digits
from barlau.identifiers.generic import date
from barlau.identifiers.normal import clean, clean_array
from barlau.identifiers.rules import (
    Mask,
    boolean_array,
    label_rules,
    matches,
    matches_array,
    rewrite,
    rewrite_array,
)

_EPOCH = datetime.date(1899, 12, 30)
_SERIAL = "[0-9]{4,5}"
_FIRST = datetime.date(1900, 1, 2)
"""The day after the commonest placeholder; 0001-01-01, 1753-01-01 and 1899-12-30 lie before it."""
_UNIX_EPOCH = datetime.date(1970, 1, 1)
_YEARS = range(1900, 2101)
"""A number in this range is a year, not a serial day of 1905."""


def compact(value: object) -> str:
    """The date as `date.compact` gives it; an Excel serial number stays as it is."""
    return date.compact(rewrite(clean(value), label_rules("birth_date")))


def validate(value: object, *, today: datetime.date | None = None) -> str:
    """`yyyy-mm-dd`, or `yy-mm-dd` where the century is not written. Raises an `InvalidIdentifier`."""
    found = parse(value)
    if found.day is not None and not _FIRST <= found.day <= (today or datetime.date.today()):
        raise InvalidComponent
    if found.day == _UNIX_EPOCH:
        raise InvalidComponent
    return found.iso


def parse(value: object) -> date.CalendarDate:
    """The day, plausible or not. Raises an `InvalidIdentifier`."""
    text = compact(value)
    if not matches(text, _SERIAL):
        return date.parse(text)
    if int(text) in _YEARS:
        raise InvalidFormat
    exact = _EPOCH + datetime.timedelta(days=int(text))
    return date.CalendarDate(exact.isoformat(), exact)


def is_valid(value: object, *, today: datetime.date | None = None) -> bool:
    """May a living person be born on that day?"""
    try:
        validate(value, today=today)
    except InvalidIdentifier:
        return False
    return True


def is_valid_array(values: pa.Array, *, today: datetime.date | None = None) -> pa.BooleanArray:
    """`is_valid` on every cell; a null stays null."""
    last = today or datetime.date.today()
    texts = date.compact_array(rewrite_array(clean_array(values), label_rules("birth_date"), done=date.SHAPE))
    kernel = partial(_plausible, last=last)
    mask = check_array(texts, date.SHAPE, kernel).fill_null(False)  # noqa: FBT003 (Arrow has no keyword)
    valid = mask.to_numpy(zero_copy_only=False)
    serial = matches_array(texts, _SERIAL)
    if serial.any():
        numbers = texts.filter(pa.array(serial)).cast(pa.int64()).to_numpy()
        within = (numbers >= (_FIRST - _EPOCH).days) & (numbers <= (last - _EPOCH).days)
        unlike = (numbers < _YEARS.start) | (numbers >= _YEARS.stop)
        valid = valid.copy()
        valid[serial] = within & unlike & (numbers != (_UNIX_EPOCH - _EPOCH).days)
    return boolean_array(valid, texts)


def _plausible(buffer: Bytes, start: Offsets, length: int, *, last: datetime.date) -> Mask:
    """Canonical cells: the day exists and, with a century written, lies between the first and the last."""
    valid = date.check_cells(buffer, start, min(length, 10))
    if length == 8:
        return valid
    month, day = two_digits(buffer, start, 5), two_digits(buffer, start, 8)
    number: Integers = four_digits(buffer, start, 0).astype(np.int64)
    number <<= 9
    number += month.astype(np.int64) << 5
    number += day
    meant = datetime.timedelta(days=length > 10)  # behind ten characters stands `+1`: the next day
    first, epoch = _number(_FIRST - meant), _number(_UNIX_EPOCH - meant)
    valid &= (number >= first) & (number <= _number(last - meant)) & (number != epoch)
    return valid


def _number(day: datetime.date) -> int:
    """A number in the order of days."""
    return (day.year << 9) + (day.month << 5) + day.day
