"""Flat byte buffers of string cells."""

import re

import numpy as np
import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from barlau.engine import cells

TEXTS = st.lists(st.none() | st.text("aZ09 -ИқӘ№\n", max_size=12), max_size=20)
CLASS_OF = {
    cells.DIGIT: rb"[0-9]",
    cells.UPPER: rb"[A-HJ-NPR-Z]",
    cells.IOQ: rb"[IOQ]",
    cells.LOWER_HEX: rb"[a-f]",
    cells.UPPER_HEX: rb"[A-F]",
    cells.SEPARATOR: rb"[ -]",
}


def _bytes_of(view):
    return [view.raw[at : at + size].tobytes() for at, size in zip(view.start, view.length, strict=True)]


@settings(max_examples=60)
@given(TEXTS, st.integers(0, 20), st.integers(0, 20))
def test_every_cell_of_a_slice_is_seen_byte_by_byte(texts, offset, count):
    values = pa.array(texts, pa.string()).slice(min(offset, len(texts)), count)
    view = cells.from_array(values)
    assert len(view) == len(values)
    assert _bytes_of(view) == [(text or "").encode() for text in values.to_pylist()]
    assert view.length.tolist() == cells.lengths(values).tolist()


@pytest.mark.parametrize(
    "values",
    [
        pytest.param(pa.array([], pa.string()), id="empty"),
        pytest.param(pa.array(["a", "b"]).slice(2), id="empty slice"),
    ],
)
def test_an_empty_array_has_no_cells(values):
    assert len(cells.from_array(values)) == 0
    assert cells.lengths(values).tolist() == []


def test_nulls_have_length_zero():
    assert cells.lengths(pa.array([None, None], pa.string())).tolist() == [0, 0]
    assert cells.from_array(pa.array([None, None], pa.string())).length.tolist() == [0, 0]


def test_bytes_behind_a_null_are_not_its_own():
    offsets = pa.py_buffer(np.array([0, 2, 5, 6], np.int32))
    hidden = pa.StringArray.from_buffers(3, offsets, pa.py_buffer(b"abXYZc"), pa.py_buffer(b"\x05"), 1)
    assert hidden.to_pylist() == ["ab", None, "c"]
    assert cells.lengths(hidden).tolist() == [2, 0, 1]
    assert _bytes_of(cells.from_array(hidden)) == [b"ab", b"", b"c"]


def test_length_counts_bytes_not_letters():
    assert cells.lengths(pa.array(["ЖСН", "iin", "№"])).tolist() == [6, 3, 3]


@pytest.mark.parametrize("flag", CLASS_OF)
def test_each_byte_is_in_the_classes_it_belongs_to(flag):
    members = {byte for byte in range(256) if cells.CLASSES[byte] & flag}
    expected = {byte for byte in range(256) if re.fullmatch(CLASS_OF[flag], bytes([byte]))}
    assert members == expected


def test_a_window_holds_eight_bytes_with_the_first_one_lowest():
    view = cells.from_array(pa.array(["12345678", "x"]))
    assert int(cells.words(view.raw)[0]) == int.from_bytes(b"12345678", "little")
    assert int(cells.words(view.raw)[8]) == int.from_bytes(b"x", "little")


def test_the_buffer_may_be_read_a_whole_window_behind_the_last_cell():
    view = cells.from_array(pa.array(["", "ab"]))
    assert len(view.raw) - int(view.start[-1]) >= 64
    assert len(view.codes) == len(view.raw)
