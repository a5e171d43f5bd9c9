"""Which language each part of a text is in: one file often holds a Kazakh and a Russian version."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from typing import TYPE_CHECKING

from barlau.policy.draft.lexicon import LANGUAGES
from barlau.policy.draft.sections import Kind

if TYPE_CHECKING:
    from collections.abc import Sequence

    from barlau.policy.draft.sections import Piece

_KAZAKH = re.compile(r"[әғқңөұүһі]", re.I)
_CYRILLIC = re.compile(r"[а-яёәғқңөұүһі]", re.I)
_LATIN = re.compile(r"[a-z]", re.I)
_SWITCH = 250.0  # letters of another language before a part counts as one: a paragraph or two
_FEW = 12


def weigh(text: str) -> dict[str, float]:
    """How much speaks for each language, in letters."""
    cyrillic, latin = len(_CYRILLIC.findall(text)), len(_LATIN.findall(text))
    own = len(_KAZAKH.findall(text))
    if cyrillic + latin < _FEW:
        return dict.fromkeys(LANGUAGES, 0.0)
    kazakh = cyrillic if own > cyrillic * 0.06 else 0
    # Latin letters inside a Cyrillic text are names and addresses of sites
    english = latin if latin > 2 * cyrillic else 0
    return {"kk": float(kazakh), "ru": float(cyrillic - kazakh), "en": float(english)}


def assign(text: str, pieces: Sequence[Piece]) -> list[str]:
    """A language for every piece: the path with few switches; a table with a language in each column goes by column."""
    weights = [weigh(text[piece.start : piece.end]) for piece in pieces]
    path = _path(weights)
    for table, columns in _bilingual(pieces, weights).items():
        for i, piece in enumerate(pieces):
            if piece.kind is Kind.CELL and piece.table == table:
                path[i] = columns[piece.column]
    return path


def _path(weights: list[dict[str, float]]) -> list[str]:
    cost = dict.fromkeys(LANGUAGES, 0.0)
    came: list[dict[str, str]] = []
    for weight in weights:
        total = sum(weight.values())
        best = min(LANGUAGES, key=lambda language: cost[language])
        step, stays = {}, {}
        for language in LANGUAGES:
            switch = cost[best] + _SWITCH
            stays[language] = language if cost[language] <= switch else best
            step[language] = min(cost[language], switch) + total - weight[language]
        cost = step
        came.append(stays)
    language = min(LANGUAGES, key=lambda one: cost[one])
    path = []
    for stays in reversed(came):
        path.append(language)
        language = stays[language]
    return path[::-1]


def _bilingual(pieces: Sequence[Piece], weights: list[dict[str, float]]) -> dict[int, dict[int, str]]:
    """Tables whose columns are versions of each other: the language of each column."""
    totals: dict[int, dict[int, Counter[str]]] = defaultdict(lambda: defaultdict(Counter))
    for piece, weight in zip(pieces, weights, strict=True):
        if piece.kind is Kind.CELL:
            totals[piece.table][piece.column].update(weight)
    out = {}
    for table, columns in totals.items():
        languages = {
            column: letters.most_common(1)[0][0] for column, letters in columns.items() if any(letters.values())
        }
        if len(set(languages.values())) == len(languages) == len(columns) > 1:
            out[table] = languages
    return out
