import json
import random
from dataclasses import replace
from pathlib import Path

import jsonschema
import pytest

import barlau.report
from barlau.model.policy import DeclarationStatus, Verdict
from barlau.model.reading import Column, ObjectKind, ReadStatus, Reason, SamplingMethod
from barlau.model.report import Confidence, EvidenceKind, Kind, Level, Report, RunStatus
from barlau.report.json_report import render
from barlau.report.visible import is_unsafe

from .fixture import COLUMNS, EVIL_COLUMN, EVIL_FILE, REPORT

GOLDEN = Path(__file__).parent / "golden" / "report.json"
SCHEMA = json.loads((Path(barlau.report.__file__).parent / "report.schema.json").read_text("utf-8"))
VALIDATOR = jsonschema.Draft202012Validator(SCHEMA)


def test_equals_the_golden_report():
    assert render(REPORT) == GOLDEN.read_text("utf-8")


def test_the_schema_is_valid_and_accepts_the_golden_report():
    jsonschema.Draft202012Validator.check_schema(SCHEMA)
    VALIDATOR.validate(json.loads(GOLDEN.read_text("utf-8")))


def test_the_schema_accepts_an_empty_report():
    VALIDATOR.validate(json.loads(render(Report("1", "p", RunStatus.FAILED, False, "", ""))))


def test_the_schema_accepts_allowed_reasons():
    VALIDATOR.validate(json.loads(render(replace(REPORT, allowed_incomplete=("ENCRYPTED",)))))


@pytest.mark.parametrize("part", ["run", "objects", "columns", "findings", "policy_results"])
def test_the_schema_refuses_an_unknown_field(part):
    report = json.loads(GOLDEN.read_text("utf-8"))
    target = report[part] if part == "run" else report[part][0]
    target["value"] = "x"
    assert not VALIDATOR.is_valid(report)


@pytest.mark.parametrize(
    ("where", "members"),
    [
        (("run", "status"), RunStatus),
        (("object", "kind"), ObjectKind),
        (("object", "status"), ReadStatus),
        (("column", "kind"), Kind),
        (("finding", "level"), Level),
        (("policy_result", "status"), DeclarationStatus),
    ],
    ids=str,
)
def test_the_schema_lists_every_member(where, members):
    part, field = where
    holder = SCHEMA["properties"]["run"] if part == "run" else SCHEMA["$defs"][part]
    assert set(holder["properties"][field]["enum"]) == {member.value for member in members}


@pytest.mark.parametrize(
    ("name", "members"), [("reason", Reason), ("verdict", Verdict), ("confidence", Confidence)], ids=str
)
def test_the_schema_lists_every_named_member(name, members):
    assert set(SCHEMA["$defs"][name]["enum"]) == {member.value for member in members}


def test_the_schema_lists_every_evidence_kind_and_sampling_method():
    evidence = SCHEMA["$defs"]["evidence"]["properties"]["kind"]
    sampling = SCHEMA["$defs"]["object"]["properties"]["sampling"]["properties"]["method"]
    assert set(evidence["enum"]) == {kind.value for kind in EvidenceKind}
    assert set(sampling["enum"]) == {method.value for method in SamplingMethod}


def test_the_order_of_what_was_read_does_not_show():
    shuffle = random.Random(7).sample
    parts = ("policies", "objects", "columns", "findings", "policy_results")
    mixed = replace(
        REPORT, **{part: tuple(shuffle(getattr(REPORT, part), len(getattr(REPORT, part)))) for part in parts}
    )
    assert render(mixed) == render(REPORT)


def test_only_the_volatile_part_differs_between_equal_runs():
    one = json.loads(render(REPORT))
    other = json.loads(render(replace(REPORT, started_at="2027-01-01T00:00:00Z", finished_at="2027-01-02T00:00:00Z")))
    assert one.pop("run").keys() == {"status", "threshold_hit", "volatile"}
    other.pop("run")
    assert one == other


def test_is_printable_utf8_that_strict_readers_take():
    text = render(REPORT)
    text.encode("utf-8")
    assert text.endswith("}\n")
    assert not any(map(is_unsafe, text.replace("\n", "")))
    assert "\\ud" not in text, "a lone surrogate is refused by strict JSON readers"


def test_names_keep_their_characters():
    names = {column["column"] for column in json.loads(render(REPORT))["columns"]}
    assert EVIL_COLUMN in names
    assert "адрес" in render(REPORT)


def test_a_lone_surrogate_in_a_name_is_written_out():
    names = {column["object"] for column in json.loads(render(REPORT))["columns"]}
    assert EVIL_FILE.replace("\udcff", "\\u{dcff}") in names


def test_characters_beyond_the_basic_plane_survive():
    hidden = replace(COLUMNS[0], column=Column("🙂\U000e0041", None, "text"))
    text = render(replace(REPORT, columns=(hidden,)))
    assert "🙂" in text
    assert "\U000e0041" not in text
    assert json.loads(text)["columns"][0]["column"] == "🙂\U000e0041"


def test_floats_have_six_digits_and_no_negative_zero():
    face = next(c for c in json.loads(render(REPORT))["columns"] if c["column"] == "photo_path")["detections"][0]
    assert face["share"] == 0.123457
    assert face["evidence"][1]["weight"] == 1.234568
    assert str(face["evidence"][2]["weight"]) == "0.0"


def test_a_column_without_detections_has_no_ruling_category():
    clean = next(c for c in json.loads(render(REPORT))["columns"] if c["column"] == "created_at")
    assert (clean["category"], clean["entity"], clean["confidence"], clean["detections"]) == (
        None,
        None,
        None,
        [],
    )
