"""The words of a name that count: of a path's upper parts, and in passing, some say nothing."""

from __future__ import annotations

from barlau.engine.decision.glued import Glued
from barlau.engine.decision.words import Words
from barlau.model.recognizer import Pack


class Names:
    """Cuts names of tables and columns into words."""

    def __init__(self, pack: Pack, words: Words) -> None:
        self._glued = Glued(words)
        self._containers, self._noise = frozenset(pack.container_words), words.noise
        self._asides = pack.asides

    def tokens(self, name: str) -> tuple[str, ...]:
        """The folded words of a name; of a path without those that only hold others (`$.attributes.phone`)."""
        words = self._without_asides(self._glued.tokens(name))
        if not name.startswith("$."):
            return words
        first = len(words) - len(self._last_part(name))
        return (*(w for w in words[:first] if w not in self._containers), *words[first:])

    def _without_asides(self, words: tuple[str, ...]) -> tuple[str, ...]:
        for aside in self._asides:
            at = next((i for i in range(1, len(words)) if words[i : i + len(aside)] == aside), None)
            words = words if at is None else words[:at] + words[at + len(aside) :]
        return words

    def _last_part(self, name: str) -> tuple[str, ...]:
        outer, _, quoted = name.replace("[*]", "").rpartition('["')
        last = quoted if outer and quoted.endswith('"]') else name.replace("[*]", "").rpartition(".")[2]
        return self._without_asides(self._glued.tokens(last))

    def leaf(self, name: str) -> int:
        """How many of the last words of a name have to be touched by a phrase."""
        if not name.startswith("$."):
            return len(self.tokens(name))
        leaf = self._last_part(name)
        return len(self.tokens(name)) if all(word in self._noise for word in leaf) else len(leaf)
