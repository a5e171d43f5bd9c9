"""E-mail address (электрондық пошта, эл. почта): RFC 5321 and 6531 in the part that people use, with a TLD.

Letters of any script may stand in the name and in the domain (`.қаз`). Asterisks mean a masked address, which
is none.

>>> validate("USER@EXAMPLE.COM")
'user@example.com'
>>> is_valid("u***@example.kz")
False
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from barlau.errors import InvalidFormat
from barlau.identifiers.normal import accepts, clean, clean_array, lower_array
from barlau.identifiers.rules import (
    boolean_array,
    label_rules,
    matches,
    matches_array,
    rewrite,
    rewrite_array,
)
from barlau.identifiers.tables import words

if TYPE_CHECKING:
    import pyarrow as pa

    from barlau.identifiers.cells import Bytes, Offsets

_ATOM = r"(?:[0-9A-Za-z_+%&'=~/!?-]|[^\x00-\x7f])+"
_LABEL = r"(?:[0-9A-Za-z]|[^\x00-\x7f])(?:[0-9A-Za-z-]|[^\x00-\x7f]){0,62}"
# 24: the longest label of the root zone that is not xn--.
_TOP = r"(?:[A-Za-z]|[^\x00-\x7f]){2,24}|xn--[0-9A-Za-z-]{2,59}"
_SHAPE = rf"{_ATOM}(?:[.]{_ATOM})*@(?:{_LABEL}[.])+(?:{_TOP})"

_SHORTEST_TOP, _LONGEST_TOP = 2, 24
_OTHER, _SIGN, _LETTER = 1, 2, 4
"""Classes of bytes: none of an address, in its name only, letters; 0 for digits and dashes, `@` and dots."""


def _classes() -> bytes:
    table = np.full(256, _OTHER, np.uint8)
    table[[*b"0123456789-.@"]] = 0
    table[[*b"_%+"]] = _SIGN
    table[65:91] = table[97:123] = _LETTER
    return table.tobytes()


_CLASSES = _classes()


@dataclass(frozen=True, slots=True)
class Email:
    """What a valid address says."""

    address: str
    domain: str
    role: bool
    """An address of an office (`info@`), not of a person."""


def compact(value: object) -> str:
    """The address in lower case, without a label or `mailto:`."""
    return rewrite(clean(value), label_rules("email", glued=False)).lower()


def validate(value: object) -> str:
    """The address in lower case. Raises an `InvalidIdentifier`."""
    address = compact(value)
    if not matches(address, _SHAPE):
        raise InvalidFormat
    return address


def parse(value: object) -> Email:
    """Domain, and whether a person stands behind it. Raises an `InvalidIdentifier`."""
    address = validate(value)
    name, domain = address.rsplit("@", 1)
    return Email(address, domain, name in words("mailboxes", "role"))


def is_valid(value: object) -> bool:
    """Is it an e-mail address?"""
    return accepts(validate, value)


def is_valid_array(values: pa.Array) -> pa.BooleanArray:
    """`is_valid` on every cell; a null stays null."""
    texts = lower_array(rewrite_array(clean_array(values), label_rules("email", glued=False)))
    return boolean_array(matches_array(texts, _SHAPE), texts)


def whole_cells(buffer: Bytes, start: Offsets, length: Offsets) -> NDArray[np.bool_]:
    """Which cells are one address of ASCII letters and nothing else, as the recognizer's pattern has it.

    The cells, none of which is empty, lie side by side in a padded buffer. 60 ns a cell, the pattern takes 300.
    """
    end = start + length
    found = np.zeros(len(start), np.bool_)
    if not len(start):
        return found
    raw = buffer[start[0] : end[-1]]

    def where(byte: NDArray[np.bool_]) -> tuple[Offsets, Offsets]:
        """The places of some bytes, and their rows."""
        places = np.flatnonzero(byte) + start[0]
        if len(places) == len(start) and ((start <= places) & (places < end)).all():
            return places, np.arange(len(start))
        return places, np.searchsorted(start, places, "right") - 1

    signs, rows = where(raw == ord("@"))
    at = np.full(len(start), -1, np.int64)
    at[rows] = signs
    found[rows] = signs > start[rows]
    found[rows[1:][rows[1:] == rows[:-1]]] = False
    if not found.any():
        return found
    codes = np.frombuffer(raw.tobytes().translate(_CLASSES), np.uint8)
    found[where(codes == _OTHER)[1]] = False
    places, rows = where(codes == _SIGN)
    found[rows[places > at[rows]]] = False
    dots, rows = where(raw == ord("."))
    inside = dots > at[rows]
    if not inside.all():
        dots, rows = dots[inside], rows[inside]
    before = buffer.take(dots - 1)
    found[rows[(before == ord("@")) | (before == ord("."))]] = False
    last = end - 1
    last[rows] = dots
    top = end - 1 - last
    found &= (top >= _SHORTEST_TOP) & (top <= _LONGEST_TOP)
    rows = np.flatnonzero(found)
    first = last - start[0]
    place = 0
    while len(rows):
        place += 1
        found[rows[codes.take(first[rows] + place) != _LETTER]] = False
        rows = rows[top[rows] > place]
    return found
