"""Kinds of statements (`lexicon/statements.yaml`): purposes, grounds, recipients, and from when a term runs."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from barlau import yamlfile
from barlau.policy.draft.words import Phrases, split

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from barlau.policy.draft.words import Token

_GROUPS = ("purposes", "bases", "recipients", "anchors")


@dataclass(frozen=True, slots=True)
class Statements:
    """The kinds of one language."""

    phrases: Phrases
    order: Mapping[str, int]
    titles: Mapping[str, Mapping[str, str]]

    def find(self, group: str, words: Sequence[Token]) -> list[str]:
        """The kinds of a group that words name, in the order of the file."""
        named = {hit.meaning for hit in self.phrases.find(words) if hit.meaning.startswith(group + ".")}
        return [meaning.partition(".")[2] for meaning in sorted(named, key=self.order.__getitem__)]


@cache
def load(language: str) -> Statements:
    """The packaged kinds of a language."""
    path = Path(__file__).with_name("lexicon") / "statements.yaml"
    data: Any = yamlfile.read(path, "lexicon/statements.yaml").data
    phrases = Phrases(language)
    order: dict[str, int] = {}
    titles: dict[str, Mapping[str, str]] = {}
    for group in _GROUPS:
        for kind, entry in data[group].items():
            meaning = f"{group}.{kind}"
            order[meaning] = len(order)
            titles[meaning] = entry.get("title", {})
            for phrase in split(entry[language]):
                phrases.add(meaning, phrase)
    return Statements(phrases, order, titles)
