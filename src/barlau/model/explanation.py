"""Why a column was decided as it was, and what would have decided otherwise."""

from __future__ import annotations

from dataclasses import dataclass

from barlau.model.policy import Declaration
from barlau.model.reading import Coverage
from barlau.model.report import ColumnResult, ColumnVerdict, Confidence, Finding, Kind, Message


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a column is decided to be; without personal data both category and confidence are None."""

    category: str | None
    confidence: Confidence | None
    kind: Kind
    subject: str


@dataclass(frozen=True, slots=True)
class Change:
    """One thing different, and what the decision would be then: the decision itself was asked."""

    condition: Message
    outcome: Outcome


@dataclass(frozen=True, slots=True)
class Ground:
    """A verdict and the declarations that it rests on; none where the policy says nothing."""

    verdict: ColumnVerdict
    declarations: tuple[Declaration, ...] = ()


@dataclass(frozen=True, slots=True)
class Explanation:
    """Everything that is known of one column."""

    column: ColumnResult
    coverage: Coverage | None = None
    """How far its object was read; None: the report does not say."""
    changes: tuple[Change, ...] | None = None
    """None: from a stored report, which does not keep what a decision is asked again with."""
    grounds: tuple[Ground, ...] = ()
    findings: tuple[Finding, ...] = ()
    """Those on this column, gravest first."""
