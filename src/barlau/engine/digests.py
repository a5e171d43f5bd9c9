"""Digests as tables store them: bytes, hexadecimal in either case, Base64 in both alphabets; MD5 and the SHA family.

The length tells the function (FIPS 180-4, RFC 1321); what stands before the digits (`0x`, `\\x` of PostgreSQL,
`sha256:`) is passed over.
"""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from barlau.engine.encoded import SEXTET

Keys = NDArray[np.uint64]
"""The first eight bytes of digests as big-endian numbers."""

SIZES = {"md5": 16, "sha1": 20, "sha224": 28, "sha256": 32, "sha384": 48, "sha512": 64}
"""Bytes of a digest by the name of its function."""

_PREFIX = r"\A\s*(?i:(?:md5|sha-?(?:1|224|256|384|512))[:$])?(?:0[xX]|\\x)?"
_ONE_WORD = r"\A\s*[0-9A-Za-z+/_=:$\\-]+\s*\z"
_HEX, _BASE64 = r"\A[0-9A-Fa-f]+\z", r"\A[A-Za-z0-9+/_-]+={0,2}\z"
SHORTEST, LONGEST = 22, 140
"""Bytes of a cell: MD5 in Base64 without padding; SHA-512 in digits with a word and blanks around."""
_KEY = 8
_SEXTETS = 11  # 66 bits: two more than a key
_NIBBLE = np.zeros(256, np.uint64)
for _first, _characters in ((0, b"0123456789"), (10, b"abcdef"), (10, b"ABCDEF")):
    for _value, _byte in enumerate(_characters, _first):
        _NIBBLE[_byte] = _value


def share(texts: pa.StringArray) -> float:
    """How many of some texts are digests, 0 to 1."""
    return sum(len(keys) for _, keys in keys_of(texts)) / len(texts) if len(texts) else 0.0


def keys_of(values: pa.Array) -> Iterator[tuple[str, Keys]]:
    """Yield (function, key of each cell) for the cells that are digests, whatever their order; others are left out."""
    if pa.types.is_dictionary(values.type):
        values = values.dictionary_decode()
    values = values.drop_null()
    if pa.types.is_binary(values.type):
        is_text = pa.array(_is_ascii(values))
        yield from _of_bytes(values.filter(pc.invert(is_text)))
        values = values.filter(is_text).cast(pa.string())
    if pa.types.is_string(values.type) and len(values):
        yield from _of_texts(values)


def _of_bytes(values: pa.BinaryArray) -> Iterator[tuple[str, Keys]]:
    lengths = pc.binary_length(values).to_numpy()
    for name, size in SIZES.items():
        if (lengths == size).any():
            yield name, _matrix(values.filter(pa.array(lengths == size)), _KEY).view(">u8").ravel().astype(np.uint64)


def _is_ascii(values: pa.BinaryArray) -> NDArray[np.bool_]:
    """Cells of bytes that are text of the length of a written digest; the rest is not looked into."""
    lengths = pc.binary_length(values).to_numpy()
    out = np.zeros(len(values), bool)
    for row in np.flatnonzero((lengths >= SHORTEST) & (lengths <= LONGEST)):
        out[row] = values[int(row)].as_py().isascii()
    return out


def _of_texts(texts: pa.StringArray) -> Iterator[tuple[str, Keys]]:
    lengths = pc.binary_length(texts).to_numpy()
    likely = (lengths >= SHORTEST) & (lengths <= LONGEST)
    if not likely.any():
        return
    texts = texts.filter(pa.array(likely))
    texts = texts.filter(pc.match_substring_regex(texts, _ONE_WORD))
    if not len(texts):
        return
    plain = pc.replace_substring_regex(pc.utf8_trim_whitespace(texts), _PREFIX, "")
    lengths = pc.binary_length(plain).to_numpy()
    for name, size in SIZES.items():
        found = _hex(plain, lengths, size)
        if found is not None:
            yield name, found
        found = _base64(plain, lengths, size)
        if found is not None:
            yield name, found


def _hex(texts: pa.StringArray, lengths: NDArray[np.int32], size: int) -> Keys | None:
    cells = _alike(texts, lengths == 2 * size, _HEX)
    if not len(cells):
        return None
    return _joined(_NIBBLE[_matrix(cells, 2 * _KEY)], 4)


def _base64(texts: pa.StringArray, lengths: NDArray[np.int32], size: int) -> Keys | None:
    quads = -(-size // 3)
    bare = -(-size * 4 // 3)
    cells = _alike(texts, (lengths == 4 * quads) | (lengths == bare), _BASE64)
    cells = cells.filter(pc.invert(pc.match_substring_regex(cells, _HEX)))
    padded = pc.binary_length(pc.utf8_rtrim(cells, "=")).to_numpy()
    cells = cells.filter(pa.array(padded == bare))
    if not len(cells):
        return None
    sextets = SEXTET[_matrix(cells, _SEXTETS)].astype(np.uint64)
    return _joined(sextets[:, :-1], 6) << np.uint64(4) | sextets[:, -1] >> np.uint64(2)


def _alike(texts: pa.StringArray, chosen: NDArray[np.bool_], pattern: str) -> pa.StringArray:
    cells = texts.filter(pa.array(chosen)) if chosen.any() else texts.slice(0, 0)
    return cells.filter(pc.match_substring_regex(cells, pattern))


def _matrix(cells: pa.Array, width: int) -> NDArray[np.uint8]:
    """The first bytes of cells that all have as many."""
    first = pc.binary_slice(cells.cast(pa.binary()), 0, width)
    joined = first.buffers()[2]
    if not len(cells) or joined is None:
        return np.zeros((0, width), np.uint8)
    start = int(np.frombuffer(first.buffers()[1], np.int32)[first.offset])
    return np.frombuffer(joined, np.uint8)[start : start + len(cells) * width].reshape(len(cells), width)


def _joined(parts: NDArray[np.uint64], bits: int) -> Keys:
    """Numbers of so many bits each, put together from the left."""
    out = np.zeros(len(parts), np.uint64)
    for column in parts.T:
        out = out << np.uint64(bits) | column
    return out
