import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from barlau.errors import InvalidChecksum
from barlau.identifiers.kz import rnn

SETTINGS = settings(max_examples=50)
STEMS = st.integers(10**10, 10**11 - 1).map(str)
TWELVE = st.integers(0, 10**12 - 1).map("{:012}".format)


def generated(stem):
    try:
        return stem + rnn.check_digit(stem)
    except InvalidChecksum:
        assume(False)


@SETTINGS
@given(STEMS)
def test_generated_number_is_valid(stem):
    assert rnn.is_valid(generated(stem))


@SETTINGS
@given(STEMS, st.integers(1, 9))
def test_changed_check_digit_is_rejected(stem, shift):
    number = generated(stem)
    assert not rnn.is_valid(stem + str((int(number[11]) + shift) % 10))


@SETTINGS
@given(st.lists(TWELVE | STEMS.map(generated), min_size=1, max_size=60))
def test_kernels_agree_with_the_scalar(run_kernel, run_integers, cells):
    assert run_kernel(rnn.check_cells, cells) == [rnn.is_valid(cell) for cell in cells]
    numbers = [int(cell) for cell in cells]
    assert run_integers(rnn.check_integers, numbers) == [rnn.is_valid(number) for number in numbers]


@pytest.mark.parametrize("stem", ["62090003334", "62090000551"], ids=["five-passes", "four-passes"])
def test_kernel_follows_the_ring_of_weights_to_late_passes(run_kernel, stem):
    cells = [f"{stem}{digit}" for digit in range(10)]
    assert run_kernel(rnn.check_cells, cells) == [cell == stem + rnn.check_digit(stem) for cell in cells]


def test_zeros_are_a_placeholder(run_kernel):
    assert not rnn.is_valid("000000000000")
    assert run_kernel(rnn.check_cells, ["000000000000"]) == [False]
