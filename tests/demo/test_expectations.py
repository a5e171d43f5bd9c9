"""The blueprints say of every column what a scan has to find; here they are held against the policy files."""

from pathlib import Path

import pytest
import yaml

from barlau import project, taxonomy, yamlfile
from barlau.demo.blueprint import COMPANIES, load, policy_path, project_path
from barlau.demo.expectations import Expectation, expectations
from barlau.demo.makers import MAKERS
from barlau.model.policy import Policy, Verdict
from barlau.model.project import Project
from barlau.model.reading import Column
from barlau.model.report import ColumnResult, Kind
from barlau.policy import Contexts, verdict
from barlau.policy import load as load_policy

SENSITIVE = {
    "identity.ethnicity",
    "belief",
    "health",
    "health.diagnosis",
    "criminal",
    "finance.card.cvv",
    "auth.password",
}


@pytest.mark.parametrize("company", COMPANIES)
def test_expected_verdicts_are_those_of_policy_and_project_file(company: str) -> None:
    policy, planned = load_policy(policy_path(company)), load_project(project_path(company).parent, company)
    contexts = Contexts(policy, {source.target.name: source.bindings for source in planned.sources})
    found = [expected for expected in expectations(company) if expected.category]
    said = [_verdict(policy, contexts, expected) for expected in found]
    assert [(e.object, e.column, e.verdict) for e in found] == [
        (e.object, e.column, answer) for e, answer in zip(found, said, strict=True)
    ]


def _verdict(policy: Policy, contexts: Contexts, expected: Expectation) -> Verdict | None:
    nested = expected.column.startswith("$.")
    at = Column(expected.column.removeprefix("$."), expected.column if nested else None, "")
    source = "dumps" if "." in expected.object else "database"
    subject = expected.subject or "organisation"
    column = ColumnResult(source, expected.object, at, 1, 0, 1, Kind.UNIFORM, subject)
    (context,) = contexts.of(column, expected.category or "")
    answer = verdict(policy, expected.category or "", context)
    return answer and answer[0]


def load_project(folder: Path, company: str) -> Project:
    """The project file as it is beside the data, where its policy has another name."""
    text = (folder / f"{company}.yaml").read_text("utf-8").replace("policy.yaml", f"../policies/{company}.yaml")
    return project.parse(yamlfile.parse(text.encode(), str(folder / f"{company}.yaml")))


@pytest.mark.parametrize("company", COMPANIES)
def test_only_organisation_data_go_without_a_verdict(company: str) -> None:
    silent = {e.category for e in expectations(company) if e.category and e.verdict is None}
    assert all(taxonomy.load()[category].personal == "no" for category in silent)


@pytest.mark.parametrize("company", COMPANIES)
def test_at_least_six_kinds_of_undeclared_data_are_planted(company: str) -> None:
    planted = {e.category for e in expectations(company) if e.undeclared}
    assert len(planted) >= 6
    assert planted & SENSITIVE


@pytest.mark.parametrize("company", COMPANIES)
def test_at_least_ten_harmless_columns_resemble_personal_data(company: str) -> None:
    lookalikes = [e for e in expectations(company) if e.resembles]
    assert len(lookalikes) >= 10
    assert len({e.resembles for e in lookalikes}) >= 7
    assert all(e.category is None and e.verdict is None for e in lookalikes)


@pytest.mark.parametrize("company", COMPANIES)
def test_warehouse_has_the_size_of_a_small_company(company: str) -> None:
    tables = load(company).tables
    assert 8 <= len(tables) <= 14
    assert 90 <= sum(len(table.columns) for table in tables) <= 130
    assert {table.format for table in tables} >= {"", ".csv", ".parquet", ".jsonl", ".xlsx"}


@pytest.mark.parametrize("company", COMPANIES)
def test_broken_claims_are_claims_of_the_policy(company: str) -> None:
    claims = {claim["id"] for claim in yaml.safe_load(policy_path(company).read_text(encoding="utf-8"))["claims"]}
    assert set(load(company).claims_broken) <= claims


def test_all_verdicts_occur() -> None:
    occurring = {e.verdict for company in COMPANIES for e in expectations(company)}
    assert occurring >= {
        Verdict.DECLARED,
        Verdict.VAGUE,
        Verdict.IMPLIED,
        Verdict.CATCH_ALL,
        Verdict.UNDECLARED,
        Verdict.OTHER_SUBJECT,
        Verdict.NOT_PERSONAL,
        Verdict.WRONG_SOURCE,
        Verdict.WRONG_PURPOSE,
    }


def test_every_maker_is_used_by_a_blueprint() -> None:
    used = {column.make for company in COMPANIES for _, column in load(company).columns()}
    assert used - {""} == set(MAKERS)


def test_json_columns_are_named_by_their_path() -> None:
    nested = [e.column for e in expectations("jetauto") if e.object == "events.jsonl"]
    assert "$.client.c07" in nested
    assert "$.device.ip" in nested


def test_undecided_columns_are_not_judged() -> None:
    assert not [e for e in expectations("mycar") if e.column == "customer_id"]
