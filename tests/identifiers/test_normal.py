"""Repairs of section 0.1 of the fact sheet, on one cell and on a column."""

import datetime
import decimal

import numpy as np
import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from barlau.identifiers.normal import clean, clean_array, latinise, latinise_array, lower_array, to_text

CASES = [
    pytest.param("\ufeff110715399990", "110715399990", id="byte-order-mark"),
    pytest.param("110\u00a0715\u202f399", "110 715 399", id="no-break-spaces"),
    pytest.param("110\u200b715\u200d", "110715", id="zero-width"),
    pytest.param("'110715399990", "110715399990", id="apostrophe-of-excel"),
    pytest.param('="000123"', "000123", id="formula-of-excel"),
    pytest.param("«текст»", "текст", id="guillemets"),
    pytest.param("１２３", "123", id="full-width"),
    pytest.param("№ 5", "№ 5", id="number-sign-is-kept"),
    pytest.param("000–00—11", "000-00-11", id="dashes"),
    pytest.param("a\tb\r\nc", "a b c", id="control-characters"),
    pytest.param("110715399990.0", "110715399990", id="float"),
    pytest.param("110715399990,00", "110715399990", id="decimal-comma"),
    pytest.param("110715399990.5", "110715399990.5", id="true-fraction-is-kept"),
    pytest.param("1.10715399990E+11", "110715399990", id="scientific-with-all-digits"),
    pytest.param("1,10715399990e11", "110715399990", id="scientific-with-comma"),
    pytest.param("1.1071539999e+11", "110715399990", id="shortest-float-drops-one-zero"),
    pytest.param("1.10715E+11", "1.10715E+11", id="scientific-that-lost-digits"),
    pytest.param("4.11111111111111E+15", "4.11111111111111E+15", id="card-that-lost-a-digit"),
    pytest.param("٣٤", "٣٤", id="arabic-indic-digits-are-no-digits"),
    pytest.param("", "", id="empty"),
]


@pytest.mark.parametrize(("cell", "expected"), CASES)
def test_repair(cell, expected):
    assert clean(cell) == expected
    assert clean_array(pa.array([cell, None])).to_pylist() == [expected, None]


TEXTS = st.lists(st.text(max_size=20) | st.text("019.,eE+ '\"=№\ufeff\u00a0\n\x00-", max_size=16), max_size=40)


@settings(max_examples=150)
@given(TEXTS)
def test_column_agrees_with_the_cell(texts):
    column = clean_array(pa.array([*texts, None], pa.string()))
    assert column.to_pylist() == [*map(clean, texts), None]
    cleaned = [clean(text) for text in texts]
    assert latinise_array(column).to_pylist() == [*map(latinise, cleaned), None]
    assert lower_array(column).to_pylist() == [*(text.lower() for text in cleaned), None]


@settings(max_examples=50)
@given(TEXTS, st.integers(0, 5))
def test_slice_of_a_column_is_read_from_its_offset(texts, skipped):
    column = pa.array(texts, pa.string()).slice(skipped)
    assert clean_array(column).to_pylist() == [clean(text) for text in texts[skipped:]]


@pytest.mark.parametrize(
    ("value", "text"),
    [
        pytest.param(50046, "50046", id="int"),
        pytest.param(np.int64(5), "5", id="numpy-int"),
        pytest.param(110715399990.0, "110715399990", id="float"),
        pytest.param(1.5, "1.5", id="fraction"),
        pytest.param(float("nan"), "", id="nan"),
        pytest.param(1e300, "1e+300", id="huge"),
        pytest.param(decimal.Decimal("12.50"), "12.50", id="decimal"),
        pytest.param(datetime.date(1911, 7, 15), "1911-07-15", id="date"),
        pytest.param(b"abc", "abc", id="bytes"),
        pytest.param(None, "", id="none"),
        pytest.param(True, "", id="bool"),
        pytest.param(object(), "", id="anything-else"),
    ],
)
def test_text_of_a_value(value, text):
    assert to_text(value) == text


@pytest.mark.parametrize(
    ("column", "texts"),
    [
        pytest.param(pa.array([50046, None]), ["50046", None], id="int64"),
        pytest.param(pa.array([5], pa.uint8()), ["5"], id="uint8"),
        pytest.param(
            pa.array([110715399990.0, 1.5, float("nan"), None]),
            ["110715399990", "1.5", "", None],
            id="double",
        ),
        pytest.param(pa.array([0.5], pa.float32()), ["0.5"], id="float"),
        pytest.param(pa.array(["a", None, "a"]).dictionary_encode(), ["a", None, "a"], id="dictionary"),
        pytest.param(pa.array([datetime.date(1911, 7, 15)]), ["1911-07-15"], id="date32"),
        pytest.param(pa.array([decimal.Decimal("12.50")]), ["12.50"], id="decimal"),
        pytest.param(pa.array([True, None]), ["", None], id="boolean"),
        pytest.param(pa.nulls(1), [None], id="null"),
    ],
)
def test_text_of_a_column(column, texts):
    assert clean_array(column).to_pylist() == texts


def test_nested_column_is_refused_without_its_values():
    with pytest.raises(TypeError, match="no text form for the Arrow type list"):
        clean_array(pa.array([["110715399990"]]))


def test_homoglyphs_are_mapped_by_shape_and_other_cyrillic_letters_stay():
    assert latinise("авекмнорстухАВЕКМНОРСТУХіѕј") == "ABEKMHOPCTYX" * 2 + "ISJ"
    assert latinise("жшәқ") == "жшәқ"
