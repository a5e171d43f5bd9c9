"""Mentions gathered into the lines of a policy file: one for each category, status, provider, subject and purpose."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from barlau.model.policy import DeclarationStatus as Status
from barlau.model.policy import Provider
from barlau.policy.draft.place import Place
from barlau.policy.draft.providers import EVERY

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from barlau.policy.draft.mentions import Mention


@dataclass(frozen=True, slots=True)
class DraftDeclaration:
    """A proposed declaration."""

    category: str
    proposed: Status
    collected_from: tuple[Provider, ...]
    subjects: tuple[str, ...]
    purposes: tuple[str, ...]
    open_ended: bool
    places: tuple[Place, ...]


_UNSTATED = (Provider.UNSTATED,)
_LISTED = (Status.DECLARED, Status.VAGUE, Status.CATCH_ALL)


def gather(mentions: Iterable[Mention], served: Mapping[tuple[str, int], tuple[str, ...]]) -> list[DraftDeclaration]:
    """The lines, in the order of the taxonomy; what is listed or denied somewhere is not also proposed as implied.

    `served`: the purposes of a block, by language and number, where a table ties them to its row.
    """
    every = _told(mentions)
    listed = {mention.category for mention in every if mention.status in _LISTED}
    denied = {mention.category for mention in every if mention.status is Status.DENIED}
    known = _known(every)
    groups: dict[tuple[str, Status, tuple[Provider, ...], tuple[str, ...]], list[Mention]] = defaultdict(list)
    for mention in every:
        implied = mention.status is Status.IMPLIED
        if implied and mention.category in listed | denied:
            continue
        told = known.get(mention.category) if mention.providers == _UNSTATED and mention.status in _LISTED else None
        groups[mention.category, mention.status, told or mention.providers, mention.subjects].append(mention)
    order = _order()
    return [
        DraftDeclaration(
            category,
            status,
            providers,
            subjects,
            _purposes(found, served),
            any(one.open_ended for one in found),
            _places(found),
        )
        for (category, status, providers, subjects), found in sorted(
            groups.items(), key=lambda group: (order[group[0][0]], *group[0][1:])
        )
    ]


def _told(mentions: Iterable[Mention]) -> list[Mention]:
    """The mentions; where facts of a group are listed, its bare name tells of them ("health: allergies")."""
    every = list(mentions)
    facts = {mention.category for mention in every if mention.status is Status.DECLARED}
    return [
        replace(mention, status=Status.DECLARED)
        if mention.status is Status.VAGUE and mention.category in facts
        else mention
        for mention in every
    ]


def _known(mentions: Iterable[Mention]) -> dict[str, tuple[Provider, ...]]:
    """Those whom the places tell that list a category: a place that tells none means them."""
    out: dict[str, tuple[Provider, ...]] = {}
    for mention in mentions:
        if mention.status in _LISTED and mention.providers != _UNSTATED:
            told = {*out.get(mention.category, ()), *mention.providers}
            out[mention.category] = tuple(one for one in EVERY if one in told)
    return out


def _order() -> dict[str, int]:
    from barlau import taxonomy

    return {key: i for i, key in enumerate(taxonomy.load().categories)}


def _purposes(mentions: Sequence[Mention], served: Mapping[tuple[str, int], tuple[str, ...]]) -> tuple[str, ...]:
    """The purposes of the rows; empty, which means every purpose, as soon as one place is bound to none."""
    bound = [served.get((mention.language, mention.block), ()) for mention in mentions]
    return tuple(dict.fromkeys(one for purposes in bound for one in purposes)) if all(bound) else ()


def _places(mentions: Iterable[Mention]) -> tuple[Place, ...]:
    """One place for each section and item: the first span there."""
    out: dict[tuple[str, str, str | None], Place] = {}
    for mention in sorted(mentions, key=lambda one: one.start):
        place = Place(mention.language, mention.section, mention.item, (mention.start, mention.end))
        out.setdefault((place.document, place.section, place.item), place)
    return tuple(out.values())
