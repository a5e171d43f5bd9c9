"""Passport of a citizen: паспорт. Law of 29.01.2013; samples: Government Decree No. 758 of 01.09.2023.

The letter N and eight digits; no check digit. The letter is often typed as the number sign.

>>> validate("№12345678")
'N12345678'
>>> is_valid("N1234567")
False
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

import numpy as np

from barlau.errors import InvalidComponent
from barlau.identifiers.cells import Bytes, Offsets, byte, check_array
from barlau.identifiers.normal import accepts, clean, clean_array, latinise, latinise_array, require_shape
from barlau.identifiers.rules import Mask, Rule, any_of, label_rules, rewrite, rewrite_array

if TYPE_CHECKING:
    import pyarrow as pa

_SHAPE = "N[0-9]{8}"
_LETTER = Rule(r"\A(?:№|[Nn]) ?([0-9]{8})", r"N\1", only=r"\A[№Nn]")


@cache
def _rules() -> tuple[Rule, ...]:
    issuer = Rule(rf"\A(N[0-9]{{8}})[ ,;]+{any_of('issuer')}[^\n]*\z", r"\1", only=r"\AN[0-9]{8}[ ,;]")
    return (*label_rules("passport", " .:=-"), _LETTER, issuer)


def compact(value: object) -> str:
    """`N` and eight digits where the cell can be repaired to them: label, number sign, issuer behind it."""
    return latinise(rewrite(clean(value), _rules()))


def validate(value: object) -> str:
    """The nine characters. Raises an `InvalidIdentifier`."""
    number = compact(value)
    require_shape(number, _SHAPE, "N[0-9]")
    if not int(number[1:]):
        raise InvalidComponent
    return number


def is_valid(value: object) -> bool:
    """Has it the form of a passport number?"""
    return accepts(validate, value)


def is_valid_array(values: pa.Array) -> pa.BooleanArray:
    """`is_valid` on every cell; a null stays null."""
    texts = latinise_array(rewrite_array(clean_array(values), _rules(), done=_SHAPE))
    return check_array(texts, _SHAPE, check_cells)


def check_cells(buffer: Bytes, start: Offsets, length: int) -> Mask:
    """Which cells of `N`, perhaps one separator, and eight digits are not all zeros."""
    some = np.zeros(len(start), np.uint8)
    for offset in range(length - 8, length):
        some |= byte(buffer, start, offset)
    return some > ord("0")
