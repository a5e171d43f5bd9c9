"""Runs that are kept, as a user has them: audits one after another, on files of a project."""

import json
import signal
from pathlib import Path

import pytest

from .conftest import POLICY
from .test_signals import wait_for

PROJECT = """\
schema: barlau.project/1
policies: [shop.yaml]
sources: [{name: files, url: data}]
"""
MAILS = "email\n" + "".join(f"person{n}@example.kz\n" for n in range(200))


@pytest.fixture(autouse=True)
def _project(folder: Path) -> None:
    (folder / "barlau.yaml").write_text(PROJECT)
    (folder / "shop.yaml").write_text(POLICY)
    (folder / "data").mkdir()
    (folder / "data" / "letters.csv").write_text(MAILS)


def test_second_audit_says_what_changed_and_wakes_nobody(run, folder: Path) -> None:
    first = run("audit", "--fail-on", "new")
    assert (first.code, first.err) == (1, "")
    assert "Run 1, the first that the history keeps." in first.out
    assert (folder / ".barlau" / "history.sqlite").is_file()
    second = run("audit", "--fail-on", "new")
    assert second.code == 0
    assert "Run 2, compared with run 1: 0 new, 0 gone." in second.out
    (folder / "data" / "letters.csv").unlink()
    (folder / "data" / "news.csv").write_text(MAILS)
    third = run("audit", "--fail-on", "new", "--format", "json")
    assert third.code == 1
    assert {f["location"]["object"]: f["state"] for f in third.report()["findings"]} == {
        "letters.csv": "gone",
        "news.csv": "new",
    }


def test_history_of_ones_own_and_none(run, folder: Path) -> None:
    assert run("audit", "--history", "elsewhere/h.sqlite").code == 1
    assert (folder / "elsewhere" / "h.sqlite").is_file()
    none = run("audit", "--no-history", "--format", "json")
    assert "history" not in none.report()
    assert not (folder / ".barlau").exists()


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["audit", "--no-history", "--fail-on", "new"], "--no-history: contradicts --fail-on new"),
        (["audit", "--no-history", "--history", "h"], "--no-history: contradicts --history"),
        (["audit", "--history", "shop.yaml"], "shop.yaml: is no history of barlau"),
        (["audit", "--history", "data"], "data: is a folder, a history is a file"),
        (["scan", "data", "--fail-on", "new"], "--fail-on: new needs a history"),
    ],
)
def test_what_cannot_be_is_one_line(run, arguments: list[str], message: str) -> None:
    outcome = run(*arguments)
    assert (outcome.code, outcome.out) == (2, "")
    assert message in outcome.err
    assert outcome.err.count("\n") == 1


def test_audit_that_is_stopped_is_kept_and_calls_nothing_gone(run, start, folder: Path) -> None:
    assert run("audit").code == 1
    (folder / "data" / "letters.csv").write_text(MAILS * 4000)
    process = start("audit", "--format", "json", "--output", "report.json", "--log-level", "debug")
    wait_for(process, "reading letters.csv")
    process.send_signal(signal.SIGINT)
    process.communicate(timeout=60)
    assert process.returncode == 130
    report = json.loads((folder / "report.json").read_text())
    assert report["run"]["status"] == "interrupted"
    assert report["findings"] == []
    assert report["history"]["unchecked"] == 1


def test_audit_that_is_killed_leaves_report_and_history_as_they_were(run, start, folder: Path) -> None:
    assert run("audit", "--format", "json", "--output", "report.json").code == 1
    before = (folder / "report.json").read_bytes()
    (folder / "data" / "letters.csv").write_text(MAILS * 4000)
    process = start("audit", "--format", "json", "--output", "report.json", "--log-level", "debug")
    wait_for(process, "reading letters.csv")
    process.kill()
    process.communicate(timeout=60)
    assert (folder / "report.json").read_bytes() == before
    (folder / "data" / "letters.csv").write_text(MAILS)
    after = run("audit", "--format", "json").report()
    assert (after["history"]["run"], after["history"]["previous"]) == (2, 1)
    assert [finding["state"] for finding in after["findings"]] == ["unchanged"]
