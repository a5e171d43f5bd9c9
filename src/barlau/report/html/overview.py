"""The first screen: is there undeclared collection, where, since when; how much was read; how sure."""

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from barlau.model.report import Confidence, Finding, Level, Report
from barlau.report import summary
from barlau.report.html.systems import in_order

UNDECLARED = ("undeclared", "denied")
"""Rules that speak of undeclared collection."""
WEAK = ("catch-all", "ambiguous", "wrong-purpose", "wrong-source", "other-subject")
"""Rules of collection that the policy covers, yet not as it should: by 'other data' only, for other people, …"""
PROHIBITED = ("prohibited",)
"""Rules of data that may not be kept at all."""
MOST_PLACES = 6


@dataclass(frozen=True, slots=True)
class Place:
    """An object with undeclared columns."""

    source: str
    object: str
    columns: int
    categories: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class RuleCount:
    """One rule and how often it is broken."""

    rule: str
    level: str
    count: int
    new: int


@dataclass(frozen=True, slots=True)
class Overview:
    """The answers of the first screen."""

    answer: str
    """`yes`, `weak` (nothing is undeclared outright), `no` or `no_policy`."""
    columns: int
    """Those that the answer is about."""
    sure: int
    """Those of `columns` that are sure: confidence high."""
    weak: int
    """Columns that are covered, yet not as they should be."""
    weaknesses: tuple[tuple[str, int], ...]
    """(verdict, columns): why not, gravest first."""
    others: tuple[RuleCount, ...]
    """Errors that are not about undeclared collection."""
    categories: tuple[str, ...]
    """Those that the answer is about, and those that may not be kept; each asks for a decision."""
    places: tuple[Place, ...]
    more: int
    """Places that are not named."""
    new: int | None
    """Findings of the answer that the last run did not have; None: there is no earlier run."""
    since: str
    """When the first of them was first seen, ISO in UTC; empty: not known."""
    totals: summary.Totals
    complete: bool
    confidence: tuple[tuple[str, int], ...]
    """Columns with personal data by the confidence of what rules them."""
    rules: tuple[RuleCount, ...]


def overview(report: Report) -> Overview:
    """Work the answers out."""
    undeclared, weak = _of(report, UNDECLARED), _of(report, WEAK)
    bad = undeclared or weak
    places = _places(bad)
    compared = report.history is not None and report.history.previous is not None
    surenesses = Counter(c.detections[0].confidence for c in report.columns if summary.is_personal(c))
    rules = tuple(
        RuleCount(g.rule, g.level.value, len(g.findings), sum(f.state == "new" for f in g.findings))
        for g in summary.groups(report)
    )
    return Overview(
        answer="no_policy" if not report.policies else "yes" if undeclared else "weak" if weak else "no",
        columns=_columns(bad),
        sure=_columns([finding for finding in bad if finding.confidence is Confidence.HIGH]),
        weak=_columns(weak),
        weaknesses=_weaknesses(weak),
        others=tuple(entry for entry in rules if entry.level == Level.ERROR and entry.rule not in UNDECLARED + WEAK),
        categories=tuple(in_order({finding.category for finding in (*bad, *_of(report, PROHIBITED))})),
        places=places[:MOST_PLACES],
        more=max(len(places) - MOST_PLACES, 0),
        new=sum(finding.state == "new" for finding in bad) if compared else None,
        since=min((finding.first_seen for finding in bad if finding.first_seen), default=""),
        totals=summary.totals(report),
        complete=not summary.gaps(report),
        confidence=tuple((level.value, surenesses[level]) for level in summary.CONFIDENCES),
        rules=rules,
    )


def _of(report: Report, rules: tuple[str, ...]) -> list[Finding]:
    return [f for f in summary.current(report) if summary.rule_of(f) in rules and f.location]


def _columns(findings: Iterable[Finding]) -> int:
    return len({finding.location for finding in findings})


def _weaknesses(findings: list[Finding]) -> tuple[tuple[str, int], ...]:
    by_rule = ((rule, _columns(f for f in findings if summary.rule_of(f) == rule)) for rule in WEAK)
    return tuple((rule.replace("-", "_"), count) for rule, count in by_rule if count)


def _places(findings: list[Finding]) -> tuple[Place, ...]:
    by_object: dict[tuple[str, str], list[Finding]] = defaultdict(list)
    for finding in findings:
        if finding.location:
            by_object[finding.location.source, finding.location.object].append(finding)
    places = [
        Place(source, item, len({f.location for f in members}), tuple(in_order({f.category for f in members})))
        for (source, item), members in by_object.items()
    ]
    return tuple(sorted(places, key=lambda place: (-place.columns, place.source, place.object)))
