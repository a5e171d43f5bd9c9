import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from barlau.errors import InvalidChecksum, InvalidComponent
from barlau.identifiers.kz import bin as kz_bin
from barlau.identifiers.kz import iin

SETTINGS = settings(max_examples=50)
STEMS = st.builds(
    "{:02}{:02}{}{}{:05}".format,
    st.integers(0, 99),
    st.integers(1, 12),
    st.integers(4, 6),
    st.integers(0, 4),
    st.integers(0, 99999),
)
TWELVE = st.integers(0, 10**12 - 1).map("{:012}".format)


def generated(stem):
    try:
        return stem + kz_bin.check_digit(stem)
    except InvalidChecksum:
        assume(False)


@SETTINGS
@given(STEMS)
def test_generated_number_is_a_bin_and_never_an_iin(stem):
    number = generated(stem)
    assert kz_bin.is_valid(number)
    assert iin.tier(number) == "none"


@SETTINGS
@given(STEMS, st.integers(1, 9))
def test_changed_check_digit_is_rejected(stem, shift):
    number = generated(stem)
    assert not kz_bin.is_valid(stem + str((int(number[11]) + shift) % 10))


@SETTINGS
@given(st.lists(TWELVE | STEMS.map(generated), min_size=1, max_size=60))
def test_kernels_agree_with_the_scalar(run_kernel, run_integers, cells):
    assert run_kernel(kz_bin.check_cells, cells) == [kz_bin.is_valid(cell) for cell in cells]
    numbers = [int(cell) for cell in cells]
    expected = [number >= 10**9 and kz_bin.is_valid(number) for number in numbers]
    assert run_integers(kz_bin.check_integers, numbers) == expected


def test_number_of_a_company_registered_in_2000_has_nine_digits(run_integers):
    assert run_integers(kz_bin.check_integers, [140001853, -1, 0]) == [False, False, False]
    assert run_integers(kz_bin.check_integers, [140001853, -1, 0], nine_digits=True) == [True, False, False]


@pytest.mark.parametrize(
    "value",
    [
        pytest.param("150345999905", id="detail"),
        pytest.param("150370999901", id="reserved-type"),
        pytest.param("151340999900", id="month-13"),
    ],
)
def test_part_without_meaning_is_named_as_the_reason(value):
    with pytest.raises(InvalidComponent):
        kz_bin.validate(value)
