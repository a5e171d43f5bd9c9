import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from barlau.errors import InvalidComponent, InvalidFormat, InvalidLength
from barlau.identifiers.kz import id_card

SETTINGS = settings(max_examples=50)


@SETTINGS
@given(st.lists(st.integers(0, 10**9 - 1).map("{:09}".format), min_size=1, max_size=60))
def test_kernel_agrees_with_the_scalar(run_kernel, cells):
    assert run_kernel(id_card.check_cells, cells) == [id_card.is_valid(cell) for cell in cells]


@SETTINGS
@given(st.lists(st.integers(-10, 10**10), min_size=1, max_size=60))
def test_integer_kernel_agrees_with_the_scalar(run_integers, numbers):
    assert run_integers(id_card.check_integers, numbers) == [id_card.is_valid(number) for number in numbers]


def test_zeros_are_a_placeholder(run_kernel):
    assert run_kernel(id_card.check_cells, ["000000000", "000000001"]) == [False, True]
    assert not id_card.is_valid("000000000")


@pytest.mark.parametrize(
    "value",
    [
        "жеке куәлік № 012345678",
        "Удостоверение личности: 012345678",
        "012345678 ҚР ІІМ 01.01.2020",
        "012345678, выдано МВД РК",
        "№012345678",
    ],
)
def test_words_round_the_number_are_taken_off(value):
    assert id_card.validate(value) == "012345678"


@pytest.mark.parametrize(
    ("value", "error"),
    [
        pytest.param("750000000", InvalidComponent, id="kato"),
        pytest.param("01234567", InvalidLength, id="eight-with-zero"),
        pytest.param("№12345678", InvalidFormat, id="eight-digits-behind-the-sign-are-a-passport"),
        pytest.param("N12345678", InvalidFormat, id="passport"),
    ],
)
def test_reason_of_the_rejection(value, error):
    with pytest.raises(error):
        id_card.validate(value)
