"""Who provides a category, as the sentence, its lead-in, its heading or the policy's list of sources tells."""

from __future__ import annotations

from typing import TYPE_CHECKING

from barlau.model.policy import DeclarationStatus as Status
from barlau.model.policy import Provider

if TYPE_CHECKING:
    from barlau.policy.draft.clauses import Sentence
    from barlau.policy.draft.part import Part

EVERY = (Provider.SUBJECT, Provider.AUTOMATIC, Provider.THIRD_PARTY)
_TECHNICAL = ("online", "behaviour", "social", "comms", "media.cctv", "auth.account")
_RUNNING = ("online", "media.cctv", "comms.call", "behaviour.usage")
"""Comes into being while somebody is served: nobody is asked for it."""
_RECORDED = ("media.cctv", "comms.call")
_PUBLIC = "social"


def providers(
    category: str, status: Status, sentence: Sentence, part: Part, general: frozenset[Provider]
) -> tuple[Provider, ...]:
    """The providers, in a fixed order; `unstated` where the text tells none.

    `general`: those that the policy's section on sources names, for lists that name none themselves.
    """
    if category.startswith("consent."):
        return (Provider.SUBJECT,)
    technical = category.startswith(_TECHNICAL)
    told = frozenset(one for one in EVERY if sentence.has(one)) or part.providers
    if not told and (sentence.has("asked") or part.asked) and not category.startswith(_RUNNING):
        told = frozenset([Provider.SUBJECT])
    if not told and status not in (Status.IMPLIED, Status.DENIED):
        told = general
    told = _fitting(told, category, technical=technical)
    if not told and category.startswith(_RECORDED):
        told = frozenset([Provider.AUTOMATIC])
    return tuple(one for one in EVERY if one in told) or (Provider.UNSTATED,)


def _fitting(told: frozenset[Provider], category: str, *, technical: bool) -> frozenset[Provider]:
    """Nobody types an address of a device, and no server records a passport."""
    if not technical:
        return told - {Provider.AUTOMATIC}
    if Provider.AUTOMATIC in told:
        return frozenset([Provider.AUTOMATIC]) | (told & {Provider.THIRD_PARTY} if category == _PUBLIC else frozenset())
    return told
