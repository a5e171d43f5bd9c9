"""A rule that is broken at a place, and who took responsibility for it or decided about it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from barlau.model.detection import Confidence, Message
from barlau.model.policy import Ref, Verdict


class Level(StrEnum):
    """How grave a finding is, SARIF's words."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"


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
