"""One pack of recognizers compiled for speed, and its hits in one array of strings or integers.

A string cell goes through three steps and leaves at the first that settles it: byte shapes of whole cells with their
check digits, absent markers, one alternation of all patterns. No Python runs for a single cell, and what happens to a
cell does not depend on its neighbours.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from barlau.engine import cells as cells_of
from barlau.engine.entities import WEAK_CHECK, Entity, Mask, Tries, entity
from barlau.engine.search import LONG, Hit, TextSearch
from barlau.engine.whole import WholeCells

if TYPE_CHECKING:
    from collections.abc import Iterator

    from barlau.engine.cells import Rows
    from barlau.model.recognizer import Pack

SLICE = 16384  # short cells at a time: temporaries stay in the L2 cache (1.5 times faster than 65536)
MAX_JUDGED = 256  # bytes of the longest name or address line; what is longer is text
MAX_ABSENT = 40  # bytes of the longest absent marker

Aside = Callable[["pa.StringArray", "Rows"], "Mask | None"]
"""Given cells and their rows, says which of them are to be searched; None: all."""


def nothing_aside(_values: pa.StringArray, _rows: Rows) -> None:
    """Leave nothing out."""


class Matcher:
    """Compiled once for each process; safe to use from several threads."""

    def __init__(self, pack: Pack) -> None:
        self.entities = [entity(recognizer) for recognizer in pack.recognizers]
        self._by_chance = sorted(range(len(self.entities)), key=lambda i: pack.recognizers[i].chance)
        self._whole = WholeCells(self.entities)
        self._text = TextSearch(self.entities, self._whole)
        self._absent = pa.array(sorted(pack.absent_markers), pa.string())
        markers = cells_of.from_array(self._absent)
        free = np.ones(len(markers), bool)
        self._knows_whole = not any(self._text.whole(self._absent, markers, free, _uncounted(self.entities)))
        """Whether no absent marker looks like an entity with a kernel of whole cells."""

    def strings(self, values: pa.StringArray, tries: Tries, aside: Aside = nothing_aside) -> tuple[list[Hit], Mask]:
        """Hits in an array of strings, and which of its cells are empty or an absent marker.

        `tries` hears what had an entity's shape, valid or not. `aside` sees the cells that are to be searched as text
        and may leave some out.
        """
        length = cells_of.lengths(values)
        absent = length == 0
        long = length > LONG
        hits: list[Hit] = []
        left = long.copy()
        for rows, part in _slices(values, ~absent & ~long):
            cells = cells_of.from_array(part)
            found, done = self._whole.match(cells, tries.at(rows))
            hits += [Hit(i, rows[own], whole=True) for i, own in found.items()]
            for i, own in self._text.whole(part, cells, ~done & self._knows_whole, tries.at(rows)):
                hits.append(Hit(i, rows[own], whole=True))
                done[own] = True
            empty = self._is_absent(part, length[rows], done)
            absent[rows[empty]] = True
            left[rows] = ~done & ~empty
        hits += self._searched(values, left, tries, aside)
        return hits, absent

    def _searched(self, values: pa.StringArray, chosen: Mask, tries: Tries, aside: Aside) -> Iterator[Hit]:
        for rows, part in _parts(values, chosen):
            left = aside(part, rows)
            if left is not None:
                rows, part = rows[left], part.filter(pa.array(left))
            for hit in self._text.hits(part, tries.at(rows)):
                yield Hit(hit.entity, rows[hit.rows], hit.whole)

    def integers(self, values: NDArray[np.int64], tries: Tries) -> list[Hit]:
        """Hits in integers, which may have lost their leading zeros."""
        hits: list[Hit] = []
        everything = np.arange(len(values))
        free = np.ones(len(values), bool)
        for i in self._by_chance:
            module, recognizer = self.entities[i].module, self.entities[i].recognizer
            if module is None or not recognizer.integers:
                continue
            weak = recognizer.chance >= WEAK_CHECK
            tries.add(i, everything)
            rows = np.flatnonzero(module.check_integers(values) & free if weak else module.check_integers(values))
            if len(rows):
                hits.append(Hit(i, rows, whole=True))
                if not weak:
                    free[rows] = False
        return hits

    def judge(self, texts: pa.StringArray) -> dict[int, Mask]:
        """By entity: which sampled values are it as a whole; without those that were tried on every cell already."""
        if not len(texts):
            return {}
        short = cells_of.lengths(texts) <= MAX_JUDGED
        able: dict[str, list[tuple[Rows, pa.StringArray]]] = {}
        judged: dict[int, Mask] = {}
        for index, item in enumerate(self.entities):
            if item.vocabulary is None and (not item.recognizer.sampled or item.module is None):
                continue
            if item.needs not in able:  # few differ, and the cells stay the same array: `clean_array` knows it again
                has = pc.match_substring_regex(texts, item.needs).to_numpy(zero_copy_only=False)
                able[item.needs] = list(_parts(texts, short & has))
            judged[index] = known = np.zeros(len(texts), bool)
            for rows, part in able[item.needs]:
                known[rows] = _valid(item, part).to_numpy(zero_copy_only=False)
        return judged

    def _is_absent(self, values: pa.StringArray, length: Rows, done: Mask) -> Mask:
        absent = np.zeros(len(values), bool)
        for rows, part in _parts(values, ~done & (length <= MAX_ABSENT)):
            known = pc.is_in(pc.utf8_lower(pc.utf8_trim_whitespace(part)), self._absent)
            absent[rows] = known.to_numpy(zero_copy_only=False)
        return absent


def _uncounted(entities: Sequence[Entity]) -> Tries:
    return Tries(np.zeros(len(entities), np.int64))


def _valid(item: Entity, values: pa.StringArray) -> pa.BooleanArray:
    if item.vocabulary is not None:
        return pc.is_in(pc.utf8_lower(pc.utf8_trim_whitespace(values)), item.vocabulary)
    assert item.module is not None  # noqa: S101  (without a list there is a module)
    return item.module.is_valid_array(values)


def _slices(values: pa.StringArray, chosen: Mask) -> Iterator[tuple[Rows, pa.StringArray]]:
    """The chosen cells and their rows, `SLICE` at a time."""
    for rows, part in _parts(values, chosen):
        for at in range(0, len(rows), SLICE):
            yield rows[at : at + SLICE], part.slice(at, SLICE)


def _parts(values: pa.StringArray, chosen: Mask) -> Iterator[tuple[Rows, pa.StringArray]]:
    """The chosen cells and their rows, without a copy when all are chosen; nothing when none is."""
    rows = np.flatnonzero(chosen)
    if len(rows) == len(values):
        yield rows, values
    elif len(rows):
        yield rows, values.take(pa.array(rows))
