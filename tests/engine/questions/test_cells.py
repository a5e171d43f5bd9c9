"""Cells as days, ages, keys: every written form, and null for what is none."""

import datetime as dt

import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from barlau.engine.questions import cells
from barlau.identifiers.generic import date
from barlau.identifiers.kz import iin

DAY = dt.date(2024, 1, 5)


@pytest.mark.parametrize(
    "written",
    [
        "2024-01-05", "05.01.2024", "5 января 2024 г.", "2024 жылғы 5 қаңтар", "20240105", "2024-01-05 10:11:12+05",
        "2024-01-04T19:00:00Z", "20240105101112", "1704412800", "1704412800000", "1704412800000000", "45296",
        20240105, 1704412800, 1704412800000, 45296, 45296.5, DAY, dt.datetime(2024, 1, 5, 23, 59), 1704412800.0,
    ],
)  # fmt: skip
def test_a_day_in_any_form(written: object) -> None:
    assert cells.days(pa.array([written, None])).to_pylist() == [DAY, None]


@pytest.mark.parametrize("written", ["31.04.2024", "2024", "05.01.24", "нет", "12345", 7, 2024, float("nan"), "9" * 14])
def test_no_day(written: object) -> None:
    assert cells.days(pa.array([written])).to_pylist() == [None]


def test_moments_in_a_zone_are_days_in_utc() -> None:
    moment = dt.datetime(2024, 1, 5, 2, tzinfo=dt.timezone(dt.timedelta(hours=5)))
    assert cells.days(pa.array([moment], pa.timestamp("ms", "Asia/Almaty"))).to_pylist() == [dt.date(2024, 1, 4)]
    assert cells.days(pa.array([dt.datetime(1969, 12, 31, 12)], pa.timestamp("ns"))).to_pylist() == [
        dt.date(1969, 12, 31)
    ]


@given(st.lists(st.dates(dt.date(1, 1, 2), dt.date(9999, 12, 30)) | st.text(max_size=12)))
def test_days_agree_with_the_scalar_parser(values: list[object]) -> None:
    texts = [str(value) for value in values]

    def one(text: str) -> dt.date | None:
        return date.parse(text).day if date.is_valid(text) else None

    assert date.days_array(pa.array(texts, pa.string())).to_pylist() == [one(text) for text in texts]


@given(st.dates(dt.date(1900, 1, 1), dt.date(2026, 1, 1)), st.integers(0, 9999))
def test_birth_dates_agree_with_the_scalar_parser(born: dt.date, serial: int) -> None:
    stem = f"{born:%y%m%d}{3 if born.year < 2000 else 5}{serial:04}"
    try:
        number = stem + iin.check_digit(stem)
    except iin.InvalidChecksum:
        return
    today = dt.date(2026, 1, 1)
    found = iin.birth_dates_array(pa.array([number, number.lstrip("0"), "1" * 12]), today=today).to_pylist()
    assert found[0] == iin.parse(number, today=today).birth_date == born
    assert found[2] is None


def test_ages_turn_on_the_birthday() -> None:
    births = pa.array([dt.date(2008, 2, 29)] * 3 + [dt.date(2030, 1, 1)], pa.date32())
    at = pa.array([dt.date(2026, 2, 28), dt.date(2026, 3, 1), dt.date(2028, 2, 29), dt.date(2026, 1, 1)], pa.date32())
    assert cells.ages(births, at).to_pylist() == [17, 18, 20, None]


def test_months_later_end_with_the_month() -> None:
    start = pa.array([dt.date(2024, 1, 31), dt.date(2024, 3, 15), None], pa.date32())
    assert cells.later(start, 1, 0).to_pylist() == [dt.date(2024, 2, 29), dt.date(2024, 4, 15), None]
    assert cells.later(start, -13, 1).to_pylist() == [dt.date(2023, 1, 1), dt.date(2023, 2, 16), None]


def test_flags_in_three_languages() -> None:
    said = ["да", "Жоқ", "ИӘ", "0", "2024-05-06", "может быть", None]
    assert cells.flags(pa.array(said)).to_pylist() == [True, False, True, False, True, None, None]
    assert cells.flags(pa.array([1, 0, 7])).to_pylist() == [True, False, None]


def test_keys_meet_across_ways_of_writing() -> None:
    phones = pa.array(["+7 (701) 222-33-44", "87012223344", "7012223344"])
    assert len(set(cells.keys(phones).to_pylist())) == 1
    assert cells.keys(pa.array([10101399088])).equals(cells.keys(pa.array(["010101399088"])))
    assert cells.keys(pa.array(["A@Example.KZ", " a@example.kz"])).to_pylist() == ["a@example.kz"] * 2
