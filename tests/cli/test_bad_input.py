"""Wrong usage is told in one line that names the place and the remedy, before anything is read: exit 2."""

import socket
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from .conftest import PEOPLE, POLICY


@pytest.fixture(autouse=True)
def _files(folder: Path) -> None:
    (folder / "people.csv").write_text(PEOPLE)
    (folder / "photo.png").write_bytes(b"\x89PNG")
    (folder / "empty" / "inner").mkdir(parents=True)
    (folder / "broken.yaml").write_text("schema: barlau.policy/1\nid: [\n")
    (folder / "category.yaml").write_text(POLICY.replace("contact.phone", "contact.phoen"))
    (folder / "key.yaml").write_text(POLICY.replace("status:", "sort: x, status:"))
    (folder / "recognizers").mkdir()
    (folder / "recognizers" / "wrong.yaml").write_text("supported_languages: [ru]\nrecognizers:\n  - name: badge\n")


def told(done, *words: str) -> None:
    """One line on standard error with these words, nothing on standard output, exit 2."""
    assert (done.code, done.out) == (2, "")
    line, end, rest = done.err.partition("\n")
    assert (end, rest) == ("\n", "")
    assert line.startswith("barlau: ")
    assert [word for word in words if word not in line] == []


@pytest.mark.parametrize(
    ("target", "words"),
    [
        ("absent.csv", ["absent.csv: ", "check the path"]),
        ("*.parquet", ["*.parquet: ", "check the path"]),
        ("empty", ["empty: ", "check the path"]),
        ("photo.png", ["photo.png: ", "no format that can be read", "csv"]),
        ("oracle://boss:kept%20secret@host/db", ["oracle://", "postgresql", "sqlite"]),
        ("sqlite:///absent.db", ["sqlite:///absent.db: ", "check the path"]),
        ("postgresql://boss:${BARLAU_ABSENT}@host/db", ["${BARLAU_ABSENT}", "is not set", "export"]),
        ("evil\x1b[31m\n\u202e.csv", ["evil\\u{1b}[31m\\u{a}\\u{202e}.csv: "]),
    ],
    ids=["missing file", "glob", "empty folder", "unknown type", "scheme", "missing database", "variable", "evil name"],
)
def test_target_that_cannot_be_opened(run, target: str, words: list[str]) -> None:
    done = run("scan", target)
    told(done, *words)
    assert "secret" not in done.err


@pytest.mark.parametrize("scheme", ["postgresql", "mysql"])
def test_refused_connection_shows_the_place_and_no_secret(run, scheme: str) -> None:
    with closing(socket.socket()) as taken:  # bound, but nobody listens
        taken.bind(("127.0.0.1", 0))
        place = f"127.0.0.1:{taken.getsockname()[1]}/shop"
        done = run("scan", f"{scheme}://boss:kept%20secret@{place}")
    told(done, f"{scheme}://{place}: ", "nothing listens there (check host and port")
    assert not [word for word in ("boss", "secret") if word in done.err]


def test_one_good_target_does_not_hide_a_wrong_one(run) -> None:
    told(run("scan", "people.csv", "absent.csv"), "absent.csv: ")


def test_database_without_tables_is_named(run, folder: Path) -> None:
    with closing(sqlite3.connect(folder / "nothing.db")) as connection:
        connection.execute("VACUUM")
    told(run("scan", "nothing.db"), "nothing.db: holds nothing to read", "check the path")


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        ("--policy absent.yaml", ["absent.yaml: no such file", "check the path"]),
        ("--policy empty", ["empty: ", "a YAML file is expected"]),
        ("--policy broken.yaml", ["broken.yaml:3: is not valid YAML", "indentation"]),
        ("--policy category.yaml", ["category.yaml:7: declarations[0].category: ", "contact.phoen", "contact.phone"]),
        ("--policy key.yaml", ["key.yaml:7: declarations[0].sort: unknown key", "known here: ", "status"]),
        ("--sample lots", ["--sample: ", "'lots'", "all or a number"]),
        ("--sample 0", ["--sample: ", "'0'", "all or a number"]),
        ("--allow-incomplete ROW_ERRORS,BORED", ["--allow-incomplete: ", "BORED", "for example"]),
        ("--log-level loud", ["--log-level: ", "'loud'", "debug"]),
        ("--recognizers absent", ["absent: ", "check the path"]),
        ("--recognizers empty", ["empty: ", ".yaml"]),
        ("--recognizers recognizers", ["recognizers/wrong.yaml:3: recognizers[0].supported_entity: is missing"]),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_wrong_option_or_file(run, arguments: str, words: list[str]) -> None:
    told(run("scan", "people.csv", *arguments.split()), *words)


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        ("policy show broken.yaml", ["broken.yaml:3: "]),
        ("policy check category.yaml", ["category.yaml:7: declarations[0].category: "]),
        ("recognizers list --recognizers absent", ["absent: "]),
        ("recognizers test --recognizers recognizers", ["recognizers/wrong.yaml:3: "]),
        ("demo --company acme --output made", ["acme: no such company", "jetauto"]),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_other_commands_say_it_the_same_way(run, folder: Path, arguments: str, words: list[str]) -> None:
    told(run(*arguments.split()), *words)
    assert not (folder / "made").exists()


@pytest.mark.parametrize(
    "arguments",
    ["scan", "frobnicate", "scan people.csv --format pdf", "scan people.csv --lang de", "scan --wat people.csv"],
)
def test_wrong_usage_is_explained(run, arguments: str) -> None:
    done = run(*arguments.split())
    assert (done.code, done.out) == (2, "")
    assert "--help" in done.err
    assert "Traceback" not in done.err
