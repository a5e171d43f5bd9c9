"""Postal code: пошта индексі, почтовый индекс.

New (Kazpost): letter, two digits, letter, digit, letter, digit; it names one building. Old, still in use: six
digits, the first two 01 to 16 the region; a numeric column keeps five of 01 to 09.

>>> validate("А15Е3Н2")
'A15E3H2'
>>> validate(50046)
'050046'
>>> is_valid("650000")
False
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

import numpy as np

from barlau.errors import InvalidComponent
from barlau.identifiers.cells import Bytes, Offsets, check_array, look_up, two_digits
from barlau.identifiers.normal import accepts, clean, clean_array, latinise, latinise_array, require_shape
from barlau.identifiers.rules import Mask, Rule, label_rules, rewrite, rewrite_array
from barlau.identifiers.tables import words

if TYPE_CHECKING:
    import pyarrow as pa

_SHAPE = "[A-Z][0-9]{2}[A-Z][0-9][A-Z][0-9]|[0-9]{6}"
_PADDED = (Rule(r"\A([1-9][0-9]{4})\z", r"0\1"),)


def compact(value: object) -> str:
    """Six digits or seven characters if the cell can be repaired to them: label, case, look-alikes."""
    return rewrite(latinise(rewrite(clean(value), label_rules("postal_code"))), _PADDED)


def validate(value: object) -> str:
    """The code. Raises an `InvalidIdentifier`."""
    code = compact(value)
    require_shape(code, _SHAPE, "[0-9]")
    if len(code) == 6 and code[:2] not in words("regions", "postal"):
        raise InvalidComponent
    return code


def is_valid(value: object) -> bool:
    """Is it a postal code of Kazakhstan, old or new?"""
    return accepts(validate, value)


def is_valid_array(values: pa.Array) -> pa.BooleanArray:
    """`is_valid` on every cell; a null stays null."""
    texts = latinise_array(rewrite_array(clean_array(values), label_rules("postal_code"), done=_SHAPE))
    return check_array(rewrite_array(texts, _PADDED, done=_SHAPE), _SHAPE, check_cells)


def check_cells(buffer: Bytes, start: Offsets, length: int) -> Mask:
    """Which cells of six digits name a region; of the seven-character shape all."""
    if length != 6:
        return np.ones(len(start), np.bool_)
    return look_up(_regions(), two_digits(buffer, start, 0))


@cache
def _regions() -> Mask:
    table = np.zeros(256, np.bool_)
    table[[int(code) for code in words("regions", "postal")]] = True
    return table
