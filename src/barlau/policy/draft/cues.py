"""Cues: words by which a sentence says what it does with data (`lexicon/cues.yaml`)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from barlau import yamlfile
from barlau.policy.draft.words import Phrases, split

if TYPE_CHECKING:
    from collections.abc import Sequence

    from barlau.policy.draft.words import Token

_ZONE = "zone "
_NEGATED = {
    "kk": re.compile(r"[^\W\d_]{2,}[мбп][ае]й(?:ды|ді|мыз|міз)"),
    "ru": re.compile(r"[^\W\d_]{3,}(?:[еиую]т|[ая]т|[еи]м)(?:ся)?"),
}
"""Verbs in the present: the Kazakh form denies by itself, the Russian one after "не"."""


_DENYING = ("deny", "excluded", "not_deny", "does_not_pass")


@dataclass(frozen=True, slots=True)
class Cue:
    """A cue found: its kind and its first and last word."""

    kind: str
    first: int
    last: int


@dataclass(frozen=True, slots=True)
class Cues:
    """The cues of one language."""

    phrases: Phrases
    zones: tuple[str, ...]
    """In the order of the file: the first that a heading names is its zone."""

    def find(self, words: Sequence[Token]) -> list[Cue]:
        """The cues of a sentence. A denial hides the verb inside it ("do not collect" is no collecting)."""
        found = [hit for hit in set(self.phrases.find(words)) if not hit.meaning.startswith(_ZONE)]
        harmless = {word for hit in found if hit.meaning == "not_deny" for word in hit.words}
        hits = [hit for hit in found if hit.meaning != "deny" or not harmless & set(hit.words)]
        denied = {
            word
            for hit in hits
            if hit.meaning in ("deny", "excluded", "by_others")
            for word in range(hit.words[0], hit.words[-1] + 2 + (hit.meaning == "deny"))
        }
        kept = [hit for hit in hits if hit.meaning not in ("collect", "handle") or hit.words[0] not in denied]
        made = [Cue(hit.meaning, hit.words[0], hit.words[-1]) for hit in kept]
        known = {word for hit in found if hit.meaning in _DENYING for word in hit.words}
        made += [cue for cue in self._negated(words) if not known & {cue.first, cue.last}]
        return sorted(made, key=lambda cue: (cue.first, cue.kind))

    def _negated(self, words: Sequence[Token]) -> list[Cue]:
        """Verbs that the grammar shows to be denied."""
        form = _NEGATED.get(self.phrases.language)
        if form is None:
            return []
        found = [i for i, token in enumerate(words) if form.fullmatch(token.word)]
        if self.phrases.language == "kk":
            return [Cue("deny", i, i) for i in found]
        return [Cue("negated", i - 1, i) for i in found if i and words[i - 1].word == "не" and not words[i].stop]

    def zone(self, words: Sequence[Token]) -> str:
        """What a heading says that its part is about, or an empty string."""
        named = {hit.meaning.removeprefix(_ZONE) for hit in self.phrases.find(words)}
        return next((zone for zone in self.zones if zone in named), "")


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
