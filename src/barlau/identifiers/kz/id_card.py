"""Identity card: жеке куәлік, удостоверение личности (УДЛ).

Law of 29.01.2013; samples: Government Decree No. 758 of 01.09.2023.

Nine digits; all known numbers start with 0, so a numeric column keeps eight. No check digit; nine digits are
also a KATO code. The words and the issuer round the number may stand in the cell.

>>> validate("уд. личности № 012345678, выдано МВД РК 01.01.2020")
'012345678'
>>> is_valid("750000000")
False
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

import numpy as np

from barlau.errors import InvalidComponent
from barlau.identifiers.cells import Bytes, Integers, Offsets, byte, check_array
from barlau.identifiers.normal import accepts, clean, clean_array, require_shape
from barlau.identifiers.rules import Mask, Rule, any_of, label_rules, rewrite, rewrite_array

if TYPE_CHECKING:
    import pyarrow as pa

_SHAPE = "[0-9]{9}"
_PADDED = Rule(r"\A([1-9][0-9]{7})\z", r"0\1")
_NUMBER_SIGN = Rule(r"\A(?:№|No|#)[ .:]*([0-9]{9})", r"\1", only=r"\A[№N#]")


@cache
def _rules() -> tuple[Rule, ...]:
    issuer = Rule(rf"\A([0-9]{{9}})[ ,;]+{any_of('issuer')}[^\n]*\z", r"\1", only=r"\A[0-9]{9}[ ,;]")
    return (_PADDED, *label_rules("id_card"), _NUMBER_SIGN, issuer)


def compact(value: object) -> str:
    """Nine digits where the cell can be repaired to them: label, number sign, issuer behind it, lost zero."""
    return rewrite(clean(value), _rules())


def validate(value: object) -> str:
    """The nine digits. Raises an `InvalidIdentifier`."""
    number = compact(value)
    require_shape(number, _SHAPE, "[0-9]")
    if number[0] != "0" or not int(number):
        raise InvalidComponent
    return number


def is_valid(value: object) -> bool:
    """Has it the form of an identity card number?"""
    return accepts(validate, value)


def is_valid_array(values: pa.Array) -> pa.BooleanArray:
    """`is_valid` on every cell; a null stays null."""
    return check_array(rewrite_array(clean_array(values), _rules(), done=_SHAPE), _SHAPE, check_cells)


def check_cells(buffer: Bytes, start: Offsets, length: int = 9) -> Mask:
    """Which cells of nine digits start with 0 and are not all zeros."""
    some = np.zeros(len(start), np.uint8)
    for offset in range(1, length):
        some |= byte(buffer, start, offset)
    valid: Mask = (byte(buffer, start, 0) == ord("0")) & (some > ord("0"))
    return valid


def check_integers(values: Integers) -> Mask:
    """Which integers have the eight digits that are left when the zero in front is lost."""
    return (values >= 10**7) & (values < 10**8)
