"""What single words of column names mean: words for the same, words that say nothing, words cut short."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import chain

from barlau.fold import MIN_ROOT, fits, root
from barlau.model.recognizer import Header, Pack

SHORTEST_CUT = 3
"""Letters of a word cut short (`прож`, `dlg`); one of two is nobody's beginning for sure."""
TELLING_CUT = 4
"""Letters of cut words that stand beside no whole word of their phrase."""
THINGS = "things"
KEYS = frozenset({"id", "guid", "uuid", "pk", "fk", "ref"})
_VOWELS = frozenset("aeiou")
COUNT = ("number", "of")
TELLING_ALONE = 5
"""Letters of a cut word that stands for a phrase of one word."""
_SKELETON = 0.6  # share of a word's consonants that an abbreviation without vowels keeps (`grp`, `clnt`, `pmt`)


class Words:
    """The words of a pack, asked one by one."""

    def __init__(self, pack: Pack) -> None:
        self.status = frozenset(pack.status_words)
        self.noise = frozenset(pack.noise_words)
        self.small = frozenset(pack.small_words)
        self._same = {word: root(group[0]) for group in pack.same_words for word in group}
        self._same_roots = {
            root(word): root(group[0])
            for group in reversed(pack.same_words)
            for word in group
            if len(word) > MIN_ROOT and not _is_overcut(word, group)
        }
        self._own = self._apart(pack)
        self._concepts: dict[str, str] = {}
        self._groups: dict[str, set[str]] = defaultdict(set)
        self._categories: dict[str, set[str | None]] = defaultdict(set)
        for category, header in _headers(pack):
            for words in _phrases(header):
                for word in words:
                    self._groups[self.concept(word)].add(_group(category))
                    self._categories[self.concept(word)].add(category)
        self._statements = frozenset(map(root, self.status))
        things = [word for s in pack.subjects if s.subject == THINGS for (word, *more) in s.words if not more]
        self._things = frozenset(things)
        self._stems_of_things = tuple(word[:-1] for word in things if word.endswith("*"))
        self._denying = {
            n for _, header in _headers(pack) for n in header.negative if len(n) >= MIN_ROOT and n[-1] != "*"
        }
        self._keyed: dict[Header, bool] = {}
        self._refused: dict[Header, tuple[tuple[str, ...], frozenset[str]]] = {}
        self.known = frozenset(_written(pack))
        """Every word of the lists but stems."""
        self.alone = frozenset(word for _, header in _headers(pack) for (word, *more) in _phrases(header) if not more)
        """Words that announce something by themselves."""

    def _apart(self, pack: Pack) -> frozenset[str]:
        """Words that announce something themselves, and not what a word for the same with their root announces.

        `plate` has the root of `платеж` and is none; `штрафы` are several of `штраф`.
        """
        announced: dict[str, set[str | None]] = defaultdict(set)
        for category, header in _headers(pack):
            for word, *more in _phrases(header):
                announced[word].update(() if more else (category,))
        alike: dict[str, set[str | None]] = defaultdict(set)
        for word in self._same:
            alike[root(word)] |= announced.get(word, set())
        return frozenset(word for word, own in announced.items() if own and own.isdisjoint(alike[root(word)]))

    def concept(self, word: str) -> str:
        """The root of the first of the words for the same; a word that means something else is taken as it stands."""
        known = self._concepts.get(word)
        if known is None:
            plain = root(word)
            other = plain if word in self._own else self._same_roots.get(plain, plain)
            known = self._concepts[word] = self._same.get(word, other)
        return known

    def has_others(self, word: str) -> bool:
        """Whether other words stand for the same."""
        return word in self._same or (word not in self._own and root(word) in self._same_roots)

    def belongs(self, word: str, category: str | None) -> bool:
        """Whether phrases of the category's group use the word too."""
        return _group(category) in self._groups[self.concept(word)]

    def announces(self, word: str, category: str | None) -> bool:
        """Whether phrases of the category itself use the word."""
        return category in self._categories[self.concept(word)]

    def says_nothing(self, word: str) -> bool:
        """Whether a name is the same without the word."""
        return word in self.noise or word in self.small or word.isdecimal()

    def is_denying(self, word: str) -> bool:
        """Whether some category names the word as one that speaks of something else."""
        return word in self._denying

    def is_foreign(self, word: str, category: str | None) -> bool:
        """Whether the word names things that the category's group never speaks of: `author` of a `book`."""
        thing = word in self._things or word.startswith(self._stems_of_things)
        return thing and word not in self._own and not self.belongs(word, category)

    def is_key(self, word: str) -> bool:
        """Whether the word calls the key of a row."""
        return word in KEYS

    def speaks_of_keys(self, header: Header) -> bool:
        """Whether keys are what a header announces: `device id`."""
        if header not in self._keyed:
            self._keyed[header] = any(not KEYS.isdisjoint(words) for words in _phrases(header))
        return self._keyed[header]

    def is_bare(self, word: str) -> bool:
        """Whether the word alone, in any table, tells nothing of what stands there."""
        return word in KEYS or word == "nomer" or word.isdecimal() or self.states(word)

    def states(self, word: str) -> bool:
        """Whether the word turns a name into a statement about the datum."""
        return word in self.status or (len(word) > MIN_ROOT and root(word) in self._statements)

    def refuses(self, header: Header, word: str) -> bool:
        """Whether a header says that the word speaks of something else."""
        if header not in self._refused:
            stems = tuple(n[:-1] for n in header.negative if n.endswith("*"))
            self._refused[header] = stems, frozenset(self.concept(n) for n in header.negative if not n.endswith("*"))
        stems, concepts = self._refused[header]
        return self.concept(word) in concepts or (bool(stems) and word.startswith(stems))


def _is_overcut(word: str, group: Sequence[str]) -> bool:
    """Whether the root is shorter than a word of the group that the word begins with: `поли` of `полисі`."""
    return any(word != other and word.startswith(other) and len(root(word)) < len(other) for other in group)


def _group(category: str | None) -> str:
    return (category or "").partition(".")[0]


def _headers(pack: Pack) -> Iterator[tuple[str | None, Header]]:
    yield from ((recognizer.category, recognizer.header) for recognizer in pack.recognizers)
    yield from ((rule.category, rule.header) for rule in pack.headers)


def _written(pack: Pack) -> Iterator[str]:
    phrases = [
        *(p for _, header in _headers(pack) for p in _phrases(header)),
        *(p for s in pack.subjects for p in s.words),
    ]
    words = (word for phrase in phrases for word in phrase)
    negative = (word for _, header in _headers(pack) for word in header.negative)
    yield from (word for word in chain(words, negative) if not word.endswith("*"))
    yield from chain(*pack.same_words, pack.status_words, pack.noise_words, pack.small_words)


def _phrases(header: Header) -> tuple[tuple[str, ...], ...]:
    return (*header.phrases, *header.weak, *header.nearby)


def counted(words: Sequence[str], places: Sequence[int]) -> str | None:
    """`number of phones` counts what it names, unless the phrase itself is such a count."""
    at = next((i for i in range(len(words) - 1) if (words[i], words[i + 1]) == COUNT), None)
    return None if at is None or at + 1 in places else "_".join(COUNT)


def alike(word: str, token: str) -> bool:
    """The word, or a longer form of it: `kepilgerler` is guarantors, but `partner` need not be one of `partners`.

    `ые` is written `ye` as well, which is read as `е`: `kontaktnye`.
    """
    long = len(root(word)) > MIN_ROOT and (len(token) >= len(word) or f"{token[:-1]}ie" == word)
    return fits(word, token) or (long and root(word) == root(token))


@lru_cache(maxsize=1 << 14)
def beginning(word: str) -> str:
    """The first letter and the consonant behind it, which a word keeps however it is cut: `ttl` and `title`."""
    return word[:1] + next((letter for letter in word[1:] if letter not in _VOWELS), "")


@lru_cache(maxsize=1 << 14)
def is_cut(token: str, word: str) -> bool:
    """Whether a word of a name is the beginning of a longer word, cut behind a consonant, or its consonants."""
    if len(token) < SHORTEST_CUT or len(word) < len(token) + 2 or token[0] != word[0]:
        return False
    if word.startswith(token):
        # ж and й are folded to `i` beside a vowel: `полож` of `положение`
        return token[-1] not in _VOWELS or (token[-1] == "i" and word[len(token)] in _VOWELS)
    return _VOWELS.isdisjoint(token[1:]) and _keeps_consonants(token[1:], word[1:])


def _keeps_consonants(token: str, word: str) -> bool:
    consonants = [letter for letter in word if letter not in _VOWELS]
    rest = iter(consonants)
    return all(letter in rest for letter in token) and len(token) + 1 >= _SKELETON * (len(consonants) + 1)
