"""Whose data a sentence speaks of: cues before the word, or those of the lead-in and heading."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from barlau.policy.draft.clauses import Sentence
    from barlau.policy.draft.part import Part

PEOPLE = ("representative", "sole_proprietor", "employee", "other_people")
_KEYS = {"other_people": "third_party"}


def subjects(sentence: Sentence, position: int, part: Part) -> tuple[str, ...]:
    """Keys of the taxonomy's subjects; empty where the text speaks of those whom the policy addresses."""
    told = {cue.kind for cue in sentence.cues if cue.kind in PEOPLE and cue.first < position} or set(part.people)
    return tuple(_KEYS.get(one, one) for one in PEOPLE if one in told)
