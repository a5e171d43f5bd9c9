"""What became of what a policy says: categories that it declares, and promises that data can break."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from barlau.model.detection import Message
from barlau.model.finding import Location
from barlau.model.policy import DeclarationStatus, Ref


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
