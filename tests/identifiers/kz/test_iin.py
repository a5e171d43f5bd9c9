import datetime

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from barlau.errors import InvalidChecksum, InvalidComponent, InvalidFormat, InvalidLength
from barlau.identifiers.kz import iin

SETTINGS = settings(max_examples=50)
TODAY = datetime.date(2026, 11, 21)
STEMS = st.builds(
    "{:%y%m%d}{}{:04}".format,
    st.dates(datetime.date(1900, 1, 1), datetime.date(1999, 12, 31)),
    st.sampled_from("34"),
    st.integers(0, 9999),
)
TWELVE = st.integers(0, 10**12 - 1).map("{:012}".format)


def generated(stem):
    try:
        return stem + iin.check_digit(stem)
    except InvalidChecksum:
        assume(False)


@SETTINGS
@given(STEMS)
def test_generated_number_is_valid(stem):
    assert iin.tier(generated(stem), today=TODAY) == "plausible"


@SETTINGS
@given(STEMS, st.integers(0, 11), st.integers(1, 9))
def test_changed_digit_is_detected_unless_it_is_digit_11(stem, place, shift):
    number = generated(stem)
    changed = number[:place] + str((int(number[place]) + shift) % 10) + number[place + 1 :]
    try:
        right = iin.check_digit(changed[:11]) == changed[11]
    except InvalidChecksum:
        right = False
    # The first pass cannot see digit 11 (weight 11); a number that changes its pass may agree by chance.
    passes = {iin.parse(number, today=TODAY).check_pass}
    if right and place != 10:
        passes.add(iin.check_digit_and_pass(changed[:11])[1])
        assert 2 in passes
    if place == 11:
        assert not right


@pytest.mark.parametrize("eleventh", range(10))
def test_digit_11_is_not_guarded_when_the_first_pass_decides(eleventh):
    assert iin.is_valid(f"0101013999{eleventh}1", today=TODAY)


@pytest.mark.parametrize(
    ("value", "error"),
    [
        pytest.param("11071539999", InvalidComponent, id="eleven-digits-pad-to-a-day-71"),
        pytest.param("1107153999900", InvalidLength, id="thirteen-digits"),
        pytest.param("11O71539999O", InvalidFormat, id="letters"),
        pytest.param("110715399991", InvalidChecksum, id="check-digit"),
        pytest.param("010101399090", InvalidChecksum, id="never-issued"),
        pytest.param("991231599997", InvalidComponent, id="future"),
        pytest.param("971240001315", InvalidComponent, id="bin"),
        pytest.param("000000000000", InvalidComponent, id="zeros"),
    ],
)
def test_reason_of_the_rejection(value, error):
    expected = (InvalidChecksum, error) if error is InvalidComponent else error
    with pytest.raises(expected):
        iin.validate(value, today=TODAY)


@pytest.mark.parametrize(
    ("today", "tier"),
    [
        pytest.param(datetime.date(2026, 11, 19), "checksum_only", id="day-before-birth"),
        pytest.param(datetime.date(2026, 11, 20), "plausible", id="day-of-birth"),
        pytest.param(datetime.date(2026, 10, 31), "checksum_only", id="month-before"),
        pytest.param(datetime.date(2027, 1, 1), "plausible", id="year-after"),
    ],
)
def test_birth_date_is_measured_against_today(run_kernel, today, tier):
    assert iin.tier("261120699770", today=today) == tier
    assert run_kernel(iin.tiers_cells, ["261120699770"], today=today) == [iin.TIERS.index(tier)]


def test_today_is_the_default(run_kernel):
    assert run_kernel(iin.check_cells, ["110715399990"]) == [True]
    assert iin.is_valid("110715399990")


@SETTINGS
@given(st.lists(TWELVE | STEMS.map(generated), min_size=1, max_size=60))
def test_kernel_gives_the_tier_of_the_scalar(run_kernel, cells):
    tiers = [iin.tier(cell, today=TODAY) for cell in cells]
    assert [iin.TIERS[code] for code in run_kernel(iin.tiers_cells, cells, today=TODAY)] == tiers
    assert run_kernel(iin.check_cells, cells, today=TODAY) == [tier == "plausible" for tier in tiers]


def test_kernel_gives_the_tier_of_the_scalar_on_every_day_and_century(run_kernel):
    stems = [
        f"{year:02}{month:02}{day:02}{code}0007"
        for year in (0, 1, 4, 26, 27, 99)
        for month in range(14)
        for day in (0, 1, 20, 21, 22, 28, 29, 30, 31, 32, 39, 40)
        for code in range(10)
    ]
    cells = []
    for stem in stems:
        try:
            cells.append(stem + iin.check_digit(stem))
        except InvalidChecksum:
            continue
    tiers = [iin.tier(cell, today=TODAY) for cell in cells]
    assert set(tiers) == set(iin.TIERS)
    assert [iin.TIERS[code] for code in run_kernel(iin.tiers_cells, cells, today=TODAY)] == tiers


@SETTINGS
@given(st.lists(st.integers(-5, 10**13) | STEMS.map(generated).map(int), min_size=1, max_size=60))
def test_integer_kernel_pads_lost_zeros(run_integers, numbers):
    def expected(number, shortest):
        return 10**shortest <= number < 10**12 and iin.tier(number, today=TODAY) == "plausible"

    assert run_integers(iin.check_integers, numbers, today=TODAY) == [expected(n, 9) for n in numbers]
    nine = run_integers(iin.check_integers, numbers, nine_digits=True, today=TODAY)
    assert nine == [expected(n, 8) for n in numbers]


@pytest.mark.parametrize(
    ("number", "born_since_2000"),
    [
        ("010101599994", True),
        ("001015500017", True),
        ("010101399088", False),  # 1901
        ("010101599997", False),  # wrong check digit
        ("001599992000", False),
    ],
)
def test_text_that_lost_its_zeros(run_kernel, number, born_since_2000):
    assert run_kernel(iin.check_cells, [number.lstrip("0")], today=TODAY) == [born_since_2000]


def test_nine_digits_are_padded_only_on_request(run_integers):
    born_in_2000 = 101599992
    assert run_integers(iin.check_integers, [born_in_2000]) == [False]
    assert run_integers(iin.check_integers, [born_in_2000], nine_digits=True) == [True]


def test_share_of_random_numbers_is_the_computed_one():
    numbers = np.random.default_rng(1).integers(0, 10**12, 400_000)
    cells = np.frombuffer("".join(f"{n:012}" for n in numbers).encode() + bytes(64), np.uint8)
    tiers = iin.tiers_cells(cells, np.arange(len(numbers)) * 12, today=TODAY)
    assert (tiers == 3).mean() == pytest.approx(0.00091926, rel=0.15)  # fact sheet: 1 in 1088


def test_parse_of_a_checksum_only_number_says_what_is_known():
    found = iin.parse("110715799906", today=TODAY)
    assert (found.tier, found.birth_date, found.sex, found.century) == ("checksum_only", None, None, None)
