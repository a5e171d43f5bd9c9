"""The report: one value, rendered by pure functions. No field holds a value of the data."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum

from barlau.model.policy import Context, DeclarationStatus, Policy, Ref, Verdict
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


@dataclass(frozen=True, slots=True)
class Location:
    """Where a finding is."""

    source: str
    object: str
    column: str | None = None
    path: str | None = None


@dataclass(frozen=True, slots=True)
class Exemption:
    """Why a finding does not count: somebody answers for it, until a day."""

    reason: str
    by: str
    until: str | None = None
    """The last day on which it holds, ISO."""


@dataclass(frozen=True, slots=True)
class Decision:
    """What a reviewer decided about a finding; it holds for every later run."""

    confirmed: bool
    """False: rejected as a false alarm; it does not count any more."""
    by: str
    reason: str
    at: str
    """When, ISO in UTC."""


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
    """new, unchanged or gone against the history; None: there is no history."""
    first_seen: str | None = None
    """When the run that found it first started, ISO in UTC."""
    last_seen: str | None = None
    exemption: Exemption | None = None
    """It is suppressed in the project file."""
    decision: Decision | None = None

    @property
    def counts(self) -> bool:
        """Whether it is there and nobody took responsibility for it or rejected it."""
        rejected = self.decision is not None and not self.decision.confirmed
        return self.state != "gone" and self.exemption is None and not rejected


@dataclass(frozen=True, slots=True)
class Notice:
    """Something about the project file or the run that its owner should know."""

    level: Level
    message: Message
    place: str = ""
    """`barlau.yaml:12`, or empty."""


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
class PolicyResult:
    """One declared category and whether the data hold it."""

    policy: str
    category: str
    status: DeclarationStatus
    found: str
    """found, not_found, or unverifiable (the scan was not complete)."""
    columns: tuple[Location, ...] = ()


class ClaimOutcome(StrEnum):
    """What became of a promise."""

    KEPT = "kept"
    """Everything that it is about was read in full, and nothing breaks it."""
    BROKEN = "broken"
    UNVERIFIABLE = "unverifiable"


@dataclass(frozen=True, slots=True)
class ClaimPlace:
    """One place where a promise was checked."""

    location: Location
    rows: int
    """Rows read."""
    checked: int
    """Those that it is about."""
    broken: int
    unknown: int = 0
    """Of the rows checked, those that cannot be told."""
    sampled: bool = False


@dataclass(frozen=True, slots=True)
class ClaimResult:
    """One promise of a policy and whether the data keep it."""

    policy: str
    claim: str
    rule: str
    outcome: ClaimOutcome
    reason: Message | None = None
    """Why it is unverifiable."""
    params: tuple[tuple[str, str], ...] = ()
    """As the policy file gives them, by name."""
    places: tuple[ClaimPlace, ...] = ()
    refs: tuple[Ref, ...] = ()


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
