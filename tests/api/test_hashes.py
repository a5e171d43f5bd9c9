"""Rule `reversible-hash`, end to end: who stores a plain hash beside the number stores the number."""

import base64
import csv
import hashlib
import secrets
import sqlite3
from contextlib import closing
from pathlib import Path

import pyarrow as pa
import pytest

import barlau
from barlau.api.second_reading import SecondReading
from barlau.model.report import Finding, Report
from barlau.report.json_report import render
from barlau.report.messages import translate
from databases import Database
from engine import synthetic

IINS = synthetic.iins(400)
PHONES = [f"+7 (701) {n % 1000:03}-{n % 100:02}-{n * 7 % 100:02}" for n in range(100, 500)]


def md5(text: str) -> bytes:
    return hashlib.md5(text.encode(), usedforsecurity=False).digest()


def sha256(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


def found(report: Report) -> dict[str, Finding]:
    return {f.location.column: f for f in report.findings if f.rule == "reversible-hash" and f.location is not None}


def gaps(finding: Finding) -> dict[str, str]:
    return dict(finding.message.args)


def harmless() -> dict[str, list[str]]:
    """Columns of the same look that give nothing away."""
    salt = secrets.token_hex(8)
    return {
        "salted": [sha256(salt + number) for number in IINS],
        "random_hex": [secrets.token_hex(32) for _ in IINS],
        "file_md5": [md5(secrets.token_hex(9)).hex() for _ in IINS],
        "token": [base64.b64encode(secrets.token_bytes(32)).decode() for _ in IINS],
    }


@pytest.fixture
def database(tmp_path: Path) -> Path:
    path = tmp_path / "app.sqlite"
    columns = {
        "iin": IINS,
        "phone": PHONES,
        "c1": [sha256(number) for number in IINS],
        "c2": [md5("8" + "".join(filter(str.isdigit, phone[2:]))) for phone in PHONES],
        **harmless(),
    }
    with closing(sqlite3.connect(path)) as connection, connection:
        kinds = (f"{name} {'BLOB' if name == 'c2' else 'TEXT'}" for name in columns)
        connection.execute(f"CREATE TABLE clients ({', '.join(kinds)})")
        connection.executemany(
            f"INSERT INTO clients VALUES ({', '.join('?' * len(columns))})", zip(*columns.values(), strict=True)
        )
    return path


def test_hashes_of_numbers_in_clear_are_found_and_no_others(database: Path) -> None:
    report = barlau.scan(database)
    rules = found(report)
    assert {column: (f.category, f.level.value) for column, f in rules.items()} == {
        "c1": ("identity.iin", "warning"),
        "c2": ("contact.phone", "warning"),
    }
    assert gaps(rules["c1"]) | {"category": ""} == {
        "category": "",
        "function": "SHA-256",
        "matched": "400",
        "tried": "400",
        "column": "clients.iin",
    }
    for language in ("en", "ru", "kk"):
        said = translate(rules["c1"].message, language)
        assert "SHA-256" in said
        assert "400" in said
        assert "clients.iin" in said
    assert not any(value in render(report) for value in (*IINS, *PHONES, *map(sha256, IINS)))


def test_other_source_is_named(database: Path, tmp_path: Path) -> None:
    with (tmp_path / "stats.csv").open("w", newline="") as file:
        rows = csv.writer(file)
        rows.writerow(["visitor", *harmless()])
        rows.writerows(
            zip(["0x" + sha256(number).upper() for number in IINS[:100]], *harmless().values(), strict=False)
        )
    rules = found(barlau.scan(tmp_path / "stats.csv", database))
    assert set(rules) == {"visitor", "c1", "c2"}
    assert gaps(rules["visitor"])["column"].endswith("app.sqlite.clients.iin")
    assert (gaps(rules["visitor"])["matched"], gaps(rules["visitor"])["tried"]) == ("100", "400")


def test_sample_finds_them_too(database: Path) -> None:
    from barlau.api import Options
    from barlau.model.reading import Sampling

    assert set(found(barlau.scan(database, options=Options(sampling=Sampling(50))))) == {"c1", "c2"}


def test_postgresql(postgresql: Database) -> None:
    postgresql.run("CREATE TABLE clients (iin text, phone text)", "CREATE TABLE stats (a bytea, b text, c bytea)")
    with postgresql.connected() as cursor:
        cursor.executemany("INSERT INTO clients VALUES (%s, %s)", list(zip(IINS, PHONES, strict=True)))
    postgresql.run(
        "INSERT INTO stats SELECT sha256(iin::bytea), md5(phone), sha256(('salt' || iin)::bytea) FROM clients"
    )
    rules = found(barlau.scan(postgresql.url()))
    assert {column: f.category for column, f in rules.items()} == {"a": "identity.iin", "b": "contact.phone"}


def test_mariadb(mariadb: Database) -> None:
    mariadb.run("CREATE TABLE clients (iin varchar(12))", "CREATE TABLE stats (a binary(32), b char(40), c binary(16))")
    with mariadb.connected() as cursor:
        cursor.executemany("INSERT INTO clients VALUES (%s)", [(number,) for number in IINS])
    mariadb.run("INSERT INTO stats SELECT unhex(sha2(iin, 256)), sha1(iin), random_bytes(16) FROM clients")
    assert {column: f.category for column, f in found(barlau.scan(mariadb.url())).items()} == {
        "a": "identity.iin",
        "b": "identity.iin",
    }


def test_frame() -> None:
    table = pa.table({"iin": IINS, "c1": [sha256(number) for number in IINS], **harmless()})
    assert set(found(barlau.scan(table, name="clients"))) == {"c1"}


def test_a_password_that_is_a_phone_says_nothing_of_the_others(tmp_path: Path) -> None:
    with (tmp_path / "users.csv").open("w", newline="") as file:
        rows = csv.writer(file)
        rows.writerow(["phone", "password_md5"])
        plain = [*PHONES[:10], *(secrets.token_hex(4) for _ in PHONES[10:])]
        rows.writerows(zip(PHONES, [md5(p).hex() for p in plain], strict=True))
    assert not found(barlau.scan(tmp_path / "users.csv"))


def test_a_name_alone_is_a_note(tmp_path: Path) -> None:
    path = tmp_path / "stats.csv"
    path.write_text("iin_sha256,email_sha256\n" + "".join(f"{sha256(n)},{sha256(n + '@')}\n" for n in IINS))
    rules = found(barlau.scan(path))
    assert {column: (f.level.value, f.message.key) for column, f in rules.items()} == {
        "iin_sha256": ("note", "rule.reversible-hash.named")
    }


def test_nothing_is_read_again_without_hashes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "people.csv"
    path.write_text("iin,note\n" + "".join(f"{number},x{number[:3]}\n" for number in IINS))
    monkeypatch.setattr(SecondReading, "_answers", lambda *_: pytest.fail("nobody asked"))
    assert barlau.scan(path).columns


def test_what_cannot_be_read_again_is_said(database: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from barlau.model.reading import Reason

    monkeypatch.setattr(SecondReading, "_there", lambda *_: Reason.TIMEOUT)
    rules = found(barlau.scan(database))
    assert {f.message.key for f in rules.values()} == {"rule.reversible-hash.unread"}
    assert {f.level.value for f in rules.values()} == {"note"}


def test_hashes_inside_packed_text_are_not_passed_over_in_silence(tmp_path: Path) -> None:
    with (tmp_path / "log.csv").open("w", newline="") as file:
        rows = csv.writer(file)
        rows.writerow(["iin", "payload"])
        rows.writerows((number, f'{{"visitor": "{sha256(number)}", "n": 1}}') for number in IINS)
    (finding,) = (f for f in barlau.scan(tmp_path / "log.csv").findings if f.rule == "reversible-hash")
    assert finding.location is not None
    assert (finding.location.column, finding.location.path) == ("payload", "$.visitor")
    assert (finding.level.value, finding.message.key) == ("note", "rule.reversible-hash.unread")
