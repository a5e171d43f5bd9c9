"""`retention-exceeded`: rows with personal data, by a date column or a kind of date."""

from datetime import date, datetime

import pytest

from .promised import adults, broken, emails, judged, kept, phones, promise, shop, why

FIVE = promise("retention-exceeded", years=5, **{"from": "service_date"})
NEW, OLD = date(2024, 3, 1), date(2021, 5, 31)
"""Within five years of 1 June 2026, and one day beyond them."""
LIMIT = date(2021, 6, 1)


def visits(*days: object, **more: list[object]) -> dict[str, dict[str, list[object]]]:
    return {"visits": {"phone": phones(len(days)), "service_date": list(days), **more}}  # type: ignore[dict-item]


def test_within_the_term_it_is_kept() -> None:
    assert kept(FIVE, visits(*[NEW] * 20, LIMIT)) == 21


def test_older_rows_are_counted_with_their_years() -> None:
    tables = visits(*[NEW] * 20, OLD, date(2019, 1, 1))
    assert broken(FIVE, tables) == {"visits.service_date": (2, 22)}
    from .promised import scanned

    (finding,) = [f for f in scanned(shop(FIVE), tables).findings if f.rule == "claim-broken"]
    assert {"first": "2019", "last": "2021"}.items() <= dict(finding.message.args).items()


@pytest.mark.parametrize(
    "written",
    [
        pytest.param(lambda d: f"{d:%d.%m.%Y}", id="dotted"),
        pytest.param(lambda d: datetime(d.year, d.month, d.day, 12), id="moment"),
        pytest.param(lambda d: int(datetime(d.year, d.month, d.day, 12).timestamp()), id="seconds"),
        pytest.param(lambda d: f"{d:%Y%m%d}", id="compact"),
    ],
)
def test_a_date_in_any_form(written) -> None:  # type: ignore[no-untyped-def]
    assert broken(FIVE, visits(*map(written, [*[NEW] * 20, OLD]))) == {"visits.service_date": (1, 21)}


@pytest.mark.parametrize(
    ("params", "count"),
    [
        pytest.param({"years": 1}, 3, id="years"),
        pytest.param({"years": 1.0833}, 2, id="thirteen-months"),
        pytest.param({"months": 1}, 4, id="months"),
        pytest.param({"days": 10}, 5, id="days"),
        pytest.param({"working_days": 5}, 5, id="working-days-with-holidays"),
        pytest.param({"working_days": 30}, 4, id="more-working-days"),
    ],
)
def test_terms(params: dict[str, object], count: int) -> None:
    days = ["2026-05-31", "2026-05-15", "2026-04-01", "2025-05-15", "2025-04-01", "2024-01-01"]
    tables = visits(*[date(2026, 5, 31)] * 20, *map(date.fromisoformat, days))
    claim = promise("retention-exceeded", **params, **{"from": "service_date"})
    assert broken(claim, tables)["visits.service_date"] == (count, 26)


@pytest.mark.parametrize(
    ("start", "column"),
    [
        ("service_date", "дата обращения"),
        ("service_date", "shart_kuni"),
        ("created", "created_at"),
        ("consent_date", "consent_given_at"),
        ("Дата обращения", "data_obrashcheniya"),
        ("last_seen", "last_seen"),
    ],
)
def test_the_date_is_found_by_its_kind_or_its_name(start: str, column: str) -> None:
    tables = {"visits": {"phone": phones(21), column: [*[NEW] * 20, OLD]}}
    assert broken(promise("retention-exceeded", years=5, **{"from": start}), tables) == {f"visits.{column}": (1, 21)}


def test_rows_whose_personal_data_were_erased_are_no_breach() -> None:
    tables = {"visits": {"phone": [*phones(20), None], "service_date": [*[NEW] * 20, OLD]}}
    assert kept(FIVE, tables) == 20


def test_tables_without_personal_data_are_not_meant() -> None:
    tables = visits(*[NEW] * 20) | {"stock": {"sku": [f"A-{n}" for n in range(20)], "service_date": [OLD] * 20}}
    assert kept(FIVE, tables) == 20


def test_categories_narrow_it() -> None:
    tables = {"visits": {"phone": phones(21), "service_date": [*[NEW] * 20, OLD]}}
    tables |= {"letters": {"email": emails(21), "service_date": [*[NEW] * 20, OLD]}}
    claim = promise("retention-exceeded", years=5, category="contact.email", **{"from": "service_date"})
    assert broken(claim, tables) == {"letters.service_date": (1, 21)}


def test_a_running_service_has_no_date_yet() -> None:
    assert kept(FIVE, visits(*[NEW] * 20, None, None)) == 20


def test_dates_that_cannot_be_read_leave_a_doubt() -> None:
    result = judged(FIVE, visits(*[f"{NEW}"] * 40, "сразу после Наурыза"))
    assert result.reason is not None
    assert (result.reason.key, dict(result.reason.args)["count"]) == ("unverifiable.unknown", "1")


def test_no_such_date() -> None:
    assert why(FIVE, {"visits": {"phone": phones(20), "updated_at": [OLD] * 20}}) == "no_date"
    assert why(FIVE, {"staff": {"employee_iin": adults(20), "service_date": [OLD] * 20}}) == "no_date"


def test_a_table_without_the_date_leaves_a_doubt_unless_a_column_is_meant_by_name() -> None:
    tables = visits(*[NEW] * 20) | {"letters": {"email": emails(20)}}
    result = judged(FIVE, tables)
    assert result.reason is not None
    assert (result.reason.key, dict(result.reason.args)["table"]) == ("unverifiable.no_date_in", "letters")
    phones_only = promise("retention-exceeded", years=5, category="contact.phone", **{"from": "service_date"})
    assert kept(phones_only, tables) == 20
    by_name = {"visits": {"phone": phones(20), "Дата визита в салон": [NEW] * 20}, "letters": {"email": emails(20)}}
    assert kept(promise("retention-exceeded", years=5, **{"from": "Дата визита в салон"}), by_name) == 20


def test_no_row_has_the_date() -> None:
    assert why(FIVE, visits(*[None] * 20)) == "empty"
