"""What the words of values speak of, whoever they belong to: goods, jobs, makers of devices."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import cache

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from barlau.identifiers.tables import mapping

Texts = NDArray[np.str_]

NONE = np.array([], np.str_)
MOST = 512  # distinct values that are looked at
BETWEEN = r"[\x00-@\[-`{-~«»№\x{A0}–—]+"
LONGEST = 60  # letters; longer values are sentences, in which everything is mentioned


def shares(texts: pa.StringArray) -> Iterator[tuple[str, float]]:
    """The share of the values in which a word begins as one of each list, by the list's name."""
    texts = texts[:MOST]
    lower = pc.utf8_lower(texts)
    lettered = pc.not_equal(lower, pc.utf8_upper(texts))  # an automaton of all letters takes a millisecond to build
    short = lower.filter(pc.and_(lettered, pc.less_equal(pc.utf8_length(texts), LONGEST)))
    if not len(short):
        return
    lists = pc.split_pattern_regex(pc.replace_substring(short, "ё", "е"), BETWEEN)
    words, rows = lists.flatten().dictionary_encode(), pc.list_parent_indices(lists).to_numpy()
    distinct = np.array(words.dictionary.to_pylist(), np.str_)
    for name in dict.fromkeys((*_stems(), *_words())):
        known = np.isin(distinct, _words().get(name, NONE)) | _begin(distinct, _stems().get(name, NONE))
        yield name, len(np.unique(rows[known[words.indices.to_numpy()]])) / len(texts)


def _begin(words: Texts, stems: Texts) -> NDArray[np.bool_]:
    """Which words begin with a stem: of sorted stems none of which begins another it is the last one before."""
    if not len(stems):
        return np.zeros(len(words), bool)
    before = np.maximum(np.searchsorted(stems, words, "right") - 1, 0)
    return np.strings.startswith(words, stems[before])


@cache
def _stems() -> Mapping[str, Texts]:
    """The beginnings of each list, sorted, without those that begin as a shorter one."""
    return {name: _prefix_free(text.split()) for name, text in mapping("meanings", "stems").items()}


@cache
def _words() -> Mapping[str, Texts]:
    return {name: np.array(text.split(), np.str_) for name, text in mapping("meanings", "words").items()}


def _prefix_free(stems: Iterable[str]) -> Texts:
    kept: list[str] = []
    for stem in sorted(stems):
        if not kept or not stem.startswith(kept[-1]):
            kept.append(stem)
    return np.array(kept, np.str_)
