"""`not-anonymised`, `prohibited`, `kept-in-kazakhstan`: judged by the first reading alone."""

import hashlib
import json

import pytest

from .promised import adults, broken, emails, judged, kept, phones, promise, shop, why

ANONYMOUS = promise("not-anonymised", purpose="statistics")
NEVER = promise("prohibited")
VISITS = {"day": ["2026-01-02"] * 30, "city": ["Алматы", "Астана", "Ақтау"] * 10, "visits": list(range(30))}
CODES = [f"{n:03d}" for n in range(101, 131)]


def test_statistics_without_identifiers() -> None:
    assert kept(ANONYMOUS, {"statistics_daily": VISITS}) == 30


@pytest.mark.parametrize(
    "table", ["statistics_daily", "site_stats", "статистика", "clients_anonymised", "обезличенные_данные"]
)
def test_a_table_is_meant_by_its_name(table: str) -> None:
    tables = {table: {**VISITS, "phone": [*phones(25), *[None] * 5]}}
    assert broken(ANONYMOUS, tables) == {f"{table}.phone": (25, 30)}


@pytest.mark.parametrize(
    ("column", "values", "count"),
    [
        pytest.param("iin", adults(30), 30, id="iin"),
        pytest.param("email", [*emails(10), *[None] * 20], 10, id="email"),
        pytest.param("ip", [f"91.185.20.{n}" for n in range(30)], 30, id="ip"),
        pytest.param("iin_hash", [hashlib.sha256(i.encode()).hexdigest() for i in adults(30)], 30, id="hashed"),
    ],
)
def test_each_identifier_is_counted(column: str, values: list[str], count: int) -> None:
    assert broken(ANONYMOUS, {"statistics": {**VISITS, column: values}}) == {f"statistics.{column}": (count, 30)}


def test_an_identifier_in_a_remark_counts() -> None:
    remarks = [f"перезвонить {phone} после обеда, спросить про кредит" for phone in phones(30)]
    assert broken(ANONYMOUS, {"statistics": {**VISITS, "remark": remarks}}) == {"statistics.remark": (30, 30)}


def test_an_identifier_in_packed_text_counts() -> None:
    payload = [json.dumps({"client": {"iin": iin}, "n": 1}) for iin in adults(30)]
    result = judged(ANONYMOUS, {"statistics": {**VISITS, "payload": payload}})
    assert [(p.location.path, p.broken) for p in result.places if p.broken] == [("$.client.iin", 30)]


def test_an_empty_column_holds_nothing() -> None:
    assert kept(ANONYMOUS, {"statistics": {**VISITS, "phone": [None] * 30}}) == 30


def test_tables_of_other_purposes_are_not_meant() -> None:
    assert why(ANONYMOUS, {"clients": {"phone": phones(30)}}) == "no_statistics"
    tables = {"statistics": VISITS, "clients": {"phone": phones(30)}}
    assert kept(ANONYMOUS, tables) == 30


def test_purpose_of_the_policy_whose_words_name_the_table() -> None:
    claim = promise("not-anonymised", purpose="traffic-analysis")
    policy = shop(claim, purposes=["traffic-analysis"])
    assert broken(claim, {"посещения": {**VISITS, "phone": phones(30)}}, policy=policy) == {"посещения.phone": (30, 30)}


def test_no_card_code_is_stored() -> None:
    assert kept(NEVER, {"clients": {"phone": phones(30)}, "visits": VISITS}) == 60


def test_card_codes_are_counted() -> None:
    tables = {"payments": {"phone": phones(30), "cvv": [*CODES[:20], *[None] * 10]}}
    assert broken(NEVER, tables) == {"payments.cvv": (20, 30)}


def test_categories_of_ones_own() -> None:
    claim = promise("prohibited", categories=["health", "contact.email"])
    assert broken(claim, {"clients": {"email": emails(30)}}) == {"clients.email": (30, 30)}
    assert kept(claim, {"clients": {"phone": phones(30)}}) == 30


def test_a_category_below_the_named_one_counts() -> None:
    assert broken(promise("prohibited", category="contact"), {"c": {"email": emails(30)}}) == {"c.email": (30, 30)}


def test_in_a_list_it_counts_too() -> None:
    payload = [json.dumps({"cards": [{"cvv": code}, {"cvv": code}]}) for code in CODES]
    result = judged(NEVER, {"payments": {"n": list(range(30)), "payload": payload}})
    assert result.outcome.value == "broken"
    assert [p.location.path for p in result.places if p.broken] == ["$.cards[*].cvv"]


def test_nothing_was_read() -> None:
    assert why(NEVER, {"clients": {"phone": []}}) == "empty"


def test_a_sample_proves_no_absence() -> None:
    assert why(NEVER, {"clients": {"phone": phones(60)}}, sample=20) == "sampled"


def test_where_data_stand_is_not_in_them() -> None:
    assert why(promise("kept-in-kazakhstan"), {"clients": {"phone": phones(30)}}) == "location"
