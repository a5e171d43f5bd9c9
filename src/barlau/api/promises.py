"""The promises of policies: planned by what was found, asked of the rows, judged by the answers."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from barlau.api.plan import Plan
from barlau.api.second_reading import SecondReading
from barlau.model.policy import Policy
from barlau.model.profile import ObjectProfile
from barlau.model.reading import ReadStatus, Reason
from barlau.model.report import ColumnResult, Location
from barlau.policy import claims


def judge(
    policy: Policy,
    columns: Sequence[ColumnResult],
    profiles: Sequence[ObjectProfile],
    plan: Plan,
    second: SecondReading,
    today: date,
) -> claims.Judgement:
    """Judge the promises of a policy by the columns and profiles of the sources that it speaks of.

    `today` is the day of the promises that name none.
    """
    survey = claims.Survey.of(
        columns,
        _forms(profiles),
        plan.contexts(policy),
        complete=all(p.coverage.status in (ReadStatus.SCANNED, ReadStatus.EXCLUDED) for p in profiles),
        sampled=any(p.coverage.reason is Reason.SAMPLED for p in profiles),
    )
    planned = claims.plan(policy, survey, today)
    return claims.judge(planned, second.ask(planned.questions))


def _forms(profiles: Sequence[ObjectProfile]) -> dict[Location, str]:
    """The commonest form of the values of each column."""
    return {
        Location(p.object.source, p.object.name, c.column.name, c.column.path): c.forms[0][0]
        for p in profiles
        for c in p.columns
        if c.forms
    }
