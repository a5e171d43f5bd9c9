"""Decisions of reviewers: which findings a name means, and keeping what was decided about them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from barlau.api.assembly import now
from barlau.api.remembering import decided, known_findings
from barlau.errors import ConfigError
from barlau.history import Judged
from barlau.model.report import Finding
from barlau.report import summary
from barlau.report.places import where

if TYPE_CHECKING:
    from barlau.history import Store

LEAST = 6
"""Hexadecimal digits that name a fingerprint: fewer could be a word."""


def open_findings(store: Store) -> list[Finding]:
    """The findings that are not gone, gravest first, with what was decided about them."""
    found = tuple(entry.finding for entry in known_findings(store).values() if not entry.gone)
    return sorted(decided(found, store.decisions()), key=_weight)


def selected(store: Store, name: str, *, everything: bool = False) -> list[Finding]:
    """The open findings that a fingerprint, its beginning or a place names; raises `ConfigError` unless it is one.

    Two policies may have the same finding: it is decided for both.
    """
    found = [finding for finding in open_findings(store) if _is_named(finding, name)]
    prints = list(dict.fromkeys(finding.fingerprint for finding in found))
    if not found:
        raise ConfigError(name, "names no open finding", remedy="barlau decide lists them")
    if len(prints) > 1 and not everything:
        which = ", ".join(f"{finding.fingerprint[:12]} {summary.rule_of(finding)}" for finding in found[:5])
        raise ConfigError(name, f"names {len(prints)} findings: {which}", remedy="name one by its number, or say --all")
    return [next(finding for finding in found if finding.fingerprint == one) for one in prints]


def decide(store: Store, findings: Sequence[Finding], decision: str, *, by: str, reason: str) -> None:
    """Keep one decision (confirmed, rejected, withdrawn) about each finding. Raises `WriteError`."""
    at = now()
    store.decide([Judged(finding.fingerprint, decision, by, reason, at) for finding in findings])


def _is_named(finding: Finding, name: str) -> bool:
    digits = name.lower()
    if len(name) >= LEAST and set(digits) <= set("0123456789abcdef") and finding.fingerprint.startswith(digits):
        return True
    return finding.location is not None and where(finding.location) == name


def _weight(finding: Finding) -> tuple[object, ...]:
    place = where(finding.location) if finding.location else ""
    return summary.LEVELS.index(finding.level), summary.rule_of(finding), place, finding.fingerprint
