"""One run from targets to report: everything found is accounted for, and equal input gives an equal report."""

import os
import re
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

import polars as pl
import pytest
import xlsxwriter

import barlau
from barlau.api import Options
from barlau.demo.generate import Warehouse
from barlau.errors import ConfigError, TargetError
from barlau.model.reading import Target
from barlau.model.report import Report
from barlau.report.json_report import render

from .conftest import PEOPLE

Stable = Callable[[Report], dict[str, Any]]


@pytest.fixture
def mixed(tmp_path: Path) -> Path:
    """A folder with everything that can happen to an object."""
    folder = tmp_path / "mixed"
    (folder / "deep" / "er").mkdir(parents=True)
    (folder / "deep" / "er" / "people.csv").write_text(PEOPLE)
    (folder / "ragged.csv").write_text("a,b\n1,2\n1\n1,2\n")
    (folder / "empty.csv").touch()
    (folder / "photo.png").write_bytes(b"\x89PNG")
    (folder / "broken.parquet").write_bytes(b"PAR1 cut off")
    (folder / "tmp_people.csv").write_text(PEOPLE)
    (folder / "link.csv").symlink_to("ragged.csv")
    os.mkfifo(folder / "pipe.csv")
    with closing(sqlite3.connect(folder / "app.db")) as connection, connection:
        connection.executescript("CREATE TABLE one (a); CREATE TABLE two (a); INSERT INTO one VALUES (1)")
    with xlsxwriter.Workbook(folder / "book.xlsx") as book:
        for name in ("клиенты", "second"):
            book.add_worksheet(name).write_row(0, 0, ["sku", "quantity"])
    return folder


def test_every_object_found_is_in_the_report_once(mixed: Path) -> None:
    report = barlau.scan(Target(str(mixed), exclude=("tmp_*",)))
    found = [(item.object.name, item.coverage.status.value, item.coverage.reason) for item in report.objects]
    assert sorted(found) == [
        ("app.db#one", "scanned", None),
        ("app.db#two", "scanned", "EMPTY"),
        ("book.xlsx#second", "scanned", "EMPTY"),
        ("book.xlsx#клиенты", "scanned", "EMPTY"),
        ("broken.parquet", "not_scanned", "CORRUPT"),
        ("deep/er/people.csv", "scanned", None),
        ("empty.csv", "scanned", "EMPTY"),
        ("link.csv", "not_scanned", "SYMLINK_NOT_FOLLOWED"),
        ("photo.png", "not_scanned", "UNSUPPORTED_FORMAT"),
        ("pipe.csv", "not_scanned", "NOT_REGULAR_FILE"),
        ("ragged.csv", "partial", "ROW_ERRORS"),
        ("tmp_people.csv", "excluded", "EXCLUDED_BY_RULE"),
    ]


def test_target_named_twice_is_read_once(tmp_path: Path) -> None:
    (tmp_path / "people.csv").write_text(PEOPLE)
    report = barlau.scan(tmp_path, tmp_path, str(tmp_path))
    assert [item.object.name for item in report.objects] == ["people.csv"]


AGAIN = """
import sys
import barlau
from barlau.api import Options
from barlau.report.json_report import render
report = barlau.scan(sys.argv[1], policies=[sys.argv[2]], options=Options(workers=2))
sys.stdout.buffer.write(render(report).encode())
"""


def test_second_run_gives_the_same_bytes(warehouse: Warehouse) -> None:
    """With another number of workers and another order of Python's sets."""
    first = render(barlau.scan(warehouse.dumps, policies=[warehouse.policy], options=Options(workers=1)))
    command = [sys.executable, "-c", AGAIN, str(warehouse.dumps), str(warehouse.policy)]
    environment = {**os.environ, "PYTHONHASHSEED": "4242"}
    second = subprocess.run(command, env=environment, stdout=subprocess.PIPE, check=True).stdout.decode()
    assert without_times(first) == without_times(second)
    assert first.count('"fingerprint"') > 5


def without_times(report: str) -> str:
    kept, times = re.subn(r'(?<="volatile": ){[^}]*}', "{}", report)
    assert times == 1
    return kept


def test_number_of_threads_changes_nothing(tmp_path: Path, stable: Stable) -> None:
    rows = range(70_000)  # several chunks, more distinct values than are kept
    table = {
        "client": [f"77{row % 3:02d}{row:07d}" for row in rows],
        "mail": [f"client{row}@example.kz" if row % 7 else None for row in rows],
        "note": [f"{row % 1000} шт." for row in rows],
    }
    pl.DataFrame(table).write_csv(tmp_path / "clients.csv")
    one, two = (barlau.scan(tmp_path, options=Options(workers=workers)) for workers in (1, 2))
    assert stable(one) == stable(two)
    assert {column.rows for column in one.columns} == {len(rows)}


def test_shuffled_rows_change_no_finding(tmp_path: Path, warehouse: Warehouse, monkeypatch: pytest.MonkeyPatch) -> None:
    with closing(sqlite3.connect(warehouse.database)) as connection:
        name = connection.execute("SELECT name FROM sqlite_master ORDER BY name").fetchone()[0]
        cursor = connection.execute(f'SELECT * FROM "{name}"')
        names = [column[0] for column in cursor.description]
        frame = pl.DataFrame(cursor.fetchall(), schema=names, orient="row", infer_schema_length=None)
    reports = []
    for folder, rows in (("straight", frame), ("shuffled", frame.sample(fraction=1, shuffle=True, seed=7))):
        (tmp_path / folder / "data").mkdir(parents=True)
        monkeypatch.chdir(tmp_path / folder)
        rows.write_csv("data/table.csv")
        rows.write_parquet("data/table.parquet")
        reports.append(barlau.scan("data", policies=[warehouse.policy]))
    straight, shuffled = reports
    assert [finding.fingerprint for finding in straight.findings] == [f.fingerprint for f in shuffled.findings]
    assert len({finding.fingerprint for finding in straight.findings}) == len(straight.findings) > 10
    assert straight.columns == shuffled.columns


@pytest.mark.parametrize(
    ("arguments", "error"),
    [
        ({"targets": ["absent.csv"]}, TargetError),
        ({"targets": [3]}, TargetError),
        ({"policies": ["absent.yaml"]}, ConfigError),
        ({"recognizers": ["absent"]}, ConfigError),
    ],
    ids=["missing file", "no frame", "policy", "recognizers"],
)
def test_wrong_arguments_are_errors(arguments: dict[str, Any], error: type[Exception], monkeypatch, tmp_path) -> None:
    monkeypatch.chdir(tmp_path)
    with pytest.raises(error):
        barlau.scan(*arguments.pop("targets", ()), **arguments)
