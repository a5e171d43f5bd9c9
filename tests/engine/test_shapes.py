"""Byte templates against the regular expressions they stand for."""

import re
import string

import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from barlau.engine.cells import from_array
from barlau.engine.shapes import ShapeSet, compile_shape

CLASS = {
    "d": rb"[0-9]",
    "U": rb"[A-Z]",
    "V": rb"[A-HJ-NPR-Z0-9]",
    "A": rb"[A-Z0-9]",
    "x": rb"[0-9A-Fa-f]",
    "s": rb"[ -]",
    "?": rb"(?s:.)",
}
LITERALS = "+()|.:KZN07$_~"
TYPED = "0123456789abcdefgABCDEFGHIOQZ -+()|.:KZN$_~"
SHAPES = st.text("".join(CLASS) + LITERALS, min_size=1, max_size=40)


def _regex(shape):
    return re.compile(b"".join(CLASS.get(letter) or re.escape(letter.encode()) for letter in shape))


def _rows(shape, values):
    found = list(ShapeSet([compile_shape(shape, 7)]).match(from_array(values)))
    assert all(owner == 7 and length == len(shape) for owner, length, _ in found)
    return [int(row) for _, _, rows in found for row in rows]


def _expected(shape, values):
    return [i for i, text in enumerate(values.to_pylist()) if text and _regex(shape).fullmatch(text.encode())]


@st.composite
def _shape_and_cells(draw):
    """Cells that have the shape, nearly have it, or are anything."""
    shape = draw(SHAPES)
    fitting = {letter: [c for c in TYPED if re.fullmatch(CLASS[letter], c.encode())] for letter in CLASS}
    right = st.tuples(*(st.sampled_from(fitting.get(letter, [letter])) for letter in shape)).map("".join)
    place = st.integers(0, len(shape) - 1)
    nearly = st.tuples(right, place, st.sampled_from(TYPED)).map(lambda t: t[0][: t[1]] + t[2] + t[0][t[1] + 1 :])
    other = st.text(TYPED + "Иқ№", max_size=42)
    return shape, draw(st.lists(right | nearly | other | st.none(), max_size=12))


@settings(max_examples=150)
@given(_shape_and_cells(), st.integers(0, 3))
def test_a_shape_matches_what_its_expression_matches(case, offset):
    shape, texts = case
    values = pa.array(["-", *texts], pa.string()).slice(min(offset, len(texts)))
    assert _rows(shape, values) == _expected(shape, values)


@pytest.mark.parametrize("letter", CLASS)
def test_each_class_holds_exactly_its_ascii_characters(letter):
    values = pa.array(list(string.printable))
    assert _rows(letter, values) == _expected(letter, values)
    assert _rows(letter * 9, pa.array([c * 9 for c in string.printable])) == _expected(letter, values)


@pytest.mark.parametrize("literal", [c for c in string.printable[:95] if c not in CLASS])
def test_every_other_character_is_itself(literal):
    values = pa.array(list(string.printable))
    assert _rows(literal, values) == [string.printable.index(literal)]


@pytest.mark.parametrize("length", range(1, 41))
def test_every_length_is_checked_to_its_last_byte(length):
    right = "1" * length
    wrong = [right[:at] + "Z" + right[at + 1 :] for at in range(length)]
    values = pa.array([*wrong, right + "1", right[:-1], right])
    assert _rows("d" * length, values) == [length + 2]
    assert _rows("d" * (length - 1) + "U", values) == [length - 1]


@pytest.mark.parametrize("length", [1, 7, 8, 9, 16, 17, 40])
def test_a_literal_at_either_end_is_checked(length):
    values = pa.array(["+" + "1" * length, "1" + "1" * length, "1" * length + "+"])
    assert _rows("+" + "d" * length, values) == [0]
    assert _rows("d" * length + "+", values) == [2]


def test_a_multibyte_letter_fits_only_the_free_place():
    values = pa.array(["А1", "Я", "12"])
    assert _rows("Ud", values) == []
    assert _rows("??d", values) == [0]
    assert _rows("??", values) == [1, 2]
    assert _rows("xx", values) == [2]


@pytest.mark.parametrize(
    "values",
    [
        pytest.param(pa.array([], pa.string()), id="empty"),
        pytest.param(pa.array([None, None], pa.string()), id="nulls"),
        pytest.param(pa.array(["", ""]), id="empty cells"),
    ],
)
def test_nothing_has_a_shape_where_nothing_is(values):
    assert _rows("?", values) == []


def test_shapes_of_one_length_are_told_apart_and_keep_their_owners():
    shapes = ShapeSet([compile_shape("ddd", 0), compile_shape("xxx", 1), compile_shape("dddd", 2)])
    found = {(o, tuple(r.tolist())) for o, _, r in shapes.match(from_array(pa.array(["123", "abc", "1234", "zz"])))}
    assert found == {(0, (0,)), (1, (0, 1)), (2, (2,))}


def test_a_cell_longer_than_any_shape_is_left_alone():
    assert _rows("d" * 64, pa.array(["1" * 64, "1" * 300, "1" * 255, "1" * 65])) == [0]
