"""Base64 of text (RFC 4648, both alphabets, padded or not), decoded for a whole array at once.

Random bytes are hardly ever text: of tokens of 16 characters 0.002 % decode to printable ASCII, of longer ones fewer.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from barlau.engine.cells import Rows
from barlau.engine.entities import Mask

if TYPE_CHECKING:
    import polars as pl

Bytes = NDArray[np.uint8]
Offsets = NDArray[np.int32]

SHORTEST = 15  # characters of an 11-digit phone without its padding
# Text in Base64 has letters of both cases; words in capitals, numbers and hex digests have not.
BASE64 = "^[A-Za-z0-9+/_-]*={0,2}$"
BOTH_CASES = "[a-z][^a-z]*[A-Z]|[A-Z][^A-Z]*[a-z]"
SEXTET = np.full(256, 255, np.uint8)
for _characters, _first in ((range(65, 91), 0), (range(97, 123), 26), (range(48, 58), 52)):
    SEXTET[_characters] = np.arange(_first, _first + len(_characters))
SEXTET[[*b"+-"]], SEXTET[[*b"/_"]] = 62, 63
_ALPHABET = SEXTET != 255
_LAST = _ALPHABET.copy()
_LAST[ord("=")] = True
_PADDING, _TEXT = ord("="), 0x20
_CONTROL = np.zeros(256, bool)
_CONTROL[:32] = _CONTROL[127] = True
_CONTROL[[*b"\t\n\r"]] = False


def decoded(values: pa.StringArray, data: Bytes, offsets: Offsets, free: Mask) -> tuple[Rows, pa.StringArray | None]:
    """Which of the free cells are Base64 of text, and the texts. `data` and `offsets` are the bytes of `values`."""
    rows = _candidates(data, offsets, free)
    if len(rows):
        rows = rows[_has_both_cases(values, rows)]
    if not len(rows):
        return rows, None
    start = offsets[rows].astype(np.int64)
    length = offsets[rows + 1] - start
    for _ in range(2):
        length -= data[start + length - 1] == _PADDING
    texts, is_text = _decode(data, start, length)
    return rows[is_text], texts.filter(pa.array(is_text)).cast(pa.string()) if is_text.any() else None


def _candidates(data: Bytes, offsets: Offsets, free: Mask) -> Rows:
    """Cells long enough whose bytes, tried at a few places, are all of the alphabet."""
    length = np.diff(offsets)
    rows = np.flatnonzero(free & (length >= SHORTEST) & (length % 4 != 1))
    for place in (-1, -3, -4, 0):  # behind the dot of `.kz` and `.com`
        at = (offsets[rows + 1] if place < 0 else offsets[rows]) + place
        rows = rows[(_LAST if place == -1 else _ALPHABET)[data[at]]]
    for eighth in (4, 2, 6, 1, 3, 5, 7):
        rows = rows[_ALPHABET[data[offsets[rows] + length[rows].astype(np.int64) * eighth // 8]]]
    return rows


def _has_both_cases(values: pa.StringArray, rows: Rows) -> Mask:
    import polars as pl

    texts = cast("pl.Series", pl.from_arrow(values.take(pa.array(rows))))
    return (texts.str.contains(BASE64) & texts.str.contains(BOTH_CASES)).to_numpy()


def _decode(data: Bytes, start: Rows, length: Rows) -> tuple[pa.BinaryArray, Mask]:
    """The bytes behind each cell, and whether they are text."""
    quads = -(-length // 4) + 1  # one more, so that no cell touches the next
    ends = np.cumsum(quads)
    total = int(length.sum())
    inside = np.arange(total) - np.repeat(np.cumsum(length) - length, length)
    sextets = np.zeros(int(ends[-1]) * 4, np.uint32)
    sextets[np.repeat((ends - quads) * 4, length) + inside] = SEXTET[data[np.repeat(start, length) + inside]]
    a, b, c, d = sextets.reshape(-1, 4).T
    joined = (a << 18) | (b << 12) | (c << 6) | d
    out = np.stack([joined >> 16, (joined >> 8) & 255, joined & 255], axis=1).astype(np.uint8).reshape(-1)
    size = length * 6 // 8
    first = (ends - quads) * 3
    own = np.zeros(len(out), bool)
    own[np.repeat(first, size) + np.arange(int(size.sum())) - np.repeat(np.cumsum(size) - size, size)] = True
    out[~own] = _TEXT
    bad = np.add.reduceat(_not_text(out), first) > 0
    bounds = np.concatenate([[0], np.cumsum(size)]).astype(np.int32)
    texts = pa.Array.from_buffers(pa.binary(), len(size), [None, pa.py_buffer(bounds), pa.py_buffer(out[own])])
    return texts, ~bad


def _not_text(octets: Bytes) -> NDArray[np.int64]:
    """1 at every byte that is a control character or breaks UTF-8 (Unicode 15, table 3-7)."""
    previous = np.zeros_like(octets)
    previous[1:] = octets[:-1]
    follows = previous >= 0xC2
    follows[2:] |= octets[:-2] >= 0xE0
    follows[3:] |= octets[:-3] >= 0xF0
    bad = (((octets & 0xC0) == 0x80) != follows) | _CONTROL[octets] | (octets > 0xF4)
    bad |= (octets == 0xC0) | (octets == 0xC1)
    for lead, low, high in ((0xE0, 0xA0, 0xBF), (0xED, 0x80, 0x9F), (0xF0, 0x90, 0xBF), (0xF4, 0x80, 0x8F)):
        bad |= (previous == lead) & ((octets < low) | (octets > high))
    return np.asarray(bad, np.int64)
