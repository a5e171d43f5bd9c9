import string

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from stdnum import iban as stdnum_iban

from barlau.errors import InvalidChecksum, InvalidComponent, InvalidFormat, InvalidLength
from barlau.identifiers.kz import iban

SETTINGS = settings(max_examples=50)
DIGITS, ALL = string.digits, string.digits + string.ascii_uppercase
TAILS = st.text(DIGITS, min_size=13, max_size=13) | st.text(ALL, min_size=13, max_size=13)
ACCOUNTS = st.tuples(st.text(DIGITS, min_size=3, max_size=3), TAILS).map("".join)
NUMBERS = ACCOUNTS.map(lambda account: "KZ" + iban.check_digits(account) + account)
SHAPED = st.tuples(st.text(DIGITS, min_size=2, max_size=2), st.text(ALL, min_size=16, max_size=16)).map(
    lambda parts: "KZ" + "".join(parts)
)


@SETTINGS
@given(NUMBERS)
def test_generated_number_is_valid_for_us_and_for_stdnum(number):
    assert iban.is_valid(number)
    assert stdnum_iban.is_valid(number, check_country=False)


@SETTINGS
@given(NUMBERS, st.integers(4, 19), st.sampled_from(ALL))
def test_digit_changed_to_a_digit_or_letter_to_a_letter_is_detected(number, place, character):
    if character.isdigit() != number[place].isdigit():
        return
    changed = number[:place] + character + number[place + 1 :]
    assert iban.is_valid(changed) == (changed == number)


@SETTINGS
@given(NUMBERS, st.integers(4, 18))
def test_two_swapped_digits_or_letters_are_detected(number, place):
    if number[place].isdigit() != number[place + 1].isdigit():
        return
    changed = number[:place] + number[place + 1] + number[place] + number[place + 2 :]
    assert iban.is_valid(changed) == (changed == number)


@pytest.mark.parametrize("pair", ["B1", "M2", "X3"])
def test_swap_of_a_digit_and_its_elevenfold_letter_cannot_be_detected(pair):
    assert iban.check_digits(f"722{pair}00000000000") == iban.check_digits(f"722{pair[::-1]}00000000000")


@SETTINGS
@given(st.lists(NUMBERS | SHAPED, min_size=1, max_size=60))
def test_kernel_agrees_with_the_scalar(run_kernel, cells):
    assert run_kernel(iban.check_cells, cells) == [iban.is_valid(cell) for cell in cells]


@pytest.mark.parametrize(
    ("value", "error"),
    [
        pytest.param("KZ007220000000000063", InvalidComponent, id="check-digits-00"),
        pytest.param("KZ41722C000000000002", InvalidChecksum, id="checksum"),
        pytest.param("KZ41722C00000000000", InvalidLength, id="short"),
        pytest.param("KZ86A25KZT5004100100", InvalidFormat, id="bank-of-letters"),
    ],
)
def test_reason_of_the_rejection(value, error):
    with pytest.raises(error):
        iban.validate(value)


def test_kernel_rejects_check_digits_that_are_never_issued(run_kernel):
    cells = ["KZ007220000000000063", "KZ017220000000000045", "KZ997220000000000027"]
    assert run_kernel(iban.check_cells, cells) == [False] * 3
