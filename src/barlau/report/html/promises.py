"""What became of a policy's promises: kept, broken, or not to be checked, and on what that rests."""

from dataclasses import dataclass

from barlau.model.policy import Ref
from barlau.model.report import ClaimOutcome, ClaimPlace, Message, Report
from barlau.report.claims_view import ORDER
from barlau.report.messages import has

TONES = {ClaimOutcome.BROKEN: "error", ClaimOutcome.UNVERIFIABLE: "note", ClaimOutcome.KEPT: "ok"}


@dataclass(frozen=True, slots=True)
class Promise:
    """One promise."""

    claim: str
    rule: str
    known: bool
    """The rule has a title; one of the policy's own has none."""
    outcome: str
    tone: str
    broken: int
    checked: int
    reason: Message | None
    places: tuple[ClaimPlace, ...]
    """Where it is broken, most often first; where it is kept."""
    refs: tuple[Ref, ...]


def promises(report: Report, policy: str) -> tuple[Promise, ...]:
    """The promises of a policy, the broken ones first."""
    own = [item for item in report.claims if item.policy == policy]
    out = []
    for item in sorted(own, key=lambda item: (ORDER.index(item.outcome), item.claim)):
        broken = item.outcome is ClaimOutcome.BROKEN
        told = [place for place in item.places if place.broken or not broken]
        told.sort(key=lambda place: -place.broken)
        out.append(
            Promise(
                item.claim,
                item.rule,
                has(f"claim.{item.rule}"),
                item.outcome.value,
                TONES[item.outcome],
                sum(place.broken for place in told),
                sum(place.checked for place in told),
                item.reason,
                tuple(told),
                item.refs,
            )
        )
    return tuple(out)
