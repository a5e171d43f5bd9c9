"""How a sentence speaks of a category that it names: the status that this place proposes for it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from barlau.model.policy import DeclarationStatus as Status
from barlau.policy.draft import lexicon
from barlau.policy.draft.exceptions import EXCEPTED, SPARED
from barlau.policy.draft.providers import EVERY
from barlau.policy.draft.sections import Kind

if TYPE_CHECKING:
    from barlau.policy.draft.clauses import Sentence
    from barlau.policy.draft.lexicon import Named
    from barlau.policy.draft.part import Part

QUIET = ("definitions", "rights", "contacts", "changes", "recipients", "retention", "security", "minors")
"""Zones that name data without listing them."""
_ASIDE = (
    *("consent.", "auth.", "comms.", "media.cctv", "biometric", "family.children", "anonymised", "third_party"),
    *("behaviour.satisfaction", "behaviour.survey", "behaviour.profile"),
)
_TECHNICAL = ("online.", "media.cctv", "comms.call")
"""What a sentence anywhere in a policy may say to be recorded: cookies, cameras, calls."""
_RECORDINGS = ("comms.call.recording", "media.cctv")
_SEEN = (*_RECORDINGS, "online.cookie")
"""Named with the means that record them, they need no verb."""
_ENOUGH = 3  # categories in one line without a verb that make it a list


def status(one: Named, category: str, sentence: Sentence, part: Part, total: int, governed: str) -> Status | None:
    """The status proposed for a category that words of a sentence name; nothing where it is no statement about data.

    `category`: what the words mean here. `total`: how many categories the block names. `governed`: the cue that
    governs the words.
    """
    position = one.words[0]
    listed = Status.VAGUE if lexicon.is_umbrella(category) and not one.particular else Status.DECLARED
    if governed in (EXCEPTED, SPARED) or sentence.has("lifted"):
        return _taken_out(part, listed, governed)
    if sentence.has("elsewhere") and governed != "deny":
        return None
    if part.denied or governed == "deny":
        return _denied(category, sentence, part, governed, listed)
    if governed == "excluded" and not category.startswith("org"):
        return Status.NOT_PERSONAL if category == "anonymised" or sentence.first("excluded") > position else listed
    if part.service:
        return Status.IMPLIED
    if category == "auth.password" and sentence.has("guarded") and total == 1:
        return Status.IMPLIED
    if category.startswith("consent."):
        listed_so = part.listing and part.stands_alone and part.zone not in QUIET
        return Status.DECLARED if listed_so or sentence.has("noted") else Status.IMPLIED
    if sentence.has("advice"):
        return Status.IMPLIED
    return _affirmed(category, position, sentence, part, governed, listed, total)


def _denied(category: str, sentence: Sentence, part: Part, governed: str, listed: Status) -> Status | None:
    """Where a word, a lead-in or a heading denies."""
    asks = part.zone in ("rights", "contacts") and not category.startswith("consent.") and not sentence.has("begs")
    unseen = part.zone == "recipients" and not sentence.has("deny")
    if governed == "deny" and (asks or unseen or sentence.has("exempt")):
        return None  # neither "not without your consent" nor "no passport is needed for a request" denies or lists
    unsaid = part.denied and part.kind is Kind.PARAGRAPH and governed != "deny"
    if unsaid and sentence.has("collect", "by_consent", "keep"):
        return listed if sentence.has("by_consent", "keep") and not sentence.has("erase") else None
    return Status.DENIED


def _taken_out(part: Part, listed: Status, governed: str) -> Status | None:
    """The status of what an exception takes out of a list or of a denial, and of what a denial is said not to meet."""
    if part.zone in QUIET or part.zone == "purposes" or part.aims:
        return None
    return listed if part.denied or governed != EXCEPTED else Status.DENIED


def _affirmed(
    category: str, position: int, sentence: Sentence, part: Part, governed: str, listed: Status, total: int
) -> Status | None:
    watched = not governed and category in _SEEN and sentence.has("automatic") and part.zone not in QUIET
    staff = part.zone == "security" and category not in _SEEN
    recorded = (
        not staff and (watched or governed == "collect") and category.startswith(_TECHNICAL) and not sentence.has("own")
    )
    if part.zone == "purposes" or part.aims:
        return listed if part.column == "data" or (recorded and not part.aims) else Status.IMPLIED
    if part.listing or recorded:
        return listed
    if sentence.has("own"):
        return None
    if part.zone in QUIET:
        return _quietly(category, sentence, part, governed, listed, total)
    opened = sentence.after_colon(position) and sentence.has("data_word", "list")
    kept = opened or (
        part.zone == "data"
        and (sentence.has("keep", "asked", *EVERY) or category in _RECORDINGS or sentence.after_colon(position))
    )
    if governed == "collect" or total >= _ENOUGH or kept:
        return listed
    return Status.IMPLIED if sentence.has("handle") or part.zone == "data" else None


def _quietly(category: str, sentence: Sentence, part: Part, governed: str, listed: Status, total: int) -> Status | None:
    """In a zone that lists no data."""
    if part.zone in ("security", "retention") and sentence.has("employee"):
        return None
    if part.zone in ("contacts", "rights") and sentence.has("subject") and total > 1:
        return listed
    if governed == "collect" and part.zone in ("retention", "minors") and total > 1:
        return listed
    handed = part.zone == "recipients" and part.kind is not Kind.HEADING and not sentence.has("does_not_pass")
    aside = category.startswith(_ASIDE) or handed or (part.zone == "rights" and sentence.reserves)
    return Status.IMPLIED if aside else None
