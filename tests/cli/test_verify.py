"""`barlau verify` and what a scan writes for it."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path

import pytest

from .conftest import PEOPLE, POLICY


@pytest.fixture
def data(folder: Path) -> Path:
    (folder / "people.csv").write_text(PEOPLE)
    (folder / "policy.yaml").write_text(POLICY)
    return folder


def scan(run, *more: object):
    return run("scan", "people.csv", "--policy", "policy.yaml", *more)


def test_reports_in_a_folder(data: Path, run) -> None:
    assert scan(run, "-f", "html", "-f", "json", "-o", "out").code == 1
    assert sorted(path.name for path in (data / "out").iterdir()) == ["manifest.json", "report.html", "report.json"]
    done = run("verify", "out")
    assert (done.code, done.err) == (0, "")
    assert "As it was written." in done.out
    with (data / "out" / "report.html").open("ab") as file:
        file.write(b" ")
    done = run("verify", "out")
    assert done.code == 1
    assert "report.html: changed" in done.out
    assert "NOT as it was written" in done.out
    told = json.loads(run("verify", "out", "--format", "json").out)
    assert told["good"] is False
    assert told["checks"][0]["problems"] == [{"kind": "changed", "name": "report.html", "other": None, "line": None}]


@pytest.mark.parametrize(("language", "word"), [("ru", "без изменений"), ("kk", "өзгермеген")])
def test_a_single_report_in_other_languages(data: Path, run, language: str, word: str) -> None:
    scan(run, "-f", "json", "-o", "report.json")
    done = run("verify", "report.json", "--lang", language)
    assert done.code == 0
    assert word in done.out


def test_signed_and_logged(data: Path, run) -> None:
    subprocess.run(["openssl", "genpkey", "-algorithm", "ed25519", "-out", data / "key.pem"], check=True)
    subprocess.run(["openssl", "pkey", "-in", data / "key.pem", "-pubout", "-out", data / "public.pem"], check=True)
    for _ in range(2):
        done = scan(run, "-f", "html", "-o", "r.html", "--sign", "key.pem", "--audit-log", "trail/audit.jsonl")
        assert done.code == 1, done.err
    done = run("verify", "r.html", "--key", "public.pem", "--audit-log", "trail/audit.jsonl")
    assert done.code == 0, done.out
    assert "the signature holds" in done.out
    assert "2 records" in done.out
    log = data / "trail" / "audit.jsonl"
    lines = log.read_bytes().splitlines(keepends=True)
    log.write_bytes(lines[1] + lines[0] + lines[2])
    done = run("verify", "trail")
    assert done.code == 1
    assert "audit.jsonl, line 1" in done.out
    done = scan(run, "-f", "html", "-o", "r.html", "--audit-log", "trail/audit.jsonl")
    assert (done.code, done.out) == (2, "")
    assert "audit.jsonl:1: the audit log was changed or cut" in done.err


@pytest.mark.parametrize(
    ("arguments", "problem"),
    [
        (["verify", "nowhere"], "nowhere: does not exist"),
        (["verify", "people.csv"], "people.csv: has no manifest"),
        (["verify", "people.csv", "--key", "people.csv"], "people.csv: is no public key"),
        (["scan", "people.csv", "--sign", "key.pem"], "a signature needs a file"),
        (["scan", "people.csv", "--sign", "people.csv", "-o", "x.txt"], "people.csv: is no private key"),
        (["scan", "people.csv", "--audit-log", "people.csv"], "people.csv is no log"),
    ],
    ids=lambda value: value if isinstance(value, str) else None,
)
def test_wrong_use_is_one_line(data: Path, run, arguments: list[str], problem: str) -> None:
    done = run(*arguments)
    assert (done.code, done.out) == (2, "")
    assert problem in done.err
    assert done.err.count("\n") == 1
    assert not (data / "x.txt").exists()


def test_a_report_to_standard_output_is_logged_and_writes_nothing_else(data: Path, run) -> None:
    before = {path.name for path in data.iterdir()}
    assert scan(run, "--audit-log", "audit.jsonl").code == 1
    assert {path.name for path in data.iterdir()} - before == {"audit.jsonl"}
    assert run("verify", "audit.jsonl").code == 0


PROJECT = """\
schema: barlau.project/1
policies: [policy.yaml]
sources: [{name: people, url: people.csv}]
"""


def test_every_audit_is_recorded_beside_the_history(data: Path, run) -> None:
    (data / "barlau.yaml").write_text(PROJECT)
    for number in (1, 2):
        done = run("audit", "-f", "html", "-f", "json", "-o", "out")
        assert done.code == 1, done.err
        assert f"{number} record" in run("verify", ".barlau").out
    assert run("verify", "out").code == 0
    log = data / ".barlau" / "audit.jsonl"
    records = [json.loads(line) for line in log.read_text().splitlines()[:-1]]
    assert [(r["command"], r["exit_code"], r["sources"]) for r in records] == [("audit", 1, ["people"])] * 2
    log.unlink()
    assert "the audit log ../.barlau/audit.jsonl is not here" in run("verify", "out").out


def test_the_page_of_a_stored_json_is_the_page_of_the_run(data: Path, run) -> None:
    scan(run, "-f", "html", "-f", "json", "-o", "out")
    done = run("report", "out/report.json", "-f", "html", "-o", "again.html")
    assert (done.code, done.err) == (0, "")
    assert (data / "again.html").read_bytes() == (data / "out" / "report.html").read_bytes()
    assert run("verify", "again.html").code == 0
    assert run("report", "policy.yaml").code == 2
