"""What is inside the cells of a text column: JSON and named values become columns by path, Base64 becomes text.

A cell that looks like JSON and is none, is nested too deep or is too long is searched as text, like any other.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from barlau.engine import packed, pairs
from barlau.engine.by_path import MAX_KEYS, ByPath, inner
from barlau.engine.cells import Rows, lengths
from barlau.model.reading import Reason
from barlau.nested.json_text import decode, is_too_deep
from barlau.nested.leaves import levels

if TYPE_CHECKING:
    from collections.abc import Iterator

    from numpy.typing import NDArray

    from barlau.engine.accumulator import Accumulator
    from barlau.engine.entities import Mask

MAX_DEPTH = 100  # MongoDB's limit (https://www.mongodb.com/docs/manual/reference/limits/); no form comes near it
MAX_CELL = 16 << 20  # bytes of JSON; as objects they take ten times the memory
MAX_PARSED = 4 << 20  # bytes of JSON parsed at once
MAX_LEVEL = 3  # JSON inside Base64 inside JSON; what is packed deeper is searched as it stands
PAIRED = 0.2  # share of cells made of named values from which a column is taken apart; fewer are notes
JSON_TYPE, PAIRS_TYPE = "json", "text"


@dataclass(frozen=True, slots=True)
class Aside:
    """What becomes of some cells of an array."""

    searched: Mask
    """Still to be searched as text."""
    moved: Rows
    """Counted elsewhere: named values, and Base64."""


class Unpacked:
    """What one column's cells held. Any split or order of the cells gives the same."""

    def __init__(self, outer: Accumulator) -> None:
        self.reasons: set[Reason] = set()
        self.encoded = 0
        """Cells that were Base64."""
        self.paired = 0
        """Cells made of named values."""
        self.json = ByPath(partial(_leaf, outer, JSON_TYPE))
        self.pairs = ByPath(partial(_leaf, outer, PAIRS_TYPE))
        self.as_text, self.rest = outer.plain(), outer.plain()
        """The cells of named values searched as they stand, and what is left of them without the pairs."""
        self._outer = outer

    def merge(self, other: Unpacked) -> None:
        """Add what another one saw."""
        self.reasons |= other.reasons
        self.encoded += other.encoded
        self.paired += other.paired
        self.json.merge(other.json)
        self.pairs.merge(other.pairs)
        self.as_text.merge(other.as_text)
        self.rest.merge(other.rest)

    def take(
        self, values: pa.StringArray, found: packed.Packed, weights: NDArray[np.int64] | None, deeper: int
    ) -> Aside:
        """Take in the cells of `values` that are packed, and were Base64 `deeper` times."""
        if self._outer.level + deeper >= MAX_LEVEL:
            self.reasons.add(Reason.TOO_DEEP)
            return Aside(np.ones(len(values), bool), np.zeros(0, np.int64))
        searched = np.ones(len(values), bool)
        searched[self._json(values, found.json, weights)] = False
        searched[found.pairs] = searched[found.encoded] = False
        if len(found.pairs):
            self._pairs(values.take(pa.array(found.pairs)), _of(weights, found.pairs))
        if found.decoded is not None:
            self.encoded += _sum(found.encoded, weights)
            self._outer.add_texts(found.decoded, _of(weights, found.encoded), deeper=deeper + 1)
        return Aside(searched, np.union1d(found.pairs, found.encoded))

    def _json(self, values: pa.StringArray, rows: Rows, weights: NDArray[np.int64] | None) -> Rows:
        """Take in JSON; which rows it was."""
        rows, reasons = within_limits(values, rows)
        self.reasons |= reasons
        parsed = []
        for some in batches(values, rows):
            texts = values.take(pa.array(some)).to_pylist()
            found, bad = decode(texts)
            right = np.delete(some, bad)
            parsed.append(right)
            if weights is not None:
                found = [value for value, times in zip(found, weights[right], strict=True) for _ in range(times)]
            for level in levels(found, self.json.wide, MAX_KEYS):
                self.json.add_level(level)
        return np.concatenate(parsed) if parsed else rows

    def _pairs(self, cells: pa.StringArray, weights: NDArray[np.int64] | None) -> None:
        self.paired += len(cells) if weights is None else int(weights.sum())
        self.as_text.add_texts(cells, weights)
        split = pairs.split(cells)
        keys, values = split.keys, split.values
        if weights is not None:
            times = pa.array(np.repeat(np.arange(len(keys)), weights[split.rows]))
            keys, values = keys.take(times), values.take(times)
        self.pairs.add_pairs(keys, values)
        left = np.flatnonzero(lengths(split.rest))
        if len(left):
            self.rest.add_texts(split.rest.take(pa.array(left)), _of(weights, left))

    def settle(self) -> ByPath:
        """Decide, once all is read, what the named values are, put the texts where they belong, and give the paths."""
        outer, as_text = self._outer, self.as_text
        outer.merge_values(as_text)
        filled = outer.rows - outer.nulls - outer.absent
        for found in (self.json, self.pairs):
            found.hide_keys_that_are_data()
        if self.paired < PAIRED * filled:
            outer.merge_hits(as_text)
        else:
            outer.merge_hits(self.rest)
            self.json.merge(self.pairs)
        if self.json.overflowed:
            self.reasons.add(Reason.TOO_MANY_ENTRIES)
        return self.json


def _leaf(outer: Accumulator, kind: str, path: tuple[str, ...]) -> Accumulator:
    return outer.child(inner(outer.column, path, kind))


def within_limits(values: pa.StringArray, rows: Rows) -> tuple[Rows, set[Reason]]:
    """Of rows that look like JSON, those that may be parsed, and why others may not."""
    reasons: set[Reason] = set()
    length = lengths(values)[rows]
    if (length > MAX_CELL).any():
        reasons.add(Reason.TOO_LARGE)
        rows, length = rows[length <= MAX_CELL], length[length <= MAX_CELL]
    long = np.flatnonzero(length > 2 * MAX_DEPTH)
    if not len(long):
        return rows, reasons
    texts = values.take(pa.array(rows[long]))
    signs = pc.add(pc.count_substring(texts, "["), pc.count_substring(texts, "{")).to_numpy()
    deep = [int(long[i]) for i in np.flatnonzero(signs > MAX_DEPTH) if is_too_deep(texts[int(i)].as_py(), MAX_DEPTH)]
    if deep:
        reasons.add(Reason.TOO_DEEP)
    return np.delete(rows, deep), reasons


def batches(values: pa.StringArray, rows: Rows) -> Iterator[Rows]:
    """The rows, cut where `MAX_PARSED` bytes are full."""
    if len(rows):
        yield from np.split(rows, np.flatnonzero(np.diff(np.cumsum(lengths(values)[rows]) // MAX_PARSED)) + 1)


def _of(weights: NDArray[np.int64] | None, rows: Rows) -> NDArray[np.int64] | None:
    return None if weights is None else weights[rows]


def _sum(rows: Rows, weights: NDArray[np.int64] | None) -> int:
    return len(rows) if weights is None else int(weights[rows].sum())


def columns(accumulator: Accumulator) -> Iterator[Accumulator]:
    """The accumulators inside one, and inside those, once all is read; parents are settled before their children."""
    if accumulator.unpacked is not None:
        for path, leaf in accumulator.unpacked.settle().columns():
            leaf.column = inner(accumulator.column, path, leaf.column.type)
            yield leaf
            yield from columns(leaf)
