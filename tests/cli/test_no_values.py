"""No output of any command holds a cell of the data: all that is written is searched for all of them."""

import hashlib
import json
import sqlite3
import zipfile
from collections.abc import Iterable
from contextlib import closing
from pathlib import Path
from urllib.parse import quote, quote_plus

import pytest

import barlau
from barlau import package_data
from barlau.demo.blueprint import load, policy_path
from barlau.demo.generate import SEED, Warehouse
from barlau.demo.tables import fill
from barlau.report.formats import FORMATS

from .conftest import COMPANY
from .leaks import leaked, worth_looking_for

PUBLIC = (
    Path(barlau.__file__).parent,
    package_data.folder("recognizers"),
    package_data.folder("sample_data") / "policies",
)
VALUE = "Қуанышбек O'Нил"
NUMBER = "110715399990"


@pytest.fixture(scope="module")
def values() -> set[str]:
    """Every telling cell of the company's data."""
    public = "\n".join(path.read_text("utf-8") for folder in PUBLIC for path in sorted(folder.rglob("*.yaml")))
    # a JSON pointer has a slash before the name of a column, and `/login` is a cell of the access log too
    names = "\n".join(f"{table.object} {column.name} /{column.name}" for table, column in load(COMPANY).columns())
    cells = (cell for table in fill(COMPANY, SEED) for column in table.columns for cell in column)
    return worth_looking_for(cells, public + names)


def written(folders: Iterable[Path], besides: set[Path]) -> str:
    """Names and contents of all files that are not input."""
    paths = [path for folder in folders for path in folder.rglob("*") if path not in besides]
    return "\n".join([*map(str, paths), *(content(path) for path in paths if path.is_file())])


def content(path: Path) -> str:
    """What a file says; of a workbook, all its parts."""
    if path.suffix != ".xlsx":
        return path.read_bytes().decode("utf-8", "replace")
    with zipfile.ZipFile(path) as book:
        return "\n".join(book.read(name).decode("utf-8", "replace") for name in book.namelist())


@pytest.mark.parametrize(
    "text",
    [
        f"KeyError: {VALUE}",
        f"«{VALUE.upper()}»",
        repr([VALUE]),
        json.dumps(VALUE),
        json.dumps(VALUE, ensure_ascii=False),
        ascii(VALUE),
        f"/{quote(VALUE)}?",
        f"/{quote_plus(VALUE)}?",
        hashlib.sha256(VALUE.encode()).hexdigest().upper(),
    ],
    ids=["plain", "capitals", "repr", "JSON", "JSON in UTF-8", "ASCII", "URL", "form", "hash"],
)
def test_search_finds_a_text_in_every_form(text: str) -> None:
    assert leaked(text, [VALUE])
    assert not leaked(text, [VALUE.replace("ш", "щ")])


@pytest.mark.parametrize(
    "text", [NUMBER, "iin=110715399990.0", "110715 399990", "110 715 399 990", "110,715,399,990", "1107-1539-9990"]
)
def test_search_finds_a_number_in_every_form(text: str) -> None:
    assert leaked(text, [NUMBER])
    assert not leaked(text, ["110715399991"])


def test_there_are_many_values_to_search_for(values: set[str]) -> None:
    assert len(values) > 10_000


@pytest.mark.parametrize(
    ("part", "form", "lang", "level"),
    [
        (".", "json", "en", "debug"),
        ("dumps", "terminal", "en", "debug"),
        ("autocheck.sqlite", "terminal", "ru", "debug"),
        ("dumps", "terminal", "kk", "info"),
    ],
    ids=lambda value: value,
)
def test_scan_writes_no_value(
    run,
    folder: Path,
    temporary: Path,
    warehouse: Warehouse,
    values: set[str],
    part: str,
    form: str,
    lang: str,
    level: str,
) -> None:
    options = [
        "--format",
        form,
        "--lang",
        lang,
        "--log-level",
        level,
        "--fail-on",
        "never",
        "--policy",
        policy_path(COMPANY),
    ]
    place = ["--output", "report"] if form == "json" else []
    done = run("scan", warehouse.database.parent / part, "--exclude", "*.sql", "--exclude", "*.yaml", *options, *place)
    assert done.code == 0
    told = done.out + done.err + written([folder, temporary], set())
    assert "obrashcheniya.csv" in told or part.endswith(".sqlite")
    assert leaked(told, values) == set()
    assert not list(temporary.iterdir())


def test_no_format_holds_a_value(run, folder: Path, warehouse: Warehouse, values: set[str]) -> None:
    forms = [part for form in FORMATS for part in ("--format", form)]
    inputs = [warehouse.database.parent, "--exclude", "*.sql", "--exclude", "*.yaml"]
    options = ["--policy", policy_path(COMPANY), "--output", "all", "--fail-on", "never"]
    done = run("scan", *inputs, *forms, *options)
    assert done.code == 0
    assert len(list((folder / "all").iterdir())) == len(FORMATS) + 1, "and the manifest"
    for path in sorted((folder / "all").glob("report.*")):
        told = content(path)
        assert "identity.iin" in told or "ИИН" in told or "IIN" in told, f"{path.name} says nothing"
        assert leaked(told, values) == set(), path.name


def damaged(data: bytes, name: str) -> bytes:
    """Enough left to be recognised, with values that are no longer what they seem."""
    if name.endswith((".csv", ".tsv", ".jsonl")):
        lines = data.splitlines(keepends=True)
        return b"".join([*lines[:50], b'"\xff\xfe\x00open ', *lines[50:60], b"\x00" * 9, *lines[60:90]])[:-7]
    return data[: len(data) * 2 // 3]


def test_damaged_files_give_away_no_value(run, folder: Path, warehouse: Warehouse, values: set[str]) -> None:
    inputs = folder / "damaged"
    inputs.mkdir()
    for path in [*warehouse.dumps.iterdir(), warehouse.database]:
        (inputs / path.name).write_bytes(damaged(path.read_bytes(), path.name))
        (inputs / f"cut_{path.name}").write_bytes(path.read_bytes()[:3000])
    done = run("scan", "damaged", "--log-level", "debug", "--format", "json")
    assert done.code == 3
    reasons = {reason for _, reason in done.statuses().values()}
    assert len(reasons - {None}) >= 2
    assert leaked(done.out + done.err + written([folder], set(inputs.iterdir())), values) == set()


@pytest.mark.parametrize("text", ["broken", "wrong"])
def test_data_taken_for_a_policy_is_not_shown(run, folder: Path, values: set[str], text: str) -> None:
    some = sorted(values)[::500]
    lines = {
        "broken": "\n".join(f"{value}: [" for value in some),
        "wrong": json.dumps({"schema": some}, ensure_ascii=False),
    }
    (folder / "policy.yaml").write_text(lines[text])
    done = run("policy", "check", "policy.yaml")
    assert done.code == 2
    assert leaked(done.out + done.err, values) == set()


@pytest.mark.parametrize("arguments", ["policy show", "policy check"])
def test_other_commands_write_no_value(run, values: set[str], arguments: str) -> None:
    done = run(*arguments.split(), policy_path(COMPANY))
    assert done.code in (0, 1)
    assert leaked(done.out + done.err, values) == set()


def test_copy_of_a_live_database_does_not_stay_behind(run, folder: Path, temporary: Path) -> None:
    with closing(sqlite3.connect(folder / "live.db")) as connection:
        connection.execute("PRAGMA journal_mode = wal")
        connection.execute("CREATE TABLE clients (iin TEXT)")
        connection.executemany("INSERT INTO clients VALUES (?)", [("110715399990",), ("010101399088",)])
        connection.commit()
        before = sorted(folder.iterdir())
        done = run("scan", "live.db", "-f", "json")
        assert done.statuses() == {"clients": ("scanned", None)}
        assert sorted(folder.iterdir()) == before
    assert not list(temporary.iterdir())
