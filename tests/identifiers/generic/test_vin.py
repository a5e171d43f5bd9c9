import string

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from barlau.errors import InvalidComponent, InvalidFormat, InvalidLength
from barlau.identifiers.generic import vin

SETTINGS = settings(max_examples=50)
LETTERS = "ABCDEFGHJKLMNPRSTUVWXYZ" + string.digits
NUMBERS = st.tuples(st.text(LETTERS, min_size=13, max_size=13), st.text(string.digits, min_size=4, max_size=4)).map(
    "".join
)


@SETTINGS
@given(NUMBERS.filter(lambda number: number.strip("0")))
def test_generated_check_digit_is_right(number):
    made = number[:8] + vin.check_digit(number) + number[9:]
    assert vin.parse(made).check_digit_ok


@SETTINGS
@given(NUMBERS, st.integers(0, 16))
def test_changed_digit_is_seen_by_the_check_digit_unless_the_values_are_equal(number, place):
    made = number[:8] + vin.check_digit(number) + number[9:]
    other = "1" if made[place] != "1" else "2"
    changed = made[:place] + other + made[place + 1 :]
    if place == 8 or vin._VALUES[made[place]] != vin._VALUES[other]:
        assert not vin.parse(changed).check_digit_ok


@SETTINGS
@given(st.lists(NUMBERS, min_size=1, max_size=60))
def test_kernel_is_the_scalar_with_a_letter_among_the_first_six(run_kernel, cells):
    expected = [vin.is_valid(cell) and not cell[:6].isdigit() for cell in cells]
    assert run_kernel(vin.check_cells, cells) == expected


def test_kernel_rejects_numbers_and_letters_at_the_end(run_kernel):
    cells = ["11111111111111111", "1FTFW1ET5DFC1031A", "XTA21099000000001"]
    assert run_kernel(vin.check_cells, cells) == [False, False, True]


@pytest.mark.parametrize(
    ("value", "error"),
    [
        pytest.param("XTA2109900Q000001", InvalidFormat, id="letter-q"),
        pytest.param("XTA2109900000001", InvalidLength, id="sixteen"),
        pytest.param("00000000000000000", InvalidComponent, id="zeros"),
    ],
)
def test_reason_of_the_rejection(value, error):
    with pytest.raises(error):
        vin.validate(value)


def test_repeated_character_is_a_placeholder_and_country_comes_from_the_table():
    assert vin.parse("11111111111111111").placeholder
    assert vin.parse("MX1AB2CD8P0000001").country == "Kazakhstan"
    assert vin.parse("XTA21099000000001").country is None
