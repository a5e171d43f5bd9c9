import datetime

import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from barlau.identifiers.generic import birth_date

SETTINGS = settings(max_examples=50)
TODAY = datetime.date(2026, 11, 21)
EPOCH = datetime.date(1899, 12, 30)


@SETTINGS
@given(st.lists(st.dates(datetime.date(1890, 1, 1), datetime.date(2040, 1, 1)), min_size=1, max_size=60))
def test_column_of_dates_is_valid_from_1900_to_today(days):
    expected = [datetime.date(1900, 1, 1) < day <= TODAY and day != datetime.date(1970, 1, 1) for day in days]
    assert birth_date.is_valid_array(pa.array(days), today=TODAY).to_pylist() == expected
    assert [birth_date.is_valid(day, today=TODAY) for day in days] == expected


def test_serial_number_of_excel_is_a_day():
    assert birth_date.validate((datetime.date(1985, 3, 7) - EPOCH).days) == "1985-03-07"


@pytest.mark.parametrize(
    "value",
    [
        pytest.param("1985", id="year-of-birth-is-no-serial-number"),
        pytest.param(25569, id="serial-number-of-the-unix-epoch"),
        pytest.param(60000, id="serial-number-in-the-future"),
        pytest.param("31.12.1899", id="before-1900"),
        pytest.param("1969-12-31T18:00:00Z", id="unix-epoch-at-local-midnight"),
        pytest.param("2026-11-21T19:00:00Z", id="tomorrow-at-local-midnight"),
    ],
)
def test_other_values_are_rejected(value):
    assert not birth_date.is_valid(value, today=TODAY)
    assert birth_date.is_valid_array(pa.array([value]), today=TODAY).to_pylist() == [False]


@pytest.mark.parametrize("value", ["туған күні: 15.07.1911", "д.р. 15.07.1911 г.р.", "15.07.1911 г. р."])
def test_words_round_the_date_are_taken_off(value):
    assert birth_date.validate(value) == "1911-07-15"


def test_today_is_the_default():
    today = datetime.date.today()
    assert birth_date.is_valid(today)
    assert not birth_date.is_valid(today + datetime.timedelta(days=2))
