"""`barlau explain` of a column: from the data, and from a stored report."""

import json
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from .conftest import PEOPLE, POLICY

LANGUAGES = ("en", "ru", "kk")
NUMBERS = ("110715399990", "010101399088")


@pytest.fixture
def database(folder: Path) -> Path:
    path = folder / "app.sqlite"
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute('CREATE TABLE clients ("iin" TEXT, "Дата рождения" TEXT, iin_status TEXT)')
        rows = [(number, "01.02.1990", "ok") for number in NUMBERS * 40]
        connection.executemany("INSERT INTO clients VALUES (?, ?, ?)", rows)
        connection.execute("CREATE TABLE goods AS SELECT 1 AS id")
    return path


@pytest.fixture
def policy(folder: Path) -> Path:
    path = folder / "shop.yaml"
    path.write_text(POLICY)
    return path


def values_in(text: str) -> list[str]:
    return [value for value in (*NUMBERS, "01.02.1990") if value in text]


@pytest.mark.parametrize("arguments", [("app.sqlite.clients.iin",), ("app.sqlite", "clients.iin")])
def test_says_what_why_and_what_the_policy_says(run, database, policy, arguments):
    done = run("explain", *arguments, "--policy", policy)
    assert (done.code, done.err) == (0, "")
    for said in (
        "Individual identification number (IIN)",
        "identity.iin",
        "customers and users (the table name says 'clients')",
        "strongly for  column name",
        "the column name says 'iin'",
        "chance alone would give",
        "What would change the decision",
        "Policy shop: not declared",
        "Declare the category in the policy",
    ):
        assert said in done.out
    assert not values_in(done.out)


@pytest.mark.parametrize("language", LANGUAGES)
def test_speaks_three_languages(run, database, policy, language):
    done = run("explain", "app.sqlite", '"Дата рождения"', "--policy", policy, "--lang", language)
    assert done.code == 2, "two tables: the column alone names none"
    done = run("explain", "app.sqlite", 'clients."Дата рождения"', "--policy", policy, "--lang", language)
    assert done.code == 0
    titles = {"en": "Date of birth", "ru": "Дата рождения", "kk": "Туған күні"}
    assert titles[language] in done.out
    assert not values_in(done.out)


def test_a_declared_category_shows_the_declaration(run, database, folder):
    (folder / "shop.yaml").write_text(POLICY.replace("contact.phone", "identity.iin"))
    done = run("explain", "app.sqlite.clients.iin", "--policy", "shop.yaml")
    assert "Policy shop: declared" in done.out
    assert "ru:3.1" in done.out


def test_a_word_that_turns_the_name_is_shown(run, database):
    done = run("explain", "app.sqlite.clients.iin_status")
    assert done.code == 0
    assert "No personal data" in done.out
    assert "the column name has 'status'" in done.out


def test_json_has_the_entries_of_the_report(run, database, policy):
    done = run("explain", "app.sqlite.clients.iin", "--policy", policy, "--format", "json")
    told = json.loads(done.out)
    assert told["schema"] == "barlau.explanation/1"
    report = run("scan", "app.sqlite", "--policy", policy, "--format", "json", "--quiet").report()
    scanned = next(c for c in report["columns"] if c["column"] == "iin")
    assert told["column"] == scanned, "explain and scan must agree"
    assert told["findings"] == [f for f in report["findings"] if f["location"] and f["location"]["column"] == "iin"]
    assert told["grounds"][0]["verdict"]["verdict"] == "undeclared"
    assert {"condition", "key", "args", "outcome"} == set(told["changes"][0])
    assert not values_in(done.out)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_stored_report_tells_the_same_and_reads_nothing(run, database, policy, folder, language):
    run("scan", "app.sqlite", "--policy", policy, "--format", "json", "--output", "report.json")
    fresh = run("explain", "app.sqlite.clients.iin", "--policy", policy, "--lang", language)
    database.unlink()
    for name in ("app.sqlite.clients.iin", "clients.iin"):
        stored = run("explain", name, "--report", "report.json", "--policy", policy, "--lang", language)
        assert stored.code == 0
        missing = [line for line in fresh.out.splitlines() if line not in stored.out]
        assert all("->" in line for line in missing), "only what the data alone can tell may be missing"


def test_a_sample_is_said_to_be_one(run, folder):
    rows = "".join(f"{i},x\n" for i in range(5000))
    (folder / "log.csv").write_text("id,note\n" + rows)
    done = run("explain", "log.csv.note", "--sample", "100")
    assert done.code == 0
    assert "read as a random sample" in done.out


def test_a_column_is_read_in_full_and_its_neighbours_by_a_sample(run, folder):
    """One value in ten thousand: a sample of the neighbours' size would hardly see it."""
    lines = [f"client {i},{i}" for i in range(10_000)]
    lines[9_000] = "write to aigerim@example.kz or ivan@example.kz or petr@example.kz,1"
    lines[100] = "ask serik@example.kz,2"
    (folder / "log.csv").write_text("note,id\n" + "\n".join(lines) + "\n")
    told = json.loads(run("explain", "log.csv.note", "--format", "json").out)["column"]
    report = run("scan", "log.csv", "--format", "json", "--quiet").report()
    assert told == next(c for c in report["columns"] if c["column"] == "note")


@pytest.mark.parametrize(
    ("arguments", "problem"),
    [
        (("app.sqlite.clients.iim",), "has no column 'clients.iim' (there are iin"),
        (("app.sqlite", "orders.id"), "names no object of the target (there are clients, goods)"),
        (("gone.sqlite.clients.iin",), "names no column of a target that exists"),
        (("gone.sqlite", "clients.iin"), "gone.sqlite: names no file"),
        (("app.sqlite.clients.iin", "--policy", "gone.yaml"), "gone.yaml: no such file"),
        (("clients.iin", "--report", "app.sqlite"), "app.sqlite: is not UTF-8"),
        (("app.sqlite.clients.iin", "--sample", "0"), "'0' is not a sample"),
    ],
)
def test_what_is_not_there_is_usage_error(run, database, arguments, problem):
    done = run("explain", *arguments)
    assert (done.code, done.out) == (2, "")
    assert problem in done.err


def test_a_column_of_several_objects_asks_which(run, folder):
    for name in ("a", "b"):
        (folder / "dumps" / name).mkdir(parents=True)
        (folder / "dumps" / name / "people.csv").write_text(PEOPLE)
    done = run("explain", "dumps", "people.csv.iin")
    assert done.code == 2
    assert "say which: a/people.csv.iin, b/people.csv.iin" in done.err
    assert run("explain", "dumps.a/people.csv.iin").code == 0


def test_what_cannot_be_read_is_three(run, folder):
    (folder / "dumps").mkdir()
    (folder / "dumps" / "people.csv").write_text(PEOPLE)
    (folder / "dumps" / "people.parquet").write_bytes(b"PAR1" + b"x" * 50)
    done = run("explain", "dumps", "people.parquet.iin")
    assert (done.code, done.out) == (3, "")
    assert "people.parquet: " in done.err
