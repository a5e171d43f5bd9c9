"""The rows of the page's long tables: findings, columns, objects, samples."""

from collections.abc import Iterator
from dataclasses import dataclass

from barlau.model.reading import ReadStatus, SamplingMethod
from barlau.model.report import Alternate, ColumnResult, Finding, Kind, ObjectResult, Report
from barlau.report import summary
from barlau.report.html.tones import TONES, column_tone, tone
from barlau.report.messages import has
from barlau.report.places import column_name


@dataclass(frozen=True, slots=True)
class FindingRow:
    """One finding."""

    finding: Finding
    rule: str
    level: int
    """Position in `LEVELS`, to sort by."""
    confidence: int
    telling: bool
    """Its sentence says more than rule and category."""
    column: str


@dataclass(frozen=True, slots=True)
class ColumnRow:
    """One column."""

    number: int
    column: ColumnResult
    name: str
    personal: bool
    categories: tuple[str, ...]
    confidence: int
    """Position in `CONFIDENCES`, to sort by; one more for a column without detections."""
    tone: str
    order: int
    """Position of the tone, gravest first."""
    weak: bool
    """Some verdict is a warning."""
    verdicts: tuple[tuple[str, str, str], ...]
    """(tone, verdict, policy), gravest first."""
    weighed: tuple[Alternate, ...]
    """What else could have been, most likely first."""


@dataclass(frozen=True, slots=True)
class SampleRow:
    """An object read as a sample."""

    item: ObjectResult
    bound: float | None
    """The largest share of rows that can still hold what was not found; None: unknown."""


MOST_WEIGHED = 3
UNLIKELY = 0.005
"""Below this an alternate is shown as 0 %."""
TELLING = frozenset(
    {
        "other-subject",
        "wrong-source",
        "wrong-purpose",
        "claim-broken",
        "derivable",
        "list-gap",
        "languages-disagree",
    }
)
"""Rules whose sentence says more than the rule's title and the category beside it."""


def finding_rows(report: Report) -> list[FindingRow]:
    """Current findings, gravest rule first."""
    return [
        FindingRow(
            finding,
            group.rule,
            summary.LEVELS.index(finding.level),
            summary.CONFIDENCES.index(finding.confidence),
            group.rule in TELLING,
            column_name(finding.location.column, finding.location.path) if finding.location else "",
        )
        for group in summary.groups(report)
        for finding in group.findings
    ]


def column_rows(report: Report) -> list[ColumnRow]:
    """All columns, by place."""
    return [_column_row(number, column) for number, column in enumerate(report.columns)]


def _column_row(number: int, column: ColumnResult) -> ColumnRow:
    shade = column_tone(column)
    ruling = column.detections[0].confidence if column.detections else None
    verdicts = sorted(column.verdicts, key=lambda v: (TONES.index(tone(v.verdict)), v.policy, v.category))
    return ColumnRow(
        number,
        column,
        column_name(column.column.name, column.column.path),
        summary.is_personal(column),
        tuple(dict.fromkeys(detection.category for detection in column.detections)),
        summary.CONFIDENCES.index(ruling) if ruling else len(summary.CONFIDENCES),
        shade,
        TONES.index(shade) if column.detections else len(TONES) + (column.kind is not Kind.NOT_SCANNED),
        any(tone(v.verdict) == "warning" for v in verdicts),
        tuple(dict.fromkeys((tone(v.verdict), v.verdict.value, v.policy) for v in verdicts)),
        tuple(filter(_is_likely, column.alternates))[:MOST_WEIGHED],
    )


def _is_likely(item: Alternate) -> bool:
    """Is it worth a reader's time, and can it be named?"""
    return has(f"harmless.{item.harmless}") if item.harmless else bool(item.category) and item.score >= UNLIKELY


def object_rows(report: Report) -> list[ObjectResult]:
    """All objects, what was not read first."""
    order = (ReadStatus.NOT_SCANNED, ReadStatus.PARTIAL, ReadStatus.EXCLUDED, ReadStatus.SCANNED)
    return sorted(report.objects, key=lambda item: (order.index(item.coverage.status), *summary.object_key(item)))


def sample_rows(report: Report) -> list[SampleRow]:
    """Objects read as a sample, with what their clean columns are worth."""
    return list(_samples(report))


def _samples(report: Report) -> Iterator[SampleRow]:
    bounds: dict[tuple[str, str], list[float]] = {}
    for column in report.columns:
        if not column.detections and column.upper_bound_95 is not None:
            bounds.setdefault((column.source, column.object), []).append(column.upper_bound_95)
    for item in sorted(report.objects, key=summary.object_key):
        if item.coverage.method is not SamplingMethod.FULL and item.coverage.status is not ReadStatus.NOT_SCANNED:
            known = bounds.get(summary.object_key(item), [])
            random = item.coverage.method is SamplingMethod.RANDOM
            yield SampleRow(item, max(known) if known and random else None)
