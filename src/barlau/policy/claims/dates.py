"""`retention-exceeded` and `before-the-company-existed`: rows that are too old."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from barlau.fold import tokens
from barlau.policy.claims import names
from barlau.policy.claims.building import before, both, day, either, listed, negated, present, term
from barlau.policy.claims.parts import Case, Part, Parts, Why, asked, unchecked
from barlau.policy.claims.survey import Field, Table

EVENTS = ("created", "service_date", "consent_date")
"""Kinds of dates on which the controller did something."""
PLACEHOLDERS_END = date(1971, 1, 1)
"""Earlier dates of events are fillers: 0001-01-01, 1900-01-01, 1970-01-01."""


def retention(case: Case) -> Parts | Why:
    """Rows whose date in the column `from` is longer ago than the term, and which still hold personal data.

    A row without that date (the service still runs) is not checked; one whose date cannot be read leaves a doubt, as
    does a table without any such column.
    """
    start = str(case.claim.params["from"])
    categories = listed(case.claim.params, "category", "categories")
    limit = term(case.claim.params).before(case.at)
    parts: list[Part] = []
    undated: list[Table] = []
    for table in case.survey.about(case.people):
        if not categories or any(table.holding(category, case.people) for category in categories):
            starts = [field for field in table.fields if field.may_be_dated and _is_called(field, start)]
            parts += [_older(case, table, field, limit) for field in starts]
            undated += [] if starts else [table]
    if not parts:
        return Why("no_date", (("column", start),))
    # A column by its very name means the tables that have it; a kind of date means all.
    left = undated if names.is_date_kind(start) else []
    return [*parts, *(unchecked(case, table, "no_date_in") for table in left)]


def _is_called(field: Field, start: str) -> bool:
    if tokens(field.name) == tokens(start):
        return True
    return names.is_date_kind(start) and names.says(field.name, "dates", start)


def _older(case: Case, table: Table, field: Field, limit: date) -> Part:
    moment = day(field.cell)
    held = [other for other in table.personal(case.people) if other is not field]
    checked = both(present(field.cell), *([either(present(other.cell) for other in held)] if held else []))
    named = listed(case.claim.params, "category", "categories")
    about = [other for other in held if any(other.detection(category) for category in named)] or held
    category = about[0].result.detections[0].category if about else "consent.record"
    return asked(table, checked, before(moment, limit), at=field, category=category, day=moment)


def company_age(case: Case) -> Parts | Why:
    """Events dated before the company was registered."""
    registered = _first_day(str(case.claim.params["registered"]))
    parts = [part for table in case.survey.about(case.people) for part in _events(case, table, registered)]
    return parts or Why("no_event_date")


def _first_day(text: str) -> date:
    year, month, number = (*map(int, text.split("-")), 1, 1)[:3]
    return date(year, month, number)


def _events(case: Case, table: Table, registered: date) -> Iterator[Part]:
    category = table.personal(case.people)[0].result.detections[0].category
    for field in table.fields:
        if field.is_personal or not field.may_be_dated or not any(names.says(field.name, "dates", k) for k in EVENTS):
            continue
        moment = day(field.cell)
        filler = both(present(moment), before(moment, PLACEHOLDERS_END))
        checked = both(present(field.cell), negated(filler))
        yield asked(table, checked, before(moment, registered), at=field, category=category, day=moment)
