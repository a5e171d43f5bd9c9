"""IMEI: international mobile equipment identity, 3GPP TS 23.003 section 6.2.

15 digits: 8 of the type (TAC), 6 of the serial, the last by Luhn. One run of 15 digits in ten passes.

>>> validate("004401234567895")
'004401234567895'
>>> is_valid("123456789012345")
False
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from stdnum import luhn as stdnum_luhn

from barlau.errors import InvalidChecksum, InvalidComponent
from barlau.identifiers.cells import Bytes, Integers, Offsets, byte, check_array, luhn, luhn_integers, within
from barlau.identifiers.normal import accepts, clean, clean_array, require_shape
from barlau.identifiers.rules import Mask, Rule, label_rules, rewrite, rewrite_array

if TYPE_CHECKING:
    import pyarrow as pa

_SHAPE = "[0-9]{15}"
_GROUPED = (Rule(r"\A([0-9]{2})[ -]([0-9]{6})[ -]([0-9]{6})[ -]([0-9])\z", r"\1\2\3\4"),)


def compact(value: object) -> str:
    """The digits without a label and without the groups 2-6-6-1."""
    return rewrite(clean(value), (*label_rules("imei"), *_GROUPED))


def check_digit(number: str) -> str:
    """Digit 15 for the first fourteen."""
    last: str = stdnum_luhn.calc_check_digit(number)
    return last


def validate(value: object) -> str:
    """The fifteen digits. Raises an `InvalidIdentifier`."""
    number = compact(value)
    require_shape(number, _SHAPE, "[0-9]")
    if check_digit(number[:14]) != number[14]:
        raise InvalidChecksum
    if not int(number):
        raise InvalidComponent
    return number


def is_valid(value: object) -> bool:
    """Is it an IMEI?"""
    return accepts(validate, value)


def is_valid_array(values: pa.Array) -> pa.BooleanArray:
    """`is_valid` on every cell; a null stays null."""
    texts = rewrite_array(clean_array(values), (*label_rules("imei"), *_GROUPED), done=_SHAPE)
    return check_array(texts, _SHAPE, check_cells)


def check_cells(buffer: Bytes, start: Offsets, length: int = 15) -> Mask:
    """Which cells of fifteen digits, grouped or not, are IMEIs."""
    some = np.zeros(len(start), np.bool_)
    for offset in range(length):
        some |= byte(buffer, start, offset) > ord("0")
    return luhn(buffer, start, length) & some


def check_integers(values: Integers) -> Mask:
    """Which integers of fifteen digits are IMEIs; those that lost a zero are not tried."""
    return within(values, 10**14, 10**15, luhn_integers)
