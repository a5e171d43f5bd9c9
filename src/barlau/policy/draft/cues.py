"""Cues: words by which a sentence says what it does with data (`lexicon/cues.yaml`)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING

from barlau import yamlfile
from barlau.policy.draft.words import Phrases, split

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from barlau.policy.draft.words import Token

_ZONE = "zone "
_KAZAKH_DENIED = re.compile(r"[^\W\d_]{2,}[мбп][ае]й(?:(?P<ends>ды|ді|мыз|міз)|тын|тін)")
_RUSSIAN_PRESENT = re.compile(r"[^\W\d_]{3,}(?:[еиую]т|[ая]т|[еи]м)(?:ся)?")
_ENGLISH_DENIED = re.compile(r"never|(?:do|does|did|is|are|was|were|will)n't")
_ENGLISH_HELPERS = ("do", "does", "is", "are", "will", "was", "were")
_DENYING = ("deny", "excluded", "not_deny", "not_verb", "does_not_pass")


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

    def _negated(self, words: Sequence[Token]) -> Iterator[Cue]:
        """Verbs that the grammar shows to be denied; a Kazakh verb that ends its clause denies what stands before."""
        pairs = pairwise(words)
        if self.phrases.language == "kk":
            for i, token in enumerate(words):
                found = _KAZAKH_DENIED.fullmatch(token.word)
                if found:
                    yield Cue("deny" if found["ends"] else "negated", i, i)
        elif self.phrases.language == "ru":
            for i, (before, verb) in enumerate(pairs):
                if before.word == "не" and not verb.stop and _RUSSIAN_PRESENT.fullmatch(verb.word):
                    yield Cue("negated", i, i + 1)
        else:
            for i, (before, verb) in enumerate(pairs):
                helped = i > 0 and before.word == "not" and words[i - 1].word in _ENGLISH_HELPERS
                if (helped or _ENGLISH_DENIED.fullmatch(before.word)) and not (verb.stop or verb.comma):
                    yield Cue("negated", i, i + 1)

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
