import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from barlau.errors import InvalidChecksum, InvalidComponent, InvalidLength
from barlau.identifiers.generic import imei

SETTINGS = settings(max_examples=50)
STEMS = st.integers(1, 10**14 - 1).map("{:014}".format)
NUMBERS = STEMS.map(lambda stem: stem + imei.check_digit(stem))
FIFTEEN = st.integers(0, 10**15 - 1).map("{:015}".format)


@SETTINGS
@given(NUMBERS, st.integers(0, 14), st.integers(1, 9))
def test_one_changed_digit_is_detected(number, place, shift):
    assert imei.is_valid(number)
    changed = number[:place] + str((int(number[place]) + shift) % 10) + number[place + 1 :]
    assert not imei.is_valid(changed)


@SETTINGS
@given(st.lists(NUMBERS | FIFTEEN, min_size=1, max_size=60))
def test_kernels_agree_with_the_scalar(run_kernel, run_integers, cells):
    expected = [imei.is_valid(cell) for cell in cells]
    assert run_kernel(imei.check_cells, cells) == expected
    grouped = [f"{cell[:2]}-{cell[2:8]}-{cell[8:14]}-{cell[14]}" for cell in cells]
    assert run_kernel(imei.check_cells, grouped) == expected == [imei.is_valid(cell) for cell in grouped]
    numbers = [int(cell) for cell in cells]
    assert run_integers(imei.check_integers, numbers) == [imei.is_valid(number) for number in numbers]


@pytest.mark.parametrize(
    ("value", "error"),
    [
        ("004401234567896", InvalidChecksum),
        ("000000000000000", InvalidComponent),
        ("00440123456789", InvalidLength),
    ],
    ids=["checksum", "zeros", "length"],
)
def test_reason_of_the_rejection(value, error):
    with pytest.raises(error):
        imei.validate(value)


def test_grouped_zeros_are_rejected_by_the_kernel(run_kernel):
    assert run_kernel(imei.check_cells, ["00-000000-000000-0"]) == [False]


def test_integer_kernel_rejects_other_lengths(run_integers):
    assert run_integers(imei.check_integers, [-1, 0, 10**15, 2**62]) == [False] * 4
