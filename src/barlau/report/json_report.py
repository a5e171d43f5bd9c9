"""The report as JSON, the source of truth. Equal input gives equal bytes, except below `run.volatile`."""

import json
import re

from barlau.model.policy import Context, Policy
from barlau.model.reading import Coverage
from barlau.model.report import (
    Alternate,
    ColumnResult,
    ColumnVerdict,
    Detection,
    Evidence,
    Finding,
    History,
    Notice,
    ObjectResult,
    PolicyResult,
    Report,
    TrendPoint,
)
from barlau.report import json_claims, json_policies
from barlau.report.json_values import Json
from barlau.report.json_values import args as _args
from barlau.report.json_values import location as _location
from barlau.report.json_values import location_key as _location_key
from barlau.report.json_values import optional as _optional
from barlau.report.json_values import refs as _refs
from barlau.report.json_values import string as _string
from barlau.report.messages import translate
from barlau.report.places import location_of
from barlau.report.summary import LEVELS, object_key
from barlau.report.visible import is_unsafe

SCHEMA = "barlau.report/1"

_NOT_ASCII = re.compile(r"[^ -~\n]")


def render(report: Report) -> str:
    """Sorted keys, two spaces, UTF-8, floats to 6 digits; what hides or reorders text is a `\\u` escape."""
    return canonical(_report(report))


def canonical(data: Json) -> str:
    """As every JSON of barlau is written: sorted keys, two spaces, UTF-8, unsafe characters escaped."""
    text = json.dumps(data, ensure_ascii=False, sort_keys=True, indent=2, allow_nan=False)
    return _NOT_ASCII.sub(_escaped, text) + "\n"


def _escaped(match: re.Match[str]) -> str:
    char = match[0]
    return json.dumps(char)[1:-1] if is_unsafe(char) else char


def _float(value: float) -> float:
    return round(value, 6) + 0.0  # turns -0.0 into 0.0


def _report(report: Report) -> Json:
    return {
        "schema": SCHEMA,
        "tool": {"name": "barlau", "version": report.tool_version, "recognizer_pack": report.pack_version},
        "run": _run(report),
        "policies": [{"id": _string(name), "sha256": digest} for name, digest in sorted(report.policies)],
        "objects": [object_json(item) for item in sorted(report.objects, key=object_key)],
        "columns": [column_json(column) for column in sorted(report.columns, key=column_key)],
        "findings": [finding_json(finding) for finding in sorted(report.findings, key=finding_key)],
        "policy_results": [_policy_result(item) for item in sorted(report.policy_results, key=_result_key)],
        **(
            {"claims": [json_claims.write(item) for item in sorted(report.claims, key=json_claims.key)]}
            if report.claims
            else {}
        ),
        **(
            {"declared": [json_policies.write(said) for said in sorted(report.declared, key=_policy_key)]}
            if report.declared
            else {}
        ),
        **({"notices": [_notice(item) for item in report.notices]} if report.notices else {}),
        **({"history": _history(report.history)} if report.history else {}),
        **({"addresses": _addresses(report)} if report.addresses else {}),
    }


def _addresses(report: Report) -> list[Json]:
    return [{"source": _string(name), "address": _string(url)} for name, url in sorted(report.addresses)]


def _notice(notice: Notice) -> Json:
    text = _string(translate(notice.message))
    said: dict[str, Json] = {"message": text, "key": notice.message.key, "args": _args(notice.message)}
    return {"level": notice.level.value, **said, "place": _string(notice.place)}


def _history(history: History) -> Json:
    return {
        "run": history.run,
        "previous": history.previous,
        "unchecked": history.unchecked,
        "trend": [_trend_point(point) for point in history.trend],
    }


def _trend_point(point: TrendPoint) -> Json:
    counts = {"error": point.errors, "warning": point.warnings, "note": point.notes, "new": point.new}
    return {"run": point.run, "at": point.at, "status": point.status.value, **counts, "gone": point.gone}


def _run(report: Report) -> Json:
    run: dict[str, Json] = {
        "status": report.status.value,
        "threshold_hit": report.threshold_hit,
        "volatile": {"started_at": report.started_at, "finished_at": report.finished_at},
    }
    if report.allowed_incomplete:
        run["allowed_incomplete"] = list[Json](sorted(report.allowed_incomplete))
    return run


def object_json(item: ObjectResult) -> Json:
    """One entry of `objects`."""
    return {
        "source": _string(item.object.source),
        "object": _string(item.object.name),
        "kind": item.object.kind.value,
        **coverage_json(item.coverage),
        **({} if item.unchanged_since is None else {"unchanged_since": item.unchanged_since}),
    }


def coverage_json(reading: Coverage) -> dict[str, Json]:
    """How far an object was read."""
    return {
        "status": reading.status.value,
        "reason": reading.reason.value if reading.reason else None,
        "rows_read": reading.rows_read,
        "rows_total": reading.rows_total,
        "rows_bad": reading.rows_bad,
        "sampling": {"method": reading.method.value, "seed": reading.seed},
    }


def column_json(column: ColumnResult) -> Json:
    """One entry of `columns`."""
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
        "subject": column.subject,
        "subject_evidence": [_evidence(item) for item in column.subject_evidence],
        "alternates": [_alternate(item) for item in column.alternates],
        "upper_bound_95": None if bound is None else _float(bound),
        "verdicts": [verdict_json(verdict) for verdict in sorted(column.verdicts, key=_verdict_key)],
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
    return {
        "kind": item.kind.value,
        "detail": _string(translate(item.detail)),
        "key": item.detail.key,
        "args": _args(item.detail),
        "weight": _float(item.weight),
    }


def _alternate(item: Alternate) -> Json:
    return {
        "category": item.category,
        "entity": item.entity,
        "harmless": item.harmless,
        "score": _float(item.score),
        "evidence": [_evidence(reason) for reason in item.evidence],
    }


def verdict_json(verdict: ColumnVerdict) -> Json:
    """One entry of a column's `verdicts`."""
    return {
        "category": verdict.category,
        "verdict": verdict.verdict.value,
        "policy": _string(verdict.policy),
        "refs": _refs(verdict.refs),
        **({} if verdict.context is None else {"context": _context(verdict.context)}),
    }


def _context(context: Context) -> Json:
    return {
        "subject": context.subject,
        "collected_from": context.collected_from.value if context.collected_from else None,
        "purposes": [_string(purpose) for purpose in context.purposes],
        "inferred": list[Json](sorted(context.inferred)),
    }


def finding_json(finding: Finding) -> Json:
    """One entry of `findings`."""
    return {
        "fingerprint": finding.fingerprint,
        "rule": finding.rule,
        "level": finding.level.value,
        "verdict": finding.verdict.value if finding.verdict else None,
        "category": finding.category,
        "confidence": finding.confidence.value,
        "location": _location(finding.location) if finding.location else None,
        "message": _string(translate(finding.message)),
        "key": finding.message.key,
        "args": _args(finding.message),
        "policy": _optional(finding.policy),
        "refs": _refs(finding.refs),
        "state": finding.state,
        **_memory(finding),
    }


def _memory(finding: Finding) -> dict[str, Json]:
    """What the history store and the project file know of a finding; no key for what they do not."""
    exempt, decision = finding.exemption, finding.decision
    known: dict[str, Json] = {}
    if finding.first_seen:
        known |= {"first_seen": finding.first_seen, "last_seen": finding.last_seen}
    if exempt:
        known["suppression"] = {"reason": _string(exempt.reason), "by": _string(exempt.by), "until": exempt.until}
    if decision:
        verdict = "confirmed" if decision.confirmed else "rejected"
        said = {"by": _string(decision.by), "reason": _string(decision.reason), "at": decision.at}
        known["decision"] = {"decision": verdict, **said}
    return known


def _policy_result(item: PolicyResult) -> Json:
    return {
        "policy": _string(item.policy),
        "category": item.category,
        "status": item.status.value,
        "found": item.found,
        "columns": [_location(location) for location in sorted(item.columns, key=_location_key)],
    }


def column_key(column: ColumnResult) -> tuple[str, ...]:
    """The order of columns."""
    return _location_key(location_of(column.source, column.object, column.column))


def _verdict_key(verdict: ColumnVerdict) -> tuple[str, ...]:
    return verdict.policy, verdict.category, verdict.verdict


def finding_key(finding: Finding) -> tuple[int, tuple[str, ...], tuple[str, ...]]:
    """The order of findings: the gravest first, then by place."""
    place = _location_key(finding.location) if finding.location else ()
    identity = (finding.rule, finding.category, finding.policy or "", finding.fingerprint)
    return LEVELS.index(finding.level), place, identity


def _policy_key(policy: Policy) -> str:
    return policy.id


def _result_key(item: PolicyResult) -> tuple[str, ...]:
    return item.policy, item.category, item.status
