"""Names of files, tables and columns are data of strangers: shown so that none can hide or steer a terminal."""

import csv
import json
import sqlite3
import unicodedata
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from barlau.demo.databases import quoted

from .conftest import HARMLESS

NUMBER = "110715399990"
EVIL = {
    "quotes": "a\"b'c`d",
    "line break": "iin\r\n\nfake: 0 errors",
    "escape": "\x1b[2J\x1b]0;owned\x07",
    "right to left": "nii\u202efdp.csv",
    "zero width": "i\u200bi\u2060n\ufeff",
    "emoji": "клиенты 😀👩\u200d👧",
    "long": "ж" * 31,
    "markup": "[bold red]x[/] {0} %s $(id) | <b>",
}


def file_name(name: str) -> str:
    return f"{name.replace('/', ':')}.csv"


@pytest.fixture(autouse=True)
def _files(folder: Path) -> None:
    (folder / "data").mkdir()
    for name in EVIL.values():
        (folder / "data" / file_name(name)).write_text(HARMLESS)
    with (folder / "data" / "columns.csv").open("w", newline="") as file:
        csv.writer(file).writerows([[*EVIL.values()], [NUMBER] * len(EVIL)])
    with closing(sqlite3.connect(folder / "data" / "app.db")) as connection, connection:
        for name in EVIL.values():
            connection.execute(f"CREATE TABLE {quoted(name)} ({quoted(name)} TEXT)")
            connection.execute(f"INSERT INTO {quoted(name)} VALUES (?)", [NUMBER])


def test_evil_names_are_shown_escaped(run) -> None:
    done = run("scan", "data", "--log-level", "debug")
    assert done.code == 0
    shown = done.out + done.err
    unsafe = {char for char in shown if unicodedata.category(char) in ("Cc", "Cf", "Zl", "Zp", "Co") and char != "\n"}
    assert unsafe == set()
    assert not [line for line in shown.splitlines() if line.startswith("fake")]
    for part in (
        r"\u{1b}[2J\u{1b}]0;owned\u{7}",
        r"nii\u{202e}fdp.csv",
        "[bold red]x[/] {0} %s $(id) | <b>",
        r"👩\u{200d}👧",
    ):
        assert part in done.out


def test_evil_names_arrive_in_json_as_they_are(run) -> None:
    done = run("scan", "data", "-f", "json", "-q")
    report = done.report()
    files = {"columns.csv", *map(file_name, EVIL.values())}
    assert {item["object"] for item in report["objects"]} == files | {f"app.db#{name}" for name in EVIL.values()}
    assert {item["status"] for item in report["objects"]} == {"scanned"}
    assert columns(report, "app.db#") == set(EVIL.values())
    assert columns(report, "columns.csv") == {" ".join(name.split()) for name in EVIL.values()}
    assert not [char for char in done.out if unicodedata.category(char) in ("Cc", "Cf") and char != "\n"]
    assert json.loads(done.out.encode("utf-8")) == report


def columns(report: dict[str, Any], inside: str) -> set[str]:
    return {column["column"] for column in report["columns"] if column["object"].startswith(inside)}
