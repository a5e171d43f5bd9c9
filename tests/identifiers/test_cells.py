"""Arithmetic over cells against plain Python."""

import datetime

import numpy as np
import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from stdnum import luhn as stdnum_luhn

from barlau.identifiers import cells

SETTINGS = settings(max_examples=60)


@SETTINGS
@given(st.lists(st.text("0123456789 -", min_size=17, max_size=17), min_size=1, max_size=60))
def test_luhn_skips_separators(texts):
    buffer, start, _ = cells.cells_of(pa.array(texts))
    digits = [text.replace(" ", "").replace("-", "") or "0" for text in texts]
    assert cells.luhn(buffer, start, 17).tolist() == [stdnum_luhn.is_valid(number) for number in digits]


@SETTINGS
@given(st.lists(st.integers(0, 2**63 - 1), min_size=1, max_size=60))
def test_luhn_of_integers(numbers):
    expected = [stdnum_luhn.is_valid(str(number)) for number in numbers]
    assert cells.luhn_integers(np.array(numbers)).tolist() == expected


@SETTINGS
@given(st.lists(st.integers(0, 10**12 - 1), min_size=1, max_size=60))
def test_groups_of_four_are_the_decimal_digits(numbers):
    groups = cells.groups_of_four(np.array(numbers), 3)
    texts = ["".join(f"{group:04}" for group in row) for row in zip(*groups, strict=True)]
    assert texts == [f"{number:012}" for number in numbers]


@SETTINGS
@given(st.integers(1, 9999), st.integers(0, 99), st.integers(0, 99))
def test_calendar_is_the_gregorian_one(year, month, day):
    found = cells.is_calendar_day(np.array([year], np.uint16), np.array([month], np.uint8), np.array([day], np.uint8))
    try:
        datetime.date(year, month, day)
        exists = True
    except ValueError:
        exists = False
    assert found.tolist() == [exists]


def test_year_zero_has_no_days():
    one = np.array([1], np.uint8)
    assert cells.is_calendar_day(np.array([0], np.uint16), one, one).tolist() == [False]


@pytest.mark.parametrize("offset", [0, 3])
def test_digits_are_read_at_their_offset(offset):
    buffer, start, length = cells.cells_of(pa.array(["12345678", "90123456"]))
    assert cells.four_digits(buffer, start, offset).tolist() == [
        int("12345678"[offset:][:4]),
        int("90123456"[offset:][:4]),
    ]
    assert cells.two_digits(buffer, start, offset).tolist() == [
        int("12345678"[offset:][:2]),
        int("90123456"[offset:][:2]),
    ]
    assert length.tolist() == [8, 8]


def test_buffer_is_padded_and_a_null_is_an_empty_cell():
    column = pa.array(["first", "ab", None, "c"]).slice(1)
    buffer, start, length = cells.cells_of(column)
    assert bytes(buffer) == b"abc" + bytes(cells.PADDING)
    assert start[[0, 2]].tolist() == [0, 2]
    assert length.tolist() == [2, 0, 1]


def test_null_over_bytes_is_an_empty_cell():
    offsets, data = pa.py_buffer(np.array([0, 2, 4], np.int32)), pa.py_buffer(b"abcd")
    column = pa.Array.from_buffers(pa.string(), 2, [pa.py_buffer(b"\x01"), offsets, data])
    assert cells.cells_of(column)[2].tolist() == [2, 0]


def test_table_look_up_beyond_the_end_reads_the_last_entry():
    assert cells.look_up(np.array([7, 9], np.uint8), np.array([0, 1, 500])).tolist() == [7, 9, 9]
