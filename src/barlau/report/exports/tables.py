"""The report as tables (findings, promises, columns, coverage), shared by CSV and XLSX.

A cell is a name made visible, a word of the report (`undeclared`, `high`), a number, places of a policy, or nothing.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from barlau.model.policy import Ref
from barlau.model.report import (
    ClaimResult,
    ColumnResult,
    ColumnVerdict,
    Detection,
    Finding,
    Location,
    ObjectResult,
    Report,
)
from barlau.report.claims_view import in_order
from barlau.report.json_report import column_key, finding_key
from barlau.report.messages import category_title, has, text, translate
from barlau.report.summary import object_key
from barlau.report.visible import visible

Cell = str | int | float | tuple[Ref, ...] | None
Row = Mapping[str, Cell]
PLACE = ("source", "object", "column", "path")
FINDINGS = (
    *("level", "rule", "category", "title", "confidence", *PLACE, "policy", "sections", "message", "todo"),
    *("state", "first_seen", "last_seen", "set_aside", "why", "by", "until", "fingerprint"),
)
PROMISES = ("outcome", "policy", "promise", "rule", *PLACE, "rows_broken", "rows_checked", "reason", "sections")
COLUMNS = (
    *(*PLACE, "type", "kind", "category", "title", "entity", "confidence", "score", "count", "share"),
    *("rows", "nulls", "distinct", "upper_bound_95", "subject", "policy", "verdict", "sections"),
)
COVERAGE = (
    *("source", "object", "object_kind", "status", "reason", "rows_read", "rows_total", "rows_bad"),
    *("sampling", "unchanged_since", "todo"),
)


@dataclass(frozen=True, slots=True)
class Table:
    """Rows under a header; a field that a row does not have is empty."""

    name: str
    fields: tuple[str, ...]
    rows: tuple[Row, ...]


def tables(report: Report, language: str) -> tuple[Table, ...]:
    """All of them, in the order of the JSON report; sentences and titles in one language."""
    found = sorted(report.findings, key=finding_key)
    columns = sorted(report.columns, key=column_key)
    objects = sorted(report.objects, key=object_key)
    promises = (row for claim in in_order(report.claims) for row in _promise(claim, language))
    return (
        Table("findings", FINDINGS, tuple(_finding(finding, language) for finding in found)),
        Table("promises", PROMISES, tuple(promises)),
        Table("columns", COLUMNS, tuple(row for column in columns for row in _column(column, language))),
        Table("coverage", COVERAGE, tuple(_object(item, language) for item in objects)),
    )


def _place(place: Location | None) -> dict[str, Cell]:
    if place is None:
        return {}
    names = {"source": place.source, "object": place.object, "column": place.column, "path": place.path}
    return {field: visible(name) for field, name in names.items() if name is not None}


def _finding(finding: Finding, language: str) -> Row:
    return {
        **_place(finding.location),
        "level": finding.level.value,
        "rule": finding.rule,
        "category": visible(finding.category),
        "title": category_title(finding.category, language),
        "confidence": finding.confidence.value,
        "policy": visible(finding.policy or ""),
        "sections": finding.refs,
        "message": translate(finding.message, language),
        "todo": text(f"rule.{finding.rule}.help", language) if has(f"rule.{finding.rule}.help") else None,
        "state": finding.state,
        "first_seen": finding.first_seen,
        "last_seen": finding.last_seen,
        **_memory(finding),
        "fingerprint": finding.fingerprint,
    }


def _memory(finding: Finding) -> dict[str, Cell]:
    """Who took responsibility for a finding, or decided about it."""
    exempt, said = finding.exemption, finding.decision
    if exempt:
        return {
            "set_aside": "suppressed",
            "why": visible(exempt.reason),
            "by": visible(exempt.by),
            "until": exempt.until,
        }
    if said:
        word = "confirmed" if said.confirmed else "rejected"
        return {"set_aside": word, "why": visible(said.reason), "by": visible(said.by)}
    return {}


def _promise(claim: ClaimResult, language: str) -> Iterable[Row]:
    """One row for each place that was counted; one without a place if nothing could be."""
    base: dict[str, Cell] = {
        "outcome": claim.outcome.value,
        "policy": visible(claim.policy),
        "promise": visible(claim.claim),
        "rule": claim.rule,
        "reason": translate(claim.reason, language) if claim.reason else None,
        "sections": claim.refs,
    }
    for place in claim.places:
        yield {**base, **_place(place.location), "rows_broken": place.broken, "rows_checked": place.checked}
    if not claim.places:
        yield base


def _column(column: ColumnResult, language: str) -> Iterable[Row]:
    """One row for each category and each policy that speaks of it; one for a column without personal data."""
    place = Location(column.source, column.object, column.column.name, column.column.path)
    base = {
        **_place(place),
        "type": visible(column.column.type),
        "kind": column.kind.value,
        "rows": column.rows,
        "nulls": column.nulls,
        "distinct": column.distinct,
        "upper_bound_95": column.upper_bound_95,
    }
    verdicts = sorted(column.verdicts, key=lambda said: (said.policy, said.category, said.verdict))
    for detection in column.detections:
        held = {**base, **_detection(detection, language), "subject": column.subject}
        judged = [said for said in verdicts if said.category == detection.category]
        yield from ({**held, **_verdict(said)} for said in judged)
        if not judged:
            yield held
    known = {detection.category for detection in column.detections}
    for said in verdicts:
        if said.category not in known:
            title = category_title(said.category, language)
            yield {**base, "category": visible(said.category), "title": title, **_verdict(said)}
    if not column.detections and not verdicts:
        yield base


def _detection(detection: Detection, language: str) -> dict[str, Cell]:
    return {
        "category": visible(detection.category),
        "title": category_title(detection.category, language),
        "entity": detection.entity,
        "confidence": detection.confidence.value,
        "score": round(detection.score, 6),
        "count": detection.count,
        "share": round(detection.share, 6),
    }


def _verdict(said: ColumnVerdict) -> dict[str, Cell]:
    return {"policy": visible(said.policy), "verdict": said.verdict.value, "sections": said.refs}


def _object(item: ObjectResult, language: str) -> Row:
    reading = item.coverage
    todo = f"todo.{reading.reason.value}" if reading.reason else ""
    return {
        **_place(Location(item.object.source, item.object.name)),
        "object_kind": item.object.kind.value,
        "status": reading.status.value,
        "reason": reading.reason.value if reading.reason else None,
        "rows_read": reading.rows_read,
        "rows_total": reading.rows_total,
        "rows_bad": reading.rows_bad,
        "sampling": reading.method.value,
        "unchanged_since": item.unchanged_since,
        "todo": text(todo, language) if todo else None,
    }
