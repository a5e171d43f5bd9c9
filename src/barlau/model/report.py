"""The report: one value, rendered by pure functions. No field holds a value of the data. Names its parts too."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum

from barlau.model.detection import (
    Alternate,
    ColumnResult,
    ColumnVerdict,
    Confidence,
    Detection,
    Evidence,
    EvidenceKind,
    Kind,
    Message,
)
from barlau.model.finding import Decision, Exemption, Finding, Level, Location, Notice
from barlau.model.policy import Policy
from barlau.model.promise import ClaimOutcome, ClaimPlace, ClaimResult, PolicyResult
from barlau.model.reading import Coverage, DataObject

__all__ = [
    "Alternate",
    "ClaimOutcome",
    "ClaimPlace",
    "ClaimResult",
    "ColumnResult",
    "ColumnVerdict",
    "Confidence",
    "Decision",
    "Detection",
    "Evidence",
    "EvidenceKind",
    "Exemption",
    "Finding",
    "History",
    "Kind",
    "Level",
    "Location",
    "Message",
    "Notice",
    "ObjectResult",
    "PolicyResult",
    "Report",
    "RunStatus",
    "TrendPoint",
]


class RunStatus(StrEnum):
    """How the run ended."""

    COMPLETE = "complete"
    INCOMPLETE = "incomplete"
    INTERRUPTED = "interrupted"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class TrendPoint:
    """One run of the history in figures. Findings that do not count are in none of them."""

    run: int
    at: str
    """When it started, ISO in UTC."""
    status: RunStatus
    errors: int
    warnings: int
    notes: int
    new: int
    gone: int


@dataclass(frozen=True, slots=True)
class History:
    """Where this run stands among those of the history store."""

    run: int
    previous: int | None
    """The run that it is compared with."""
    trend: tuple[TrendPoint, ...] = ()
    """Earlier runs and this one, oldest first."""
    unchecked: int = 0
    """Findings of earlier runs in objects that could not be read this time: neither here nor gone."""


@dataclass(frozen=True, slots=True)
class ObjectResult:
    """One object found and how far it was read."""

    object: DataObject
    coverage: Coverage
    unchanged_since: int | None = None
    """The run that read it; since then it has not changed, and it was not read again."""


@dataclass(frozen=True, slots=True)
class Report:
    """Everything a run has to say."""

    tool_version: str
    pack_version: str
    status: RunStatus
    threshold_hit: bool
    started_at: str
    finished_at: str
    policies: tuple[tuple[str, str], ...] = ()
    """(id, SHA-256 of the policy file)"""
    objects: tuple[ObjectResult, ...] = ()
    columns: tuple[ColumnResult, ...] = ()
    findings: tuple[Finding, ...] = ()
    policy_results: tuple[PolicyResult, ...] = ()
    claims: tuple[ClaimResult, ...] = ()
    allowed_incomplete: tuple[str, ...] = field(default=())
    declared: tuple[Policy, ...] = ()
    """The policies compared with, in full: purposes, legal bases, controller. Empty: not known any more."""
    notices: tuple[Notice, ...] = ()
    history: History | None = None
    """None: a run that no history store keeps."""
    addresses: tuple[tuple[str, str], ...] = ()
    """(source, database URL without user, password and options) of sources that a project file names."""
