"""Column and table names matched against the words of the recognizer files: whole words, never substrings."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from enum import IntEnum

from barlau.fold import MIN_ROOT, fits, root, tokens
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


@dataclass(frozen=True, slots=True)
class Match:
    """A rule's phrase found in a name: tokens `start` to `end`."""

    rule: Rule
    start: int
    end: int
    word: str
    """As it stands in the name."""
    clarity: Clarity
    against: str | None
    """A word of the name that says it is about something else; None if there is none."""
    exact: bool = True
    """Whether the words stand as the rule has them, not inflected, turned round or with a word between."""

    @property
    def weak(self) -> bool:
        """Whether the values have to agree."""
        return self.clarity is not Clarity.CLEAR


@dataclass(frozen=True, slots=True)
class _Phrase:
    rule: Rule
    words: tuple[str, ...]
    clarity: Clarity


class Lexicon:
    """All phrases of a pack, indexed by their first word."""

    def __init__(self, pack: Pack) -> None:
        self._status = frozenset(pack.status_words)
        self._noise = frozenset(pack.noise_words)
        self._same = {word: group[0] for group in pack.same_words for word in group}
        self._joined: dict[str, list[_Phrase]] = defaultdict(list)
        self._stems: dict[str, list[_Phrase]] = defaultdict(list)
        self._rooted: dict[str, list[_Phrase]] = defaultdict(list)
        self._subjects: dict[str, list[tuple[str, tuple[str, ...]]]] = defaultdict(list)
        for rule in _rules(pack):
            for clarity, phrases in (
                (Clarity.CLEAR, rule.header.phrases),
                (Clarity.WEAK, rule.header.weak),
                (Clarity.NEARBY, rule.header.nearby),
            ):
                for words in phrases:
                    self._index(_Phrase(rule, words, clarity))
        for subject in pack.subjects:
            for words in subject.words:
                self._subjects[words[0][:2]].append((subject.subject, words))

    def _index(self, phrase: _Phrase) -> None:
        if any(word.endswith("*") for word in phrase.words):
            self._stems[phrase.words[0][:2]].append(phrase)
            return
        self._joined["".join(phrase.words)].append(phrase)
        roots = tuple(map(self._root, phrase.words))
        if len(roots) > 1:
            self._rooted[roots[0]].append(replace(phrase, words=roots))
        elif len(roots[0]) > MIN_ROOT:
            weak = phrase.clarity is Clarity.CLEAR and len(roots[0]) < LONG_ROOT
            self._rooted[roots[0]].append(
                replace(phrase, words=roots, clarity=Clarity.WEAK if weak else phrase.clarity)
            )
        if len(roots) == 2 and not (self._noise | self._status).intersection(phrase.words):
            self._rooted[roots[1]].append(replace(phrase, words=roots[::-1]))

    def matches(self, name: str) -> list[Match]:
        """What a column name announces, the longest phrases first; shorter ones inside them are dropped.

        In a path (`$.device.cookie_id`) the last part has to take part, unless it says nothing (`$.phone.value`).
        """
        words, leaf = tokens(name), self._leaf(name)
        found = sorted(
            (m for m in self._find(words) if m.end > len(words) - leaf),
            key=lambda m: (m.start - m.end, not m.exact, m.clarity, m.start, m.rule.category or ""),
        )
        kept: list[Match] = []
        for match in found:
            inside = any(k.start <= match.start and match.end <= k.end and _better(k, match) for k in kept)
            twice = any(k.rule.category == match.rule.category for k in kept)
            if not inside and not twice:
                kept.append(match)
        return kept

    def _leaf(self, name: str) -> int:
        """How many of the last words of a name have to be touched by a phrase."""
        if not name.startswith("$."):
            return len(tokens(name))
        leaf = tokens(name.replace("[*]", "").rpartition(".")[2])
        return len(tokens(name)) if all(word in self._noise for word in leaf) else len(leaf)

    def _find(self, words: Sequence[str]) -> Iterator[Match]:
        for start in range(len(words)):
            for end in range(start + 1, min(start + LONGEST_JOIN, len(words)) + 1):
                for phrase in self._joined.get("".join(words[start:end]), ()):
                    yield self._match(phrase, words, start, end)
            for phrase in self._stems.get(words[start][:2], ()):
                end = start + len(phrase.words)
                if end <= len(words) and all(map(fits, phrase.words, words[start:end])):
                    yield self._match(phrase, words, start, end)
        yield from self._inflected(words)

    def _root(self, word: str) -> str:
        return root(self._same.get(word, word))

    def _inflected(self, words: Sequence[str]) -> Iterator[Match]:
        """Phrases with other endings, in other words for the same, turned round, or with one word between theirs."""
        roots = [self._root(word) for word in words]
        for start, first in enumerate(roots):
            for phrase in self._rooted.get(first, ()):
                end = self._end(phrase.words, words, roots, start)
                if end is not None:
                    yield replace(self._match(phrase, words, start, end), exact=False)

    def _end(self, phrase: Sequence[str], words: Sequence[str], roots: Sequence[str], start: int) -> int | None:
        """Where the phrase that begins at `start` ends, with at most one word inside that announces nothing itself."""
        at, skipped = start, False
        for word in phrase:
            if start < at < len(roots) and roots[at] != word and not skipped and words[at] not in self._joined:
                at, skipped = at + 1, True
            if at >= len(roots) or roots[at] != word:
                return None
            at += 1
        return at

    def _match(self, phrase: _Phrase, words: Sequence[str], start: int, end: int) -> Match:
        outside = [*words[:start], *words[end:]]
        against = self._against(outside, phrase.rule.header)
        return Match(phrase.rule, start, end, "_".join(words[start:end]), phrase.clarity, against)

    def against(self, name: str, header: Header) -> str | None:
        """A word of the name that says it is not what `header` announces; None if there is none."""
        return self._against(tokens(name), header)

    def _against(self, words: Sequence[str], header: Header) -> str | None:
        negative = next((w for w in words if any(fits(n, w) for n in header.negative)), None)
        return negative or next((w for w in words if w in self._status), None)

    def subject(self, name: str) -> str | None:
        """Whose data a table or column name speaks of (`organisation` for a company's), or None."""
        found = self.whose(name)
        return found[0] if found else None

    def whose(self, name: str) -> tuple[str, str] | None:
        """As `subject`, with the word that says so."""
        words = tokens(name)
        found = []
        for start, word in enumerate(words):
            for subject, phrase in self._subjects.get(word[:2], ()):
                end = start + len(phrase)
                if end <= len(words) and all(map(_alike, phrase, words[start:end])):
                    found.append((-len(phrase), start, subject, "_".join(words[start:end])))
        return min(found)[2:] if found else None


def _rules(pack: Pack) -> Iterator[Rule]:
    for recognizer in pack.recognizers:
        yield Rule(recognizer.category, recognizer.entity, recognizer.header, ())
    for rule in pack.headers:
        yield Rule(rule.category, None, rule.header, rule.forms)


def _alike(word: str, token: str) -> bool:
    """The word, or a longer form of it: `kepilgerler` is guarantors, but `partner` need not be one of `partners`."""
    long = len(root(word)) > MIN_ROOT and len(token) >= len(word)
    return fits(word, token) or (long and root(word) == root(token))


def _better(kept: Match, match: Match) -> bool:
    longer = kept.end - kept.start > match.end - match.start
    return longer or (kept.exact and not match.exact)
