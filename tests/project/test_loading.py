"""A project file is read strictly; every mistake names file, line and key."""

from datetime import date
from pathlib import Path

import pytest

from barlau import policy as policies_of
from barlau import project as projects
from barlau import yamlfile
from barlau.api.auditing import plan
from barlau.errors import ConfigError
from barlau.model.policy import Provider
from barlau.model.project import Project

from .files import HEAD, SOURCES, project

FULL = """\
schema: barlau.project/1
policies: [shop.yaml]
sources:
  - name: app
    url: postgresql://scan:${DB_PASSWORD}@db.internal/app
    include: ["public.*"]
    exclude: ["public.tmp_*"]
    policy: shop
    tables:
      - {match: "public.customers", subjects: [customer], collected_from: [subject], purposes: [contract]}
      - match: "public.applications"
        subjects: customer
        columns:
          - {match: "guarantor_*", subjects: [third_party]}
  - {name: files, url: exports}
suppressions:
  - {category: online.ip, column: "app.public.log.*", reason: "rotated daily", by: dpo, until: 2027-01-01}
history: .barlau/history.sqlite
"""


def load(path: Path) -> Project:
    file = yamlfile.read(path)
    found = projects.parse(file)
    projects.check(file, found, [policies_of.load(p) for p in found.policies])
    return found


def test_whole_file(tmp_path, monkeypatch):
    monkeypatch.setenv("DB_PASSWORD", "s3cret")
    found = load(project(tmp_path, FULL))
    app, files = found.sources
    assert (app.target.name, app.target.include, app.target.exclude) == ("app", ("public.*",), ("public.tmp_*",))
    assert app.target.spec == "postgresql://scan:${DB_PASSWORD}@db.internal/app"
    assert app.policies == ("shop",)
    customers, applications = app.bindings
    assert (customers.subjects, customers.collected_from) == (("customer",), (Provider.SUBJECT,))
    assert customers.purposes == ("contract",)
    assert applications.columns[0].subjects == ("third_party",)
    assert files.target.spec == str(tmp_path / "exports")
    (suppression,) = found.suppressions
    assert (suppression.category, suppression.until, suppression.line) == ("online.ip", date(2027, 1, 1), 17)
    assert found.history == tmp_path / ".barlau" / "history.sqlite"


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("data/*.csv", "{here}/data/*.csv"),
        ("/srv/data", "/srv/data"),
        ("${FOLDER}/x", "/elsewhere/x"),
        ("sqlite:///app.db", "sqlite:///{here}/app.db"),
        ("sqlite:////srv/app.db", "sqlite:////srv/app.db"),
        ("sqlite:///${FOLDER}/app.db", "sqlite:///${FOLDER}/app.db"),
        ("duckdb:///a/b.duckdb", "duckdb:///{here}/a/b.duckdb"),
        ("postgresql://db/app", "postgresql://db/app"),
    ],
)
def test_paths_are_relative_to_the_file(tmp_path, monkeypatch, url, expected):
    monkeypatch.setenv("FOLDER", "/elsewhere")
    here = tmp_path / "here"
    here.mkdir()
    path = project(here, HEAD + f'sources: [{{name: x, url: "{url}"}}]\n')
    monkeypatch.chdir(tmp_path)
    assert load(path).sources[0].target.spec == expected.replace("{here}", str(here))


BAD = [
    ("", "barlau.yaml:?: is empty"),
    ("[]", "is not a project file"),
    ("schema: barlau.policy/1\n", "schema: is that of a policy file (a project file is expected here)"),
    ("schema: barlau.project/9\n", "schema: is a schema that this version does not read"),
    (HEAD, "sources: is missing"),
    (HEAD + "sources: []\n", "sources: "),
    (HEAD + SOURCES + "sauces: 1\n", "sauces: unknown key"),
    (HEAD + "sources: [{name: a, url: x}, {name: a, url: y}]\n", ":3: sources[1].name: the name 'a' stands twice"),
    (HEAD + "sources: [{name: a}]\n", "sources[0].url: is missing"),
    (
        HEAD + "sources:\n  - {name: a, url: x, policy: other}\n",
        ":4: sources[0].policy: unknown policy 'other' (one of shop)",
    ),
    (
        HEAD + "sources:\n  - name: a\n    url: x\n    tables:\n      - {match: t, purposes: [sales]}\n",
        ":7: sources[0].tables[0].purposes[0]: unknown purpose 'sales' (one of advertising, contract)",
    ),
    (HEAD + "sources: [{name: a, url: x, tables: [{match: t, subjects: [client]}]}]\n", "unknown subject 'client'"),
    (
        HEAD + "sources: [{name: a, url: x, tables: [{match: t, collected_from: [person]}]}]\n",
        "collected_from[0]: should be",
    ),
    (HEAD + "sources: [{name: a, url: x, tables: [{match: t}]}]\n", "tables[0]: says nothing of what it matches"),
    (
        HEAD
        + "sources: [{name: a, url: x, tables: [{match: t, subjects: [customer]}, {match: t, subjects: [employee]}]}]",
        "'t' stands twice",
    ),
    (
        HEAD + "sources: [{name: a, url: x, tables: [{match: t, columns: [{match: c, purposes: [sales]}]}]}]\n",
        "columns[0].purposes[0]: unknown purpose 'sales'",
    ),
    (
        HEAD + SOURCES + "suppressions: [{category: online.ipp, reason: r, by: b}]\n",
        "unknown category 'online.ipp' (nearest: online.ip",
    ),
    (HEAD + SOURCES + "suppressions: [{rule: undeclard, reason: r, by: b}]\n", "unknown rule 'undeclard'"),
    (HEAD + SOURCES + "suppressions: [{category: online.ip, by: b}]\n", "suppressions[0].reason: is missing"),
    (HEAD + SOURCES + "suppressions: [{reason: r, by: b}]\n", "would suppress everything"),
    (
        HEAD + SOURCES + "suppressions: [{category: online.ip, reason: r, by: b, until: soon}]\n",
        "until: should be a day",
    ),
    ("schema: barlau.project/1\npolicies: [none.yaml]\n" + SOURCES, ":2: policies[0]: no such file"),
    (
        HEAD + "sources:\n  - {name: a, url: 'postgresql://u:${NO_SUCH_VARIABLE}@h/d'}\n",
        ":4: sources[0].url: the environment variable NO_SUCH_VARIABLE is not set",
    ),
    (
        HEAD + "sources:\n  - {name: a, url: 'oracle://u@h/d'}\n",
        ":4: sources[0].url: database URL: is not one of a known kind",
    ),
]


@pytest.mark.parametrize(("text", "problem"), BAD, ids=[problem for _, problem in BAD])
def test_mistake_is_named_with_its_place(tmp_path, text, problem):
    with pytest.raises(ConfigError) as caught:
        plan(project(tmp_path, text))
    assert problem.replace("barlau.yaml:?", "barlau.yaml:1").removeprefix("barlau.yaml:1: ") in str(caught.value)
    assert str(tmp_path / "barlau.yaml") in str(caught.value)


def test_two_policies_with_one_id_are_refused(tmp_path):
    path = project(tmp_path, HEAD.replace("[shop.yaml]", "[shop.yaml, again.yaml]") + SOURCES)
    (tmp_path / "again.yaml").write_text((tmp_path / "shop.yaml").read_text())
    with pytest.raises(ConfigError, match=r"policies\[1\]: has the id 'shop'"):
        plan(path)


def test_purposes_of_a_binding_are_those_of_the_policies_of_its_source(tmp_path):
    text = HEAD.replace("[shop.yaml]", "[shop.yaml, staff.yaml]")
    path = project(
        tmp_path, text + "sources: [{name: a, url: x, policy: staff, tables: [{match: t, purposes: [contract]}]}]\n"
    )
    staff = (tmp_path / "shop.yaml").read_text().replace("id: shop", "id: staff").replace("contract", "payroll")
    (tmp_path / "staff.yaml").write_text(staff)
    with pytest.raises(ConfigError, match="unknown purpose 'contract'"):
        plan(path)


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("postgresql://u:s3cret@h/d", True),
        ("postgresql://u:${DB_PASSWORD}@h/d", False),
        ("postgresql://u@h/d", False),
        ("postgresql://h:5432/d", False),
        ("data", False),
    ],
)
def test_password_in_the_file_is_noticed(tmp_path, monkeypatch, url, expected):
    monkeypatch.setenv("DB_PASSWORD", "x")
    assert load(project(tmp_path, HEAD + f"sources: [{{name: a, url: '{url}'}}]\n")).sources[0].has_password is expected
