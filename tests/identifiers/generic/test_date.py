import calendar
import datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from barlau.errors import InvalidComponent, InvalidFormat
from barlau.identifiers.generic import date
from barlau.identifiers.tables import word_lists

SETTINGS = settings(max_examples=50)
PARTS = st.tuples(st.integers(0, 9999), st.integers(0, 14), st.integers(0, 33))
FORMS = {
    "dd.mm.yyyy": "{2:02}.{1:02}.{0:04}",
    "dd/mm/yyyy": "{2:02}/{1:02}/{0:04}",
    "dd-mm-yyyy": "{2:02}-{1:02}-{0:04}",
    "iso": "{0:04}-{1:02}-{2:02}",
    "yyyymmdd": "{0:04}{1:02}{2:02}",
    "dd.mm.yy": "{2:02}.{1:02}.{3:02}",
    "yy-mm-dd": "{3:02}-{1:02}-{2:02}",
    "iso-time": "{0:04}-{1:02}-{2:02}T{1:02}:{2:02}",
    "iso-seconds": "{0:04}-{1:02}-{2:02} 23:59:{2:02}",
    "iso-zone": "{0:04}-{1:02}-{2:02}T00:00:00+06:00",
    "dd.mm.yyyy time": "{2:02}.{1:02}.{0:04} 00:00:00",
}


@pytest.mark.parametrize("form", FORMS.values(), ids=FORMS)
def test_kernel_agrees_with_the_scalar_in_every_form(run_kernel, form):
    @SETTINGS
    @given(st.lists(PARTS, min_size=1, max_size=60))
    def agree(parts):
        cells = [form.format(*part, part[0] % 100) for part in parts]
        assert run_kernel(date.check_cells, cells) == [date.is_valid(cell) for cell in cells]

    agree()


@pytest.mark.parametrize("form", ["iso", "dd.mm.yyyy", "yyyymmdd"])
def test_kernel_knows_the_length_of_every_month(run_kernel, form):
    years = (1800, 1899, 1900, 1904, 2000, 2001, 2024, 2100)
    days = [(year, month, day) for year in years for month in range(14) for day in range(33)]
    valid = run_kernel(date.check_cells, [FORMS[form].format(*day, 0) for day in days])
    expected = [1 <= m <= 12 and 1 <= d <= calendar.monthrange(y, m)[1] for y, m, d in days]
    assert valid == expected


def test_kernel_takes_two_forms_of_one_length_together(run_kernel):
    assert run_kernel(date.check_cells, ["31.01.2020", "2020-01-31", "2020-31-01"]) == [True, True, False]
    assert run_kernel(date.check_cells, ["20200131", "31.01.20", "20-01-31", "20-31-01", "17990101"]) == [
        True,
        True,
        True,
        False,
        False,
    ]


@SETTINGS
@given(st.dates())
def test_every_day_is_read_in_every_form_with_a_century(day):
    for form in ("dd.mm.yyyy", "dd/mm/yyyy", "iso", "iso-zone"):
        assert date.parse(FORMS[form].format(day.year, day.month, day.day, 0)).day == day


@pytest.mark.parametrize(
    ("month", "name"),
    [(int(number), name) for number, names in word_lists("months", "names").items() for name in names],
)
def test_every_name_of_a_month_is_read(month, name):
    expected = datetime.date(1911, month, 15)
    for text in (f"15 {name} 1911", f"1911 жылғы 15 {name}", f"15-{name.upper()}-1911", f"{name} 15, 1911"):
        assert date.parse(text).day == expected


@pytest.mark.parametrize(
    ("value", "iso"),
    [
        pytest.param("5.7.1911", "1911-07-05", id="single-digits"),
        pytest.param("15-JUL-11", "11-07-15", id="oracle"),
        pytest.param("1911-07-14T19:00:00.000Z", "1911-07-15", id="midnight-at-plus-5"),
        pytest.param("1911-12-31T18:00Z", "1912-01-01", id="midnight-at-plus-6-of-a-new-year"),
        pytest.param("1911-07-14T12:00:00Z", "1911-07-14", id="noon-is-no-shifted-midnight"),
        pytest.param("9999-12-31T18:00:00Z", "9999-12-31", id="last-day"),
        pytest.param(datetime.date(1911, 7, 15), "1911-07-15", id="date-object"),
        pytest.param(datetime.datetime(1911, 7, 15, 1, 2), "1911-07-15", id="datetime-object"),
    ],
)
def test_forms(value, iso):
    assert date.validate(value) == iso


@pytest.mark.parametrize(
    ("value", "error"),
    [
        pytest.param("31.04.1990", InvalidComponent, id="no-such-day"),
        pytest.param("29.02.1900", InvalidComponent, id="no-leap-year"),
        pytest.param("15.07.1911 25:00", InvalidFormat, id="no-such-hour"),
        pytest.param("4214", InvalidFormat, id="serial-number-is-only-a-birth-date"),
        pytest.param("12345678", InvalidFormat, id="eight-digits-of-no-year"),
    ],
)
def test_reason_of_the_rejection(value, error):
    with pytest.raises(error):
        date.validate(value)


def test_leap_day_without_century_is_valid_every_fourth_year():
    assert [date.is_valid(f"29.02.{year:02}") for year in range(5)] == [True, False, False, False, True]
