"""Sentences of a block and which of their words a denial, an exclusion or a verb of collecting governs."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from barlau.policy.draft.words import tokens

if TYPE_CHECKING:
    from collections.abc import Sequence

    from barlau.policy.draft.cues import Cue, Cues
    from barlau.policy.draft.words import Token

_END = re.compile(r"[.!?…]+[»\")]*\s+(?=[«\"(]?[A-ZА-ЯЁӘІҢҒҮҰҚӨҺ0-9])")
_SHORT = re.compile(r"(?:^|[\s(.])[^\W\d_]{1,2}$")
"""What stands before a full stop that ends no sentence: "г.", "т.д.", "ул." is longer but followed by a name."""
_MOST = 400  # words of a sentence: the longest lists of real policies have half as many
_ABBREVIATIONS = ("ул", "обл", "тел", "стр", "рис", "ст", "art", "no", "mr", "inc", "ltd")


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence: its words and cues."""

    words: Sequence[Token]
    cues: Sequence[Cue]

    def has(self, *kinds: str) -> bool:
        """One of these cues stands in it."""
        return any(cue.kind in kinds for cue in self.cues)

    def first(self, kind: str) -> int:
        """The first word of the first cue of a kind; -1 without one."""
        return next((cue.first for cue in self.cues if cue.kind == kind), -1)

    def governor(self, position: int, language: str, named: frozenset[int] = frozenset()) -> str:
        """`deny`, `excluded`, `collect` or nothing: the cue that governs a word of a sentence with several.

        `named`: words that name categories; "records" in "criminal records" is no verb. Kazakh verbs end their
        clause; Russian and English ones stand before their objects, in the passive after them.
        """
        active = [
            cue
            for cue in self.cues
            if cue.kind in ("deny", "excluded") or (cue.kind == "collect" and not {cue.first, cue.last} <= named)
        ]
        first, last = self._clause(position)
        inside = [cue for cue in active if first <= cue.first <= last]
        pool = inside or active
        if not pool:
            return "collect" if self.has("weak") else ""
        kinds = {cue.kind for cue in pool}
        if len(kinds) == 1:
            return kinds.pop()
        before = [cue for cue in pool if cue.last < position]
        after = [cue for cue in pool if cue.first > position]
        if language == "kk":
            return (after[0] if after else before[-1]).kind if after or before else pool[0].kind
        return (before[-1] if before else after[0]).kind if after or before else pool[0].kind

    def _clause(self, position: int) -> tuple[int, int]:
        """The part of the sentence between words that turn it round ("but")."""
        turns = [cue.first for cue in self.cues if cue.kind == "contrast"]
        first = max((turn for turn in turns if turn <= position), default=0)
        last = min((turn for turn in turns if turn > position), default=len(self.words))
        return first, last


def sentences(text: str, folded: str, start: int, end: int, cues: Cues) -> list[Sentence]:
    """The sentences of a block with their words and cues."""
    out = []
    at = start
    for found in _END.finditer(text, start, end):
        before = folded[at : found.start()]
        if _SHORT.search(before) or before.endswith(_ABBREVIATIONS):
            continue
        out.append((at, found.end()))
        at = found.end()
    out.append((at, end))
    made = []
    for first, last in out:
        words = tokens(folded, first, last)
        for at in range(0, len(words), _MOST):
            some = words[at : at + _MOST]
            made.append(Sentence(some, cues.find(some)))
    return made
