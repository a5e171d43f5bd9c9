"""`before-the-company-existed`: events that a controller cannot have taken part in."""

from datetime import date

import pytest

from .promised import broken, kept, phones, promise, why

SINCE = promise("before-the-company-existed", registered="2023-05-15")


def clients(*days: object, column: str = "created_at") -> dict[str, dict[str, list[object]]]:
    return {"clients": {"phone": phones(len(days)), column: list(days)}}  # type: ignore[dict-item]


def test_events_since_then_keep_it() -> None:
    assert kept(SINCE, clients(*[date(2024, 1, 2)] * 20, date(2023, 5, 15))) == 21


def test_earlier_events_are_counted() -> None:
    tables = clients(*[date(2024, 1, 2)] * 20, date(2023, 5, 14), date(2011, 2, 3))
    assert broken(SINCE, tables) == {"clients.created_at": (2, 22)}


@pytest.mark.parametrize(("registered", "count"), [("2023", 1), ("2023-06", 3), ("2023-05-15", 2)])
def test_day_month_or_year_of_registration(registered: str, count: int) -> None:
    tables = clients(*[date(2024, 1, 2)] * 20, date(2023, 5, 20), date(2023, 5, 14), date(2011, 2, 3))
    claim = promise("before-the-company-existed", registered=registered)
    assert broken(claim, tables) == {"clients.created_at": (count, 23)}


def test_fillers_are_no_dates() -> None:
    tables = clients(*[date(2024, 1, 2)] * 20, date(1970, 1, 1), date(1900, 1, 1), None)
    assert kept(SINCE, tables) == 20


def test_birth_dates_are_no_events() -> None:
    tables = {
        "clients": {"birth_date": [date(1980, 1, n + 1) for n in range(20)], "created_at": [date(2024, 1, 2)] * 20}
    }
    assert kept(SINCE, tables) == 20


def test_dates_that_cannot_be_read_leave_a_doubt() -> None:
    assert why(SINCE, clients(*["2024-01-02"] * 40, "давно")) == "unknown"


def test_no_date_of_an_event() -> None:
    assert why(SINCE, {"clients": {"phone": phones(20)}}) == "no_event_date"
    assert (
        why(SINCE, {"stock": {"sku": [f"A-{n}" for n in range(20)], "created_at": [date(2011, 2, 3)] * 20}})
        == "no_event_date"
    )
