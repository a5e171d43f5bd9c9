import json
from dataclasses import replace
from pathlib import Path

import jsonschema
import pytest

import barlau
from barlau.errors import ConfigError
from barlau.model.policy import Context, Provider
from barlau.model.report import Decision, Exemption, History, Level, Message, Notice, RunStatus, TrendPoint
from barlau.report import html, terminal
from barlau.report.json_load import load, read
from barlau.report.json_report import render

from .fixture import POLICY, REPORT
from .large import large

SCHEMA = Path(barlau.__file__).parent / "report" / "report.schema.json"
FULL = replace(
    REPORT,
    declared=(POLICY,),
    notices=(Notice(Level.WARNING, Message("exempt.expired", (("by", "dpo"),)), "barlau.yaml:12"),),
)


def without(entry, *fields):
    return {key: value for key, value in entry.items() if key not in fields}


def test_writing_what_was_read_gives_the_same_bytes():
    assert render(load(render(REPORT))) == render(REPORT)


def test_what_a_history_and_a_project_add_is_kept_too():
    told, *others = REPORT.findings
    told = replace(
        told,
        state="new",
        first_seen="2026-01-01T00:00:00Z",
        last_seen="2026-02-01T00:00:00Z",
        exemption=Exemption("a test", "dpo", "2027-01-01"),
        decision=Decision(False, "dpo", "a test", "2026-02-01T00:00:00Z"),
    )
    column = next(c for c in REPORT.columns if c.verdicts)
    context = Context("employee", Provider.THIRD_PARTY, ("contract",), frozenset({"subject", "purposes"}))
    judged = replace(column, verdicts=tuple(replace(v, context=context) for v in column.verdicts))
    point = TrendPoint(2, "2026-02-01T00:00:00Z", RunStatus.COMPLETE, 1, 2, 3, 4, 5)
    whole = replace(
        REPORT,
        columns=(judged,),
        findings=(told, *others),
        objects=tuple(replace(item, unchanged_since=1) for item in REPORT.objects),
        notices=(Notice(Level.WARNING, Message("a sentence"), "barlau.yaml:12"),),
        history=History(2, 1, (point,), 3),
        allowed_incomplete=("ENCRYPTED",),
    )
    assert render(load(render(whole))) == render(whole)


@pytest.mark.parametrize("language", ["en", "ru", "kk"])
@pytest.mark.parametrize("report", [FULL, large()], ids=["every kind", "large"])
def test_the_page_of_a_stored_report_is_the_page_of_the_run(report, language):
    assert html.render(load(render(report)), language) == html.render(report, language)


def test_policies_in_full_follow_the_schema():
    data = json.loads(render(FULL))
    jsonschema.Draft202012Validator(json.loads(SCHEMA.read_text("utf-8"))).validate(data)
    assert load(json.dumps(data)).declared == (replace(POLICY, origin=""),)


@pytest.mark.parametrize("language", ["en", "ru", "kk"])
def test_a_stored_report_can_be_shown_in_every_language(language):
    shown = terminal.render(load(render(REPORT)), language, width=100)
    assert shown.splitlines()[-3:] == terminal.render(REPORT, language, width=100).splitlines()[-3:]


def test_a_report_of_an_earlier_version_keeps_its_sentences():
    data = json.loads(render(REPORT))
    data["columns"] = [without(c, "subject", "subject_evidence", "alternates") for c in data["columns"]]
    said = []
    for column in data["columns"]:
        for detection in column["detections"]:
            said += [e["detail"] for e in detection["evidence"]]
            detection["evidence"] = [without(e, "key", "args") for e in detection["evidence"]]
    old = load(json.dumps(data))
    assert [e.detail.key for c in old.columns for d in c.detections for e in d.evidence] == said


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("", "is not JSON"),
        ("[]", "is no report"),
        ('{"schema": "barlau.report/2"}', "is no report"),
        ('{"schema": "barlau.report/1"}', "is a damaged report"),
        ("[" * 100_000, "is not JSON"),
    ],
    ids=["empty", "list", "newer", "cut", "deep"],
)
def test_what_is_no_report_is_said_to_be_none(text, problem):
    with pytest.raises(ConfigError, match=problem):
        load(text, "x.json")


def test_a_file_that_is_missing_is_named(tmp_path):
    with pytest.raises(ConfigError, match=r"gone\.json: cannot be read"):
        read(tmp_path / "gone.json")
