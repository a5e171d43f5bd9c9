"""Cells that hold more than one value, or hide one: JSON, `key=value` and `key: value` text, Base64 of text.

What a cell is depends on the cell alone, so that any cut of a column into batches finds the same. A column without
such cells pays for a look at a few bytes of those that no shape has settled.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, cast

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from barlau.engine import encoded, pairs
from barlau.engine.cells import Rows
from barlau.engine.entities import Mask

if TYPE_CHECKING:
    import polars as pl

Bytes = NDArray[np.uint8]
Offsets = NDArray[np.int32]

_OPEN, _BLANK, _CLOSE = (np.zeros(256, bool) for _ in range(3))
_OPEN[[*b"{["]] = True
_BLANK[[*b" \t\r\n"]] = True
_CLOSE[[*b"}] \t\r\n"]] = True
BLOCK = 1 << 16  # bytes searched at once
JSON = r"(?s)^\s*(?:\{.*\}|\[.*\])\s*$"


@dataclass(frozen=True, slots=True)
class Packed:
    """Rows of one array by what they are; no row is in two."""

    json: Rows
    """They begin and end like JSON; whether they are, parsing shows."""
    pairs: Rows
    encoded: Rows
    decoded: pa.StringArray | None
    """The texts behind the Base64 of `encoded`."""

    def __bool__(self) -> bool:
        return bool(len(self.json) or len(self.pairs) or len(self.encoded))


def find(values: pa.StringArray) -> Packed:
    """Look at cells none of which is null or empty."""
    data, offsets = _bytes(values)
    free = np.ones(len(values), bool)
    json = _json(values, data, offsets)
    free[json] = False
    paired = _pairs(values, data, offsets, free)
    free[paired] = False
    coded, texts = encoded.decoded(values, data, offsets, free)
    return Packed(json, paired, coded, texts)


def _bytes(values: pa.StringArray) -> tuple[Bytes, Offsets]:
    """The bytes of all cells in one piece and where each cell begins in them, without a copy."""
    offsets = np.frombuffer(values.buffers()[1], np.int32)[values.offset : values.offset + len(values) + 1]
    data = np.frombuffer(values.buffers()[2], np.uint8)[offsets[0] : offsets[-1]]
    return data, offsets - offsets[0]


def _json(values: pa.StringArray, data: Bytes, offsets: Offsets) -> Rows:
    first = data[offsets[:-1]]
    maybe = np.flatnonzero((_OPEN | _BLANK)[first])
    maybe = maybe[_CLOSE[data[offsets[1:][maybe] - 1]]]
    blank = _BLANK[first[maybe]] | _BLANK[data[offsets[1:][maybe] - 1]]
    if not blank.any():
        return maybe
    return maybe[_fits(values, maybe, JSON)]


def _pairs(values: pa.StringArray, data: Bytes, offsets: Offsets, free: Mask) -> Rows:
    found: list[Rows] = []
    there = _there(data, (b"=", b":"))
    for sign, least, test in ((b"=", 1, pairs.are_equal_signs), (b":", pairs.LEAST, pairs.are_colons)):
        if sign not in there:
            continue
        counts = np.diff(np.searchsorted(np.flatnonzero(data == sign[0]), offsets))
        rows = np.flatnonzero(free & (counts >= least))
        if len(rows):
            rows = rows[test(_texts(values, rows))]
            free = free.copy()
            free[rows] = False
            found.append(rows)
    return np.sort(np.concatenate(found)) if found else np.zeros(0, np.int64)


def _there(data: Bytes, signs: tuple[bytes, ...]) -> set[bytes]:
    """Which of the bytes stand anywhere, searched in copies small enough to stay in the cache."""
    missing = set(signs)
    for at in range(0, len(data), BLOCK):
        if not missing:
            break
        block = data[at : at + BLOCK].tobytes()
        missing = {sign for sign in missing if sign not in block}
    return set(signs) - missing


def _texts(values: pa.StringArray, rows: Rows) -> pl.Series:
    import polars as pl

    return cast("pl.Series", pl.from_arrow(values if len(rows) == len(values) else values.take(pa.array(rows))))


def _fits(values: pa.StringArray, rows: Rows, regex: str) -> Mask:
    return _texts(values, rows).str.contains(regex).to_numpy()
