"""Kept, broken or unverifiable: what the answers say of each promise."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import NamedTuple

from barlau.model.policy import Claim, Policy
from barlau.model.question import Counted
from barlau.model.reading import Reason
from barlau.model.report import (
    ClaimOutcome,
    ClaimPlace,
    ClaimResult,
    Confidence,
    Finding,
    Level,
    Location,
    Message,
)
from barlau.policy.claims.building import listed
from barlau.policy.claims.parts import Part, Why
from barlau.policy.claims.planning import Plan
from barlau.policy.comparison import fingerprint, in_order
from barlau.taxonomy import rules

ABOUT: Mapping[str, str] = {
    "minors-present": "identity.birth_date",
    "password-not-protected": "auth.password",
    "marketing-after-opt-out": "consent.marketing",
    "biometric-after-withdrawal": "biometric",
    "not-anonymised": "anonymised",
    "prohibited": "finance.card.cvv",
    "kept-in-kazakhstan": "identity",
    "own": "identity",
}
"""The category under which an unverifiable promise is listed; the others are about consents."""


class Judgement(NamedTuple):
    """What became of a policy's promises."""

    findings: tuple[Finding, ...]
    results: tuple[ClaimResult, ...]


def judge(plan: Plan, answers: Mapping[str, Counted]) -> Judgement:
    """Judge every promise by the counts that the first and the second reading brought."""
    findings: list[Finding] = []
    results: list[ClaimResult] = []
    for check in plan.checks:
        counts = [(part, _count(part, answers)) for part in check.parts]
        broken = [(part, count) for part, count in counts if _is_broken(part, count)]
        why = None if broken else check.why or _doubt(counts, complete=plan.complete) or check.doubt
        results.append(_result(plan.policy, check.claim, counts, why, broken=bool(broken)))
        findings += [_finding(plan.policy, check.claim, part, count) for part, count in broken]
        if why is not None:
            findings.append(_unverifiable(plan.policy, check.claim, why))
    return Judgement(in_order(findings), tuple(results))


def _count(part: Part, answers: Mapping[str, Counted]) -> Counted:
    if part.counted is not None:
        return part.counted
    question = part.question.id if part.question else ""
    found = answers.get(question, Counted(question, reason=Reason.VANISHED))
    gone = not found.rows and not found.reason and part.rows
    return replace(found, reason=Reason.CHANGED_DURING_SCAN) if gone else found


def _is_broken(part: Part, count: Counted) -> bool:
    return count.broken > 0 and not (part.by_absence and count.lookup_incomplete)


def _doubt(counts: Iterable[tuple[Part, Counted]], *, complete: bool) -> Why | None:
    """Why a promise that no row breaks cannot be called kept; None: it is kept."""
    counts = list(counts)
    for _, count in counts:
        if count.reason is not None:
            return Why("not_read", (("reason", count.reason.value),))
    if not sum(count.checked for _, count in counts):
        return Why("empty")
    for part, _ in counts:
        if part.doubt is not None:
            return part.doubt
    if unknown := sum(count.unknown for _, count in counts):
        return Why("unknown", (("count", str(unknown)),))
    smallest = min((count.checked for _, count in counts if count.sampled), default=0)
    if any(count.sampled for _, count in counts):
        bound = f"{min(1.0, 3 / smallest):.6f}" if smallest else "1"
        return Why("sampled", (("count", str(smallest)), ("bound", bound)))
    return None if complete else Why("incomplete")


def _result(
    policy: Policy, claim: Claim, counts: Iterable[tuple[Part, Counted]], why: Why | None, *, broken: bool
) -> ClaimResult:
    outcome = ClaimOutcome.BROKEN if broken else ClaimOutcome.UNVERIFIABLE if why else ClaimOutcome.KEPT
    places = tuple(
        ClaimPlace(part.location, count.rows, count.checked, count.broken, count.unknown, sampled=count.sampled)
        for part, count in counts
    )
    params = tuple((name, ", ".join(listed(claim.params, name))) for name in sorted(claim.params))
    reason = _reason(claim, why) if why else None
    return ClaimResult(policy.id, claim.id, claim.rule, outcome, reason, params, places, claim.refs)


def _reason(claim: Claim, why: Why) -> Message:
    return Message(f"unverifiable.{why.key}", (("claim", claim.id), *why.args))


def _finding(policy: Policy, claim: Claim, part: Part, count: Counted) -> Finding:
    rule = rules.load().rules["claim-broken"]
    level = Level.WARNING if part.confidence is Confidence.LOW else rule.level
    return Finding(
        _fingerprint(rule.id, policy, claim, part.category, part.location),
        rule.id,
        level,
        None,
        part.category,
        part.confidence,
        part.location,
        Message(f"claim.{claim.rule}.message", tuple(_gaps(policy, claim, count).items())),
        policy.id,
        claim.refs,
    )


def _gaps(policy: Policy, claim: Claim, count: Counted) -> dict[str, str]:
    labels = dict(count.labels)
    first, last = count.years or (0, 0)
    return {
        "claim": claim.id,
        "policy": policy.id,
        "broken": str(count.broken),
        "checked": str(count.checked),
        "share": f"{count.broken / max(count.checked, 1):.6f}",
        "first": str(first),
        "last": str(last),
        **{kind: str(labels.get(kind, 0)) for kind in ("plain", "encoded", "fast")},
        "age": str(claim.params.get("age", "")),
    }


def _unverifiable(policy: Policy, claim: Claim, why: Why) -> Finding:
    rule = rules.load().rules["unverifiable"]
    category = ABOUT.get(claim.rule, "consent.record")
    # the policy is the object of a finding that has no place in the data
    place = Location("policy", policy.id)
    return Finding(
        _fingerprint(rule.id, policy, claim, category, place),
        rule.id,
        rule.level,
        None,
        category,
        Confidence.HIGH,
        None,
        _reason(claim, why),
        policy.id,
        claim.refs,
    )


def _fingerprint(rule: str, policy: Policy, claim: Claim, category: str, place: Location) -> str:
    """Two promises may be broken by one column: policy and promise belong to the rule."""
    return fingerprint(f"{rule}:{policy.id}:{claim.id}", category, place)
