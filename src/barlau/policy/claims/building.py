"""Short forms for the expressions of questions, and the terms of promises as days."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from barlau.model.question import Apply, Constant, Expression, Function, Scalar

Params = Mapping[str, str | int | float | bool | tuple[str, ...]]

DAYS_A_WORKING_WEEK, DAYS_A_WEEK = 5, 7
HOLIDAYS = 7
"""Days added to a term in working days: the longest run of days off in Kazakhstan, Nauryz with a weekend and days
moved to it, has five (Law No. 267-II on holidays; Labour Code, article 85), so nothing within the term is accused."""


def apply(function: Function, *arguments: Expression | Scalar | None) -> Apply:
    """A function of expressions and constants."""
    wrapped = (a if isinstance(a, Expression) else Constant(a) for a in arguments)
    return Apply(function, tuple(wrapped))


def day(value: Expression | date) -> Apply:
    """A column or a constant as a day."""
    return apply(Function.DAY, value.isoformat() if isinstance(value, date) else value)


def before(value: Expression, limit: Expression | date) -> Apply:
    """Whether a day is before another."""
    return apply(Function.LESS, value, day(limit) if isinstance(limit, date) else limit)


def both(*conditions: Expression) -> Expression:
    """All conditions."""
    return conditions[0] if len(conditions) == 1 else Apply(Function.AND, conditions)


def either(conditions: Iterable[Expression]) -> Expression:
    """Any of one or more conditions."""
    found = tuple(conditions)
    return found[0] if len(found) == 1 else Apply(Function.OR, found)


def negated(condition: Expression) -> Apply:
    """The contrary."""
    return Apply(Function.NOT, (condition,))


def present(value: Expression) -> Apply:
    """Whether there is a value."""
    return negated(Apply(Function.IS_NULL, (value,)))


def given(value: Expression) -> Expression:
    """Whether a flag is set, a date is filled in, or there is any other text (a version of a consent)."""
    return Apply(Function.FIRST, (Apply(Function.TRUE, (value,)), present(value)))


@dataclass(frozen=True, slots=True)
class Term:
    """A time span of a promise."""

    months: int = 0
    days: int = 0

    def __bool__(self) -> bool:
        return bool(self.months or self.days)

    def before(self, at: date) -> date:
        """The day so long before another; the 31st of a shorter month is its last day."""
        month = at.year * 12 + at.month - 1 - self.months
        first = date(month // 12, month % 12 + 1, 1)
        following = date((month + 1) // 12, (month + 1) % 12 + 1, 1)
        return min(first + timedelta(at.day - 1), following - timedelta(1)) - timedelta(self.days)


def term(params: Params) -> Term:
    """The span that `years`, `months`, `days` or `working_days` give; `years: 1.0833` are 13 months."""
    months = round(_number(params, "years") * 12) + math.floor(_number(params, "months"))
    days = math.floor(_number(params, "days"))
    if working := math.floor(_number(params, "working_days")):
        weekends = -(-working // DAYS_A_WORKING_WEEK) * (DAYS_A_WEEK - DAYS_A_WORKING_WEEK)
        days += working + weekends + HOLIDAYS
    return Term(months, days)


def _number(params: Params, name: str) -> float:
    value = params.get(name, 0)
    return float(value) if isinstance(value, int | float) else 0.0


def listed(params: Params, *names: str) -> tuple[str, ...]:
    """Texts under any of the names, a single one or several."""
    found: list[str] = []
    for name in names:
        value = params.get(name, ())
        found += value if isinstance(value, tuple) else [str(value)]
    return tuple(found)
