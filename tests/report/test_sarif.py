"""SARIF 2.1.0 by its own schema, and what a reader of it relies on."""

import json
from dataclasses import replace
from functools import cache
from pathlib import Path

import jsonschema
import pytest

from barlau.model.reading import ObjectKind
from barlau.model.report import Exemption, RunStatus
from barlau.report.exports import sarif
from barlau.report.exports.uris import file_uri
from barlau.report.messages import LANGUAGES

from .fixture import REPORT
from .hostile import hostile, remembered
from .large import large

SCHEMA = Path(__file__).parents[1] / "data" / "schemas" / "sarif-2.1.0.json"


@cache
def validator():
    return jsonschema.Draft202012Validator(
        json.loads(SCHEMA.read_text("utf-8")), format_checker=jsonschema.FormatChecker()
    )


def run_of(report, language="en"):
    log = json.loads(sarif.render(report, language))
    validator().validate(log)
    (run,) = log["runs"]
    return run


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("report", [REPORT, remembered(), hostile(), large(), replace(REPORT, findings=(), objects=())])
def test_log_follows_the_schema(report, language):
    run = run_of(report, language)
    assert len(run["results"]) == len(report.findings)


def test_every_index_points_to_what_it_names():
    run = run_of(hostile())
    driver, (component,) = run["tool"]["driver"], run["taxonomies"]
    for result in run["results"]:
        assert driver["rules"][result["ruleIndex"]]["id"] == result["ruleId"]
        for taxon in result["taxa"]:
            assert component["taxa"][taxon["index"]]["id"] == taxon["id"]
    for said in run_of(REPORT)["invocations"][0]["toolExecutionNotifications"]:
        index = said["descriptor"]["index"]
        assert run_of(REPORT)["tool"]["driver"]["notifications"][index]["id"] == said["descriptor"]["id"]


def test_rules_carry_help_in_the_language_asked_for():
    helps = {language: run_of(REPORT, language)["tool"]["driver"]["rules"][0]["help"]["text"] for language in LANGUAGES}
    assert len(set(helps.values())) == len(LANGUAGES)
    assert helps["ru"].startswith("Внесите категорию в политику")


def test_fingerprint_and_baseline_are_those_of_the_finding():
    by_print = {finding.fingerprint: finding for finding in remembered().findings}
    words = {"new": "new", "unchanged": "unchanged", "gone": "absent"}
    for result in run_of(remembered())["results"]:
        finding = by_print[result["partialFingerprints"]["barlau/v1"]]
        assert result["baselineState"] == words[finding.state]
    assert "baselineState" not in run_of(replace(REPORT, findings=REPORT.findings[1:2]))["results"][0]


def test_suppressed_and_rejected_results_say_why_and_confirmed_ones_are_not_suppressed():
    exempt = replace(REPORT.findings[0], exemption=Exemption("договор\u202e закрыт", "dpo", "2027-01-01"))
    (result,) = run_of(replace(REPORT, findings=(exempt,)))["results"]
    (said,) = result["suppressions"]
    assert said["justification"] == r"договор\u{202e} закрыт"
    assert said["properties"] == {"by": "dpo", "until": "2027-01-01"}
    states = {finding.fingerprint: finding.decision for finding in remembered().findings}
    for result in run_of(remembered())["results"]:
        decision = states[result["partialFingerprints"]["barlau/v1"]]
        assert bool(result["suppressions"]) == (decision is not None and not decision.confirmed)


def test_what_was_not_read_is_told_with_what_to_do():
    told = run_of(REPORT, "ru")["invocations"][0]["toolExecutionNotifications"]
    levels = {said["locations"][0]["logicalLocations"][0]["fullyQualifiedName"]: said["level"] for said in told}
    assert levels["dumps.old.zip!кадры.xlsx"] == "error"
    assert levels["app.public.payments"] == "warning"
    assert levels["dumps.mail.parquet"] == "note"
    assert levels["app.public.tmp_x"] == "note"
    assert "повторите сканирование" in " ".join(said["message"]["text"] for said in told)


def test_exit_code_is_that_of_the_run():
    assert run_of(REPORT)["invocations"][0]["exitCode"] == 4
    assert run_of(REPORT)["invocations"][0]["executionSuccessful"] is False
    clean = replace(REPORT, status=RunStatus.COMPLETE, threshold_hit=False)
    assert run_of(clean)["invocations"][0]["exitCode"] == 0
    assert run_of(clean)["invocations"][0]["executionSuccessful"] is True
    stopped = run_of(replace(REPORT, status=RunStatus.INTERRUPTED))["invocations"][0]
    assert "exitCode" not in stopped
    assert stopped["executionSuccessful"] is False


def test_column_is_a_logical_place():
    places = [result["locations"][0] for result in run_of(REPORT)["results"]]
    logical = {place["logicalLocations"][0]["fullyQualifiedName"] for place in places if "logicalLocations" in place}
    assert "app.public.payments.payload $.card.pan" in logical


def test_every_result_has_a_file_and_a_line_as_github_demands():
    places = [result["locations"][0]["physicalLocation"] for result in run_of(hostile())["results"]]
    assert all(place["artifactLocation"]["uri"] and place["region"]["startLine"] == 1 for place in places)
    physical = {
        result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] for result in run_of(REPORT)["results"]
    }
    assert "dumps/%D0%B4%D0%B0%D0%BC%D0%BF%5Cu%7Bdcff%7D%07%E2%80%A8%3Cscript%3E=1+1.csv" in physical
    assert "app/public.payments" in physical
    assert "example-shop" in physical


@pytest.mark.parametrize(
    ("source", "name", "kind", "uri"),
    [
        ("exports", "sub/a.csv", ObjectKind.FILE, "exports/sub/a.csv"),
        ("exports/*.csv", "a.csv", ObjectKind.FILE, "exports/a.csv"),
        ("*.csv", "a.csv", ObjectKind.FILE, "a.csv"),
        ("exports/a.csv", "a.csv", ObjectKind.FILE, "exports/a.csv"),
        ("/data/x", "a b.csv", ObjectKind.FILE, "file:///data/x/a%20b.csv"),
        ("dumps", "книга.xlsx#Лист1", ObjectKind.SHEET, "dumps/%D0%BA%D0%BD%D0%B8%D0%B3%D0%B0.xlsx"),
        ("dumps", "old.zip!a/b.csv", ObjectKind.MEMBER, "dumps/old.zip"),
        ("dumps", "javascript:alert(1)", ObjectKind.FILE, "dumps/javascript%3Aalert(1)"),
        ("postgresql://db/app", "public.people", ObjectKind.TABLE, None),
        ("app", "public.people", ObjectKind.TABLE, None),
        ("app", "unknown", None, None),
    ],
)
def test_uri_of_a_file(source, name, kind, uri):
    assert file_uri(source, name, kind) == uri
