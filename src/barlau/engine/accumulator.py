"""What is kept of a column while it streams by: counts, sketches, and a sample of distinct values that dies with
the process."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, cast

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from barlau.engine import packed
from barlau.engine.digests import SIZES
from barlau.engine.entities import Mask, Tries
from barlau.engine.forms import BINARY
from barlau.engine.matcher import SLICE, Matcher
from barlau.engine.sample import DistinctSample, Hashes, HashSketch
from barlau.engine.search import Hit
from barlau.engine.unpack import MAX_LEVEL, Unpacked

if TYPE_CHECKING:
    import polars as pl

    from barlau.engine.cells import Rows
    from barlau.model.reading import Column

PIECE = 65536  # cells searched at once: each search builds its automaton anew (2 to 4 ms), so few and large ones
MAX_PIECE = 16 << 20  # bytes of them: a piece is copied a few times on its way
HASH_SEED = 20130521  # any constant: hashes never leave the process
DIGESTS = pa.array(SIZES.values(), pa.int32())
NEVER = MAX_LEVEL + 1  # no cell is unpacked
Weights = NDArray[np.int64]


class Accumulator:
    """One column. Adding chunks in any split or order, or merging two accumulators, gives the same result."""

    def __init__(self, column: Column, matcher: Matcher, level: int = 0) -> None:
        """`level` says how many times its values have been unpacked already."""
        self.column, self.level = column, level
        self.rows = self.nulls = self.absent = self.bytes = self.digests = 0
        self.sample = DistinctSample()
        self.whole = np.zeros(len(matcher.entities), np.int64)
        self.inside = np.zeros(len(matcher.entities), np.int64)
        self.tried = np.zeros(len(matcher.entities), np.int64)
        self.sketches: dict[int, HashSketch] = {}
        self.unpacked: Unpacked | None = None
        """What was found inside the cells."""
        self._matcher = matcher

    def child(self, column: Column) -> Accumulator:
        """An empty one for values found inside the cells."""
        return Accumulator(column, self._matcher, self.level + 1)

    def plain(self) -> Accumulator:
        """An empty one for cells that have been taken apart already."""
        return Accumulator(self.column, self._matcher, NEVER)

    def add(self, values: pa.Array) -> None:
        """Take one chunk in."""
        self.rows += len(values)
        self.nulls += values.null_count
        kind = values.type
        if pa.types.is_dictionary(kind):
            self._dictionary(values)
        elif pa.types.is_string(kind):
            self.add_texts(values, None)
        elif pa.types.is_int64(kind):
            self._integers(values.drop_null())
        elif pa.types.is_float64(kind):
            self._floats(values.drop_null())
        elif pa.types.is_binary(kind):
            self._binary(values.drop_null())
        else:
            self._sampled(values.drop_null())

    def merge(self, other: Accumulator) -> None:
        """Add what another accumulator of the same column saw."""
        self.rows += other.rows
        self.nulls += other.nulls
        self.merge_values(other)
        self.merge_hits(other)
        if other.unpacked is not None:
            self.unpacked = self.unpacked or Unpacked(self)
            self.unpacked.merge(other.unpacked)

    def merge_values(self, other: Accumulator) -> None:
        """Add what the cells of another accumulator are, whatever was found in them."""
        self.absent += other.absent
        self.bytes += other.bytes
        self.digests += other.digests
        self.sample.merge(other.sample)

    def merge_hits(self, other: Accumulator) -> None:
        """Add what was found in the cells of another accumulator."""
        self.whole += other.whole
        self.inside += other.inside
        self.tried += other.tried
        for owner, sketch in other.sketches.items():
            self.sketches.setdefault(owner, HashSketch()).merge(sketch)

    def add_texts(self, values: pa.StringArray, weights: Weights | None, *, deeper: int = 0) -> None:
        """Take in cells that the caller has counted; `weights` says how many rows each stands for."""
        at = 0
        for part in _pieces(values):
            self._strings(part, None if weights is None else weights[at : at + len(part)], deeper)
            at += len(part)

    def _dictionary(self, values: pa.DictionaryArray) -> None:
        words = values.dictionary
        weights = np.bincount(values.indices.drop_null().to_numpy(), minlength=len(words)).astype(np.int64)
        if words.null_count:
            self.nulls += int(weights[words.is_null().to_numpy(zero_copy_only=False)].sum())
        used = np.flatnonzero(weights)
        if len(used) < len(words):
            words, weights = words.take(pa.array(used)), weights[used]
        if len(words):
            self._strings(words, weights)

    def _strings(self, values: pa.StringArray, weights: Weights | None, deeper: int = 0) -> None:
        moved: list[Rows] = []

        def aside(part: pa.StringArray, rows: Rows) -> Mask | None:
            found = packed.find(part) if self.level < NEVER else None
            if not found:
                return None
            self.unpacked = self.unpacked or Unpacked(self)
            taken = self.unpacked.take(part, found, None if weights is None else weights[rows], deeper)
            moved.append(rows[taken.moved])
            return taken.searched

        hits, absent = self._matcher.strings(values, Tries(self.tried, weights), aside)
        keep = ~absent
        if values.null_count:
            keep &= values.is_valid().to_numpy(zero_copy_only=False)
            absent &= keep | values.is_valid().to_numpy(zero_copy_only=False)
        for rows in moved:
            keep[rows] = False
        self.absent += int(absent.sum() if weights is None else weights[absent].sum())
        hashes = _hashes(values)
        self._count(hits, hashes, weights)
        if keep.all():
            self._keep(values, hashes, weights)
        elif keep.any():
            rows = np.flatnonzero(keep)
            self._keep(values.take(pa.array(rows)), hashes[rows], None if weights is None else weights[rows])

    def _keep(self, values: pa.StringArray, hashes: Hashes, weights: Weights | None) -> None:
        lengths = pc.binary_length(values)
        self.bytes += int(pc.sum(lengths).as_py() or 0) if weights is None else _dot(lengths, weights)
        self.sample.add(hashes, values, weights)

    def _integers(self, values: pa.Int64Array) -> None:
        hashes = _hashes(values)
        numbers = values.to_numpy()
        for at in range(0, len(numbers), SLICE):
            part = slice(at, at + SLICE)
            self._count(self._matcher.integers(numbers[part], Tries(self.tried)), hashes[part], None)
        self.sample.add(hashes, values)

    def _floats(self, values: pa.DoubleArray) -> None:
        """Whole numbers are what they would be as integers: an IIN in a column of doubles."""
        numbers = values.to_numpy()
        whole = np.isfinite(numbers) & (np.abs(numbers) < 2.0**53)  # beyond, a double cannot hold every integer
        whole[whole] = numbers[whole] == np.floor(numbers[whole])
        self._integers(pa.array(numbers[whole].astype(np.int64)))
        self._sampled(values.filter(pa.array(~whole)))

    def _binary(self, values: pa.BinaryArray) -> None:
        """Text that came as bytes is text."""
        text = pa.array(map(_is_text, values), pa.bool_())  # one cell at a time: blobs are few and large
        self._strings(values.filter(text).cast(pa.string()), None)
        other = values.filter(pc.invert(text))
        if len(other):
            self.digests += int(pc.sum(pc.is_in(pc.binary_length(other), DIGESTS)).as_py() or 0)
            self.sample.add(_hashes(other), pa.repeat(pa.scalar(BINARY), len(other)))

    def _sampled(self, values: pa.Array) -> None:
        if len(values):
            self.sample.add(_hashes(values), values.cast(pa.string()))

    def _count(self, hits: list[Hit], hashes: Hashes, weights: Weights | None) -> None:
        for hit in hits:
            counter = self.whole if hit.whole else self.inside
            counter[hit.entity] += len(hit.rows) if weights is None else int(weights[hit.rows].sum())
            self.sketches.setdefault(hit.entity, HashSketch()).add(hashes[hit.rows])


def _pieces(values: pa.StringArray) -> Iterator[pa.StringArray]:
    """Cut so that a piece has at most `PIECE` cells and few megabytes, unless one cell has more."""
    size = max(1, values.nbytes // max(1, len(values)))
    count = max(1, min(PIECE, MAX_PIECE // size))
    for at in range(0, len(values), count):
        yield values.slice(at, count)


def _is_text(cell: pa.BinaryScalar) -> bool:
    try:
        str(cell.as_buffer(), "utf-8")
    except UnicodeDecodeError:
        return False
    return True


def _hashes(values: pa.Array) -> Hashes:
    import polars as pl

    return cast("pl.Series", pl.from_arrow(values)).hash(HASH_SEED).to_numpy()


def _dot(lengths: pa.Int32Array, weights: Weights) -> int:
    return int((pc.fill_null(lengths, 0).to_numpy(zero_copy_only=False) * weights).sum())
