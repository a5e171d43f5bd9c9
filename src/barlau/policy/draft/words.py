"""Words of a text and phrases that match them: exact words, stems with a language's endings, prefixes and gaps.

No lemmatizer runs: a Russian stem takes a closed list of endings (`карт~` meets `карты`, not `картина`), a Kazakh one
a chain of plural, possessive and case, an English one the plural and the possessive.
"""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

_SAME = str.maketrans({"ё": "е", "ң": "н", "’": "'", "ʼ": "'", "`": "'", "\u00a0": " ", "\u00ad": "\u00ad"})
_WORD = re.compile(r"[^\W_]+(?:'[^\W_]+)?")
_OWNING = 3  # letters of the shortest word that takes the endings of an owner
_LONGEST = 40  # letters of the longest stem, with room
_GAPS = {"..": (3, False), "...": (6, True)}
"""Most words that a gap skips, and whether it crosses commas."""

_RUSSIAN_ENDINGS = """
а я у ю ы и е о ь й ом ем ой ей ою ею ов ев ам ям ами ями ах ях ью ии ий ию ия ие ием ией иям иями иях иев ьи ья ье ьям
ый ая ое ые ого его ому ему ым им ых их ую юю ыми ими эй яя ее яю ьями ьях
аяся ееся ейся яся иеся ыеся ихся ийся емся имся
"""
_RUSSIAN = frozenset(_RUSSIAN_ENDINGS.split())
_KAZAKH = re.compile(
    r"(?:[лдт][ае]р)?(?:ымыз|іміз|мыз|міз|ыныз|ініз|ныз|ніз|ым|ім|м|ын|ін|н|сы|сі|ы|і)?"
    r"(?:нын|нін|дын|дін|тын|тін|га|ге|ға|ка|ке|қа|на|не|а|е|ны|ні|ды|ді|ты|ті|н|нда|нде|да|де|та|те|ндағы|ндегі|дағы|дегі|тағы|тегі|"
    r"нан|нен|дан|ден|тан|тен|мен|бен|пен)?"
)
_POSSESSED = re.compile(
    r"(?:ныз|ніз|мыз|міз|м)?"
    r"(?:нын|нін|дын|дін|на|не|ға|ге|ны|ні|ды|ді|н|нда|нде|да|де|нан|нен|дан|ден|мен|бен|ндағы|ндегі)?"
)
"""What follows a word that ends in a possessive: another possessor, a case."""
_OWNER = re.compile(r"(?:[лдт][ае]р)?(?:ымыз|іміз|мыз|міз|ыныз|ініз|ныз|ніз|сы|сі|ы|і)?(?:[дтн][ыі]н)?")
"""What follows the owner of a thing: "құжат нөмірі", "құжаттың нөмірі", "құжаттарының нөмірі" are the same phrase."""
_KAZAKH_SOFT = {"қ": "ғ", "к": "г", "п": "б"}
_KAZAKH_VOWEL = re.compile(r"[аеиоуыіүұөәэ]")


def fold(text: str) -> str:
    """Lower case, without the letters that are often exchanged (ё, ң); as long as the text, so that offsets stay."""
    lowered = text.lower()
    if len(lowered) != len(text):
        lowered = "".join(low if len(low := char.lower()) == 1 else char for char in text)
    return lowered.translate(_SAME)


@dataclass(frozen=True, slots=True)
class Token:
    """One word: folded, with its place in the text, and what parts it from the word before."""

    word: str
    start: int
    end: int
    comma: bool
    """A comma stands before it."""
    stop: bool
    """A mark that no phrase crosses stands before it."""


def tokens(folded: str, start: int, end: int) -> list[Token]:
    """The words of `folded[start:end]`."""
    out: list[Token] = []
    last = start
    for found in _WORD.finditer(folded, start, end):
        between = folded[last : found.start()]
        marks = between.replace("(", "").replace(")", "") if _bracketed(folded, out, between) else between
        stop = bool(out) and any(mark in marks for mark in ".;:!?()\t|[]•")
        out.append(Token(found.group(), found.start(), found.end(), "," in between, stop))
        last = found.end()
    return out


def _bracketed(folded: str, before: list[Token], between: str) -> bool:
    """The word before stands alone in brackets ("internet protocol (IP) address"): the phrase goes on behind them."""
    return bool(before) and between.strip() == ")" and folded[before[-1].start - 1 : before[-1].start] == "("


def _english(rest: str) -> bool:
    return rest in ("", "s", "es", "'s", "s'")


def _russian(rest: str) -> bool:
    return not rest or rest in _RUSSIAN


def _kazakh(rest: str) -> bool:
    return _KAZAKH.fullmatch(rest) is not None


ENDINGS: dict[str, Callable[[str], bool]] = {"en": _english, "ru": _russian, "kk": _kazakh}


@dataclass(frozen=True, slots=True)
class Gap:
    """Words that a phrase skips."""

    most: int
    commas: bool


@dataclass(frozen=True)
class Phrase:
    """What a phrase means, and its parts: sets of alternatives (numbers of patterns) and gaps."""

    meaning: str
    parts: tuple[frozenset[int] | Gap, ...]
    commas: frozenset[int]
    """Parts before which a comma may stand."""
    ahead: frozenset[int]
    """Parts that have to follow, but do not belong to the phrase."""

    @cached_property
    def needs(self) -> tuple[frozenset[int], ...]:
        """What has to stand in the text behind the first word."""
        return tuple(part for part in self.parts[1:] if not isinstance(part, Gap))

    @cached_property
    def second(self) -> frozenset[int] | None:
        """What has to be the second word; nothing where a gap follows the first."""
        part = self.parts[1] if len(self.parts) > 1 else None
        return None if isinstance(part, Gap) else part


@dataclass(frozen=True, slots=True)
class Hit:
    """A phrase found: the words that it matched, as positions in the list of tokens."""

    meaning: str
    words: tuple[int, ...]


@dataclass(slots=True)
class Phrases:
    """A set of phrases of one language, indexed by their first words."""

    language: str
    owners: bool = False
    """Kazakh phrases of things: the words before the last one may be their owners, with the endings of such."""
    _exact: dict[str, set[int]] = field(default_factory=lambda: defaultdict(set))
    _stems: dict[str, set[tuple[int, bool]]] = field(default_factory=lambda: defaultdict(set))
    _possessed: dict[str, set[int]] = field(default_factory=lambda: defaultdict(set))
    _owners: dict[str, set[tuple[int, bool]]] = field(default_factory=lambda: defaultdict(set))
    _prefixes: dict[str, set[int]] = field(default_factory=lambda: defaultdict(set))
    _numbers: dict[str, int] = field(default_factory=dict)
    _by_first: dict[int, list[Phrase]] = field(default_factory=lambda: defaultdict(list))
    _known: dict[str, frozenset[int]] = field(default_factory=dict)

    def add(self, meaning: str, text: str) -> None:
        """Add one phrase in the notation of the lexicon."""
        parts: list[frozenset[int] | Gap] = []
        commas: set[int] = set()
        ahead: set[int] = set()
        for element in fold(text).replace("-", " ").split():
            if element in _GAPS:
                parts.append(Gap(*_GAPS[element]))
            elif element == ",":
                commas.add(len(parts))
            else:
                word = element.rstrip(",").removeprefix("=")
                if element.startswith("="):
                    ahead.add(len(parts))
                parts.append(frozenset(self._pattern(one) for one in word.split("|") if one))
                if element.endswith(","):
                    commas.add(len(parts))
        if not parts:
            return
        if self.language == "kk" and self.owners:
            self._own(parts)
        phrase = Phrase(meaning, tuple(parts), frozenset(commas), frozenset(ahead))
        first = parts[0]
        assert isinstance(first, frozenset)  # noqa: S101  (our own lexicon: no phrase begins with a gap)
        for number in first:
            self._by_first[number].append(phrase)

    def _own(self, parts: Sequence[frozenset[int] | Gap]) -> None:
        """Let the words before the last one take the endings of an owner."""
        plain = {number: word for word, number in self._numbers.items()}
        for part in parts[:-1]:
            for number in part if isinstance(part, frozenset) else ():
                word = plain[number]
                if len(word) >= _OWNING and word.isalpha():
                    self._owners[word].add((number, False))
                    if word[-1] in _KAZAKH_SOFT:
                        self._owners[word[:-1] + _KAZAKH_SOFT[word[-1]]].add((number, True))

    def _pattern(self, text: str) -> int:
        if text in self._numbers:
            return self._numbers[text]
        number = self._numbers[text] = len(self._numbers)
        if text.endswith("~"):
            stem = text[:-1]
            self._stems[stem].add((number, False))
            soft = _KAZAKH_SOFT.get(stem[-1:]) if self.language == "kk" else None
            if soft:
                self._stems[stem[:-1] + soft].add((number, True))
        elif text.endswith("*"):
            self._prefixes[text[:-1]].add(number)
        else:
            self._exact[text].add(number)
            if self.language == "kk" and text.endswith(("ы", "і")):
                self._possessed[text].add(number)
        return number

    def _patterns(self, word: str) -> frozenset[int]:
        """Which patterns a word meets."""
        if word in self._known:
            return self._known[word]
        found = set(self._exact.get(word, ()))
        fits = ENDINGS[self.language]
        for length in range(1, min(len(word), _LONGEST) + 1):
            head, rest = word[:length], word[length:]
            found |= self._prefixes.get(head, set())
            if head in self._possessed and _POSSESSED.fullmatch(rest):
                found |= self._possessed[head]
            if head in self._owners and _OWNER.fullmatch(rest):
                found |= {n for n, soft in self._owners[head] if not soft or _KAZAKH_VOWEL.match(rest)}
            if head in self._stems and fits(rest):
                found |= {n for n, soft in self._stems[head] if not soft or _KAZAKH_VOWEL.match(rest)}
        self._known[word] = frozenset(found)
        return self._known[word]

    def find(self, words: Sequence[Token]) -> Iterator[Hit]:
        """Every phrase found in the words, at every place."""
        met = [self._patterns(token.word) for token in words]
        present = frozenset().union(*met)
        for i, patterns in enumerate(met):
            following = met[i + 1] if i + 1 < len(met) else frozenset()
            for number in patterns:
                for phrase in self._by_first.get(number, ()):
                    if phrase.second is not None and phrase.second.isdisjoint(following):
                        continue
                    if any(map(present.isdisjoint, phrase.needs)):
                        continue
                    matched = _match(phrase, words, met, i)
                    if matched:
                        yield Hit(phrase.meaning, matched)


def _match(phrase: Phrase, words: Sequence[Token], met: Sequence[frozenset[int]], first: int) -> tuple[int, ...] | None:
    matched, at, gap = [first], first + 1, Gap(0, commas=False)
    for index, part in enumerate(phrase.parts[1:], 1):
        if isinstance(part, Gap):
            gap = part
            continue
        comma = gap.commas or index in phrase.commas
        for skipped in range(gap.most + 1):
            here = at + skipped
            if here >= len(words) or words[here].stop or (words[here].comma and not comma):
                return None
            if met[here] & part:
                if index not in phrase.ahead:
                    matched.append(here)
                at, gap = here + 1, Gap(0, commas=False)
                break
        else:
            return None
    return tuple(matched)


def longest(hits: Iterable[Hit]) -> list[Hit]:
    """The hits that no longer phrase explains: one whose words are all among those of a longer hit is dropped."""
    found = sorted(set(hits), key=lambda hit: (-len(hit.words), hit.words, hit.meaning))
    by_word: dict[int, list[frozenset[int]]] = defaultdict(list)
    kept: list[Hit] = []
    for hit in found:
        own = frozenset(hit.words)
        if any(own < other for other in by_word[hit.words[0]]):
            continue
        kept.append(hit)
        for position in hit.words:
            by_word[position].append(own)
    return sorted(kept, key=lambda hit: (hit.words, hit.meaning))


@lru_cache(maxsize=8)
def split(text: str) -> tuple[str, ...]:
    """The phrases of one entry of the lexicon."""
    return tuple(phrase.strip() for phrase in text.split(" / ") if phrase.strip())
