"""What a report comes to, for all renderers alike: findings by weight, gaps in the reading, counts."""

from collections import Counter
from dataclasses import dataclass

from barlau import taxonomy
from barlau.model.policy import Verdict
from barlau.model.reading import ReadStatus, Reason, SamplingMethod
from barlau.model.report import (
    ColumnResult,
    Confidence,
    Finding,
    Kind,
    Level,
    ObjectResult,
    Report,
)
from barlau.report.json_values import string

LEVELS = tuple(Level)
CONFIDENCES = tuple(Confidence)
UNREAD = (ReadStatus.PARTIAL, ReadStatus.NOT_SCANNED)
RULES = (
    "undeclared",
    "denied",
    "prohibited",
    "claim-broken",
    "reversible-hash",
    "catch-all",
    "other-subject",
    "wrong-source",
    "wrong-purpose",
    "ambiguous",
    "languages-disagree",
    "list-gap",
    "vague",
    "implied",
    "derivable",
    "declared-not-found",
    "unverifiable",
)
"""The order in which a reader should meet them, within one level."""


@dataclass(frozen=True, slots=True)
class Group:
    """All findings of one rule, gravest and surest first."""

    rule: str
    level: Level
    findings: tuple[Finding, ...]


@dataclass(frozen=True, slots=True)
class Gap:
    """Objects that were not read in full for the same reason."""

    reason: Reason | None
    objects: tuple[ObjectResult, ...]


@dataclass(frozen=True, slots=True)
class Totals:
    """The numbers of the coverage line and of the total."""

    objects: int
    objects_read: int
    rows: int
    columns: int
    personal: int
    organisations: int
    unread: int
    levels: tuple[tuple[Level, int], ...]
    gone: int
    excused: int
    """Suppressed, or rejected by a reviewer."""


def rule_of(finding: Finding) -> str:
    """The rule that a finding is listed under: its verdict, or the rule beside the verdicts."""
    return finding.verdict.value.replace("_", "-") if finding.verdict else finding.rule


def current(report: Report) -> tuple[Finding, ...]:
    """The findings that count: not those that are gone, suppressed, or rejected by a reviewer."""
    return tuple(finding for finding in report.findings if finding.counts)


def groups(report: Report) -> tuple[Group, ...]:
    """Findings by rule: what is undeclared first, then by level and by `RULES`."""
    by_rule: dict[str, list[Finding]] = {}
    for finding in sorted(current(report), key=_weight):
        by_rule.setdefault(rule_of(finding), []).append(finding)
    found = [Group(rule, items[0].level, tuple(items)) for rule, items in by_rule.items()]
    return tuple(sorted(found, key=lambda group: (LEVELS.index(group.level), _rank(group.rule), group.rule)))


def _rank(rule: str) -> int:
    return RULES.index(rule) if rule in RULES else len(RULES)


def _weight(finding: Finding) -> tuple[object, ...]:
    place = finding.location
    where = (place.source, place.object, place.column or "", place.path or "") if place else ("",) * 4
    return (
        LEVELS.index(finding.level),
        CONFIDENCES.index(finding.confidence),
        finding.category,
        *where,
        finding.policy or "",
        finding.fingerprint,
    )


def gaps(report: Report) -> tuple[Gap, ...]:
    """Objects read in part or not at all, by reason; samples asked for and exclusions are no gaps."""
    by_reason: dict[Reason | None, list[ObjectResult]] = {}
    for item in report.objects:
        reading = item.coverage
        if reading.status in UNREAD and reading.reason != Reason.SAMPLED:
            by_reason.setdefault(reading.reason, []).append(item)
    order = sorted(by_reason, key=lambda reason: (reason is None, reason or ""))
    return tuple(Gap(reason, tuple(sorted(by_reason[reason], key=object_key))) for reason in order)


def object_key(item: ObjectResult) -> tuple[str, str]:
    """Objects sort by source and name, the same for names as they are and as JSON spells them."""
    return string(item.object.source), string(item.object.name)


def is_personal(column: ColumnResult) -> bool:
    """Was a category detected in it that is not mere organisation data?"""
    return any(taxonomy.load().is_personal(detection.category) for detection in column.detections)


def totals(report: Report) -> Totals:
    """Count objects, rows, columns and findings."""
    counted = Counter(finding.level for finding in current(report))
    coverage = [item.coverage for item in report.objects]
    return Totals(
        objects=sum(reading.status != ReadStatus.EXCLUDED for reading in coverage),
        objects_read=sum(reading.status in (ReadStatus.SCANNED, ReadStatus.PARTIAL) for reading in coverage),
        rows=sum(reading.rows_read for reading in coverage),
        columns=len(report.columns),
        personal=sum(map(is_personal, report.columns)),
        organisations=sum(bool(column.detections) and not is_personal(column) for column in report.columns),
        unread=sum(column.kind == Kind.NOT_SCANNED for column in report.columns),
        levels=tuple((level, counted[level]) for level in Level),
        gone=sum(finding.state == "gone" for finding in report.findings),
        excused=sum(finding.state != "gone" and not finding.counts for finding in report.findings),
    )


def declared(report: Report) -> int:
    """How many columns hold something that a policy declares."""
    return sum(any(verdict.verdict == Verdict.DECLARED for verdict in column.verdicts) for column in report.columns)


def sampled(report: Report) -> tuple[tuple[SamplingMethod, int], ...]:
    """How many objects were read as a sample, by method; `top` first, for it says least about the rest."""
    methods = Counter(
        item.coverage.method
        for item in report.objects
        if item.coverage.status in (ReadStatus.SCANNED, ReadStatus.PARTIAL)
    )
    return tuple((method, methods[method]) for method in (SamplingMethod.TOP, SamplingMethod.RANDOM) if methods[method])


def worst_bound(report: Report) -> float | None:
    """Where nothing was found: the largest share of rows that may still hold it, over all sampled columns."""
    bounds = [
        column.upper_bound_95
        for column in report.columns
        if not column.detections and column.upper_bound_95 is not None
    ]
    return max(bounds, default=None)
