"""A table as a sorted list of 64-bit hashes of its keys, each with the last of its days.

The hashes are made with a random number that is drawn for each run and never leaves the process. Among ten million
keys looked up in ten million, one false match is expected in 180,000 runs (n·m / 2⁶⁴).
"""

from __future__ import annotations

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from barlau.engine.questions.cells import hashes
from barlau.errors import ReadError
from barlau.model.reading import Reason

MAX_KEYS = 50_000_000
"""600 MB of hashes and days; sorting them takes as much again."""
COMPACTED = 4_000_000
"""Keys that are taken in before doubles are thrown out."""


class KeyTable:
    """Takes keys and days in, then finds them."""

    def __init__(self, seed: int, *, with_days: bool) -> None:
        self._seed, self._with_days = seed, with_days
        self._hashes: NDArray[np.uint64] = np.empty(0, np.uint64)
        self._days: NDArray[np.int32] = np.empty(0, np.int32)
        self._waiting: list[tuple[NDArray[np.uint64], NDArray[np.int32]]] = []
        self._count = 0

    def add(self, keys: pa.Array, days: pa.Array | None) -> None:
        """Take rows in; without a key or, where there are days, without a day they are left out.

        Raises `ReadError(MEMORY_LIMIT)`.
        """
        keep = keys.is_valid() if days is None else pa.compute.and_(keys.is_valid(), days.is_valid())
        found = hashes(keys.filter(keep), self._seed)
        numbers = np.zeros(len(found), np.int32) if days is None else days.filter(keep).cast(pa.int32()).to_numpy()
        self._waiting.append((found, numbers))
        self._count += len(found)
        if self._count >= COMPACTED:
            self._compact()

    def _compact(self) -> None:
        keys = np.concatenate([self._hashes, *(part for part, _ in self._waiting)])
        days = np.concatenate([self._days, *(part for _, part in self._waiting)])
        self._waiting, self._count = [], 0
        order = np.lexsort((days, keys))
        keys, days = keys[order], days[order]
        last = np.append(keys[1:] != keys[:-1], True) if len(keys) else np.empty(0, bool)
        self._hashes, self._days = keys[last], days[last]
        if len(self._hashes) > MAX_KEYS:
            raise ReadError(Reason.MEMORY_LIMIT)

    def find(self, keys: pa.Array) -> pa.Array:
        """For each key whether it is there (bool) or, of a table with days, its last day (date32); null for null."""
        if self._waiting:
            self._compact()
        known = keys.is_valid().to_numpy(zero_copy_only=False)
        wanted = hashes(keys, self._seed)
        place = np.searchsorted(self._hashes, wanted)
        place[place == len(self._hashes)] = 0
        there = self._hashes[place] == wanted if len(self._hashes) else np.zeros(len(wanted), bool)
        if not self._with_days:
            return pa.array(there, mask=~known)
        days = self._days[place] if len(self._days) else np.zeros(len(wanted), np.int32)
        return pa.array(days, mask=~(known & there)).cast(pa.date32())
