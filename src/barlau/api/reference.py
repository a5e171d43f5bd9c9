"""The words that `barlau explain` knows besides columns: rules, verdicts, promises, categories, entities."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from difflib import get_close_matches
from importlib import import_module
from itertools import takewhile
from pathlib import Path
from typing import Literal, NamedTuple

from barlau import taxonomy
from barlau.model.recognizer import Pack
from barlau.recognizers.load import load
from barlau.recognizers.notes import notes
from barlau.report import reference
from barlau.report.reference import Document
from barlau.taxonomy import pages, rules

CUTOFF = 0.6
"""Likeness from which on a word is offered for another (difflib's own default)."""
NEAREST = 3


class Name(NamedTuple):
    """A word of the reference."""

    kind: Literal["rule", "promise", "category", "entity"]
    id: str


def find(word: str, recognizers: Sequence[Path] = ()) -> Name | None:
    """What a word names, whatever its case, `_` or `-`. Raises `ConfigError` for files of the user."""
    wanted = _folded(word)
    return next((name for name in _names() if _folded(name.id) == wanted), None) or next(
        (name for name in _entities(load(recognizers)) if _folded(name.id) == wanted), None
    )


def nearest(word: str, recognizers: Sequence[Path] = ()) -> list[str]:
    """Words of the reference that are spelled alike, best first; categories also by their last part."""
    known = {_folded(name.id): name.id for name in (*_entities(load(recognizers)), *_names())}
    wanted = _folded(word)
    ends = [name for name in known if name.rpartition(".")[2] == wanted]
    return [known[name] for name in dict.fromkeys([*ends, *get_close_matches(wanted, known, NEAREST, CUTOFF)])][
        :NEAREST
    ]


def document(name: Name, language: str, recognizers: Sequence[Path] = ()) -> Document:
    """The page of a word that `find` found."""
    if name.kind == "rule":
        return reference.rule_document(name.id, language)
    if name.kind == "promise":
        return reference.promise_document(name.id, language)
    pack, said = load(recognizers), notes(recognizers)
    if name.kind == "category":
        return reference.category_document(name.id, language, pack, said)
    return reference.entity_document(name.id, language, pack, said, _checks(pack))


def _names() -> Iterator[Name]:
    yield from (Name("rule", key) for key in pages.load())
    yield from (Name("promise", key) for key in rules.load().claims)
    yield from (Name("category", key) for key in taxonomy.load().categories)


def _entities(pack: Pack) -> Iterator[Name]:
    yield from (Name("entity", recognizer.entity) for recognizer in pack.recognizers)


def _folded(word: str) -> str:
    return word.strip().lower().replace("_", "-")


def _checks(pack: Pack) -> dict[str, str]:
    """What each validator says of itself: structure, check digit, law."""
    return {
        recognizer.entity: _remark(import_module(f"barlau.identifiers.{recognizer.validator}").__doc__ or "")
        for recognizer in pack.recognizers
        if recognizer.validator
    }


def _remark(docstring: str) -> str:
    """The text above the examples, as one paragraph."""
    return " ".join(" ".join(takewhile(lambda line: not line.startswith(">>>"), docstring.splitlines())).split())
