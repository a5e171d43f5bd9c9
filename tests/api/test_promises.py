"""Every rule of promises over every kind of source: the same counts, however the cells are stored."""

import json
import sqlite3
from collections.abc import Callable, Mapping
from contextlib import closing
from datetime import date
from pathlib import Path

import polars as pl
import pytest
from tests.databases import Database, mariadb, mariadb_server, postgresql, postgresql_server
from tests.policy.claims.promised import TODAY, adults, born, emails, phones

import barlau
from barlau.api import Options

__all__ = ["mariadb", "mariadb_server", "postgresql", "postgresql_server"]  # fixtures

HEAD = """\
schema: barlau.policy/1
id: shop
controller: {name: Example Shop}
documents: [{id: ru, kind: policy, language: ru}]
purposes:
  - {id: advertising, title: {ru: Реклама}}
  - {id: statistics, title: {ru: Статистика}}
declarations:
  - {category: contact.phone, status: declared, refs: [{document: ru, section: "3"}]}
claims:
"""
CLAIMS = {
    "adults": "rule: minors-present, params: {age: 18}",
    "passwords": "rule: password-not-protected",
    "five-years": "rule: retention-exceeded, params: {years: 5, from: service_date}",
    "mail": "rule: retention-exceeded, params: {years: 5, from: created, category: contact.email}",
    "consents": "rule: consent-missing, params: {purpose: advertising}",
    "erased": "rule: withdrawn-still-kept, params: {days: 30}",
    "faces": "rule: biometric-after-withdrawal, params: {days: 30}",
    "quiet": "rule: marketing-after-opt-out, params: {days: 10}",
    "anonymous": "rule: not-anonymised, params: {purpose: statistics}",
    "no-codes": "rule: prohibited",
    "young-company": 'rule: before-the-company-existed, params: {registered: "2020-01"}',
    "here": "rule: kept-in-kazakhstan",
    "active-only": "rule: own, params: {where: \"clients.status = 'closed'\"}",
    "known-people": "rule: own, params: {where: campaign_sms.client_id not in clients.client_id}",
    "nobody-of-2030": "rule: own, params: {where: age(born(iin)) < 0}",
    "no-height": "rule: own, params: {where: height > 2}",
}
EXPECTED = {
    "adults": ("broken", 5),
    "passwords": ("broken", 5),
    "five-years": ("broken", 4),
    "mail": ("broken", 2),
    "consents": ("broken", 6),
    "erased": ("broken", 4),
    "faces": ("unverifiable.no_biometric", 0),
    "quiet": ("broken", 7),
    "anonymous": ("broken", 20),
    "no-codes": ("broken", 11),
    "young-company": ("broken", 2),
    "here": ("unverifiable.location", 0),
    "active-only": ("broken", 9),
    "known-people": ("broken", 2),
    "nobody-of-2030": ("kept", 0),
    "no-height": ("unverifiable.no_column", 0),
}
IDS = list(range(1, 31))
BCRYPT = [f"$2b$12$Cl1entCl1entCl1entCl1O{n:031d}" for n in range(30)]
OLD, NEW = date(2026, 1, 15), date(2026, 5, 30)
YOUNG = json.dumps({"applicant": {"birth_date": "2011-05-05"}})
TABLES = {
    "clients": pl.DataFrame(
        {
            "client_id": IDS,
            "iin": [*adults(27), *born("2008-06-02", "2010-01-01", "2012-12-31")],
            "email": emails(30),
            "password": [*BCRYPT[:25], *(f"Tulpar-{n}" for n in range(5))],
            "status": ["active"] * 21 + ["closed"] * 9,
            "created_at": [date(2024, 2, 3)] * 28 + [date(2011, 1, 1), date(2019, 12, 31)],
            "withdrawn_at": [None] * 24 + [OLD] * 4 + [NEW] * 2,
            "unsubscribed_at": [None] * 20 + [OLD] * 7 + [NEW] * 3,
        }
    ),
    "visits": pl.DataFrame(
        {
            "phone": phones(30),
            "service_date": [date(2025, 1, 1)] * 24 + [date(2021, 5, 31)] * 4 + [None] * 2,
        }
    ),
    "campaign_sms": pl.DataFrame({"client_id": [*IDS, 31, 32], "sent_at": [date(2026, 5, 31)] * 32}),
    "consents": pl.DataFrame({"client_id": [*IDS, 31, 32], "marketing_consent": [True] * 26 + [False] * 6}),
    "statistics": pl.DataFrame({"day": [OLD] * 30, "phone": [*phones(20), *[None] * 10]}),
    "applications": pl.DataFrame(
        {"form": [json.dumps({"applicant": {"birth_date": f"{1980 + n}-02-03"}}) for n in range(28)] + [YOUNG] * 2}
    ),
    "payments": pl.DataFrame({"paid_by": phones(30), "cvv": [*(f"{n:03d}" for n in range(101, 112)), *[None] * 19]}),
}


def csv(folder: Path) -> str:
    for name, table in TABLES.items():
        table.write_csv(folder / f"{name}.csv", separator=";", date_format="%d.%m.%Y")
    return str(folder)


def parquet(folder: Path) -> str:
    for name, table in TABLES.items():
        table.write_parquet(folder / f"{name}.parquet")
    return str(folder)


def sqlite(folder: Path) -> str:
    with closing(sqlite3.connect(folder / "shop.db")) as connection, connection:
        for name, table in TABLES.items():
            connection.execute(_created(name, table))
            marks = ", ".join("?" * table.width)
            connection.executemany(
                f"INSERT INTO {name} VALUES ({marks})", table.with_columns(pl.selectors.date().cast(pl.String)).rows()
            )
    return f"sqlite:///{folder}/shop.db"


def _created(name: str, table: pl.DataFrame) -> str:
    types = {pl.Int64: "BIGINT", pl.String: "VARCHAR(200)", pl.Date: "DATE", pl.Boolean: "BOOLEAN"}
    columns = ", ".join(f"{column} {types[type(kind)]}" for column, kind in table.schema.items())
    return f"CREATE TABLE {name} ({columns})"


def filled(database: Database) -> str:
    with database.connected() as cursor:
        for name, table in TABLES.items():
            cursor.execute(_created(name, table))
            marks = ", ".join(["%s"] * table.width)
            cursor.executemany(f"INSERT INTO {name} VALUES ({marks})", table.rows())
    return database.url()


@pytest.fixture
def policy(tmp_path: Path) -> Path:
    claims = [f'  - {{id: {key}, {said}, refs: [{{document: ru, section: "7"}}]}}\n' for key, said in CLAIMS.items()]
    path = tmp_path / "shop.yaml"
    path.write_text(HEAD + "".join(claims))
    return path


def outcomes(target: str, policy: Path) -> Mapping[str, tuple[str, int]]:
    report = barlau.scan(target, policies=[policy], options=Options(today=TODAY))
    return {
        result.claim: (
            result.reason.key if result.reason else result.outcome.value,
            sum(place.broken for place in result.places),
        )
        for result in report.claims
    }


@pytest.mark.parametrize("stored", [csv, parquet, sqlite])
def test_promises_over_files(stored: Callable[[Path], str], tmp_path: Path, policy: Path) -> None:
    folder = tmp_path / "data"
    folder.mkdir()
    assert outcomes(stored(folder), policy) == EXPECTED


def test_promises_over_postgresql(postgresql: Database, policy: Path) -> None:
    assert outcomes(filled(postgresql), policy) == EXPECTED


def test_promises_over_mariadb(mariadb: Database, policy: Path) -> None:
    assert outcomes(filled(mariadb), policy) == EXPECTED


def test_text_packed_in_a_field_of_a_json_file_leaves_a_doubt(tmp_path: Path, policy: Path) -> None:
    lines = [json.dumps({"n": n, "payload": YOUNG}) for n in range(30)]
    (tmp_path / "forms.jsonl").write_text("\n".join(lines))
    assert outcomes(str(tmp_path / "forms.jsonl"), policy)["adults"] == ("unverifiable.nested", 0)
