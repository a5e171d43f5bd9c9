"""From profiles to the report: columns are decided, then judged by each policy that speaks of their source."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from functools import partial

import barlau
from barlau import policy as policies_of
from barlau.api import hashes, promises
from barlau.api.plan import Plan
from barlau.api.second_reading import SecondReading
from barlau.engine.decision.decide import Decider
from barlau.model.policy import Policy
from barlau.model.profile import ObjectProfile
from barlau.model.reading import ReadStatus, Reason
from barlau.model.recognizer import Pack
from barlau.model.report import ClaimResult, ColumnResult, Finding, Level, ObjectResult, PolicyResult, Report, RunStatus
from barlau.report.exit_code import threshold_hit
from barlau.sources.url import parse as parse_url


def now() -> str:
    """The time in UTC, as reports have it."""
    return datetime.now(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")


@dataclass(frozen=True, slots=True)
class _Judged:
    """Columns with verdicts, and what follows from them."""

    columns: tuple[ColumnResult, ...]
    findings: tuple[Finding, ...]
    results: tuple[PolicyResult, ...]
    claims: tuple[ClaimResult, ...]


def assemble(
    profiles: Sequence[ObjectProfile],
    pack: Pack,
    plan: Plan,
    *,
    started: str = "",
    fail_on: Level | None = None,
    allowed: Sequence[Reason] = (),
    second: SecondReading | None = None,
    today: date | None = None,
) -> Report:
    """The report of one run, whose exit threshold is `fail_on`.

    Without a `second` reading no promise is judged and no hash is tried. `today` is the day for which promises are
    judged that name none; without it, the day of the run (UTC).
    """
    ordered = sorted(profiles, key=lambda p: (p.object.source, p.object.name, p.object.kind))
    judged = _judge(ordered, pack, plan, second, today or datetime.now(UTC).date())
    complete = all(map(_is_complete, ordered))
    return Report(
        tool_version=barlau.__version__,
        pack_version=pack.version,
        status=RunStatus.COMPLETE if complete else RunStatus.INCOMPLETE,
        threshold_hit=threshold_hit(judged.findings, fail_on),
        started_at=started,
        finished_at=now(),
        policies=tuple((p.id, p.sha256) for p in plan.policies),
        objects=tuple(ObjectResult(p.object, p.coverage) for p in ordered),
        columns=judged.columns,
        findings=judged.findings,
        policy_results=judged.results,
        claims=judged.claims,
        allowed_incomplete=tuple(reason.value for reason in allowed),
        declared=tuple(plan.policies),
        addresses=_addresses(plan),
    )


def _addresses(plan: Plan) -> tuple[tuple[str, str], ...]:
    """Where the databases are that a project file gives names of their own."""
    targets = [source.target for source in plan.project.sources] if plan.project else []
    urls = [(target.name, parse_url(target.spec).name) for target in targets if "://" in target.spec]
    return tuple((name, url) for name, url in urls if name and name != url)


def _judge(
    profiles: Sequence[ObjectProfile], pack: Pack, plan: Plan, second: SecondReading | None, today: date
) -> _Judged:
    decider = Decider(pack)
    columns = [column for profile in profiles for column in decider.decide(profile)]
    findings = list(policies_of.prohibited(columns))
    if second is not None:
        findings += hashes.reversible(columns, profiles, second)
    results: list[PolicyResult] = []
    claims: list[ClaimResult] = []
    recognised = {r.category for r in pack.recognizers if r.category} | {r.category for r in pack.headers}
    for policy in plan.policies:
        concerned = [plan.judges(policy, column.source) for column in columns]
        compared = policies_of.compare(
            [column for column, mine in zip(columns, concerned, strict=True) if mine],
            policy,
            contexts=plan.contexts(policy).of,
            elsewhere=partial(plan.elsewhere, policy),
            complete=_is_whole(profiles, plan, policy),
            recognised=recognised,
        )
        judged = iter(compared.columns)
        columns = [next(judged) if mine else column for column, mine in zip(columns, concerned, strict=True)]
        findings += compared.findings
        findings += policies_of.derived(compared.columns, policy, plan.contexts(policy).of)
        findings += policies_of.list_gaps(compared.columns, policy, plan.contexts(policy).of)
        findings += policies_of.languages_disagree(policy)
        results += compared.policy_results
        if second is not None and policy.claims:
            concerning = [profile for profile in profiles if plan.judges(policy, profile.object.source)]
            promised = promises.judge(policy, compared.columns, concerning, plan, second, today)
            findings += promised.findings
            claims += promised.results
    return _Judged(tuple(columns), policies_of.in_order(findings), tuple(results), tuple(claims))


def _is_whole(profiles: Sequence[ObjectProfile], plan: Plan, policy: Policy) -> bool:
    """Whether every row of the sources that a policy speaks of was read."""
    concerned = [profile for profile in profiles if plan.judges(policy, profile.object.source)]
    return all(_is_complete(p) and p.coverage.reason is not Reason.SAMPLED for p in concerned)


def _is_complete(profile: ObjectProfile) -> bool:
    return profile.coverage.status in (ReadStatus.SCANNED, ReadStatus.EXCLUDED)
