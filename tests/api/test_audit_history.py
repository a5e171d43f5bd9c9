"""Audits that follow one another: what each knows of those before it."""

import json
import sqlite3
from contextlib import closing
from datetime import date
from pathlib import Path

import pytest

import barlau
from barlau.api import Options
from barlau.api.remembering import recall
from barlau.errors import ConfigError
from barlau.history import Judged, opened
from barlau.model.reading import Sampling
from barlau.model.report import Finding, Level, Report
from barlau.report import json_report
from barlau.report.exit_code import exit_code

POLICY = """\
schema: barlau.policy/1
id: shop
controller: {name: Example Shop}
documents: [{id: ru, kind: policy, language: ru}]
purposes: [{id: contract, title: {en: Contract}}]
declarations:
  - {category: contact.phone, status: declared, refs: [{document: ru, section: "3.1"}]}
"""
PROJECT = """\
schema: barlau.project/1
policies: [shop.yaml]
sources: [{name: app, url: "sqlite:///app.db"}]
"""
PHONES = [(f"+7701{n:07d}",) for n in range(1000, 1200)]
MAILS = [(f"person{n}@example.kz",) for n in range(200)]


def table(folder: Path, name: str, column: str, rows: list[tuple[str]]) -> None:
    with closing(sqlite3.connect(folder / "app.db")) as connection, connection:
        connection.execute(f"CREATE TABLE {name} ({column} TEXT)")
        connection.executemany(f"INSERT INTO {name} VALUES (?)", rows)


def drop(folder: Path, name: str) -> None:
    with closing(sqlite3.connect(folder / "app.db")) as connection, connection:
        connection.execute(f"DROP TABLE {name}")


@pytest.fixture
def project(tmp_path: Path) -> Path:
    (tmp_path / "shop.yaml").write_text(POLICY)
    table(tmp_path, "clients", "phone", PHONES)
    table(tmp_path, "letters", "email", MAILS)
    path = tmp_path / "barlau.yaml"
    path.write_text(PROJECT)
    return path


def audit(project: Path, **options: object) -> Report:
    return barlau.audit(project, Options(**options), keep=True)


def states(report: Report) -> dict[str, str]:
    return {f"{f.location.object}.{f.location.column}": f.state for f in report.findings if f.location}


def of(report: Report, name: str) -> Finding:
    (found,) = [f for f in report.findings if f.location and f.location.object == name]
    return found


def test_findings_are_new_unchanged_gone_and_new_again(project: Path) -> None:
    first = audit(project)
    assert states(first) == {"letters.email": "new"}
    assert (first.history.run, first.history.previous) == (1, None)
    table(project.parent, "news", "email", MAILS)
    second = audit(project)
    assert states(second) == {"letters.email": "unchanged", "news.email": "new"}
    assert of(second, "letters").first_seen == first.started_at
    drop(project.parent, "news")
    third = audit(project)
    assert states(third) == {"letters.email": "unchanged", "news.email": "gone"}
    assert states(audit(project)) == {"letters.email": "unchanged"}
    table(project.parent, "news", "email", MAILS)
    fifth = audit(project)
    assert states(fifth) == {"letters.email": "unchanged", "news.email": "new"}
    assert [(p.run, p.errors, p.new, p.gone) for p in fifth.history.trend] == [
        (1, 1, 1, 0),
        (2, 2, 1, 0),
        (3, 1, 0, 1),
        (4, 1, 0, 0),
        (5, 2, 1, 0),
    ]


def test_fail_on_new_looks_at_new_findings_only(project: Path) -> None:
    def code(**options: object) -> int:
        chosen = Options(**options)
        report = audit(project, **options)
        code = exit_code(report, chosen.fail_on, only_new=chosen.only_new)
        assert report.threshold_hit is bool(code & 1)
        return code

    assert code(only_new=True) == 1
    assert code(only_new=True) == 0
    assert code() == 1
    table(project.parent, "news", "email", MAILS)
    assert code(only_new=True, fail_on=Level.NOTE) == 1


def test_report_that_was_kept_is_the_report_that_was_made(project: Path) -> None:
    made = audit(project)
    with opened(project.parent / ".barlau" / "history.sqlite") as store:
        kept = recall(store, 1)
    assert json_report.render(kept) == json_report.render(made)
    assert [p.declarations for p in kept.declared] == [p.declarations for p in made.declared]
    assert kept.findings == made.findings


def test_decision_survives_and_a_rejected_finding_does_not_count(project: Path) -> None:
    finding = of(audit(project), "letters")
    judged = Judged(finding.fingerprint, "rejected", "dpo", "addresses of the shop itself", "2026-01-02T00:00:00Z")
    with opened(project.parent / ".barlau" / "history.sqlite") as store:
        store.decide([judged])
    again = audit(project)
    decision = of(again, "letters").decision
    assert (decision.confirmed, decision.by, decision.reason) == (False, judged.by, judged.reason)
    assert exit_code(again) == 0
    assert again.history.trend[-1].errors == 0


def test_sample_does_not_make_a_finding_gone(project: Path) -> None:
    audit(project)
    with closing(sqlite3.connect(project.parent / "app.db")) as connection, connection:
        connection.execute("ALTER TABLE letters RENAME COLUMN email TO colour")
        connection.execute("UPDATE letters SET colour = 'red'")
    report = audit(project, sampling=Sampling(rows=10))
    assert states(report) == {}
    assert report.history.unchecked == 1
    assert states(audit(project)) == {"letters.email": "gone"}


def test_no_value_of_the_data_is_in_the_history(project: Path) -> None:
    audit(project)
    path = project.parent / ".barlau" / "history.sqlite"
    with closing(sqlite3.connect(path)) as connection:
        names = [name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        cells = [cell for name in names for row in connection.execute(f"SELECT * FROM {name}") for cell in row]
    with opened(path) as store:
        cells.append(store.report(1))
    text = "\n".join(c.decode("utf-8", "replace") if isinstance(c, bytes) else str(c) for c in cells)
    assert json.loads(cells[-1])["columns"]
    assert not [value for (value,) in (*PHONES, *MAILS) if value in text or value.lstrip("+") in text]


def test_without_keeping_nothing_is_written_and_nothing_is_new(project: Path) -> None:
    report = barlau.audit(project)
    assert of(report, "letters").state is None
    assert report.history is None
    assert not (project.parent / ".barlau").exists()


def test_audit_whose_history_is_damaged_reads_nothing(project: Path, tmp_path: Path) -> None:
    (tmp_path / "other.sqlite").write_text("no database at all, but long enough to be looked at" * 99)
    with pytest.raises(ConfigError, match="no history of"):
        barlau.audit(project, keep=True, history=tmp_path / "other.sqlite")


def test_suppression_that_expires_brings_its_finding_back_as_new(project: Path) -> None:
    suppressed = "suppressions: [{column: app.letters.*, reason: agreed, by: dpo, until: 2026-06-30}]\n"
    project.write_text(PROJECT + suppressed)

    def run(day: date) -> tuple[str | None, bool, int]:
        report = barlau.audit(project, Options(only_new=True), keep=True, today=day)
        finding = of(report, "letters")
        return finding.state, finding.counts, exit_code(report, only_new=True)

    assert run(date(2026, 6, 29)) == ("new", False, 0)
    assert run(date(2026, 6, 30)) == ("unchanged", False, 0)
    assert run(date(2026, 7, 1)) == ("new", True, 1)
    assert run(date(2026, 7, 2)) == ("unchanged", True, 0)
    with opened(project.parent / ".barlau" / "history.sqlite") as store:
        third = recall(store, 3)
    assert [notice.message.key for notice in third.notices] == ["notice.suppression_expired"]
    assert of(third, "letters").first_seen == recall_first(project)


def recall_first(project: Path) -> str:
    with opened(project.parent / ".barlau" / "history.sqlite") as store:
        return recall(store, 1).started_at
