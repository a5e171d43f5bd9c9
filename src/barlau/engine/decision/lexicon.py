"""Column and table names matched against the words of the recognizer files: whole words, never substrings."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from barlau import precomputed
from barlau.engine.decision.names import Names
from barlau.engine.decision.phrases import Clarity, Found, Phrases, Rule
from barlau.engine.decision.subject_words import SubjectWords
from barlau.engine.decision.words import Words, counted
from barlau.fold import fold
from barlau.model.recognizer import NOBODY, Header, Pack

TABLE_WORDS = 3  # words of a table's name that may belong to the names of its columns
NO = "no"  # a number behind what is numbered, and nothing where it is no number
SLIGHT = 3  # a word of fewer letters tells nothing beside words of other meaning
NAMES = 1 << 12  # names whose matches are kept: a decision asks for them several times

MADE_BY = ("engine/decision", "recognizers", "model/recognizer.py", "fold.py", "yamlfile.py")
"""What the lexicon of the shipped pack is computed by."""

FLAG = "flag"
WHERE = frozenset(map(fold, ("path", "url", "uri", "link", "href", "путь", "ссылка", "сілтеме")))
WHERE_FORMS = frozenset(("path", "url"))
"""Words, and forms of values, that say where a datum lies."""
HAVING = frozenset(map(fold, ("is", "has", "have", "flag", "flg", "есть", "бар", "наличие", "признак", "призн")))
"""Whether somebody has it, where that is the datum itself: `has_pension`, `ипотека есть`."""


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
    """Whether the words stand as the rule has them, not inflected, turned round, cut or with a word between."""
    size: int = 1
    """How many words it took."""
    partial: bool = False
    """Whether it is one word beside others that have nothing to do with its category."""
    keyed: bool = False
    """Whether the name calls the key of a row beside it: `debt_id`."""
    everyday: bool = False
    """Whether the words mean it in some tables only: `title`, `position`."""

    @property
    def weak(self) -> bool:
        """Whether the values have to agree."""
        return self.clarity is not Clarity.CLEAR


class Lexicon:
    """All phrases of a pack, and whose data words speak of."""

    def __init__(self, pack: Pack) -> None:
        self._words = Words(pack)
        self._phrases = Phrases(pack, self._words)
        names = Names(pack, self._words)
        self._tokens, self._leaf = names.tokens, names.leaf
        self._layers = frozenset(pack.layer_words)
        self.subjects = SubjectWords(pack, self._words, self._phrases, self._tokens)
        self._told = {r.entity for r in pack.recognizers if any(p.tells_alone for p in r.patterns)}
        """Entities that values tell by themselves: the phones of a table of consents are phones."""
        owners = (word for word in self._words.noise if self._words.has_others(word) and self.subjects.whose(word))
        self._owners = frozenset(map(self._words.concept, owners))
        """What `client` and `user` mean: words that say nothing of what stands there."""
        meant = map(self._words.concept, ("id", "document", "number", "count"))
        self._key, self._paper, self._number, self._count = meant
        self._plain = frozenset(map(self._words.concept, ("name", "title", "date", "time", "number", "no")))
        self._matches = lru_cache(maxsize=NAMES)(self._matched)

    @classmethod
    def of(cls, pack: Pack) -> Lexicon:
        """The lexicon of a pack; that of the shipped one is indexed once for an installation."""
        return precomputed.kept("lexicon", MADE_BY, lambda: cls(pack)) if pack.shipped else cls(pack)

    def __getstate__(self) -> dict[str, object]:
        """Without the matches of names."""
        return {name: value for name, value in vars(self).items() if name != "_matches"}

    def __setstate__(self, state: dict[str, object]) -> None:
        vars(self).update(state)
        self._matches = lru_cache(maxsize=NAMES)(self._matched)

    def matches(self, name: str, table: str = "") -> list[Match]:
        """What a column name announces, the longest phrases first; shorter ones inside them are dropped.

        In a path (`$.device.cookie_id`) the last part has to take part, unless it says nothing (`$.phone.value`).
        The words of the table count as the first part of such a path (`amount` of `payments`), and values have to
        agree with what only they make clear.
        """
        return list(self._matches(name, table))

    def _matched(self, name: str, table: str) -> tuple[Match, ...]:
        words, leaf = self._tokens(name), self._leaf(name)
        first = len(words) - leaf
        found = (m for m in self._find(words) if m.end > first and not _is_spelled_across(words, m, first))
        kept = self._fuller(_longest(found), words)
        rows = self._rows(table)
        about = (self._in_part(m, words, (*rows, *words[:first])) for m in kept if self._is_about(m, words))
        kept = [self._confirmed(m, words, rows) for m in about if m and not self._is_of_other_rows(m, rows, table)]
        clear = {m.rule.category for m in kept if m.against is None}
        for match in self._by_table(rows, words, first):
            inside = [m for m in kept if match.start <= m.start and m.end <= match.end]
            known = next((m for m in inside if m.rule.category == match.rule.category), next(iter(inside), None))
            lengthened = match.rule.entity is None and match.against is None
            lengthened = lengthened and not (known and _is_sibling(known, match))
            if known is not None and lengthened and known.size < match.size and known.rule.entity not in self._told:
                kept.remove(known)  # a date of birth, in a table of children
                clarity, everyday = min(known.clarity, Clarity.WEAK), known.everyday
                kept.append(replace(match, clarity=clarity, everyday=everyday))
            elif any(m.start <= match.start and match.end <= m.end and (m.against is None or m.size > 1) for m in kept):
                continue
            elif match.rule.category not in clear and not any(m.exact and not m.weak for m in kept):
                kept.append(match)
        return tuple(kept)

    def _fuller(self, found: list[Match], words: Sequence[str]) -> list[Match]:
        """Without what shares a word with a phrase that leaves less unsaid: the code of `cl_code_word` is a word."""

        def unsaid(match: Match) -> int:
            rest = (*words[: match.start], *words[match.end :])
            return sum(not self._words.says_nothing(word) for word in rest)

        clear = [m for m in found if m.clarity is Clarity.CLEAR and m.against is None and m.size > 1 and m.exact]
        return [
            m
            for m in found
            if m.rule.entity is not None
            or m.size > 2
            or not any(k.start < m.end and m.start < k.end and unsaid(k) == 0 < unsaid(m) for k in clear)
        ]

    def _rows(self, table: str) -> list[str]:
        """The last words of a table's name that say what its rows are, without `.csv`, `tbl` and `2026`.

        `documents` are a ledger's unless the name says whose they are.
        """
        words = self._tokens(table.rpartition("/")[2])
        rows = [w for w in words if self._words.has_others(w) or not self._words.says_nothing(w)][-TABLE_WORDS:]
        if self.subjects.subject(table) not in (None, *NOBODY):
            return rows
        return [word for word in rows if self._words.concept(word) != self._paper]

    def _find(self, words: Sequence[str]) -> list[Match]:
        found = [self._match(each, words) for each in self._phrases.find(words)]
        taken = {at for m in found if m.against is None for at in range(m.start, m.end)}
        if all(at in taken or self._words.says_nothing(word) for at, word in enumerate(words)):
            return found
        return [*found, *(self._match(each, words) for each in self._phrases.cut(words))]

    def _by_table(self, table: Sequence[str], words: Sequence[str], first: int) -> list[Match]:
        """Phrases that begin in the table's name and take every word of the column's name that says something."""
        leaf = words[first:]
        if not table or not leaf or all(map(self._words.is_bare, leaf)):
            return []
        said = set(map(self._words.concept, leaf))
        table = [word for word in table if self._words.concept(word) not in said]
        both = (*table, *words)
        found = []
        for each in self._phrases.find(both, len(table)):
            if (each.phrase.rule.category or "").startswith("org."):
                continue  # whether the rows are an organisation's is asked of the whole name of the table
            own = [at for at in each.places if at >= len(table)]
            rest = [both[at] for at in range(len(table), len(both)) if at not in each.places]
            about = all(self._is_beside(w, each.phrase.rule) for w in rest)
            others = (word for at, word in enumerate(both) if at in own or (at < len(table) and at not in each.places))
            if any(self._words.refuses(each.phrase.rule.header, word) for word in others):
                continue
            words_of_own = [both[at] for at in own]
            apart = self._is_of_owner(words_of_own, rest) or self._is_of_rest(words_of_own, rest)
            if 0 < len(own) < len(each.places) and about and not apart:
                match = self._match(each, both, rest)
                own_words = "_".join(words_of_own)
                start, end = own[0] - len(table), own[-1] + 1 - len(table)
                found.append(replace(match, start=start, end=end, word=own_words, clarity=Clarity.WEAK, exact=False))
        return _longest(found)

    def _is_of_owner(self, own: Sequence[str], rest: Sequence[str]) -> bool:
        """`cust_id` of sessions is the client's key, not the session's; `usr` of devices is who has one."""
        own_concepts, others = set(map(self._words.concept, own)), map(self._words.concept, rest)
        return own_concepts <= self._owners or (own_concepts == {self._key} and not self._owners.isdisjoint(others))

    def _is_of_rest(self, own: Sequence[str], rest: Sequence[str]) -> bool:
        """The count of `phone_count` of calls is of phones, and the name of `table_name` of events a table's."""
        said = any(not word.isdecimal() for word in rest)
        return said and all(self._words.is_bare(word) or self._words.concept(word) in self._plain for word in own)

    def _confirmed(self, match: Match, words: Sequence[str], rows: Sequence[str]) -> Match:
        """A vague match that shares its word or its meaning with the table is less vague: `paid_at` of `payments`."""
        if match.clarity is not Clarity.NEARBY:
            return match
        own = set(map(self._words.concept, words[match.start : match.end]))
        shared = match.size > 1 and not own.isdisjoint(map(self._words.concept, rows))
        return replace(match, clarity=Clarity.WEAK) if shared or self._is_told(match, own, rows) else match

    def _is_of_other_rows(self, match: Match, rows: Sequence[str], table: str) -> bool:
        """Whether the rows are of what a match's category refuses: the `ticket_no` of `support_tickets`.

        A vague match is asked, and a single word where the table is not of people: `segments` of short messages.
        """
        if match.rule.entity is not None or match.against is not None:
            return False
        if not match.weak and (match.size > 1 or self.subjects.subject(table) not in (None, *NOBODY)):
            return False
        if not any(self._words.refuses(match.rule.header, word) for word in rows):
            return False
        own = set(map(self._words.concept, match.word.split("_")))  # `stars` of `product_reviews` are the review's
        of_rows = (w for w in rows[-1:] if self._words.concept(w) not in own)
        return not any(self._words.belongs(word, match.rule.category) for word in of_rows)

    def _is_told(self, match: Match, own: set[str], rows: Sequence[str]) -> bool:
        """Whether other words of the table announce the category as well: `body` of `reviews`, no `model` of models."""
        found = (each.phrase for each in self._phrases.find(rows) if each.phrase.rule.category == match.rule.category)
        told = any(own.isdisjoint(map(self._words.concept, phrase.words)) for phrase in found)
        return told and match.rule.entity is None

    def _is_about(self, match: Match, words: Sequence[str]) -> bool:
        """Whether the rest of a name lets a vague match stand.

        `title` may be an organisation's, `book_title` is not; `policy` may be an insurance, `policy_id` is the key of
        a table.
        """
        if not match.weak or match.rule.entity is not None:
            return True
        rest = (*words[: match.start], *words[match.end :])
        if any(map(self._words.is_key, rest)):
            return False
        if match.size == 1 and self._words.says_nothing(words[match.start]):
            return all(map(self._words.says_nothing, rest))  # `val` of `group_val` only says that values stand there
        if match.clarity is not Clarity.NEARBY:
            return True
        return all(self._is_of(word, match.rule.category) for word in rest)

    def _in_part(self, match: Match, words: Sequence[str], above: Sequence[str]) -> Match | None:
        """A single word beside others that have nothing to do with it is a part of what is said, or nothing at all.

        `gr` of a delivery is no year of birth, and the client of `clnt_resid` is whose data it is.
        """
        rest = (*words[: match.start], *words[match.end :])
        explained = (self._words.is_key(w) or w in above or self._is_of(w, match.rule.category) for w in rest)
        if match.size > 1 or match.against is not None or all(explained):
            return match
        if match.rule.entity is None and match.end - match.start == 1 and self._is_slight(words[match.start]):
            return None
        slight = len(match.word) < SLIGHT
        return replace(match, partial=True, clarity=max(match.clarity, Clarity.WEAK) if slight else match.clarity)

    def _is_slight(self, word: str) -> bool:
        """Whether a word tells nothing beside others: two letters, or whose data it is."""
        return len(word) < SLIGHT or self._words.concept(word) in self._owners

    def _is_of(self, word: str, category: str | None) -> bool:
        """Whether a word says nothing, speaks of the category's group, or of whose the datum is."""
        return not self._words.is_key(word) and (
            self._is_unsaid(word, category) or self.subjects.whose(word) is not None
        )

    def _is_beside(self, word: str, rule: Rule) -> bool:
        """Whether a word may stand beside one that the table completes.

        It says nothing, is among the words of the category itself, or says where the datum lies.
        """
        if word in WHERE and not WHERE_FORMS.isdisjoint(rule.forms):
            return True
        known = self._words.says_nothing(word) or self._words.announces(word, rule.category)
        return known and self._is_unsaid(word, rule.category)

    def _is_unsaid(self, word: str, category: str | None) -> bool:
        """Whether a word adds nothing to what a phrase of the category says."""
        words = self._words
        if words.says_nothing(word):
            return not words.is_key(word)
        return (
            words.belongs(word, category) and self.subjects.whose(word) is None
        )  # a director is no part of a company's phone

    def _match(self, found: Found, words: Sequence[str], outside: Sequence[str] | None = None) -> Match:
        phrase, start, end = found.phrase, found.places[0], found.places[-1] + 1
        if outside is None:
            kept = (0, len(words) - 1) if len(found.places) > 1 else (0,)
            outside = [
                w for at, w in enumerate(words) if at not in found.places and not (at in kept and w in self._layers)
            ]
        stated = [w for w in outside if not self._is_datum(w, phrase.rule)]
        against = self._against(stated, phrase.rule.header)
        against = against or (None if phrase.rule.counts else counted(words, found.places))
        against = against or next((w for w in outside if self._words.is_foreign(w, phrase.rule.category)), None)
        written = "_".join(words[start:end])
        keyed = any(map(self._is_key, outside)) and not self._words.speaks_of_keys(phrase.rule.header)
        everyday = phrase.clarity is Clarity.NEARBY
        return Match(
            phrase.rule,
            start,
            end,
            written,
            phrase.clarity,
            against,
            found.exact,
            len(found.places),
            keyed=keyed,
            everyday=everyday,
        )

    def _is_datum(self, word: str, rule: Rule) -> bool:
        """Whether the word states what is the datum itself: that somebody has it, or how often."""
        return (FLAG in rule.forms and word in HAVING) or (rule.counts and self._words.concept(word) == self._count)

    def _is_key(self, word: str) -> bool:
        """Whether the word calls the key of a row, or its number: `visit_number`."""
        return self._words.is_key(word) or word == NO or self._words.concept(word) == self._number

    def against(self, name: str, header: Header) -> str | None:
        """A word of the name that says it is not what `header` announces; None if there is none."""
        return self._against(self._tokens(name), header)

    def _against(self, words: Sequence[str], header: Header) -> str | None:
        negative = next((w for w in words if self._words.refuses(header, w)), None)
        return negative or next((w for w in words if self._words.states(w)), None)


def _is_sibling(known: Match, match: Match) -> bool:
    """Another category of the same group as one that the name alone makes clear: a `salary` among bank cards."""
    one, other = known.rule.category or "", match.rule.category or ""
    return not known.weak and one != other and one.partition(".")[0] == other.partition(".")[0]


def _is_spelled_across(words: Sequence[str], match: Match, first: int) -> bool:
    """Letters of several parts of a path make no word together: `$.c.v` is no curriculum vitae."""
    return match.start < first and all(len(w) == 1 for w in words[match.start : match.end])


def _longest(found: Iterable[Match]) -> list[Match]:
    """Without what stands inside longer phrases, and each category once."""
    kept: list[Match] = []
    for match in sorted(found, key=lambda m: (-m.size, not m.exact, m.clarity, m.start, m.rule.category or "")):
        inside = any(k.start <= match.start and match.end <= k.end and _better(k, match) for k in kept)
        if not inside and all(k.rule.category != match.rule.category for k in kept):
            kept.append(match)
    return kept


def _better(kept: Match, match: Match) -> bool:
    return kept.size > match.size or (kept.exact and not match.exact)
