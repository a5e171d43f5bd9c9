"""Cues: words by which a sentence says what it does with data (`lexicon/cues.yaml`)."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from barlau import yamlfile
from barlau.policy.draft import negations
from barlau.policy.draft.cue import Cue
from barlau.policy.draft.words import Hit, Phrases, split

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from barlau.policy.draft.words import Token

_ZONE = "zone "
_DENYING = ("deny", "excluded", "not_deny", "not_verb", "does_not_pass")


@dataclass(frozen=True, slots=True)
class Cues:
    """The cues of one language."""

    phrases: Phrases
    zones: tuple[str, ...]
    """In the order of the file: the first that a heading names is its zone."""

    def find(self, words: Sequence[Token]) -> list[Cue]:
        """The cues of a sentence. A denial hides the verb inside it ("do not collect" is no collecting)."""
        found = [hit for hit in set(self.phrases.find(words)) if not hit.meaning.startswith(_ZONE)]
        harmless = [set(hit.words) for hit in found if hit.meaning == "not_deny"]
        hits = [
            hit
            for hit in found
            if hit.meaning != "deny" or not any(one & set(hit.words) and not one < set(hit.words) for one in harmless)
        ]
        firm = [set(hit.words) for hit in hits if hit.meaning == "deny"]
        hits = [hit for hit in hits if hit.meaning != "excluded" or not any(set(hit.words) < one for one in firm)]
        denied = {
            word for hit in hits if hit.meaning in ("deny", "excluded", "by_others") for word in _hidden(words, hit)
        }
        kept = [hit for hit in hits if hit.meaning not in ("collect", "handle") or hit.words[0] not in denied]
        made = [Cue(hit.meaning, hit.words[0], hit.words[-1]) for hit in kept]
        known = {word for hit in hits if hit.meaning in _DENYING for word in hit.words}
        return sorted(
            negations.joined(words, made, known, self.phrases.language), key=lambda cue: (cue.first, cue.kind)
        )

    def zone(self, words: Sequence[Token]) -> str:
        """What a heading says that its part is about, or an empty string."""
        named = {hit.meaning.removeprefix(_ZONE) for hit in self.phrases.find(words)}
        return next((zone for zone in self.zones if zone in named), "")


def _hidden(words: Sequence[Token], hit: Hit) -> Iterator[int]:
    """The words in which a denial hides verbs: its own, and those right behind it in its stretch."""
    yield from range(hit.words[0], hit.words[-1] + 1)
    for word in range(hit.words[-1] + 1, min(hit.words[-1] + 2 + (hit.meaning == "deny"), len(words))):
        if words[word].stop:
            return
        yield word
        if words[word].comma:  # "are not sent, we get the amount": the next clause begins
            return


@cache
def load(language: str) -> Cues:
    """The packaged cues of a language."""
    path = Path(__file__).with_name("lexicon") / "cues.yaml"
    data = yamlfile.read(path, "lexicon/cues.yaml").data
    assert isinstance(data, dict)  # noqa: S101  (our own packaged file)
    phrases = Phrases(language)
    for kind, text in data[language].items():
        if kind == "zones":
            continue
        for phrase in split(text):
            phrases.add(kind, phrase)
    zones = data[language]["zones"]
    for zone, text in zones.items():
        for phrase in split(text):
            phrases.add(_ZONE + zone, phrase)
    return Cues(phrases, tuple(zones))
