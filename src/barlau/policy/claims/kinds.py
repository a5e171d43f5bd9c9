"""`not-anonymised`, `prohibited`, `kept-in-kazakhstan`: what the first reading shows, or nothing can."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from barlau.model.question import Counted
from barlau.model.report import Confidence, Detection
from barlau.policy.claims import names
from barlau.policy.claims.building import listed
from barlau.policy.claims.parts import Case, Part, Parts, Why
from barlau.policy.claims.survey import Field, Table
from barlau.policy.comparison import PROHIBITED


def identifiers(case: Case) -> Parts | Why:
    """Identifiers in tables that serve a purpose for which only anonymised data are promised."""
    parts = [
        part
        for table in case.serving("statistics")
        for part in _of_table(case, table, names.identifiers(), telling=True)
    ]
    return parts or Why("no_statistics", (("purposes", ", ".join(case.purposes("statistics")) or "statistics"),))


def forbidden(case: Case) -> Parts | Why:
    """Any column of a category that must not be kept."""
    categories = listed(case.claim.params, "category", "categories") or PROHIBITED
    parts = [part for table in case.survey.tables for part in _of_table(case, table, categories)]
    return parts or Why("empty")


def _of_table(case: Case, table: Table, categories: Sequence[str], *, telling: bool = False) -> Iterator[Part]:
    """What holds one of the categories or, in a table without, that it was looked at; `telling`: people apart."""
    held = [
        _held(case, field, found)
        for field in table.every
        if (found := _found(field, categories)) and not (telling and _is_grouping(field, found))
    ]
    if held:
        yield from held
        return
    rows = max((field.result.rows for field in table.every), default=0)
    looked = Counted("", rows, rows, sampled=case.survey.sampled)
    yield Part(table.location, categories[0], Confidence.HIGH, None, looked)


PLACES = "contact.address"
"""A column of few different places (cities) groups people; one of many tells them apart."""


def _is_grouping(field: Field, found: Detection) -> bool:
    return found.category.startswith(PLACES) and 2 * field.result.distinct < field.filled


def _found(field: Field, categories: Sequence[str]) -> Detection | None:
    """The surest detection, in a remark too; none in a column that only has such a name and is empty."""
    found = [detection for category in categories if (detection := field.mention(category))]
    return max(found, key=lambda d: d.score) if found and field.filled else None


def _held(case: Case, field: Field, found: Detection) -> Part:
    """Values that were recognised count or, where the name alone speaks (of hashes), all; a guess is a doubt."""
    rows, count = field.result.rows, min(found.count or field.filled, field.result.rows)
    guess = found.confidence is Confidence.LOW
    counted = Counted("", rows, rows, 0 if guess else count, count if guess else 0, sampled=case.survey.sampled)
    return Part(field.location, found.category, found.confidence, None, counted)


def location(case: Case) -> Parts | Why:  # noqa: ARG001  (a rule like the others)
    """Where a database stands is not in its data."""
    return Why("location")
