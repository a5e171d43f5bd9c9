"""Drawing random rows, reproducibly."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt
import pyarrow as pa

if TYPE_CHECKING:
    from collections.abc import Iterator

    from barlau.model.reading import Sampling

BLOCKS = 64  # random places in a large file


class Reservoir:
    """So many rows of a stream of tables, each row with the same chance; memory for twice as many."""

    def __init__(self, sampling: Sampling) -> None:
        self.size = sampling.rows or 0
        self.seen = 0
        self._random = np.random.default_rng(sampling.seed)
        self._kept: list[pa.Table] = []
        self._keys = np.empty(0)

    def add(self, table: pa.Table) -> None:
        """Offer the rows of a table (a zero-copy one may keep its memory alive)."""
        keys = self._random.random(len(table))
        self.seen += len(table)
        if len(self._keys) >= self.size > 0:
            chosen = np.flatnonzero(keys < np.partition(self._keys, self.size - 1)[self.size - 1])
            table, keys = table.take(chosen), keys[chosen]
        self._kept.append(table)
        self._keys = np.concatenate((self._keys, keys))
        if len(self._keys) > 2 * self.size:
            self._kept = [self.rows()]
            self._keys = np.sort(self._keys)[: self.size]

    def rows(self) -> pa.Table:
        """The rows drawn, those with the smallest keys, in the order of their keys."""
        table = pa.concat_tables(self._kept, promote_options="default")
        return table.take(np.argsort(self._keys)[: self.size])


def places(size: int, length: int, sampling: Sampling) -> Iterator[int]:
    """Offsets of `BLOCKS` pieces of `length` bytes, one at a random place in each equal part of the file."""
    random = np.random.default_rng(sampling.seed)
    part = size // BLOCKS
    for index in range(BLOCKS):
        yield index * part + int(random.integers(0, max(part - length, 1)))


def chosen(total: int, sampling: Sampling) -> npt.NDArray[np.int64]:
    """Random positions, in order, of as many of `total` rows as are wanted."""
    random = np.random.default_rng(sampling.seed)
    return np.sort(random.choice(total, min(total, sampling.rows or 0), replace=False))
