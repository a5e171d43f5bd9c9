"""Whose data names of tables and columns speak of."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Sequence

from barlau.engine.decision.phrases import Phrases
from barlau.engine.decision.words import Words, alike
from barlau.model.recognizer import NOBODY, PREMISES, REFERENCE, THINGS, Pack, SubjectRule

OF_TABLES = (THINGS, REFERENCE)
"""Only tables are of things: what a column's name has of them is among its negative words."""
ENDING = (THINGS, PREMISES)
"""`product_reviews` are reviews, `catalog_products` are goods; `shop_orders` are no shops."""
SAID = ("behaviour.content", "behaviour.satisfaction", "comms.support")
"""What people say of things: tables of it are theirs."""


class SubjectWords:
    """The words of a pack that tell whose data they are."""

    def __init__(self, pack: Pack, words: Words, phrases: Phrases, tokens: Callable[[str], tuple[str, ...]]) -> None:
        self._words, self._phrases, self._tokens = words, phrases, tokens
        self._subjects: dict[str, list[tuple[SubjectRule, tuple[str, ...]]]] = defaultdict(list)
        for rule in pack.subjects:
            for phrase in rule.words:
                self._subjects[phrase[0][:2]].append((rule, phrase))

    def subject(self, name: str) -> str | None:
        """Whose data a table or column name speaks of (`organisation` for a company's), or None."""
        found = self.whose(name)
        return found[0] if found else None

    def of_table(self, name: str) -> tuple[str, str] | None:
        """Whose data the rows of a table are: as `whose`, and `things` where that is what its name ends in."""
        words = [word for word in self._tokens(name.rpartition("/")[2]) if not self._words.says_nothing(word)]
        found = self._whose(self._tokens(name), words[-1] if words else "")
        listed = self._listed(name, found[1]) if found and found[0] == REFERENCE else None
        if found is not None and found[0] == THINGS and self._is_said_of(words):
            return None
        return listed or found

    def _is_said_of(self, words: Sequence[str]) -> bool:
        """Whether a table's rows are what people say of things: `otzyvy_tovar`, where the first word is the head."""
        return any(found.places[0] == 0 and found.phrase.rule.category in SAID for found in self._phrases.find(words))

    def is_register(self, name: str) -> bool:
        """Whether a table's name calls people and nothing else: `crm_customers`, unlike `customer_orders`."""
        found = self.of_table(name)
        if found is None or found[0] in NOBODY:
            return False
        words = self._tokens(name.rpartition("/")[2])
        people = found[1].split("_")
        return all(w in people or self._words.says_nothing(w) or self.whose(w) is not None for w in words)

    def _listed(self, name: str, reference: str) -> tuple[str, str] | None:
        """Whom a reference lists: `Справочник_ФизЛица` and `spr_klientov`, unlike `client_types`."""
        words = "_".join(self._tokens(name.rpartition("/")[2]))
        if not words.startswith(f"{reference}_"):
            return None
        listed = words.removeprefix(f"{reference}_").split("_")
        found = self._whose(listed)
        if found is None or not "_".join(listed).startswith(found[1]):
            return None
        return found if all(map(self._words.says_nothing, listed[len(found[1].split("_")) :])) else None

    def whose(self, name: str) -> tuple[str, str] | None:
        """As `subject`, with the word that says so."""
        return self._whose(self._tokens(name))

    def _whose(self, words: Sequence[str], last: str | None = None) -> tuple[str, str] | None:
        found = []
        for start, word in enumerate(words):
            for rule, phrase in self._subjects.get(word[:2], ()):
                end = start + len(phrase)
                if last is None and (rule.of_tables or rule.subject in OF_TABLES):
                    continue
                if last is not None and rule.subject in ENDING and last not in words[start : start + len(phrase)]:
                    continue
                if end <= len(words) and all(map(alike, phrase, words[start:end])):
                    found.append((rule.of_tables, -len(phrase), start, rule.subject, "_".join(words[start:end])))
        return min(found)[3:] if found else None
