"""String cells of one Arrow array as flat byte buffers, ready for look-ups without a regular expression."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

Bytes = NDArray[np.uint8]
Words = NDArray[np.uint64]
Rows = NDArray[np.int64]

DIGIT, UPPER, IOQ, LOWER_HEX, UPPER_HEX, SEPARATOR = 1, 2, 4, 8, 16, 32
PADDING = 64  # kernels may look at a whole 64-byte window after the last cell


def _classes() -> bytes:
    table = np.zeros(256, np.uint8)
    table[48:58] = DIGIT
    table[65:91] = UPPER
    table[[73, 79, 81]] = IOQ  # I, O, Q never stand in a VIN (ISO 3779)
    table[97:103] = LOWER_HEX
    table[65:71] |= UPPER_HEX
    table[[32, 45]] = SEPARATOR
    return table.tobytes()


CLASSES = _classes()


@dataclass(frozen=True)
class Cells:
    """Padded bytes of n cells, and each cell's start and length."""

    raw: Bytes
    start: Rows
    length: Rows

    def __len__(self) -> int:
        return len(self.start)

    @cached_property
    def codes(self) -> Bytes:
        """The classes of the bytes."""
        return np.frombuffer(self.raw.tobytes().translate(CLASSES), np.uint8)


def lengths(values: pa.StringArray) -> Rows:
    """Bytes of each cell; 0 for a null."""
    if len(values) == 0:
        return np.zeros(0, np.int64)
    offsets = np.frombuffer(values.buffers()[1], np.int32)[values.offset : values.offset + len(values) + 1]
    length = np.diff(offsets).astype(np.int64)
    return length * values.is_valid().to_numpy(zero_copy_only=False) if values.null_count else length


def from_array(values: pa.StringArray) -> Cells:
    """View a string array; a null is a cell of length 0."""
    count = len(values)
    if count == 0:
        return Cells(np.zeros(PADDING, np.uint8), np.zeros(0, np.int64), np.zeros(0, np.int64))
    offsets = np.frombuffer(values.buffers()[1], np.int32)[values.offset : values.offset + count + 1]
    first, last = int(offsets[0]), int(offsets[-1])
    held = b"" if first == last else values.buffers()[2].slice(first, last - first)
    raw = b"".join((held, bytes(PADDING)))
    start = offsets[:-1].astype(np.int64) - first
    return Cells(np.frombuffer(raw, np.uint8), start, lengths(values))


def words(buffer: Bytes) -> Words:
    """Every 8-byte window of a padded buffer as one little-endian integer, without a copy."""
    return np.lib.stride_tricks.as_strided(buffer[:8].view(np.uint64), shape=(len(buffer) - 8,), strides=(1,))
