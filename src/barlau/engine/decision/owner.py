"""What a category becomes where the data are an organisation's or stand for a place of the controller."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from barlau.engine.decision.candidate import Candidate
from barlau.model.recognizer import NOBODY, ORGANISATION, PREMISES, REFERENCE, THINGS
from barlau.model.report import ColumnResult, Kind

# A company's own phone, account or address is the organisation's datum, not a person's.
_OWN = {
    "contact.phone": "org.phone",
    "contact.address": "org.address",
    "finance.bank": "org.bank",
    "identity.name": "org.name",
}
_OWN_OF_PREMISES = {"contact.phone": "org.phone", "contact.address": "org.address", "contact.email": "org"}
_OWN_OF_REFERENCE = _OWN_OF_PREMISES | {"finance.bank": "org.bank"}  # of the banks and services that it lists
# What companies have as well as people: residence for taxes, a line of business, turnover, contracts.
_ALSO = (
    "identity.citizenship",
    "identity.age",
    "career.business",
    "finance.income",
    "finance.obligations",
    "finance.payment",
    "finance.credit_history",
    "finance.source_of_funds",
    "finance.insurance",
    "contract.performance",
    "behaviour",
    "property",
)
_PLACES = ("identity.name", "org.name", "finance.bank", "online.geolocation", "document")

# What things, machines and companies have as well; of a person only where a person is.
_OF_ANYTHING = frozenset(("career", "contract", "document", "finance", "health", "media", "property", "vehicle"))
_OF_ANIMALS = ("identity.age", "identity.birth_date", "identity.birth_place")
_OF_GOODS = (*_OF_ANIMALS, "identity.sex")
_NO_SIGN = _OF_ANYTHING | {"behaviour", "org"}
"""Groups that do not show that rows are about people: services and machines are used, scored and visited too."""
_KEYS = ("contract.number", "finance.card.number", "finance.bank.account", "vehicle.plate", "vehicle.vin")
"""Numbers under which a person is known, though no name stands beside them."""
_OF_BORROWERS = frozenset((
    "career.education", "career.employer", "career.profession", "finance.credit_history", "finance.income",
    "finance.obligations", "finance.pension", "finance.source_of_funds",
))  # fmt: skip
"""What is asked of a person who borrows; three of them are not asked of anything else."""
SEVERAL = 3
MANY = 6
"""Columns in which a person would show, if rows were about people."""


def is_peopled(owners: Iterable[str], results: Sequence[ColumnResult]) -> bool:
    """Whether rows may be about people: a name says so, or a column holds what only people have."""
    if len(results) < MANY or any(owner not in NOBODY for owner in owners):
        return True
    held = [detection.category for result in results for detection in result.detections]
    if len(_OF_BORROWERS.intersection(held)) >= SEVERAL:
        return True
    signs = (each for each in held if each not in _OF_ANIMALS)
    return any(each in _KEYS or each.partition(".")[0] not in _NO_SIGN for each in signs)


def shown(candidates: Iterable[Candidate]) -> list[Candidate]:
    """Without what names alone say and might say of things: `mileage` of a catalogue, `interest` of a schedule."""
    return [c for c in candidates if c.seen or not _is_of_anything(c.category)]


def _is_of_anything(category: str | None) -> bool:
    return category in _OF_ANIMALS or (category or "").partition(".")[0] in _OF_ANYTHING


def organised(candidates: Sequence[Candidate], owner: str | None) -> list[Candidate]:
    """The candidates as they read beside `owner`; a person's categories that are meant of a company are left out."""
    if owner == PREMISES:
        return list(_of_premises(candidates))
    if owner == ORGANISATION:
        return list(_of_organisation(candidates))
    if owner not in (THINGS, REFERENCE):
        return list(candidates)
    if owner == THINGS:  # shoes and cows have a sex and an age
        candidates = [c for c in candidates if c.category not in _OF_GOODS]
    shown = [c for c in candidates if _is_shown(c) or _is_hidden(c)]
    return [
        replace(c, category=_renamed(c, _OWN_OF_REFERENCE) or c.category) if owner == REFERENCE else c for c in shown
    ]


def _is_shown(item: Candidate) -> bool:
    """Whether values tell it: all of them where a name says so too, few where none does."""
    return item.seen and (item.kind is Kind.UNIFORM or not item.named)


def _is_hidden(item: Candidate) -> bool:
    """Whether hashes stand under the name of an identifier: nobody hashes what is a thing's (`iin_hash`)."""
    return item.kind is Kind.HEADER_ONLY and any(("form", "hash") in each.detail.args for each in item.evidence)


def _of_organisation(candidates: Sequence[Candidate]) -> Iterator[Candidate]:
    for item in candidates:
        org = _renamed(item, _OWN)
        if item.category == "identity.name" and item.seen and item.kind is Kind.UNIFORM:
            yield item  # its director or its contact
        elif org is not None:
            yield replace(item, category=org)
        elif item.seen or not any(_is_below(item.category, also) for also in _ALSO):
            yield item


def _of_premises(candidates: Sequence[Candidate]) -> Iterator[Candidate]:
    """Names alone say little here: a town is in every list of shops."""
    for item in candidates:
        org = _renamed(item, _OWN_OF_PREMISES)
        if org is not None and item.seen:
            yield replace(item, category=org)
        elif org is None and _is_of_premises(item):
            yield item


def _is_of_premises(item: Candidate) -> bool:
    if item.category == "identity.name" and item.named and item.seen and item.kind is Kind.UNIFORM:
        return True  # who is responsible for the branch
    shown = _is_shown(item) or _is_below(item.category, "org")
    return shown and not any(related(item.category, place) for place in _PLACES if item.category != "org")


def _renamed(item: Candidate, own: dict[str, str]) -> str | None:
    return next((org for mine, org in own.items() if related(item.category, mine)), None)


def _is_below(category: str | None, above: str) -> bool:
    return category is not None and (category == above or category.startswith(above + "."))


def related(one: str | None, other: str | None) -> bool:
    """Whether one of two categories is the other or a part of it."""
    if one is None or other is None:
        return one is other
    return one == other or one.startswith(other + ".") or other.startswith(one + ".")
