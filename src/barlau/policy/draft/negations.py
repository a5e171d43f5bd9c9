"""Verbs that the grammar of a language shows to be denied, beside those that the lexicon knows as denials."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING

from barlau.policy.draft.cue import Cue

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from barlau.policy.draft.words import Token

_KAZAKH_DENIED = re.compile(
    r"[^\W\d_]{2,}[мбп][ае]й(?:(?P<ends>ды|ді|мыз|міз|мын|мін)|тын|тін)"
    r"|[^\W\d_]{2,}[мбп][ае](?:(?P<asks>н[ыі]з)|(?P<begs>у[ыі]н[ыі]зд[ыі]))"
)
_KAZAKH_PAST = re.compile(r"[^\W\d_]{3,}[мбп][ае](?:ған|ген)")
_RUSSIAN_DENIED = re.compile(r"[^\W\d_]{3,}(?:(?:[еиую]т|[ая]т|[еи]м)(?:ся)?|(?:[еая]н|[ую]т)[аоы]?|[иьй]те(?:сь)?)")
_RUSSIAN_HELPERS = ("буд", "стан", "намерен", "планиру")
_ENGLISH_NOT = re.compile(r"never|cannot|[a-z]+n't")
_ENGLISH_HELPERS = ("do", "does", "did", "is", "are", "will", "was", "were", "be", "been", "must", "should", "can")
_ENGLISH_NAMES = ("the", "a", "an", "your", "his", "her", "their", "any")
_NOUN = re.compile(
    r"(?:сбор|обработк|запис[ьи]|хранени|получени|запрос|анализ|проверк)\w{0,3}"
    r"|[^\W\d_]{2,}(?:у|ю)(?:ды|ді|ға|ге|дан|ден|ы|і)?"
    r"|collection|processing|storage|(?:record|monitor|collect|stor|ask|request|keep|gather|obtain|hold)ing"
)
"""A collect-word that is a noun: the verb behind it decides ("сбор данных не предусмотрен")."""
_NO = {"ru": ("нет", "нельзя", "никогда"), "kk": ("жоқ", "емес", "емеспіз", "ешқашан"), "en": ("no", "never", "not")}
_DATA = re.compile(r"сведени|данн|информаци|указани")
_ACCUSATIVE = re.compile(r"(?:[дтн][ыі]|[ыі]н)$")
_NEAR = 4  # words between a plea and its object
_ONLY = 2  # words between "only" and the "not" that sets something against it
_FAR = 8  # words between such a noun and its verb


def joined(words: Sequence[Token], made: Sequence[Cue], known: set[int], language: str) -> list[Cue]:
    """The cues of a sentence with those of its grammar: a denied verb of collecting is a denial.

    `known`: words that the lexicon knows as denying, or as denying nothing.
    """
    verbs = {cue.first: cue for cue in made if cue.kind == "collect"}
    found = [cue for cue in _FIND[language](words) if not known & {cue.first, cue.last}]
    negated = [Cue("deny", cue.first, cue.last) if _collects(cue, verbs, language) else cue for cue in found]
    hidden = {word for cue in negated for word in range(cue.first, cue.last + 1)}
    hidden |= {cue.last for cue in verbs.values() if cue.last + 1 in hidden and language == "kk"}
    denials = [cue.first for cue in (*made, *negated) if cue.kind in ("deny", "negated")]
    kept = [
        cue
        for cue in made
        if not (cue.kind in ("collect", "weak", "handle") and cue.first in hidden)
        and not (cue.kind == "collect" and _denied_noun(words, cue, denials))
    ]
    return kept + negated


def _collects(cue: Cue, verbs: dict[int, Cue], language: str) -> bool:
    near = range(cue.first - 1, cue.first) if language == "kk" else range(cue.first, cue.last + 1)
    return cue.kind == "negated" and any(word in verbs for word in near)


def _denied_noun(words: Sequence[Token], cue: Cue, denials: Sequence[int]) -> bool:
    if not _NOUN.fullmatch(words[cue.last].word) and not _NOUN.fullmatch(words[cue.first].word):
        return False
    after = [at for at in denials if cue.last < at <= cue.last + _FAR]
    return bool(after) and not any(words[at].stop for at in range(cue.last + 1, min(after) + 1))


def _ends(words: Sequence[Token], index: int) -> bool:
    """It is the last word of its clause."""
    return index + 1 >= len(words) or words[index + 1].stop or words[index + 1].comma


def _asks(words: Sequence[Token], index: int) -> bool:
    """A plea behind its object: "бермеңіз" asks, "мәртебеңіз" is a thing of yours."""
    return _ends(words, index) and any(_ACCUSATIVE.search(word.word) for word in words[max(0, index - _NEAR) : index])


def _kazakh(words: Sequence[Token]) -> Iterator[Cue]:
    for i, token in enumerate(words):
        found = _KAZAKH_DENIED.fullmatch(token.word)
        if found and (not found["asks"] or _asks(words, i)):
            yield Cue("deny" if found["ends"] or found["asks"] or found["begs"] else "negated", i, i)
        elif token.word in _NO["kk"] or (_KAZAKH_PAST.fullmatch(token.word) and _ends(words, i)):
            yield Cue("negated", i, i)


def _russian(words: Sequence[Token]) -> Iterator[Cue]:
    for i, (token, verb) in enumerate(pairwise(words)):
        set_against = token.word == "не" and token.stop and not verb.stop and not _RUSSIAN_DENIED.fullmatch(verb.word)
        if set_against or (token.word == "без" and token.comma and _DATA.match(verb.word)):
            yield Cue("turned", i, i)
        elif token.word == "не" and not verb.stop:
            helped = verb.word.startswith(_RUSSIAN_HELPERS) and i + 2 < len(words) and not words[i + 2].stop
            if helped or _RUSSIAN_DENIED.fullmatch(verb.word) or verb.word.endswith(("ть", "ться")):
                yield Cue("negated", i, i + 1 + helped)
    yield from _alone(words, "ru")


def _english(words: Sequence[Token]) -> Iterator[Cue]:
    for i, (token, verb) in enumerate(pairwise(words)):
        only = token.comma and any(word.word in ("only", "just") for word in words[max(0, i - _ONLY) : i])
        if token.word == "not" and (only or (token.stop and verb.word in _ENGLISH_NAMES)):
            yield Cue("turned", i, i)
        helped = i > 0 and token.word == "not" and words[i - 1].word in _ENGLISH_HELPERS
        if (helped or token.word == "no" or _ENGLISH_NOT.fullmatch(token.word)) and not (verb.stop or verb.comma):
            yield Cue("negated", i, i + 1)
    yield from _alone(words, "en")


def _alone(words: Sequence[Token], language: str) -> Iterator[Cue]:
    """A word of negation that ends its clause: "as to your health, never"."""
    for i, token in enumerate(words):
        if token.word in _NO[language] and i and _ends(words, i):
            yield Cue("negated", i, i)


_FIND = {"kk": _kazakh, "ru": _russian, "en": _english}
