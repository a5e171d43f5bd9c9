"""MAC address (EUI-48, IEEE 802): six bytes in hexadecimal with colons, dashes, dots, or bare.

>>> validate("00-00-5E-00-53-01")
'00005e005301'
>>> is_valid("00:00:5e:00:53")
False
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from barlau.identifiers.normal import accepts, clean, clean_array, lower_array, require_shape
from barlau.identifiers.rules import (
    Mask,
    Rule,
    boolean_array,
    label_rules,
    matches_array,
    rewrite,
    rewrite_array,
)

if TYPE_CHECKING:
    import pyarrow as pa

    from barlau.identifiers.cells import Bytes, Offsets

_SHAPE = "[0-9a-f]{12}"
_PAIR = "[0-9a-f]{2}"
_CANONICAL = (
    Rule(":", "", only=rf"\A{_PAIR}(?::{_PAIR}){{5}}\z"),
    Rule("-", "", only=rf"\A{_PAIR}(?:-{_PAIR}){{5}}\z"),
    Rule("[.]", "", only=r"\A[0-9a-f]{4}[.][0-9a-f]{4}[.][0-9a-f]{4}\z"),
)


def compact(value: object) -> str:
    """Twelve hexadecimal digits in lower case where the cell has one of the written forms."""
    return rewrite(rewrite(clean(value), label_rules("mac")).lower(), _CANONICAL)


def validate(value: object) -> str:
    """The twelve digits in lower case. Raises an `InvalidIdentifier`."""
    address = compact(value)
    require_shape(address, _SHAPE, "[0-9a-f]")
    return address


def is_valid(value: object) -> bool:
    """Is it a MAC address? Twelve bare digits may be an IIN as well."""
    return accepts(validate, value)


def is_valid_array(values: pa.Array) -> pa.BooleanArray:
    """`is_valid` on every cell; a null stays null."""
    texts = lower_array(rewrite_array(clean_array(values), label_rules("mac")))
    texts = rewrite_array(texts, _CANONICAL, done=_SHAPE)
    return boolean_array(matches_array(texts, _SHAPE), texts)


def check_cells(buffer: Bytes, start: Offsets, length: int) -> Mask:
    """All cells: the shape says everything."""
    del buffer, length
    return np.ones(len(start), np.bool_)
