"""What has not changed since an earlier run is not read again, and the report says so; all else is read."""

import json
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

import barlau
from barlau.api import Options, wire
from barlau.api.child import Child
from barlau.model.reading import Sampling
from barlau.model.report import Report
from barlau.report.json_report import render

POLICY = """\
schema: barlau.policy/1
id: shop
controller: {name: Example Shop}
documents: [{id: ru, kind: policy, language: ru}]
purposes: [{id: contract, title: {en: Contract}}]
declarations:
  - {category: contact.phone, status: declared, refs: [{document: ru, section: "3.1"}]}
claims:
  - {id: passwords, rule: password-not-protected, refs: [{document: ru, section: "7"}]}
"""
PROJECT = """\
schema: barlau.project/1
policies: [shop.yaml]
sources:
  - {name: app, url: "sqlite:///app.db"}
  - {name: files, url: data}
"""
USERS = [(f"user{n}@example.kz", f"secret-{n}") for n in range(400)]


@pytest.fixture
def project(tmp_path: Path) -> Path:
    (tmp_path / "shop.yaml").write_text(POLICY)
    with closing(sqlite3.connect(tmp_path / "app.db")) as connection, connection:
        connection.execute("CREATE TABLE users (email TEXT, password TEXT)")
        connection.executemany("INSERT INTO users VALUES (?, ?)", USERS)
    (tmp_path / "data").mkdir()
    for name in ("a", "b"):
        phones = "".join(f"+7701{n:07d}\n" for n in range(1000, 1500))
        (tmp_path / "data" / f"{name}.csv").write_text("phone\n" + phones)
    path = tmp_path / "barlau.yaml"
    path.write_text(PROJECT)
    return path


@pytest.fixture
def read(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Every object that a worker was told to read, for its profile or to answer questions."""
    seen: list[str] = []
    ask = Child.ask

    def listening(child: Child, request: wire.Request) -> Iterator[wire.Answer]:
        if isinstance(request, wire.ProfileObject):
            seen.append(request.item.name)
        elif isinstance(request, wire.Ask):
            seen.extend(f"{place.item.name}?" for place in request.places)
        return ask(child, request)

    monkeypatch.setattr(Child, "ask", listening)
    return seen


def audit(project: Path, read: list[str], **options: Any) -> tuple[Report, set[str]]:
    read.clear()
    report = barlau.audit(project, Options(**options), keep=True)
    return report, set(read)


def since(report: Report) -> dict[str, int | None]:
    return {item.object.name: item.unchanged_since for item in report.objects}


def parts(report: Report) -> dict[str, Any]:
    """What the data say, without what the history says."""
    found = json.loads(render(report))
    for item in (*found["objects"], *found["findings"]):
        for key in ("unchanged_since", "first_seen", "last_seen", "state"):
            item.pop(key, None)
    return {key: found[key] for key in ("objects", "columns", "findings", "policy_results", "claims")}


def test_second_run_reads_nothing_and_says_the_same(project: Path, read: list[str]) -> None:
    first, seen = audit(project, read)
    assert seen == {"users", "users?", "a.csv", "b.csv"}
    assert [claim.outcome.value for claim in first.claims] == ["broken"]
    second, seen = audit(project, read)
    assert seen == set()
    assert since(second) == {"users": 1, "a.csv": 1, "b.csv": 1}
    assert parts(second) == parts(first)
    assert {finding.state for finding in second.findings} == {"unchanged"}


def test_only_what_changed_is_read(project: Path, read: list[str]) -> None:
    audit(project, read)
    path = project.parent / "data" / "b.csv"
    path.write_text(path.read_text() + "+77011230000\n")
    (project.parent / "data" / "c.csv").write_text(path.read_text())
    second, seen = audit(project, read)
    assert seen == {"b.csv", "c.csv"}
    assert since(second) == {"users": 1, "a.csv": 1, "b.csv": None, "c.csv": None}
    with closing(sqlite3.connect(project.parent / "app.db")) as connection, connection:
        connection.execute("DELETE FROM users WHERE rowid > 300")
    third, seen = audit(project, read)
    assert seen == {"users", "users?"}
    assert since(third) == {"users": None, "a.csv": 1, "b.csv": 2, "c.csv": 2}
    assert {c.rows for c in third.columns if c.object == "users"} == {300}


def test_policy_that_changed_is_compared_without_reading(project: Path, read: list[str]) -> None:
    audit(project, read)
    policy = project.parent / "shop.yaml"
    policy.write_text(policy.read_text().replace("contact.phone", "contact.email"))
    second, seen = audit(project, read)
    assert seen == set()
    verdicts = {(c.object, v.verdict.value) for c in second.columns for v in c.verdicts if v.category[:7] == "contact"}
    assert verdicts == {("users", "declared"), ("a.csv", "undeclared"), ("b.csv", "undeclared")}


@pytest.mark.parametrize(
    "options",
    [{"afresh": True}, {"sampling": Sampling(rows=50)}, {"recognizers": ("recognizers",)}],
    ids=["afresh", "sample", "recognizers"],
)
def test_another_way_of_reading_reads_everything(project: Path, read: list[str], options: dict[str, Any]) -> None:
    folder = project.parent / "recognizers"
    folder.mkdir()
    (folder / "order.yaml").write_text(RECOGNIZER)
    options = {**options, **({"recognizers": (folder,)} if "recognizers" in options else {})}
    audit(project, read)
    report, seen = audit(project, read, **options)
    assert {"users", "a.csv", "b.csv"} <= seen
    assert set(since(report).values()) == {None}


RECOGNIZER = """\
supported_languages: [en]
recognizers:
  - name: order
    supported_entity: ORDER_NO
    patterns: [{name: plain, regex: '\\bORD-[0-9]{6}\\b', score: 0.9}]
    barlau: {category: contract.number, shapes: [ORD-dddddd], chance: 0.000001, alone: 0.8, named: 0.97,
             match: [ORD-123456], no_match: [ORD-12345]}
"""


def test_what_was_not_read_to_its_end_is_read_again(project: Path, read: list[str]) -> None:
    torn = project.parent / "data" / "torn.parquet"
    torn.write_bytes(b"PAR1" + b"\x00" * 5000 + b"PAR1")
    first, _ = audit(project, read)
    second, seen = audit(project, read)
    assert seen == {"torn.parquet"}
    assert first.status == second.status
    assert since(second)["torn.parquet"] is None


def test_profiles_of_another_version_are_not_taken_over(
    project: Path, read: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    audit(project, read)
    monkeypatch.setattr(barlau, "__version__", "999")
    _, seen = audit(project, read)
    assert {"users", "a.csv", "b.csv"} <= seen


def test_what_was_kept_in_a_form_that_is_not_understood_is_read(project: Path, read: list[str]) -> None:
    audit(project, read)
    with closing(sqlite3.connect(project.parent / ".barlau" / "history.sqlite")) as connection, connection:
        connection.execute("UPDATE profile SET body = x'00' WHERE object = 'users'")
        connection.execute("UPDATE answer SET body = '{}'")
    second, seen = audit(project, read)
    assert seen == {"users", "users?"}
    assert since(second) == {"users": None, "a.csv": 1, "b.csv": 1}
