"""From the promises of a policy to the questions that decide them."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from types import MappingProxyType
from typing import TYPE_CHECKING

from barlau.policy.claims import consents, dates, kinds, own, people, withdrawals
from barlau.policy.claims.parameters import problems
from barlau.policy.claims.parts import Case, Part, Rule, Why

if TYPE_CHECKING:
    from collections.abc import Mapping

    from barlau.model.policy import Claim, Policy
    from barlau.model.question import Count
    from barlau.policy.claims.survey import Survey

RULES: Mapping[str, Rule] = MappingProxyType(
    {
        "minors-present": people.minors,
        "password-not-protected": people.passwords,
        "retention-exceeded": dates.retention,
        "consent-missing": consents.missing,
        "withdrawn-still-kept": withdrawals.still_kept,
        "biometric-after-withdrawal": withdrawals.biometric,
        "marketing-after-opt-out": withdrawals.marketing,
        "not-anonymised": kinds.identifiers,
        "prohibited": kinds.forbidden,
        "before-the-company-existed": dates.company_age,
        "kept-in-kazakhstan": kinds.location,
        "own": own.condition,
    }
)


DECISIVE: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "minors-present": ("identity.iin", "identity.birth_date"),
        "password-not-protected": ("auth.password",),
        "biometric-after-withdrawal": ("biometric",),
    }
)
"""The categories whose columns alone decide a promise."""


@dataclass(frozen=True, slots=True)
class Check:
    """A promise and what it comes to in these data."""

    claim: Claim
    parts: tuple[Part, ...]
    why: Why | None = None
    """Why there are no parts."""
    doubt: Why | None = None
    """What else may break it and cannot be looked at."""


@dataclass(frozen=True, slots=True)
class Plan:
    """All promises of a policy."""

    policy: Policy
    checks: tuple[Check, ...]
    complete: bool
    """Whether everything was read."""

    @property
    def questions(self) -> list[Count]:
        """What rows have to decide; ids are unique in the policy."""
        return [part.question for check in self.checks for part in check.parts if part.question]


def plan(policy: Policy, survey: Survey, today: date) -> Plan:
    """Find what each promise is about. `today` is the day of a promise that names none (`at`)."""
    checks = tuple(_check(policy, claim, survey, today) for claim in policy.claims)
    return Plan(policy, checks, survey.complete)


def _check(policy: Policy, claim: Claim, survey: Survey, today: date) -> Check:
    rule = RULES.get(claim.rule)
    if rule is None:
        return Check(claim, (), Why("unknown_rule", (("rule", claim.rule),)))
    for problem in problems(claim, policy):
        return Check(claim, (), Why("params", (("param", problem.param),)))
    day = date.fromisoformat(str(claim.params.get("at", today)))
    case = Case(claim, policy, survey, day)
    found, doubt = rule(case), _unread(case)
    if isinstance(found, Why):
        return Check(claim, (), doubt or found)
    parts = tuple(_numbered(part, f"{policy.id}/{claim.id}", i) for i, part in enumerate(found))
    return Check(claim, parts, doubt=doubt)


def _unread(case: Case) -> Why | None:
    """A column that the promise is about and that cannot be read row by row."""
    for table in case.survey.tables:
        for field in table.unread:
            about = any(field.detection(category) for category in DECISIVE.get(case.claim.rule, ()))
            if about and not set(field.subjects).isdisjoint(case.people):
                return Why("nested", (("column", f"{table.ref.object}: {field.name}"),))
    return None


def _numbered(part: Part, prefix: str, number: int) -> Part:
    if part.question is None:
        return part
    return replace(part, question=replace(part.question, id=f"{prefix}/{number}"))
