"""The report: one value, rendered by pure functions. No field holds a value of the data."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum

from barlau.model.policy import DeclarationStatus, Ref, Verdict
from barlau.model.reading import Column, Coverage, DataObject


class Confidence(StrEnum):
    """How sure a detection is: high 0.9 and more, medium 0.6, low 0.5; weaker ones are not reported."""

    HIGH = "high"
    MEDIUM = "medium"
    LOW = "low"


class Level(StrEnum):
    """How grave a finding is, SARIF's words."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"


class Kind(StrEnum):
    """What a column is, seen as a whole."""

    UNIFORM = "uniform"
    MIXED = "mixed"
    SPARSE = "sparse"
    FREE_TEXT = "free_text"
    HEADER_ONLY = "header_only"
    NONE = "none"
    NOT_SCANNED = "not_scanned"


class RunStatus(StrEnum):
    """How the run ended."""

    COMPLETE = "complete"
    INCOMPLETE = "incomplete"
    INTERRUPTED = "interrupted"
    FAILED = "failed"


class EvidenceKind(StrEnum):
    """Where a piece of evidence comes from."""

    HEADER = "header"
    PATTERN = "pattern"
    CHECKSUM = "checksum"
    DICTIONARY = "dictionary"
    CONTEXT = "context"
    NEIGHBOUR = "neighbour"
    MODEL = "model"
    NEGATIVE = "negative"


@dataclass(frozen=True, slots=True)
class Message:
    """A sentence by its key in the message catalogue, and what stands in its gaps."""

    key: str
    args: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Evidence:
    """One reason for or against a detection. Weights are natural-log odds."""

    kind: EvidenceKind
    detail: Message
    weight: float


@dataclass(frozen=True, slots=True)
class Detection:
    """This column holds that category."""

    category: str
    entity: str | None
    count: int
    share: float
    share_ci95: tuple[float, float]
    confidence: Confidence
    score: float
    evidence: tuple[Evidence, ...]


@dataclass(frozen=True, slots=True)
class ColumnVerdict:
    """What one policy says of one category in one column."""

    category: str
    verdict: Verdict
    policy: str
    refs: tuple[Ref, ...] = ()


@dataclass(frozen=True, slots=True)
class ColumnResult:
    """One column read, with or without personal data."""

    source: str
    object: str
    column: Column
    rows: int
    nulls: int
    distinct: int
    kind: Kind
    subject: str
    """Whose data they seem to be, a key of the taxonomy's subjects."""
    detections: tuple[Detection, ...] = ()
    """Strongest first; the first one rules the column."""
    upper_bound_95: float | None = None
    verdicts: tuple[ColumnVerdict, ...] = ()


@dataclass(frozen=True, slots=True)
class Location:
    """Where a finding is."""

    source: str
    object: str
    column: str | None = None
    path: str | None = None


@dataclass(frozen=True, slots=True)
class Finding:
    """A rule is broken here."""

    fingerprint: str
    rule: str
    level: Level
    verdict: Verdict | None
    category: str
    confidence: Confidence
    location: Location | None
    message: Message
    policy: str | None = None
    refs: tuple[Ref, ...] = ()
    state: str | None = None


@dataclass(frozen=True, slots=True)
class PolicyResult:
    """One declared category and whether the data hold it."""

    policy: str
    category: str
    status: DeclarationStatus
    found: str
    """found, not_found, or unverifiable (the scan was not complete)."""
    columns: tuple[Location, ...] = ()


@dataclass(frozen=True, slots=True)
class ObjectResult:
    """One object found and how far it was read."""

    object: DataObject
    coverage: Coverage


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
    allowed_incomplete: tuple[str, ...] = field(default=())
