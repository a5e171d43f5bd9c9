"""Words of a name that stand without a sign between them: `clientphone`, `MOBPHN`, `telefonklienta`."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from barlau.engine.decision.words import Words
from barlau.fold import MIN_ROOT, fold, root, with_zh, written

SHORTEST = 3
"""Letters of a part, if it is one of the words for the same (`tel`) or announces something alone (`iin`)."""
TELLING = 4
"""Letters of any other part: of shorter ones too many words are made."""
INFLECTED = 6
"""Letters of a last part that may have another ending: `telefonklienta`."""
DATE = "dt"
"""No word begins or ends so: `dtborn`, `opendt`."""
NAMES = 1 << 12  # names whose words are kept


class Glued:
    """Cuts what no list knows into two words that lists know."""

    def __init__(self, words: Words) -> None:
        self._known = words.known
        self._roots = frozenset(root(word) for word in self._known if len(word) > MIN_ROOT)
        self._parts = frozenset(
            word
            for word in self._known
            if len(word) >= TELLING or (len(word) == SHORTEST and (word in words.alone or words.has_others(word)))
        )
        self.tokens = lru_cache(maxsize=NAMES)(self._tokens)
        """The folded words of a name, as `fold.tokens`."""

    def __getstate__(self) -> dict[str, object]:
        """Without the words of names."""
        return {name: value for name, value in vars(self).items() if name != "tokens"}

    def __setstate__(self, state: dict[str, object]) -> None:
        vars(self).update(state)
        self.tokens = lru_cache(maxsize=NAMES)(self._tokens)

    def _tokens(self, name: str) -> tuple[str, ...]:
        return tuple(token for word in written(name) for token in self._cut(word) if token)

    def _cut(self, word: str) -> tuple[str, ...]:
        whole = fold(word)
        if not word.isalpha() or self._is_whole(whole):
            return (whole,)
        if word.isascii() and len(other := with_zh(whole)) > MIN_ROOT and self._is_whole(other):
            begun = any(known.startswith(whole) for known in self._known)  # `proizv` of `произведено` is no `прожив`
            return (whole,) if begun else (other,)
        if dated := self._dated(whole):
            return dated
        if len(word) < 2 * SHORTEST:
            return (whole,)
        return max(self._cuts(word), key=lambda parts: min(map(len, parts)), default=(whole,))

    def _is_whole(self, word: str) -> bool:
        return word in self._known or (len(word) > MIN_ROOT and root(word) in self._roots)

    def _dated(self, word: str) -> tuple[str, ...]:
        rest = word.removeprefix(DATE).removesuffix(DATE)
        if rest == word or len(rest) < SHORTEST or not self._is_whole(rest):
            return ()
        return (DATE, rest) if word.startswith(DATE) else (rest, DATE)

    def _cuts(self, word: str) -> Iterator[tuple[str, str]]:
        for at in range(SHORTEST, len(word) - SHORTEST + 1):
            first, last = fold(word[:at]), fold(word[at:])
            inflected = len(last) >= INFLECTED and root(last) in self._roots
            if first in self._parts and (inflected or last in self._parts):
                yield first, last
