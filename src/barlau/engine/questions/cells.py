"""Cells as what a question needs: text, numbers, days, flags, keys. Every function keeps the number of cells, and a
cell that is nothing of the kind becomes null."""

from __future__ import annotations

import datetime
from typing import cast

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from barlau.identifiers.generic import date
from barlau.identifiers.kz.iin import birth_dates_array
from barlau.identifiers.normal import clean_array
from barlau.identifiers.rules import matches_array

# Whole numbers that stand for a moment, by their size: days of 1954 to 2119 as Excel counts them (day 0 is 1899-12-30),
# `yyyymmdd` from 1800 on, and the seconds, milliseconds and microseconds since 1970 of 2001 to 2100.
EXCEL, COMPACT = (20_000, 80_000), (18_000_101, 21_991_231)
SECONDS = (1_000_000_000, 4_102_444_800)
EXCEL_EPOCH = (datetime.date(1899, 12, 30) - datetime.date(1970, 1, 1)).days
SECONDS_A_DAY = 86_400

TRUE = ("1", "true", "t", "yes", "y", "on", "да", "иә", "ия", "иа", "истина", "рас", "+", "✓", "v")
FALSE = ("0", "false", "f", "no", "n", "off", "нет", "жоқ", "жок", "ложь", "өтірік", "-")
# Forms of a phone number that mean the same: the last ten digits (`+7 701 …`, `8701…`, `7701…`).
_PHONE = r"(?:[+] ?)?[78]?[ (-]*7[0-9]{2}[ )-]*[0-9]{3}[ -]?[0-9]{2}[ -]?[0-9]{2}"
_DIGITS_FIRST = r"[0-9]{14}"


def text(values: pa.Array) -> pa.Array:
    """Text, trimmed; a whole number of floats without its fraction."""
    if pa.types.is_dictionary(values.type):
        values = values.dictionary_decode()
    if pa.types.is_boolean(values.type):
        return values.cast(pa.string())
    if pa.types.is_binary(values.type):
        readable = pa.array([_is_utf8(cell) for cell in values], pa.bool_())  # blobs are few
        return pc.if_else(readable, values, None).cast(pa.string())
    return clean_array(values)


def _is_utf8(cell: pa.BinaryScalar) -> bool:
    try:
        return cell.is_valid and bool(str(cell.as_buffer(), "utf-8"))
    except UnicodeDecodeError:
        return False


def without_absent(values: pa.Array, absent: pa.Array) -> pa.Array:
    """The cells with null for empty text and for absent markers (lower case)."""
    if pa.types.is_dictionary(values.type):
        values = values.dictionary_decode()
    if not pa.types.is_string(values.type):
        return values
    bare = pc.utf8_lower(pc.utf8_trim_whitespace(values))
    return pc.if_else(pc.or_(pc.equal(bare, ""), pc.is_in(bare, absent)), None, values)


def numbers(values: pa.Array) -> pa.Array:
    """float64. Text may have spaces between thousands and a comma before decimals."""
    kind = values.type
    if pa.types.is_integer(kind) or pa.types.is_floating(kind):
        return values.cast(pa.float64())
    plain = pc.replace_substring(pc.replace_substring(text(values), " ", ""), ",", ".")
    valid = matches_array(plain, r"[+-]?[0-9]{1,300}(?:[.][0-9]+)?")
    return pc.if_else(pa.array(valid), pc.replace_substring_regex(plain, r"\A[+]", ""), None).cast(pa.float64())


def days(values: pa.Array) -> pa.Array:
    """date32: dates of any written form, moments (their day in UTC), and numbers that stand for either."""
    kind = values.type
    if pa.types.is_date(kind) or pa.types.is_timestamp(kind):
        return values.cast(pa.timestamp("us")).cast(pa.date32(), safe=False) if kind != pa.date32() else values
    if pa.types.is_integer(kind) or pa.types.is_floating(kind):
        return _days_of_numbers(values)
    cells = text(values)
    written = date.days_array(cells)
    long = pc.if_else(pa.array(matches_array(cells, _DIGITS_FIRST)), pc.utf8_slice_codeunits(cells, 0, 8), None)
    counted = pc.if_else(pa.array(matches_array(cells, "[0-9]{5,16}")), cells, None).cast(pa.int64())
    return pc.coalesce(written, date.days_array(long), _days_of_numbers(counted))


def _days_of_numbers(values: pa.Array) -> pa.Array:
    known = values.is_valid().to_numpy(zero_copy_only=False)
    cells = pc.fill_null(values.cast(pa.float64()), 0.0).to_numpy(zero_copy_only=False)
    out = np.zeros(len(cells), np.int64)
    done = np.zeros(len(cells), bool)
    for unit in (1, 10**3, 10**6):
        here = (cells >= SECONDS[0] * unit) & (cells < SECONDS[1] * unit)
        out[here] = cells[here] // (unit * SECONDS_A_DAY)
        done |= here
    serial = (cells >= EXCEL[0]) & (cells < EXCEL[1])
    out[serial] = np.floor(cells[serial]) + EXCEL_EPOCH
    found = pa.array(out.astype(np.int32), mask=~((done | serial) & known)).cast(pa.date32())
    compact = (cells >= COMPACT[0]) & (cells <= COMPACT[1])
    if not compact.any():
        return found
    written = pa.array(np.where(compact, cells, 0).astype(np.int64)).cast(pa.string())
    return pc.coalesce(found, date.days_array(written))


def born(values: pa.Array, today: datetime.date) -> pa.Array:
    """date32: the birth dates in IINs, those after `today` left out."""
    return birth_dates_array(text(values), today=today)


def ages(births: pa.Array, at: pa.Array) -> pa.Array:
    """int64: whole years between two days; null for who was not born yet."""
    years = pc.subtract(pc.year(at), pc.year(births))
    before = pc.less(
        pc.add(pc.multiply(pc.month(at), 32), pc.day(at)), pc.add(pc.multiply(pc.month(births), 32), pc.day(births))
    )
    age = pc.subtract(years, before.cast(pa.int64()))
    return pc.if_else(pc.greater_equal(age, 0), age, None)


def later(start: pa.Array, months: int, number: int) -> pa.Array:
    """date32 moved by whole months (the 31st of a shorter month is its last day) and by days."""
    known = start.is_valid().to_numpy(zero_copy_only=False)
    day = pc.fill_null(start.cast(pa.int32()), 0).to_numpy(zero_copy_only=False).astype("datetime64[D]")
    month = day.astype("datetime64[M]")
    last = (month + months + 1).astype("datetime64[D]") - 1
    moved = np.minimum((month + months).astype("datetime64[D]") + (day - month.astype("datetime64[D]")), last) + number
    return pa.array(moved.astype(np.int64).astype(np.int32), mask=~known).cast(pa.date32())


def flags(values: pa.Array) -> pa.Array:
    """bool: yes or no in any of the usual words; a date where a flag is meant (the day it was given) is a yes."""
    if pa.types.is_boolean(values.type):
        return values
    words = pc.utf8_lower(text(values))
    said = pc.if_else(pc.is_in(words, pa.array(TRUE)), True, pc.if_else(pc.is_in(words, pa.array(FALSE)), False, None))  # noqa: FBT003
    dated = pc.if_else(days(values).is_valid(), True, None)  # noqa: FBT003
    return pc.coalesce(said, dated)


def keys(values: pa.Array) -> pa.Array:
    """Text that is equal for equal identifiers: a phone by its last ten digits, e-mail in lower case, an IIN or any
    other number without the zeros that a numeric column loses."""
    cells = pc.utf8_lower(text(values))
    phone = matches_array(cells, _PHONE)
    if phone.any():
        digits = pc.replace_substring_regex(cells, "[^0-9]", "")
        cells = pc.if_else(pa.array(phone), pc.utf8_slice_codeunits(digits, -10, 2**31 - 1), cells)
    return pc.replace_substring_regex(cells, r"\A0+([0-9]+)\z", r"\1")


def hashes(values: pa.Array, seed: int) -> np.ndarray[tuple[int], np.dtype[np.uint64]]:
    """64-bit hashes of text under a seed."""
    import polars as pl

    return cast("pl.Series", pl.from_arrow(values)).hash(seed).to_numpy()
