"""Sentences of a block and which of their words a denial, an exclusion or a verb of collecting governs."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from barlau.policy.draft import exceptions
from barlau.policy.draft.cue import Cue
from barlau.policy.draft.words import tokens

if TYPE_CHECKING:
    from collections.abc import Sequence

    from barlau.policy.draft.cues import Cues
    from barlau.policy.draft.words import Token

_END = re.compile(r"[.!?…]+[»\")*_]*\s+(?=[«\"(*_]{0,4}[A-ZА-ЯЁӘІҢҒҮҰҚӨҺ0-9])")
_SHORT = re.compile(
    r"(?:^|[\s(.])(?!(?:us|it|so|me|up|on|in|do|to|be|no|of|by|we|he|is|as|at|id|их|им|ее|ей|мы|вы|он|да|не|рк|қр|де|ма|ме)$)"
    r"[^\W\d_]{1,2}$"
)
"""What stands before a full stop that ends no sentence: "г.", "т.д.", "ул." is longer but followed by a name."""
_MOST = 400  # words of a sentence: the longest lists of real policies have half as many
_OWN_VERBS = ("weak", "handle", "keep", "auxiliary")
"""Cues that show a stretch to have a verb of its own, which no denial of another stretch turns round."""
_ENDS = ("deny", "negated", "turned", "ended")
"""Cues by which a clause takes back what the one before it told."""
_AND = ("and", "и", "да", "және")
_GIVING = 14  # words between a person and the verb by which he gives data
_OBLIQUE = re.compile(r"(?:[дтн][ыі]н|[ғгқк][ае])$")
"""Endings of the Kazakh genitive and dative: whose data they are, or who gets them, does not give them."""
_KAZAKH_VERB = re.compile(r"(?:[ае]д[ыі]|йд[ыі])(?<!жайды)$")
"""A verb that ends a Kazakh clause; an accusative ("нөмірді", "мекенжайды") is none."""
_ABBREVIATIONS = ("ул", "обл", "тел", "стр", "рис", "ст", "art", "no", "mr", "inc", "ltd")


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence: its words and cues."""

    words: Sequence[Token]
    cues: Sequence[Cue]
    segments: Sequence[int]
    """For each word, the number of the stretch that it stands in: semicolons, colons and brackets part them."""
    bracketed: frozenset[int]
    """Stretches that stand in brackets."""
    colon: int
    """The first word after the first colon; the number of words where there is none."""

    def has(self, *kinds: str) -> bool:
        """One of these cues stands in it."""
        return any(cue.kind in kinds for cue in self.cues)

    def _of(self, *kinds: str) -> list[Cue]:
        return [cue for cue in self.cues if cue.kind in kinds]

    def first(self, kind: str) -> int:
        """The first word of the first cue of a kind; -1 without one."""
        return next((cue.first for cue in self.cues if cue.kind == kind), -1)

    @property
    def reserves(self) -> bool:
        """The controller, not the person, may ask for something."""
        person, asks = self.first("person"), self.first("may_ask")
        return asks >= 0 and not 0 <= person < asks

    def after_colon(self, position: int) -> bool:
        """A colon opens the list that a word stands in."""
        return position >= self.colon

    def governor(self, position: int, language: str, named: frozenset[int] = frozenset()) -> str:
        """`deny`, `excluded`, `collect`, `excepted`, `spared` or nothing: what governs a word of a sentence.

        `named`: words that name categories; "records" in "criminal records" is no verb.
        """

        def around(word: int) -> str:
            return self._governor(word, language, named)

        if self.taken_back(position, named):
            return "deny"
        return exceptions.governed(self.words, self.cues, position, language, around, named) or around(position)

    def taken_back(self, position: int, named: frozenset[int]) -> bool:
        """Told of the past or of a look only, then denied: "we used to ask for it, but stopped", "seen, not recorded".

        The denial stands in a later clause, which names no data of its own.
        """
        told = [cue.first for cue in self.cues if cue.kind in ("formerly", "looked")] if not self.has("exempt") else []
        return any(
            cue.kind in _ENDS
            and cue.first > min(told)
            and position < start
            and not any(word >= start for word in named)
            for cue in (self.cues if told else ())
            for start in [self._clause_start(cue.first)]
        )

    def _comma_before(self, index: int) -> int:
        """The first word behind the comma or stop before a word."""
        return next((i for i in range(index, 0, -1) if self.words[i].comma or self.words[i].stop), 0)

    def _clause_start(self, index: int) -> int:
        """The first word behind the comma, stop, turn or "and" before a word."""
        turns = {cue.first for cue in self.cues if cue.kind in ("contrast", "turned")}
        turns |= {i + 1 for i, word in enumerate(self.words) if word.word in _AND}
        return next((i for i in range(index, 0, -1) if self.words[i].comma or self.words[i].stop or i in turns), 0)

    def _governor(self, position: int, language: str, named: frozenset[int]) -> str:
        """The cue that governs a word of a sentence with several.

        Kazakh verbs end their clause; Russian and English ones stand before their objects, in the passive after them.
        """
        cues = self._before_turn(position)
        active = [
            cue
            for cue in cues
            if cue.kind in ("deny", "excluded") or (cue.kind == "collect" and not {cue.first, cue.last} <= named)
        ]
        if language == "kk":
            active = self._closed(position, active)
        elif self._follows_own(position, active):
            return "deny"
        pool = self._near(position, active, named)
        if self._left_out(position, pool):
            return "deny"
        if not pool:
            own = self.segments[position]
            weak = [
                cue
                for cue in cues
                if cue.kind == "weak" or (cue.kind == "negated" and self._near_negation(cue, own, position))
            ]
            pool = [
                Cue("deny" if cue.kind == "negated" else "collect", cue.first, cue.last)
                for cue in self._near(position, weak, named)
            ]
        if not pool:
            return ""
        kinds = {cue.kind for cue in pool}
        if len(kinds) == 1:
            return kinds.pop()
        before = [cue for cue in pool if cue.last < position]
        after = [cue for cue in pool if cue.first > position]
        if language == "kk":
            return (after[0] if after else before[-1]).kind if after or before else pool[0].kind
        return (before[-1] if before else after[0]).kind if after or before else pool[0].kind

    def _follows_own(self, position: int, active: Sequence[Cue]) -> bool:
        """A denial closes the clause of a word, behind a comma: "we ask for your name, a passport is not needed"."""
        ahead = next((cue for cue in active if cue.first > position), None)
        if ahead is None or ahead.kind != "deny" or self.words[ahead.first - 1].word in _AND:
            return False
        start = self._comma_before(position)
        return (
            any(cue.kind == "collect" and cue.last < start for cue in active)
            and self._comma_before(ahead.first) == start
            and not any(start <= cue.first < ahead.first for cue in (*active, *self._of("weak", "handle", "keep")))
        )

    def _closed(self, position: int, active: Sequence[Cue]) -> list[Cue]:
        """The cues without the denials that end a Kazakh clause before the one of a word, which has its own verb."""
        ends = any(cue.kind in ("collect", "weak", "keep") and cue.first > position for cue in self.cues)
        start = self._clause_start(position)
        own = self.segments[position]
        return [
            cue
            for cue in active
            if not (ends and cue.kind == "deny" and cue.last < start and self.segments[cue.first] == own)
        ]

    def _near_negation(self, cue: Cue, own: int, position: int) -> bool:
        """A denied verb stands in the stretch of a word, opens its list, or ends it."""
        opens = cue.last < self.colon <= position
        return self.segments[cue.first] == own or (cue.last > cue.first and (opens or cue.first > position))

    def _before_turn(self, position: int) -> list[Cue]:
        """The cues without those of a clause behind the word that is left out ("but not")."""
        ends = [cue.first for cue in self.cues if cue.kind == "turned" and cue.first > position]
        return [cue for cue in self.cues if cue.first < min(ends, default=len(self.words))]

    def _left_out(self, position: int, pool: Sequence[Cue]) -> bool:
        """Its own stretch or clause is closed by a word of negation, and no verb stands there."""
        first, last = self._clause(position)
        own = self.segments[position]
        if any(
            cue.kind == "turned" and first <= cue.first <= position and self.segments[cue.first] in (own, 0)
            for cue in self.cues
        ):
            return True
        if any(first <= cue.first <= last and self.segments[cue.first] == own for cue in pool):
            return False
        return any(
            cue.kind == "negated"
            and position < cue.first <= last
            and self.segments[cue.first] == own
            and self._closes(cue.last)
            for cue in self.cues
        ) and not self.has("limits")

    def _closes(self, index: int) -> bool:
        """It is the last word of its stretch."""
        return index + 1 >= len(self.words) or self.segments[index + 1] != self.segments[index]

    def _near(self, position: int, active: Sequence[Cue], named: frozenset[int]) -> list[Cue]:
        """The cues that may govern a word: those of its stretch, of its clause, of the sentence outside brackets.

        A denial behind a semicolon that names data of its own denies only these.
        """
        own = self.segments[position]
        first, last = self._clause(position)
        clause = [cue for cue in active if first <= cue.first <= last]
        stretch = [cue for cue in clause if self.segments[cue.first] == own]
        if stretch:
            return stretch
        spoken = own not in self.bracketed and any(
            cue.kind in _OWN_VERBS and self.segments[cue.first] == own for cue in self.cues
        )
        open_ = [
            cue
            for cue in active
            if not (spoken and cue.kind == "deny" and self.colon > position and not self._refers_back(cue))
            and not (cue.kind == "deny" and cue.last < first)
            and self.segments[cue.first] not in self.bracketed
            and not (cue.kind in ("deny", "negated") and cue.first > position and self._denies_own(cue, own, named))
        ]
        return [cue for cue in clause if cue in open_] or open_

    def _denies_own(self, denial: Cue, stretch: int, named: frozenset[int]) -> bool:
        """The denial speaks of its own stretch: data are named there, or the other stretch has a verb of giving.

        Words in brackets go with the stretch around them.
        """
        own = self.segments[denial.first]
        if stretch in self.bracketed or own == stretch:
            return False
        if self._refers_back(denial):
            return False
        last = max(word for word, one in enumerate(self.segments) if one == stretch)
        given = bool(_KAZAKH_VERB.search(self.words[last].word)) or any(
            cue.kind in _OWN_VERBS and self.segments[cue.first] == stretch for cue in self.cues
        )
        within = {own} | {one for one in self.bracketed if one > own}
        return given or any(self.segments[word] in within for word in named)

    def _refers_back(self, denial: Cue) -> bool:
        """Its stretch speaks of what was named before it: "these stay on your device"."""
        own = self.segments[denial.first]
        return any(cue.kind == "anaphor" and self.segments[cue.first] == own for cue in self.cues)

    def _clause(self, position: int) -> tuple[int, int]:
        """The part of the sentence between words that turn it round ("but")."""
        goes_on = {cue.first for cue in self.cues if cue.kind == "goes_on"}
        turns = [
            cue.first
            for cue in self.cues
            if cue.kind in ("contrast", "turned")
            or (cue.kind == "turn" and self.words[cue.first].comma and cue.first not in goes_on)
        ]
        first = max((turn for turn in turns if turn <= position), default=0)
        last = min((turn for turn in turns if turn > position), default=len(self.words))
        return first, last


def sentences(text: str, folded: str, start: int, end: int, cues: Cues) -> list[Sentence]:
    """The sentences of a block with their words and cues."""
    out = []
    at = start
    for found in _END.finditer(text, start, end):
        before = folded[at : found.start()]
        if found.group().startswith(".") and (_SHORT.search(before) or before.endswith(_ABBREVIATIONS)):
            continue
        out.append((at, found.end()))
        at = found.end()
    out.append((at, end))
    made = []
    for first, last in out:
        words = tokens(folded, first, last)
        for at in range(0, len(words), _MOST):
            some = words[at : at + _MOST]
            made.append(_sentence(folded, some, cues))
    return made


def _sentence(folded: str, words: Sequence[Token], cues: Cues) -> Sentence:
    segments, bracketed = _segments(folded, words)
    starts = {i for i in range(len(words)) if i == 0 or words[i].stop or words[i].comma}
    found = [
        Cue("deny", cue.first, cue.last)
        if cue.kind == "by_others" or (cue.kind == "none_of" and starts & {cue.first, cue.first - 1})
        else cue
        for cue in cues.find(words)
    ]
    theirs = [cue for cue in found if cue.kind == "third_party"]
    found = [
        cue
        for cue in found
        if cue.kind != "subject" or not any(one.first < cue.first and cue.last <= one.last for one in theirs)
    ]
    found += _given(words, found)
    colon = next((i for i in range(1, len(words)) if ":" in folded[words[i - 1].end : words[i].start]), len(words))
    return Sentence(words, found, segments, bracketed, colon)


def _given(words: Sequence[Token], cues: Sequence[Cue]) -> list[Cue]:
    """Persons who give, near their verb: the person provides the data, unless the verb is that of a third party."""
    others = {word for cue in cues if cue.kind == "third_party" for word in range(cue.first + 1, cue.last + 1)}
    verbs = [cue.first for cue in cues if cue.kind == "gives" and cue.first not in others]
    return [
        Cue("subject", cue.first, verb)
        for cue in cues
        if cue.kind == "giver" and not _OBLIQUE.search(words[cue.last].word)
        for verb in verbs
        if 0 < verb - cue.first <= _GIVING and not any(word.stop for word in words[cue.first + 1 : verb + 1])
    ]


def _segments(folded: str, words: Sequence[Token]) -> tuple[list[int], frozenset[int]]:
    """The stretch of each word, and which stretches stand in brackets: what follows goes on with the one before."""
    out: list[int] = []
    bracketed: set[int] = set()
    number = current = 0
    outer: list[int] = []
    for before, word in zip([None, *words], words, strict=False):
        for mark in folded[before.end : word.start] if before else "":
            if mark == "(":
                outer.append(current)
                number = current = number + 1
                bracketed.add(current)
            elif mark == ")" and outer:
                current = outer.pop()
            elif mark in ";:" and not outer:
                number = current = number + 1
        out.append(current)
    return out, frozenset(bracketed)
