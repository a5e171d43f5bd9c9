"""What a stored number gives away besides itself: an IIN holds the birth date and the sex (rule `derivable`).

Which category gives which away is `given_away_by` in the taxonomy: only what every single value holds in full. A policy
that declares the IIN and not the birth date says less than the data do, though no column stores the birth date.
"""

from collections.abc import Callable, Sequence

from barlau import taxonomy
from barlau.model.policy import Context, Policy, Verdict
from barlau.model.report import ColumnResult, Confidence, Detection, Finding, Kind, Level, Location, Message
from barlau.policy.comparison import fingerprint
from barlau.policy.verdicts import answer
from barlau.taxonomy import rules

SILENT = frozenset({Verdict.UNDECLARED, Verdict.DENIED, Verdict.CATCH_ALL})
"""Verdicts of a policy that does not tell people about a category."""
UNREADABLE = frozenset({Kind.HEADER_ONLY, Kind.NOT_SCANNED})
"""Only the name speaks of the category: hashes and empty columns give nothing away."""


def derived(
    columns: Sequence[ColumnResult], policy: Policy, contexts: Callable[[ColumnResult, str], Sequence[Context]]
) -> list[Finding]:
    """One finding for each source and category that a policy does not declare, no column stores and another gives away.

    Its place is the first such column. A policy that denies the category is contradicted: a warning.
    """
    stored = {d.category for column in columns for d in column.detections if d.confidence is not Confidence.LOW}
    rule = rules.load().rules["derivable"]
    found: dict[tuple[str, str], Finding] = {}
    for category in sorted(taxonomy.load().categories.values(), key=lambda c: c.key):
        if not category.given_away_by or category.key in stored:
            continue
        for column in sorted(columns, key=_place):
            basis = _basis(column, category.given_away_by)
            if basis is None or (column.source, category.key) in found:
                continue
            verdicts = {answer(policy, category.key, context).verdict for context in contexts(column, category.key)}
            if not verdicts & SILENT:
                continue
            location = Location(column.source, column.object, column.column.name, column.column.path)
            found[column.source, category.key] = Finding(
                fingerprint(rule.id, category.key, location),
                rule.id,
                Level.WARNING if Verdict.DENIED in verdicts else rule.level,
                None,
                category.key,
                basis.confidence,
                location,
                Message(
                    f"rule.{rule.id}.message",
                    (("category", category.key), ("basis", basis.category), ("policy", policy.id)),
                ),
                policy.id,
            )
    return list(found.values())


def _basis(column: ColumnResult, bases: Sequence[str]) -> Detection | None:
    """What of a column gives the category away."""
    if column.kind in UNREADABLE:
        return None
    sure = (d for d in column.detections if d.count and d.confidence is not Confidence.LOW)
    return next((detection for detection in sure if detection.category in bases), None)


def _place(column: ColumnResult) -> tuple[str, str, str, str]:
    return column.source, column.object, column.column.name, column.column.path or ""
