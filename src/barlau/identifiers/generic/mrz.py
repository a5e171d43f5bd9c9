"""Machine-readable zone of passports (TD3, 2 x 44) and cards (TD1, 3 x 30), ICAO Doc 9303 parts 3, 4 and 5.

Check digits: weights 7 3 1 modulo 10; letters count from A = 10, the filler `<` is 0; over number, birth
date, expiry date, optional data (TD3), and all of them together. Cards of Kazakhstan carry the IIN in the
optional data of line 1.

>>> front = "IDKAZ0123456784110715399990<<<" "1107157M3001019KAZ<<<<<<<<<<<8"
>>> parse(front + "SPECIMEN<<ULGI<<<<<<<<<<<<<<<<").iin
'110715399990'
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from itertools import cycle
from typing import TYPE_CHECKING

import numpy as np

from barlau.errors import InvalidChecksum, InvalidFormat
from barlau.identifiers.cells import Bytes, Offsets, byte, check_array, look_up
from barlau.identifiers.normal import accepts, clean, clean_array, latinise, latinise_array
from barlau.identifiers.rules import Mask, Rule, matches, rewrite, rewrite_array

if TYPE_CHECKING:
    from collections.abc import Sequence

    import pyarrow as pa

_LINES = (Rule(" +", ""),)
_PERSON = "[0-9]{7}[MFX<][0-9]{7}"
_TD3 = f"P[A-Z<][A-Z<]{{42}}[0-9A-Z<]{{9}}[0-9][A-Z<]{{3}}{_PERSON}[0-9A-Z<]{{14}}[0-9<][0-9]"
_TD1_FIRST = "[IAC][A-Z<][A-Z<]{3}[0-9A-Z<]{9}[0-9<][0-9A-Z<]{15}"
_TD1 = f"{_TD1_FIRST}{_PERSON}[A-Z<]{{3}}[0-9A-Z<]{{11}}[0-9][A-Z<]{{30}}"
_SHAPE = f"{_TD3}|{_TD1}"
_WEIGHTS = (7, 3, 1)
# Positions that a check digit covers, and its own position, counted from the first character of the zone.
_TD3_CHECKS = (
    (range(44, 53), 53),
    (range(57, 63), 63),
    (range(65, 71), 71),
    (range(72, 86), 86),
    ((*range(44, 54), *range(57, 64), *range(65, 87)), 87),
)
_TD1_CHECKS = (
    (range(5, 14), 14),
    (range(30, 36), 36),
    (range(38, 44), 44),
    ((*range(5, 30), *range(30, 37), *range(38, 45), *range(48, 59)), 59),
)
_CHECKS: dict[int, Sequence[tuple[Sequence[int], int]]] = {88: _TD3_CHECKS, 90: _TD1_CHECKS}


@dataclass(frozen=True, slots=True)
class Mrz:
    """What a valid zone says."""

    kind: str
    """mrz_td1 or mrz_td3."""
    issuer: str
    nationality: str
    document_number: str
    birth_date: str
    """`yymmdd`; the century is not written."""
    sex: str
    """M, F, X, or empty."""
    expiry_date: str
    surname: str
    given_names: str
    iin: str | None
    """Twelve digits in the optional data of a document of Kazakhstan."""


def compact(value: object) -> str:
    """The lines joined."""
    return rewrite(latinise(clean(value)), _LINES)


def check_digit(field: str) -> str:
    """The check digit of a field of digits, capital letters and `<`."""
    return str(sum(weight * _value(letter) for weight, letter in zip(cycle(_WEIGHTS), field, strict=False)) % 10)


def _value(letter: str) -> int:
    return 0 if letter == "<" else int(letter, 36)


def validate(value: object) -> str:
    """The zone with its lines joined. Raises an `InvalidIdentifier`."""
    zone = compact(value)
    if not matches(zone, _SHAPE):
        raise InvalidFormat
    for covered, at in _CHECKS[len(zone)]:
        if check_digit("".join(zone[place] for place in covered)) != zone[at].replace("<", "0"):
            raise InvalidChecksum
    return zone


def parse(value: object) -> Mrz:
    """All fields. Raises an `InvalidIdentifier`."""
    zone = validate(value)
    card = len(zone) == 90
    number, nationality, person = (5, 45, 30) if card else (44, 54, 57)
    names = _words(zone[60:] if card else zone[5:44])
    optional = zone[15:30] if card else zone[72:86]
    holder = zone[2:5].strip("<")
    digits = optional.strip("<")
    return Mrz(
        kind="mrz_td1" if card else "mrz_td3",
        issuer=holder,
        nationality=zone[nationality : nationality + 3].strip("<"),
        document_number=zone[number : number + 9].strip("<"),
        birth_date=zone[person : person + 6],
        sex=zone[person + 7].strip("<"),
        expiry_date=zone[person + 8 : person + 14],
        surname=names[0],
        given_names=names[1],
        iin=digits if holder == "KAZ" and matches(digits, "[0-9]{12}") else None,
    )


def _words(names: str) -> tuple[str, str]:
    surname, _, given = names.partition("<<")
    return surname.replace("<", " ").strip(), given.replace("<", " ").strip()


def is_valid(value: object) -> bool:
    """Is it a machine-readable zone with right check digits?"""
    return accepts(validate, value)


def is_valid_array(values: pa.Array) -> pa.BooleanArray:
    """`is_valid` on every cell; a null stays null."""
    texts = rewrite_array(latinise_array(clean_array(values)), _LINES)
    return check_array(texts, _SHAPE, check_cells)


def check_cells(buffer: Bytes, start: Offsets, length: int) -> Mask:
    """Which zones of 88 or 90 characters, lines joined, have right check digits."""
    valid = np.ones(len(start), np.bool_)
    for covered, at in _CHECKS[length]:
        total = np.zeros(len(start), np.uint16)
        for weight, place in zip(cycle(_WEIGHTS), covered, strict=False):
            total += look_up(_values(), byte(buffer, start, place)) * np.uint16(weight)
        valid &= total % np.uint16(10) == look_up(_values(), byte(buffer, start, at))
    return valid


@cache
def _values() -> Bytes:
    table = np.zeros(256, np.uint8)
    for letter in "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ":
        table[ord(letter)] = _value(letter)
    return table
