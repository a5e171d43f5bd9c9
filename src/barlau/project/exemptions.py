"""Suppressions: findings that somebody answers for, until a day. They stay in the report and do not count."""

from __future__ import annotations

from dataclasses import replace
from fnmatch import fnmatchcase
from typing import TYPE_CHECKING

from barlau import taxonomy
from barlau.model.report import Exemption, Finding, Level, Message, Notice

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date

    from barlau.model.project import Project, Suppression


def exempt(findings: Sequence[Finding], project: Project, today: date) -> tuple[tuple[Finding, ...], list[Notice]]:
    """The findings, those under a suppression that holds today marked; and what is to be said of the suppressions.

    An expired suppression marks nothing and is said; so is one that matches no finding.
    """
    valid = [s for s in project.suppressions if s.until is None or s.until >= today]
    used: set[int] = set()
    out: list[Finding] = []
    for finding in findings:
        found = next((i for i, s in enumerate(valid) if matches(s, finding)), None)
        if found is not None:
            used.add(found)
            finding = replace(finding, exemption=_exemption(valid[found]))
        out.append(finding)
    return tuple(out), list(_notices(project, valid, used, findings))


def matches(suppression: Suppression, finding: Finding) -> bool:
    """Whether a suppression speaks of a finding: its rule, its category or one above it, its place."""
    if suppression.rule not in (None, finding.rule):
        return False
    if suppression.category is not None and suppression.category not in taxonomy.lineage(finding.category):
        return False
    return not suppression.column or any(fnmatchcase(place, suppression.column) for place in _places(finding))


def _places(finding: Finding) -> Iterator[str]:
    """`source.object.column`, and with the path inside it."""
    at = finding.location
    if at is None:
        return
    table = f"{at.source}.{at.object}"
    yield f"{table}.{at.column}" if at.column else table
    if at.path:
        yield f"{table}.{at.path}"
        yield f"{table}.{at.path.removeprefix('$.')}"


def _exemption(suppression: Suppression) -> Exemption:
    until = suppression.until.isoformat() if suppression.until else None
    return Exemption(suppression.reason, suppression.by, until)


def _notices(
    project: Project, valid: Sequence[Suppression], used: set[int], findings: Sequence[Finding]
) -> Iterator[Notice]:
    for suppression in project.suppressions:
        place = f"{project.origin}:{suppression.line}"
        if suppression not in valid:
            back = sum(matches(suppression, finding) for finding in findings)
            gaps = (("until", str(suppression.until)), ("by", suppression.by), ("count", str(back)))
            yield Notice(Level.WARNING, Message("notice.suppression_expired", gaps), place)
        elif valid.index(suppression) not in used:
            yield Notice(Level.WARNING, Message("notice.suppression_idle", (("by", suppression.by),)), place)
