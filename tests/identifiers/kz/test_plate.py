import itertools

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from barlau.identifiers.kz import plate
from barlau.identifiers.tables import mapping

SETTINGS = settings(max_examples=50)
SHAPES = [
    "dddUUdd",
    "dddUUUdd",
    "ddd UU dd",
    "ddd-UUU-dd",
    "ddUUUdd",
    "ddUUdd",
    "dd UU dd",
    "ddd UUUdd",
    "UdddUUU",
    "UdddUU",
    "U ddd UUU",
    "U dddUU",
    "Udddddd",
    "U dddd dd",
    "ddUUUddd",
    "dd UUU ddd",
    "dd UU ddd",
]


def cells_of_shape(shape):
    letters = {"d": "0123456789", "U": "ABCDEFGHIJKLMNOPQRSTUVWXYZ"}
    return st.tuples(*(st.sampled_from(letters.get(letter, letter)) for letter in shape)).map("".join)


@pytest.mark.parametrize("shape", SHAPES)
def test_kernel_agrees_with_the_scalar_in_every_shape(run_kernel, shape):
    @SETTINGS
    @given(st.lists(cells_of_shape(shape), min_size=1, max_size=60))
    def agree(cells):
        assert run_kernel(plate.check_cells, cells) == [plate.is_valid(cell) for cell in cells]

    agree()


def test_kernel_takes_shapes_of_one_length_together(run_kernel):
    cells = ["123AB02", "A123BCD", "F123402", "G123402", "12ABC21", "Y123ABC", "123AB00"]
    assert run_kernel(plate.check_cells, cells) == [True, True, True, False, False, False, False]


def test_regions_of_2012_are_01_to_20(run_kernel):
    valid = run_kernel(plate.check_cells, [f"123ABC{code:02}" for code in range(100)])
    assert valid == [1 <= code <= 20 for code in range(100)]


def test_letters_of_1993_are_those_of_the_table(run_kernel):
    letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
    valid = run_kernel(plate.check_cells, [f"{letter}123ABC" for letter in letters])
    assert list(itertools.compress(letters, valid)) == sorted(mapping("plates", "regions_1993"))
    assert {"G", "I", "J", "Q", "Y"}.isdisjoint(mapping("plates", "regions_1993"))


@pytest.mark.parametrize(
    ("value", "number"),
    [
        pytest.param("кz 123 авс 02", "123ABC02", id="cyrillic-lower-case-with-country"),
        pytest.param("г/н 123ABC02", "123ABC02", id="label"),
        pytest.param("02ABC123", "123ABC02", id="region-first"),
    ],
)
def test_repairs(value, number):
    assert plate.validate(value) == number


@pytest.mark.parametrize(
    "value",
    [
        pytest.param("123 ӘҚҮ 02", id="kazakh-letters-are-not-used"),
        pytest.param("А123ВС77", id="russian"),
        pytest.param("01 A 123 BC", id="uzbek"),
        pytest.param("iPhone 128 GB 02", id="words-around"),
        pytest.param("1-2-3ABC02", id="separators-inside-a-group"),
    ],
)
def test_other_shapes_are_rejected(value):
    assert not plate.is_valid(value)
