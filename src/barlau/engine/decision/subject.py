"""Whose data a column holds, by its name, its table's name and what stands in both."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import NamedTuple

from barlau.engine.decision.candidate import Candidate, say
from barlau.engine.decision.lexicon import Lexicon
from barlau.model.profile import ObjectProfile
from barlau.model.recognizer import NOBODY, ORGANISATION, PREMISES, REFERENCE
from barlau.model.report import ColumnResult, Evidence, EvidenceKind

CUSTOMER, EMPLOYEE = "customer", "employee"
REPRESENTATIVE, SOLE_PROPRIETOR, THIRD_PARTY = "representative", "sole_proprietor", "third_party"

MOSTLY = 0.75
"""Share of businesses of single persons from which on the rows of a table are theirs."""
_COMPANY = ("org.bin", "org.name", "org.registration")
_WHO = ("identity.name", "identity.iin", "identity.birth_date")
_BODILY = ("identity.birth_date", "identity.sex", "identity.age", "identity.ethnicity", "identity.birth_place")
_OF_PEOPLE = frozenset(("biometric", "criminal", "driver", "family", "health"))
"""Groups of what companies never have."""
_OF_THEIR_LIVES = frozenset(("career", "document", "education"))
"""Groups of what is told of people in registers of them."""


class Named(NamedTuple):
    """Whose data something says they are, the word or column that says so, and how."""

    subject: str
    by: str
    how: str


def named(found: tuple[str, str] | None, how: str) -> Named | None:
    """What words say, as evidence."""
    return Named(*found, how) if found else None


def of_table(profile: ObjectProfile, lexicon: Lexicon) -> Named | None:
    """Whose the rows of a table are."""
    return _proprietors(profile, lexicon) or named(lexicon.subjects.of_table(profile.object.name), "whose.table")


def _proprietors(profile: ObjectProfile, lexicon: Lexicon) -> Named | None:
    """Whose rows a table has where a column says that they are businesses of single persons: `ИП Ахметов`."""
    for column in profile.columns:
        name = column.column.full_name
        if dict(column.facts).get("proprietors", 0.0) >= MOSTLY and lexicon.subjects.subject(name) in (
            None,
            SOLE_PROPRIETOR,
        ):
            return Named(SOLE_PROPRIETOR, name, "whose.proprietors")
    return None


def lists_clients(lexicon: Lexicon, results: Sequence[ColumnResult]) -> bool:
    """Whether the columns of a company's table tell who its clients are, and nothing of the company."""
    told = [(result, detection.category) for result in results for detection in result.detections[:1]]
    if any(category in _COMPANY for _, category in told):
        return False
    names = (result.column.full_name for result, category in told if category in _WHO)
    return any(lexicon.subjects.subject(name) == CUSTOMER for name in names)


def owner(itself: Named | None, table: Named | None) -> str | None:
    """Whose data the column's name says they are, else the table's; others in a company's table speak for it."""
    if itself and table and (itself.subject, table.subject) == (THIRD_PARTY, ORGANISATION):
        return REPRESENTATIVE
    if table and table.subject == REFERENCE:
        return REFERENCE  # the days of leave in a list of positions are nobody's
    return next((each.subject for each in (itself, table) if each), None)


def subject(itself: Named | None, table: Named | None, ranked: Sequence[Candidate]) -> str:
    """Whose data: a person's number in a company's table belongs to a sole proprietor, a name to its representative.

    Who directs a branch is the controller's employee; who is born and falls ill is no company.
    """
    whose = owner(itself, table)
    if itself and table and table.subject in (PREMISES, REFERENCE) and itself.subject not in NOBODY:
        of_staff = (itself.subject, table.subject) == (REPRESENTATIVE, PREMISES)
        return EMPLOYEE if of_staff else itself.subject
    if whose == ORGANISATION and ranked and _is_of_people(ranked[0].category):
        return table.subject if table and table.subject not in NOBODY else CUSTOMER
    if whose is None or (whose in NOBODY and whose != ORGANISATION):
        return CUSTOMER
    if whose != ORGANISATION:
        return whose
    return SOLE_PROPRIETOR if any(c.category == "identity.iin" for c in ranked) else REPRESENTATIVE


def with_neighbours(results: Sequence[ColumnResult], lexicon: Lexicon, table: Named | None) -> list[ColumnResult]:
    """What only people have is theirs whom alone the columns name: `alcohol_test` beside `employee_iin`."""
    told = None if table else _only_person(results, lexicon)
    return [_of(told, result) if told and _is_untold(result) else result for result in results]


def _only_person(results: Sequence[ColumnResult], lexicon: Lexicon) -> Named | None:
    """Whom every column of names and numbers of people names, if it is the same subject."""
    named_by = {r.column.full_name: r for r in results if r.detections and r.detections[0].category in _WHO}
    subjects = [lexicon.subjects.subject(name) for name in named_by]
    if len(set(subjects)) != 1 or subjects[0] is None or subjects[0] in NOBODY:
        return None
    return Named(subjects[0], next(iter(named_by)), "whose.neighbour")


def _is_untold(result: ColumnResult) -> bool:
    """Whether nothing says whose a datum is that only people have."""
    category = result.detections[0].category if result.detections else None
    return not result.subject_evidence and (_is_of_people(category) or _group(category) in _OF_THEIR_LIVES)


def _of(told: Named, result: ColumnResult) -> ColumnResult:
    said = say(EvidenceKind.NEIGHBOUR, told.how, 0.0, word=told.by)
    return replace(result, subject=told.subject, subject_evidence=(said,))


def _group(category: str | None) -> str:
    return (category or "").partition(".")[0]


def _is_of_people(category: str | None) -> bool:
    return category in _BODILY or _group(category) in _OF_PEOPLE


def evidence(itself: Named | None, table: Named | None, decided: str) -> Iterator[Evidence]:
    """What says whose data they are."""
    told = itself or table
    if told is not None:
        kind = EvidenceKind.HEADER if itself else EvidenceKind.NEIGHBOUR
        yield say(kind, told.how, 0.0, word=told.by)
    if told is None or told.subject != ORGANISATION:
        return
    if decided == SOLE_PROPRIETOR:
        yield say(EvidenceKind.NEIGHBOUR, "whose.iin_of_organisation", 0.0)
    elif decided == REPRESENTATIVE:
        yield say(EvidenceKind.NEIGHBOUR, "whose.person_of_organisation", 0.0)
