"""The report as JSON, the source of truth. Equal input gives equal bytes, except below `run.volatile`."""

import json
import re

from barlau.model.policy import Ref
from barlau.model.report import (
    ColumnResult,
    ColumnVerdict,
    Detection,
    Evidence,
    Finding,
    Location,
    ObjectResult,
    PolicyResult,
    Report,
)
from barlau.report.messages import translate
from barlau.report.places import location_of
from barlau.report.summary import LEVELS, object_key
from barlau.report.visible import is_unsafe

SCHEMA = "barlau.report/1"
Json = None | bool | int | float | str | list["Json"] | dict[str, "Json"]

_SURROGATE = re.compile("[\ud800-\udfff]")
_NOT_ASCII = re.compile(r"[^ -~\n]")


def render(report: Report) -> str:
    """Sorted keys, two spaces, UTF-8, floats to 6 digits; what hides or reorders text is a `\\u` escape."""
    text = json.dumps(_report(report), ensure_ascii=False, sort_keys=True, indent=2, allow_nan=False)
    return _NOT_ASCII.sub(_escaped, text) + "\n"


def _escaped(match: re.Match[str]) -> str:
    char = match[0]
    return json.dumps(char)[1:-1] if is_unsafe(char) else char


def _string(text: str) -> str:
    """A lone surrogate (a file name that is no UTF-8) is not JSON for strict readers: it is written out."""
    return _SURROGATE.sub(lambda match: f"\\u{{{ord(match[0]):x}}}", text)


def _optional(text: str | None) -> str | None:
    return None if text is None else _string(text)


def _float(value: float) -> float:
    return round(value, 6) + 0.0  # turns -0.0 into 0.0


def _report(report: Report) -> Json:
    return {
        "schema": SCHEMA,
        "tool": {"name": "barlau", "version": report.tool_version, "recognizer_pack": report.pack_version},
        "run": _run(report),
        "policies": [{"id": _string(name), "sha256": digest} for name, digest in sorted(report.policies)],
        "objects": [_object(item) for item in sorted(report.objects, key=object_key)],
        "columns": [_column(column) for column in sorted(report.columns, key=_column_key)],
        "findings": [_finding(finding) for finding in sorted(report.findings, key=_finding_key)],
        "policy_results": [_policy_result(item) for item in sorted(report.policy_results, key=_result_key)],
    }


def _run(report: Report) -> Json:
    run: dict[str, Json] = {
        "status": report.status.value,
        "threshold_hit": report.threshold_hit,
        "volatile": {"started_at": report.started_at, "finished_at": report.finished_at},
    }
    if report.allowed_incomplete:
        run["allowed_incomplete"] = list[Json](sorted(report.allowed_incomplete))
    return run


def _object(item: ObjectResult) -> Json:
    reading = item.coverage
    return {
        "source": _string(item.object.source),
        "object": _string(item.object.name),
        "kind": item.object.kind.value,
        "status": reading.status.value,
        "reason": reading.reason.value if reading.reason else None,
        "rows_read": reading.rows_read,
        "rows_total": reading.rows_total,
        "rows_bad": reading.rows_bad,
        "sampling": {"method": reading.method.value, "seed": reading.seed},
    }


def _column(column: ColumnResult) -> Json:
    ruling = column.detections[0] if column.detections else None
    bound = column.upper_bound_95
    return {
        "source": _string(column.source),
        "object": _string(column.object),
        "column": _string(column.column.name),
        "path": _optional(column.column.path),
        "type": _string(column.column.type),
        "rows": column.rows,
        "nulls": column.nulls,
        "distinct": column.distinct,
        "kind": column.kind.value,
        "category": ruling.category if ruling else None,
        "entity": ruling.entity if ruling else None,
        "confidence": ruling.confidence.value if ruling else None,
        "score": _float(ruling.score) if ruling else 0.0,
        "detections": [_detection(detection) for detection in column.detections],
        "upper_bound_95": None if bound is None else _float(bound),
        "verdicts": [_verdict(verdict) for verdict in sorted(column.verdicts, key=_verdict_key)],
    }


def _detection(detection: Detection) -> Json:
    return {
        "entity": detection.entity,
        "category": detection.category,
        "count": detection.count,
        "share": _float(detection.share),
        "share_ci95": [_float(end) for end in detection.share_ci95],
        "confidence": detection.confidence.value,
        "score": _float(detection.score),
        "evidence": [_evidence(item) for item in detection.evidence],
    }


def _evidence(item: Evidence) -> Json:
    return {"kind": item.kind.value, "detail": _string(translate(item.detail)), "weight": _float(item.weight)}


def _verdict(verdict: ColumnVerdict) -> Json:
    return {
        "category": verdict.category,
        "verdict": verdict.verdict.value,
        "policy": _string(verdict.policy),
        "refs": _refs(verdict.refs),
    }


def _refs(refs: tuple[Ref, ...]) -> list[Json]:
    return [
        {"document": _string(ref.document), "section": _string(ref.section), "item": _optional(ref.item)}
        for ref in refs
    ]


def _finding(finding: Finding) -> Json:
    return {
        "fingerprint": finding.fingerprint,
        "rule": finding.rule,
        "level": finding.level.value,
        "verdict": finding.verdict.value if finding.verdict else None,
        "category": finding.category,
        "confidence": finding.confidence.value,
        "location": _location(finding.location) if finding.location else None,
        "message": _string(translate(finding.message)),
        "policy": _optional(finding.policy),
        "refs": _refs(finding.refs),
        "state": finding.state,
    }


def _location(location: Location) -> Json:
    return {
        "source": _string(location.source),
        "object": _string(location.object),
        "column": _optional(location.column),
        "path": _optional(location.path),
    }


def _policy_result(item: PolicyResult) -> Json:
    return {
        "policy": _string(item.policy),
        "category": item.category,
        "status": item.status.value,
        "found": item.found,
        "columns": [_location(location) for location in sorted(item.columns, key=_location_key)],
    }


def _location_key(location: Location) -> tuple[str, ...]:
    return location.source, location.object, location.column or "", location.path or ""


def _column_key(column: ColumnResult) -> tuple[str, ...]:
    return _location_key(location_of(column.source, column.object, column.column))


def _verdict_key(verdict: ColumnVerdict) -> tuple[str, ...]:
    return verdict.policy, verdict.category, verdict.verdict


def _finding_key(finding: Finding) -> tuple[int, tuple[str, ...], tuple[str, ...]]:
    place = _location_key(finding.location) if finding.location else ()
    identity = (finding.rule, finding.category, finding.policy or "", finding.fingerprint)
    return LEVELS.index(finding.level), place, identity


def _result_key(item: PolicyResult) -> tuple[str, ...]:
    return item.policy, item.category, item.status
