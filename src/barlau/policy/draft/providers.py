"""Who provides a category, as the sentence, its lead-in, its heading or the policy's list of sources tells."""

from __future__ import annotations

from typing import TYPE_CHECKING

from barlau.model.policy import DeclarationStatus as Status
from barlau.model.policy import Provider
from barlau.policy.draft.sections import Kind

if TYPE_CHECKING:
    from barlau.policy.draft.clauses import Sentence
    from barlau.policy.draft.part import Part

EVERY = (Provider.SUBJECT, Provider.AUTOMATIC, Provider.THIRD_PARTY)
_TECHNICAL = ("online", "behaviour", "social", "comms", "media.cctv", "auth.account")
_RUNNING = ("online", "media.cctv", "comms.call", "behaviour.usage")
"""Comes into being while somebody is served: nobody is asked for it."""
_MACHINE = ("online.ip", "online.device", "online.user_agent", "online.browsing", "online.cookie", "online.logs")
"""Nobody tells these, even where a sentence names all sources at once."""
_RECORDED = ("media.cctv", "comms.call")
_PUBLIC = "social"
_OWN_WORDS = ("comms.support", "behaviour.content", "behaviour.satisfaction", "behaviour.survey")
"""Letters, reviews and answers: the person writes them, no machine records them."""
_ORGANISATION = "org"


def providers(
    category: str, position: int, status: Status, sentence: Sentence, part: Part, general: frozenset[Provider]
) -> tuple[Provider, ...]:
    """The providers of a category named at a word, in a fixed order; `unstated` where the text tells none.

    `general`: those that the policy's section on sources names, for lists that name none themselves.
    """
    if category.startswith("consent."):
        return (Provider.SUBJECT,)
    told = _fitting(_told(sentence, position, part), category) or _fitting(part.providers, category)
    if not told and (sentence.has("asked") or part.asked) and not category.startswith(_RUNNING):
        told = frozenset([Provider.SUBJECT])
    if not told and category.startswith(_OWN_WORDS) and status is not Status.DENIED:
        told = frozenset([Provider.SUBJECT])
    if not told and status not in (Status.IMPLIED, Status.DENIED):
        told = _fitting(general, category) - ({Provider.THIRD_PARTY} if category.startswith(_ORGANISATION) else set())
    if not told and category.startswith(_RECORDED):
        told = frozenset([Provider.AUTOMATIC])
    return tuple(one for one in EVERY if one in told) or (Provider.UNSTATED,)


def _told(sentence: Sentence, position: int, part: Part) -> frozenset[Provider]:
    """Those whom the sentence names; in a cell, which lists many things, those of the stretch around the word."""
    within = sentence.segments[position] if part.kind is Kind.CELL and part.providers else None
    return frozenset(
        one
        for one in EVERY
        if any(cue.kind == one and within in (None, sentence.segments[cue.first]) for cue in sentence.cues)
    )


def _fitting(told: frozenset[Provider], category: str) -> frozenset[Provider]:
    """Nobody types an address of a device, and no server records a passport."""
    if not category.startswith(_TECHNICAL) or category.startswith(_OWN_WORDS):
        return told - {Provider.AUTOMATIC}
    if Provider.AUTOMATIC in told or (told and category.startswith(_MACHINE)):
        return frozenset([Provider.AUTOMATIC]) | (told & {Provider.THIRD_PARTY} if category == _PUBLIC else frozenset())
    return told
