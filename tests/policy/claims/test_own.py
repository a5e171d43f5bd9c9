"""`own`: a condition of one's own, bound to the tables that have its columns."""

import json
from datetime import date

import pytest

from .promised import adults, born, broken, emails, judged, kept, phones, promise, why

IDS = list(range(1, 31))
CLIENTS = {
    "id": IDS,
    "phone": phones(30),
    "iin": [*adults(28), *born("2010-01-01", "2011-01-01")],
    "status": ["active"] * 20 + ["Closed"] * 10,
    "debt": ["1 200,50"] * 5 + ["0"] * 20 + ["-3"] * 5,
    "consent": ["да"] * 24 + ["нет"] * 6,
    "closed_at": [None] * 20 + ["2020-01-31"] * 4 + ["2026-05-01"] * 6,
}
TABLES = {"clients": CLIENTS}


def own(where: str, among: str | None = None, **more: object):  # type: ignore[no-untyped-def]
    return promise("own", where=where, **({"among": among} if among else {}), **more)


@pytest.mark.parametrize(
    ("where", "count"),
    [
        pytest.param("status = 'active'", 20, id="text"),
        pytest.param("status != 'active'", 10, id="not-equal"),
        pytest.param("lower(status) = 'closed'", 10, id="lower"),
        pytest.param("debt > 1000", 5, id="number-with-spaces-and-comma"),
        pytest.param("number(debt) < -2.5", 5, id="negative"),
        pytest.param("consent = false", 6, id="flag"),
        pytest.param("closed_at < today - 5 years", 4, id="today-less-years"),
        pytest.param("closed_at + 6 months < '2026-01-01'", 4, id="day-moved"),
        pytest.param("closed_at is not null", 10, id="not-null"),
        pytest.param("not closed_at is null and status = 'active'", None, id="nothing-breaks-it"),
        pytest.param("age(born(iin)) < 18", 2, id="age"),
        pytest.param("born(iin) >= '2010-06-01'", 1, id="born"),
        pytest.param("length(phone) < 12", None, id="length"),
        pytest.param("status in ('active', 'Closed') and debt = 0", 20, id="one-of"),
        pytest.param("not (status = 'active' or debt < 0)", 5, id="parentheses"),
        pytest.param("@contact.phone is not null and status = 'Closed'", 10, id="category"),
        pytest.param("clients.\"closed_at\" >= day('2026-01-01')", 6, id="table-and-quotes"),
        pytest.param("text(id) = '7'", 1, id="number-as-text"),
        pytest.param("id = 7", 1, id="number"),
    ],
)
def test_rows_for_which_it_holds_break_it(where: str, count: int | None) -> None:
    among = "born(iin) is not null" if "iin" in where else None
    among = "closed_at is not null" if where.startswith("closed_at <") or "+" in where or "clients." in where else among
    if count is None:
        assert kept(own(where, among), TABLES) == 30
    else:
        ((_, counts),) = broken(own(where, among), TABLES).items()
        assert counts[0] == count


def test_among_says_which_rows_are_checked() -> None:
    assert broken(own("debt < 0", "status = 'Closed'"), TABLES) == {"clients.debt": (5, 10)}
    assert why(own("debt < 0", "status = 'gone'"), TABLES) == "empty"


def test_a_null_can_not_be_told() -> None:
    result = judged(own("closed_at < '2019-01-01'"), TABLES)
    assert result.reason is not None
    assert (result.reason.key, dict(result.reason.args)["count"]) == ("unverifiable.unknown", "20")


def test_the_day_is_a_parameter() -> None:
    claim = own("closed_at < today - 5 years", "closed_at is not null", at="2024-01-01")
    assert kept(claim, TABLES) == 10


def test_every_table_with_the_columns_is_meant() -> None:
    tables = {
        "clients": CLIENTS,
        "archive": {"phone": phones(5), "status": ["active"] * 5},
        "stock": {"sku": ["A-1"] * 5},
    }
    found = broken(own("status = 'active'"), tables)
    assert sorted(found.values()) == [(5, 5), (20, 30)]
    assert broken(own("archive.status = 'active'"), tables) == {"archive.status": (5, 5)}


@pytest.mark.parametrize("name", ["Дата обращения", "data_obrashcheniya", "дата_обращения"])
def test_a_column_is_found_in_another_spelling(name: str) -> None:
    tables = {"visits": {"phone": phones(20), "Дата обращения": [date(2024, 1, 1)] * 20}}
    assert broken(own(f"\"{name}\" < '2025-01-01'"), tables) == {"visits.Дата обращения": (20, 20)}


def test_people_of_one_table_in_another() -> None:
    tables = {"mailings": {"client_id": [*IDS, 31, 32], "email": emails(32)}, "clients": CLIENTS}
    assert broken(own("mailings.client_id not in clients.id"), tables) == {"mailings.client_id": (2, 32)}
    assert kept(own("mailings.client_id in clients.phone"), tables) == 32


def test_the_column_that_is_missing_is_named() -> None:
    def missing(where: str) -> str:
        result = judged(own(where), TABLES)
        assert result.reason is not None
        assert result.reason.key == "unverifiable.no_column"
        return dict(result.reason.args)["column"]

    assert missing("height > 2") == "height"
    assert missing("orders.status = 'x'") == "orders.status"
    assert missing("clients.height > 2") == "clients.height"
    assert missing("@health is not null") == "@health"
    assert missing("id in orders.client_id") == "orders.client_id"


def test_wrong_parameters_are_no_breach() -> None:
    assert why(own("status == 'active'"), TABLES) == "params"
    assert why(promise("own"), TABLES) == "params"
    assert why(promise("no-aliens"), TABLES) == "unknown_rule"


def test_no_table_was_read() -> None:
    assert why(own("status = 'active'"), {}) == "empty"
    assert why(own("status = 'active'"), {"clients": {"phone": [], "status": []}}) == "empty"


@pytest.mark.parametrize(
    "name", ['"$.client.status"', '"client.status"', '"$.payload.client.status"', "@contact.phone"]
)
def test_columns_inside_json_have_names(name: str) -> None:
    payload = [
        json.dumps({"client": {"status": "x" if n < 4 else None, "phone": p if n < 4 else None}})
        for n, p in enumerate(phones(30))
    ]
    claim = promise("own", where=f"{name} is not null")
    assert broken(claim, {"clients": {"id": list(range(30)), "payload": payload}}) == {"clients.payload": (4, 30)}


def test_a_column_that_stands_only_in_lists_is_told_as_such() -> None:
    payload = [json.dumps({"phones": [phone, phone]}) for phone in phones(30)]
    assert why(promise("own", where="@contact.phone is not null"), {"clients": {"payload": payload}}) == "nested"
