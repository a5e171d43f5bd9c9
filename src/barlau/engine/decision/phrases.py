"""Phrases of the recognizer files found among the words of a name."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import IntEnum
from typing import NamedTuple

from barlau.engine.decision.words import TELLING_ALONE, TELLING_CUT, Words, beginning, is_cut
from barlau.fold import MIN_ROOT, fits
from barlau.model.recognizer import Header, Pack

LONG_ROOT = 6  # letters of a root that is telling by itself; shorter ones need values that agree
LONGEST_JOIN = 4  # `i_i_n`, `e_mail`, `gos_reg_znak`: words that people glue or cut


class Clarity(IntEnum):
    """How far a phrase is enough."""

    CLEAR = 0
    """Enough alone."""
    WEAK = 1
    """Enough beside values that agree."""
    NEARBY = 2
    """Enough beside another column of the same group."""


@dataclass(frozen=True, slots=True)
class Rule:
    """One category that names can announce."""

    category: str | None
    entity: str | None
    header: Header
    forms: tuple[str, ...]
    counts: bool = False
    refuted: tuple[str, ...] = ()
    told: str = ""


class Phrase(NamedTuple):
    """Words that announce a category."""

    rule: Rule
    words: tuple[str, ...]
    clarity: Clarity
    fixed: bool = False
    """Whether the words mean something else in another order."""
    keys: tuple[tuple[str, str], ...] = ()
    """What each word means and how it begins: rules a phrase out before its places are looked for."""


class Found(NamedTuple):
    """A phrase in a name: which of the words it takes, in order of their places."""

    phrase: Phrase
    places: tuple[int, ...]
    exact: bool
    """Whether the words stand as the rule has them."""


class Phrases:
    """All phrases of a pack, indexed by their words."""

    def __init__(self, pack: Pack, words: Words) -> None:
        self._words = words
        self.joined: dict[str, list[Phrase]] = defaultdict(list)
        """By the words glued together."""
        self._stems: dict[str, list[Phrase]] = defaultdict(list)
        self._rooted: dict[str, list[Phrase]] = defaultdict(list)
        self._beginnings: dict[str, list[Phrase]] = defaultdict(list)
        self._alone: dict[str, list[Phrase]] = defaultdict(list)
        self._bound: dict[str, bool] = {}
        for rule in _rules(pack):
            for clarity, phrases in (
                (Clarity.CLEAR, rule.header.phrases),
                (Clarity.WEAK, rule.header.weak),
                (Clarity.NEARBY, rule.header.nearby),
            ):
                for each in phrases:
                    self._index(Phrase(rule, each, clarity))

    def _index(self, phrase: Phrase) -> None:
        joined = "".join(phrase.words)
        if "*" in joined:
            self._stems[phrase.words[0][:2]].append(phrase)
            return
        self.joined[joined].append(phrase)
        telling = [word for word in phrase.words if word not in self._words.small]
        roots = tuple(map(self._words.concept, telling))
        if len(phrase.words) == 1:
            self._alone[phrase.words[0][:2]].append(phrase)
            self._index_alone(phrase, roots)
        elif len(roots) > 1:
            fixed = any(map(self._is_bound, telling))
            keys = tuple(zip(roots, map(beginning, telling), strict=True))
            rooted = Phrase(phrase.rule, roots, phrase.clarity, fixed, keys)
            plain = Phrase(phrase.rule, tuple(telling), phrase.clarity, fixed, keys)
            for word in dict.fromkeys(roots):
                self._rooted[word].append(rooted)
            for begun in dict.fromkeys(map(beginning, telling)):
                self._beginnings[begun].append(plain)

    def _index_alone(self, phrase: Phrase, roots: tuple[str, ...]) -> None:
        if len(roots) == 1 and len(roots[0]) > MIN_ROOT:
            weak = phrase.clarity is Clarity.CLEAR and len(roots[0]) < LONG_ROOT
            self._rooted[roots[0]].append(Phrase(phrase.rule, roots, Clarity.WEAK if weak else phrase.clarity))

    def _is_bound(self, word: str) -> bool:
        """Words that say nothing or state something: turned round they belong to what else stands there."""
        bound = self._bound.get(word)
        if bound is None:
            words = self._words
            key = words.is_key(word) or words.concept(word) == words.concept("id")
            empty = (word in words.noise or word in words.status) and not words.has_others(word)
            bound = self._bound[word] = key or empty
        return bound

    def find(self, words: Sequence[str], above: int = 0) -> Iterator[Found]:
        """Phrases as they stand in the rules, then in other forms; the first `above` words are a table's."""
        for start in range(len(words)):
            for end in range(start + 1, min(start + LONGEST_JOIN, len(words)) + 1):
                for phrase in self.joined.get("".join(words[start:end]), ()):
                    yield Found(phrase, tuple(range(start, end)), exact=True)
            for phrase in self._stems.get(words[start][:2], ()):
                end = start + len(phrase.words)
                if end <= len(words) and all(map(fits, phrase.words, words[start:end])):
                    yield Found(phrase, tuple(range(start, end)), exact=True)
        yield from self._inflected(words, above)

    def _inflected(self, words: Sequence[str], above: int) -> Iterator[Found]:
        """Phrases with other endings, in other words for the same, turned round, or with one word between theirs."""
        roots = list(map(self._words.concept, words))
        there = frozenset(roots)
        for start, first in enumerate(roots):
            for phrase in self._rooted.get(first, ()):
                if not there.issuperset(phrase.words):
                    continue
                places = self._places(phrase, words, roots, start, above)
                if places is not None:
                    yield Found(phrase, places, exact=False)

    def _places(
        self, phrase: Phrase, words: Sequence[str], roots: Sequence[str], start: int, above: int
    ) -> tuple[int, ...] | None:
        """Where the phrase stands from `start` on, with at most one word inside that announces nothing itself.

        Numbers (`enpf_6m_avg`) and words of the table are not counted.
        """
        left, places, skipped = list(phrase.words), [], False
        for at in range(start, len(roots)):
            here = roots[at]
            if here in left and not (phrase.fixed and here != left[0]):
                left.remove(here)
                places.append(at)
                if not left:
                    return tuple(places)
            elif at < above or words[at] in self._words.small or words[at].isdecimal():
                continue
            elif skipped or words[at] in self.joined:
                return None
            else:
                skipped = True
        return None

    def cut(self, words: Sequence[str]) -> Iterator[Found]:
        """Phrases of several words of which some are cut short: `kol_izhd`, `dni_prosr`. The values have to agree."""
        roots = list(map(self._words.concept, words))
        there, begun = frozenset(roots), frozenset(map(beginning, words))
        for start, token in enumerate(words):
            yield from self._cut_alone(token, start)
            for phrase in self._beginnings.get(beginning(token), ()):
                if any(root not in there and first not in begun for root, first in phrase.keys):
                    continue
                places = self._cut_places(phrase, words, roots, start)
                if places is not None:
                    yield Found(phrase._replace(clarity=max(phrase.clarity, Clarity.WEAK)), places, exact=False)

    def _cut_alone(self, token: str, at: int) -> Iterator[Found]:
        """A word that is the beginning of words of one category only: `obrazov`, `grazhd`."""
        if len(token) < TELLING_ALONE or self._is_whole(token):
            return
        meant = [
            p for p in self._alone.get(token[:2], ()) if p.words[0].startswith(token) and is_cut(token, p.words[0])
        ]
        if len({phrase.rule.category for phrase in meant}) == 1:
            yield Found(meant[0]._replace(clarity=max(meant[0].clarity, Clarity.WEAK)), (at,), exact=False)

    def _cut_places(
        self, phrase: Phrase, words: Sequence[str], roots: Sequence[str], start: int
    ) -> tuple[int, ...] | None:
        left, places, whole = list(phrase.words), [], 0
        for at in range(start, len(words)):
            if words[at] in self._words.small:
                continue
            same = next((w for w in left if self._words.concept(w) == roots[at]), None)
            word = same or (
                None if self._is_whole(words[at]) else next((w for w in left if is_cut(words[at], w)), None)
            )
            if word is None or (phrase.fixed and word != left[0]):
                return None
            whole += same is not None and words[at] not in self._words.noise
            left.remove(word)
            places.append(at)
            if not left:
                break
        if left or all(self._words.concept(words[at]) in map(self._words.concept, phrase.words) for at in places):
            return None
        return tuple(places) if whole or all(len(words[at]) >= TELLING_CUT for at in places) else None

    def _is_whole(self, word: str) -> bool:
        """A word that means something as it is, so that nothing was cut from it."""
        words = self._words
        return word in self.joined or word in words.status or words.has_others(word) or words.is_denying(word)


def _rules(pack: Pack) -> Iterator[Rule]:
    for recognizer in pack.recognizers:
        yield Rule(recognizer.category, recognizer.entity, recognizer.header, ())
    for rule in pack.headers:
        yield Rule(rule.category, None, rule.header, rule.forms, rule.counts, rule.refuted, rule.told)
