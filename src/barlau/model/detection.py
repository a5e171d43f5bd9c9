"""What a column holds: detections with their evidence, what else was weighed, and what policies say of it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from barlau.model.policy import Context, Ref, Verdict
from barlau.model.reading import Column


class Confidence(StrEnum):
    """How sure a detection is: high 0.9 and more, medium 0.6, low 0.5; weaker ones are not reported."""

    HIGH = "high"
    MEDIUM = "medium"
    LOW = "low"


class Kind(StrEnum):
    """What a column is, seen as a whole."""

    UNIFORM = "uniform"
    MIXED = "mixed"
    SPARSE = "sparse"
    FREE_TEXT = "free_text"
    HEADER_ONLY = "header_only"
    NONE = "none"
    NOT_SCANNED = "not_scanned"


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
class Alternate:
    """Another explanation of a column, weighed and rejected."""

    category: str | None
    """A key of the taxonomy; None for an explanation that says nothing about anybody."""
    entity: str | None
    harmless: str | None
    """What the values are then (`timestamp`, `gtin`, `serial` …), else None."""
    score: float
    """0..1, on the scale of a detection's score; of a harmless explanation, the share of values that it fits."""
    evidence: tuple[Evidence, ...] = ()


@dataclass(frozen=True, slots=True)
class ColumnVerdict:
    """What one policy says of one category in one column."""

    category: str
    verdict: Verdict
    policy: str
    refs: tuple[Ref, ...] = ()
    context: Context | None = None
    """The subject, provider and purposes by which it was judged."""


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
    subject_evidence: tuple[Evidence, ...] = ()
    """Why they seem to be these people's; empty: nothing says so, and customers are assumed."""
    alternates: tuple[Alternate, ...] = ()
    """What else was weighed, the most likely first."""
