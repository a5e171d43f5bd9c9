"""A project file run as a whole: bindings, policies by source, suppressions, what it says in vain."""

import sqlite3
from contextlib import closing
from datetime import date
from pathlib import Path

import pytest

import barlau
from barlau.model.report import Report
from barlau.report.messages import translate

POLICY = """\
schema: barlau.policy/1
id: shop
controller: {name: Example Shop}
documents: [{id: ru, kind: policy, language: ru}]
purposes:
  - {id: contract, title: {en: Contract}}
  - {id: offers, title: {en: Advertising}}
declarations:
"""
DECLARATION = """\
  - category: {category}
    status: declared
    collected_from: [subject]
    purposes: [contract]
    refs: [{{document: ru, section: "3.1"}}]
"""
POLICY += "".join(DECLARATION.format(category=category) for category in ("contact.phone", "contact.email"))
PROJECT = """\
schema: barlau.project/1
policies: [shop.yaml, staff.yaml]
sources:
  - name: app
    url: sqlite:///app.db
    policy: shop
    tables:
      - {match: t1, purposes: [contract], collected_from: [third_party]}
      - {match: t2, purposes: [offers]}
      - {match: nothing_like_it, purposes: [offers]}
      - {match: t3, columns: [{match: "guarantor_*", subjects: [third_party]}, {match: none, subjects: [employee]}]}
  - {name: hr, url: staff.csv, policy: staff}
suppressions:
  - {category: contact.phone, column: "app.t2.*", reason: agreed, by: dpo, until: 2026-06-30}
"""


@pytest.fixture
def project(tmp_path: Path) -> Path:
    (tmp_path / "shop.yaml").write_text(POLICY)
    staff = POLICY.replace("id: shop", "id: staff").replace("declarations:", "subjects: [employee]\ndeclarations:")
    (tmp_path / "staff.yaml").write_text(staff)
    phones = [(f"+7701{n:07d}",) for n in range(1000, 1200)]
    with closing(sqlite3.connect(tmp_path / "app.db")) as connection, connection:
        for table, column in (("t1", "phone"), ("t2", "phone"), ("t3", "guarantor_phone"), ("t4", "phone")):
            connection.execute(f"CREATE TABLE {table} ({column} TEXT)")
            connection.executemany(f"INSERT INTO {table} VALUES (?)", phones)
    (tmp_path / "staff.csv").write_text("employee_phone\n" + "\n".join(phone for (phone,) in phones) + "\n")
    path = tmp_path / "barlau.yaml"
    path.write_text(PROJECT)
    return path


def verdicts(report: Report) -> dict[tuple[str, str], str]:
    """Of the tables' one column, by table and policy."""
    return {
        (column.object, verdict.policy): verdict.verdict.value
        for column in report.columns
        for verdict in column.verdicts
    }


def test_audit_judges_each_source_by_its_policy_and_each_table_by_its_binding(project: Path) -> None:
    report = barlau.audit(project, today=date(2026, 6, 1))
    assert verdicts(report) == {
        ("t1", "shop"): "wrong_source",
        ("t2", "shop"): "wrong_purpose",
        ("t3", "shop"): "other_subject",
        ("t4", "shop"): "declared",
        ("staff.csv", "staff"): "declared",
    }
    assert {(r.policy, r.category): r.found for r in report.policy_results} == {
        ("shop", "contact.email"): "not_found",
        ("shop", "contact.phone"): "found",
        ("staff", "contact.email"): "not_found",
        ("staff", "contact.phone"): "found",
    }


def test_policies_for_different_people_judge_one_source_each_its_own(project: Path) -> None:
    project.write_text(PROJECT.replace("    policy: shop\n", "").replace(", policy: staff", ""))
    report = barlau.audit(project, today=date(2026, 6, 1))
    assert verdicts(report) == {
        ("t1", "shop"): "wrong_source",
        ("t2", "shop"): "wrong_purpose",
        ("t3", "shop"): "other_subject",
        ("t3", "staff"): "other_subject",
        ("t4", "shop"): "declared",
        ("staff.csv", "staff"): "declared",
    }


def test_suppressed_finding_stays_in_the_report_and_does_not_count(project: Path) -> None:
    report = barlau.audit(project, today=date(2026, 6, 30))
    (quiet,) = [f for f in report.findings if f.location and f.location.object == "t2"]
    assert not quiet.counts
    assert quiet.exemption is not None
    assert quiet.exemption.by == "dpo"


def test_what_the_file_says_in_vain_is_said(project: Path) -> None:
    report = barlau.audit(project, today=date(2026, 7, 1))
    assert [(notice.place.rpartition(":")[2], translate(notice.message)) for notice in report.notices] == [
        ("10", "No table of source app matches 'nothing_like_it': the binding does nothing"),
        ("11", "No column of 't3' in source app matches 'none': the binding does nothing"),
        ("14", "The suppression by dpo expired on 2026-06-30: 1 finding counts again"),
    ]
