"""What the names of tables and columns say of promises (`words.yaml`)."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from barlau import yamlfile
from barlau.fold import fits, phrase, root, tokens

Phrase = tuple[str, ...]

SHORTEST = 3
"""Letters of a folded word up to which an ending is taken for another word."""


@cache
def _words() -> dict[str, dict[str, list[str]] | list[str]]:
    data = yamlfile.read(Path(__file__).with_name("words.yaml"), "words.yaml").data
    assert isinstance(data, dict)  # noqa: S101  (our own packaged file)
    return data


@cache
def _phrases(section: str, group: str) -> tuple[Phrase, ...]:
    groups = _words()[section]
    assert isinstance(groups, dict)  # noqa: S101  (our own packaged file)
    return tuple(phrase(text) for text in groups.get(group, ()))


def says(name: str, section: str, group: str) -> bool:
    """Whether a name has one of the phrases of a group: `говорит` of `tables.consents`."""
    words = tokens(name)
    return any(_stands(wanted, words) for wanted in _phrases(section, group))


def _stands(wanted: Phrase, words: Phrase) -> bool:
    spans = range(len(words) - len(wanted) + 1)
    return any(all(map(_is_word, wanted, words[at : at + len(wanted)])) for at in spans)


def _is_word(wanted: str, word: str) -> bool:
    """The word itself, one that begins so, or one that differs in its ending only."""
    return fits(wanted, word) or (len(wanted) > SHORTEST and root(word) == root(wanted))


def purpose_groups(purpose: str) -> list[str]:
    """The groups of tables that serve a purpose, by the words of its id: `traffic-analysis` is `traffic`."""
    groups = _words()["purposes"]
    return [group for group in groups if says(purpose, "purposes", group)]


def is_date_kind(name: str) -> bool:
    """Whether `from` may name it."""
    return name in _words()["dates"]


def identifiers() -> tuple[str, ...]:
    """Categories by which a person is known or reached."""
    return tuple(_words()["identifiers"])
