"""What the words of one block tell by themselves: its zone, its cues, and who provides data."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from barlau.policy.draft.providers import EVERY
from barlau.policy.draft.sections import Kind
from barlau.policy.draft.words import tokens

if TYPE_CHECKING:
    from collections.abc import Sequence

    from barlau.model.policy import Provider
    from barlau.policy.draft.cue import Cue
    from barlau.policy.draft.cues import Cues
    from barlau.policy.draft.sections import Block

_SERVICE = ("сервис", "услуг", "service", "қызмет")
_TELLS = ("collect", "asked", "data_word", *EVERY)
"""Cues that make an unnamed heading one of data: "What you hand over to us"."""

_LEAVES = ("deny", "negated", "not_ours")
"""Cues that make an unnamed heading one of data that are left alone."""

_LAST = 4
"""Words at the end of a lead-in where its exception opens the list."""


@dataclass(frozen=True, slots=True)
class Line:
    """The zone that a block names, and its cues."""

    zone: str
    cues: Sequence[Cue]
    words: int
    service: bool
    """Its first word is the service."""

    def has(self, *kinds: str) -> bool:
        """One of these cues stands in it."""
        return any(cue.kind in kinds for cue in self.cues)

    @property
    def ends_in_exception(self) -> bool:
        """It opens a list of what is excepted: "nothing but the following:", not "besides, they get:"."""
        firm = {cue.first for cue in self.cues if cue.kind == "moreover"}
        return any(
            cue.kind in ("except", "besides") and cue.first not in firm and cue.last >= self.words - _LAST
            for cue in self.cues
        )

    def denies(self, *, denied: bool) -> bool:
        """The list that it opens is one of data that are not collected. `denied`: its heading says so already."""
        leaves = self.zone == "absent" or (self.has(*_LEAVES) and not self.has("collect", "weak"))
        denial = (self.has("deny") or leaves) and not self.has("exempt", "conditional")
        if self.ends_in_exception and (denial or denied or self.has("collect")):
            return not (denial or denied)
        return denied or denial

    @property
    def providers(self) -> frozenset[Provider]:
        """Who provides data, as its words tell."""
        return frozenset(provider for provider in EVERY if self.has(provider))

    @property
    def aims(self) -> bool:
        """It opens purposes: the word for them stands last, or a word that opens a list stands right before it."""
        ends = [cue.last for cue in self.cues if cue.kind == "purpose"]
        lists = [cue.last for cue in self.cues if cue.kind == "list"]
        opened = any(end - 1 <= last + 1 and last < end for last in lists for end in ends)
        return bool(ends) and (max(ends) >= self.words - 2 or opened)


def read(folded: str, block: Block, cues: Cues, *, title: bool = False) -> Line:
    """The words of a block. `title`: it heads the whole text and tells nothing about a part."""
    words = tokens(folded, block.piece.start, block.piece.end)
    found = cues.find(words)
    zone = cues.zone(words) if block.piece.kind is not Kind.BULLET else ""
    zone = "data" if zone == "catalogue" else zone
    if title:
        return Line("", (), len(words), service=False)
    if block.piece.kind is Kind.HEADING and zone == "absent" and any(cue.kind == "collect" for cue in found):
        zone = ""
    elif block.piece.kind is Kind.HEADING and zone in ("", "data"):
        kinds = {cue.kind for cue in found}
        zone = "absent" if kinds.intersection(_LEAVES) else "data" if kinds.intersection(_TELLS) else zone
    return Line(zone, found, len(words), bool(words) and words[0].word.startswith(_SERVICE))
