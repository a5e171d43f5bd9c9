"""`consent-missing`: people in a table whom no consent is recorded for."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from barlau.model.question import Apply, Constant, Expression, Found, Function, Lookup
from barlau.policy.claims import names
from barlau.policy.claims.building import before, both, day, either, given, listed, negated, present, term
from barlau.policy.claims.joining import join
from barlau.policy.claims.parts import Case, Part, Parts, Why, asked, unchecked
from barlau.policy.claims.survey import Field, Table

RECORD, MARKETING = "consent.record", "consent.marketing"


@dataclass(frozen=True, slots=True)
class Source:
    """A table that records consents, and which of its rows are one."""

    table: Table
    field: Field
    valid: Expression
    by_purpose: bool
    """It has a column of purposes: a consent found there may be for another one."""


def missing(case: Case) -> Parts | Why:
    """Rows of tables that serve a purpose, hold a category or, with neither, have a consent column, without consent."""
    purposes = listed(case.claim.params, "purpose", "purposes")
    categories = listed(case.claim.params, "category", "categories")
    wanted = MARKETING if purposes and "advertising" in case.kinds("advertising") else RECORD
    sources = list(_sources(case, wanted))
    recipients = _recipients(case, purposes, categories)
    if purposes and not recipients:
        return Why("no_campaign", (("purposes", ", ".join(purposes)),))
    if categories and not recipients:
        return Why("no_category", (("categories", ", ".join(categories)),))
    if not sources:
        return Why("no_consent")
    if not purposes and not categories:
        recipients = [table for table in recipients if not table.is_called("consents")]
    checked = [(table, _part(case, table, sources, wanted, categories)) for table in recipients]
    parts = [part for _, part in checked if part]
    left = [table for table, part in checked if part is None and table.personal(case.people)]
    return [*parts, *(unchecked(case, table, "no_key_in") for table in left)] if parts else Why("no_key")


def _recipients(case: Case, purposes: Sequence[str], categories: Sequence[str]) -> list[Table]:
    tables = case.survey.tables
    if purposes:
        return [table for table in case.serving("advertising") if not table.is_called("consents")]
    if categories:
        return [table for table in tables if any(table.holding(category, case.people) for category in categories)]
    return case.survey.about(case.people)


def _sources(case: Case, wanted: str) -> Iterator[Source]:
    for table in case.survey.tables:
        withdrawn = table.named("withdrawn") + table.named("opt_out")
        columns = [field for field in table.fields if field.detection(wanted) and field not in withdrawn]
        if not columns and table.is_called("consents"):
            columns = [f for f in table.fields if f.detection(RECORD) and f not in withdrawn] or _dated(
                table, withdrawn
            )
        for field in columns[:1]:
            valid = [given(field.cell), *(negated(given(gone.cell)) for gone in withdrawn)]
            if limit := term(case.claim.params):
                dated = field if field.is_dated else next(iter(_dated(table, withdrawn)), None)
                valid.append(negated(before(day(dated.cell), limit.before(case.at))) if dated else Constant(None))
            yield Source(table, field, both(*valid), bool(table.named("purpose")))


def _dated(table: Table, withdrawn: Sequence[Field]) -> list[Field]:
    found = [field for field in table.fields if field.may_be_dated and names.says(field.name, "dates", "consent_date")]
    events = [field for field in table.fields if field.is_dated and names.says(field.name, "dates", "created")]
    return [field for field in (*found, *events) if field not in withdrawn]


def _part(case: Case, table: Table, sources: Sequence[Source], wanted: str, categories: Sequence[str]) -> Part | None:
    about = [field for category in categories for field in table.holding(category, case.people)]
    own = next((source for source in sources if source.table.ref == table.ref), None)
    if own is not None:
        held = about or table.personal(case.people)
        checked = either(present(field.cell) for field in held) if held else present(own.field.cell)
        return asked(table, checked, negated(own.valid), at=own.field, category=wanted)
    joined = [(source, keys) for source in sources if (keys := join(table, source.table, case.people))]
    if not joined:
        return None
    first = joined[0][1]
    found: list[Expression] = []
    lookups: list[Lookup] = []
    for source, keys in joined:
        found.append(Found(keys.left, len(lookups)))
        lookups.append(Lookup(source.table.ref, keys.right, source.valid))
        if term(case.claim.params):  # a consent whose day is not known may be within the term
            found.append(both(Found(keys.left, len(lookups)), Constant(None)))
            lookups.append(Lookup(source.table.ref, keys.right, Apply(Function.IS_NULL, (source.valid,))))
    return asked(
        table,
        both(present(first.left), *([either(present(field.cell) for field in about)] if about else [])),
        negated(either(found)),
        at=first.field,
        category=wanted,
        lookups=lookups,
        by_absence=True,
        doubt=Why("purpose_not_told") if any(source.by_purpose for source, _ in joined) else None,
    )
