"""VIN: vehicle identification number, ISO 3779. VIN-код, көліктің сәйкестендіру нөмірі.

17 capital letters and digits without I, O and Q: 3 manufacturer (WMI, ISO 3780), 6 description, 8 indicator
with four digits at its end. The check digit at position 9 is the rule in North America and China only: a
right one adds confidence, a wrong one never rejects.

>>> validate("VIN: KMHD841C0AU000001")
'KMHD841C0AU000001'
>>> parse("1M8GDM9AXKP042788").check_digit_ok
True
>>> is_valid("XTA2109900O000001")
False
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from barlau.errors import InvalidComponent, InvalidFormat, InvalidLength
from barlau.identifiers.cells import Bytes, Offsets, byte, check_array
from barlau.identifiers.normal import accepts, clean, clean_array, latinise, latinise_array
from barlau.identifiers.rules import Mask, Rule, label_rules, matches, rewrite, rewrite_array
from barlau.identifiers.tables import mapping

if TYPE_CHECKING:
    import pyarrow as pa

_SHAPE = "[A-HJ-NPR-Z0-9]{13}[0-9]{4}"
_FREE = (
    Rule("[Оо]", "0"),  # Cyrillic letters O and I: a VIN has neither, so zero and one were meant
    Rule("[Іі]", "1"),
    Rule("[ -]+", ""),
)
# 49 CFR 565.15, tables III and IV.
_VALUES = dict(
    zip(
        "0123456789ABCDEFGHJKLMNPRSTUVWXYZ",
        [*range(10), *range(1, 9), 1, 2, 3, 4, 5, 7, 9, *range(2, 10)],
        strict=True,
    )
)
_WEIGHTS = (8, 7, 6, 5, 4, 3, 2, 10, 0, 9, 8, 7, 6, 5, 4, 3, 2)


@dataclass(frozen=True, slots=True)
class Vin:
    """What a valid VIN says."""

    number: str
    wmi: str
    make: str | None
    country: str | None
    """Country of the manufacturer where our table has it."""
    check_digit_ok: bool
    placeholder: bool
    """One character repeated."""


def compact(value: object) -> str:
    """Seventeen characters where the cell can be repaired to them: label, separators, look-alikes."""
    return latinise(rewrite(clean(value), (*label_rules("vin"), *_FREE)))


def check_digit(number: str) -> str:
    """Position 9 (a digit or X) for the other characters of a VIN of 17 characters."""
    rest = sum(_VALUES[letter] * weight for letter, weight in zip(number, _WEIGHTS, strict=True)) % 11
    return "X" if rest == 10 else str(rest)


def validate(value: object) -> str:
    """The seventeen characters. Raises an `InvalidIdentifier`."""
    return parse(value).number


def parse(value: object) -> Vin:
    """Manufacturer and check digit. Raises an `InvalidIdentifier`."""
    number = compact(value)
    if not matches(number, _SHAPE):
        raise InvalidLength if len(number) != 17 else InvalidFormat
    if not number.strip("0"):
        raise InvalidComponent
    makes = mapping("wmi", "makes")
    return Vin(
        number=number,
        wmi=number[:3],
        make=makes.get(number[:3]) or makes.get(number[:2]),
        country=mapping("wmi", "countries").get(number[:2]),
        check_digit_ok=check_digit(number) == number[8],
        placeholder=len(set(number)) == 1,
    )


def is_valid(value: object) -> bool:
    """Is it a VIN? The check digit is not asked for."""
    return accepts(validate, value)


def is_valid_array(values: pa.Array) -> pa.BooleanArray:
    """`is_valid` on every cell; a null stays null."""
    texts = rewrite_array(clean_array(values), (*label_rules("vin"), *_FREE), done=_SHAPE)
    return check_array(latinise_array(texts), _SHAPE, _is_not_zero)


def check_cells(buffer: Bytes, start: Offsets, length: int = 17) -> Mask:
    """Which cells of 17 VIN characters show that they are VINs: digits last, a letter among the first six.

    Stricter than `is_valid`: seventeen digits alone are a serial number, an account or a card.
    """
    letters = np.zeros(len(start), np.bool_)
    for offset in range(6):
        letters |= byte(buffer, start, offset) > ord("9")
    for offset in range(length - 4, length):
        letters &= byte(buffer, start, offset) <= ord("9")
    return letters


def _is_not_zero(buffer: Bytes, start: Offsets, length: int) -> Mask:
    found = np.zeros(len(start), np.bool_)
    for offset in range(length):
        found |= byte(buffer, start, offset) != ord("0")
    return found
