"""`not-anonymised`, `prohibited`, `kept-in-kazakhstan`: what the first reading shows, or nothing can."""

from __future__ import annotations

from collections.abc import Iterator

from barlau.model.question import Counted
from barlau.model.report import Confidence
from barlau.policy.claims import names
from barlau.policy.claims.building import listed
from barlau.policy.claims.parts import Case, Part, Parts, Why
from barlau.policy.claims.survey import Field, Table
from barlau.policy.comparison import PROHIBITED


def identifiers(case: Case) -> Parts | Why:
    """Identifiers in tables that serve a purpose for which only anonymised data are promised."""
    parts = [part for table in case.serving("statistics") for part in _of_table(case, table)]
    return parts or Why("no_statistics", (("purposes", ", ".join(case.purposes("analytics")) or "statistics"),))


def _of_table(case: Case, table: Table) -> Iterator[Part]:
    held = [
        (field, category) for field in table.fields for category in names.identifiers() if field.detection(category)
    ]
    yield from (_held(case, field, category) for field, category in held)
    if not held:
        rows = max((field.result.rows for field in table.fields), default=0)
        sampled = case.survey.sampled
        yield Part(table.location, "anonymised", Confidence.HIGH, None, Counted("", rows, rows, sampled=sampled))


def _held(case: Case, field: Field, category: str) -> Part:
    found = field.detection(category)
    assert found is not None  # noqa: S101  (asked before)
    rows = field.result.rows
    counted = Counted("", rows, rows, min(max(found.count, 1), rows), sampled=case.survey.sampled)
    return Part(field.location, found.category, found.confidence, None, counted)


def forbidden(case: Case) -> Parts | Why:
    """Any column of a category that must not be kept."""
    categories = listed(case.claim.params, "category", "categories") or PROHIBITED
    parts = [
        _held(case, field, category)
        for table in case.survey.tables
        for field in table.fields
        for category in categories
        if field.detection(category)
    ]
    if parts or not case.survey.tables:
        return parts or Why("empty")
    return [_clean(case, table, categories[0]) for table in case.survey.tables]


def _clean(case: Case, table: Table, category: str) -> Part:
    rows = max((field.result.rows for field in table.fields), default=0)
    return Part(table.location, category, Confidence.HIGH, None, Counted("", rows, rows, sampled=case.survey.sampled))


def location(case: Case) -> Parts | Why:  # noqa: ARG001  (a rule like the others)
    """Where a database stands is not in its data."""
    return Why("location")
