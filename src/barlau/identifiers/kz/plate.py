"""Vehicle plate: мемлекеттік тіркеу нөмірлік белгісі (МТНБ), гос. регистрационный номерной знак (ГРНЗ).

Series of 2012 (ST RK 986): `999 AAA 99` of a person, `999 AA 99` of an organisation, `F 9999 99` and `H 9999
99` of foreigners, two digits in front for trailers and motorcycles; the last two digits are the region.
Series of 1993: `A 999 AAA` and `A 999 AA`, the first letter is the region. Rules: MIA orders No. 1040 of
19.12.2015 and No. 862 of 02.12.2014. All Latin letters may occur; people type Cyrillic look-alikes.

>>> validate("123 АВС 02")
'123ABC02'
>>> is_valid("123 ABC 21")
False
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

import numpy as np

from barlau.errors import InvalidComponent, InvalidFormat
from barlau.identifiers.cells import Bytes, Offsets, byte, check_array, look_up
from barlau.identifiers.normal import accepts, clean, clean_array, latinise, latinise_array
from barlau.identifiers.rules import Mask, Rule, groups, label_rules, rewrite, rewrite_array
from barlau.identifiers.tables import mapping

if TYPE_CHECKING:
    import pyarrow as pa

_SEP = "[ |-]?"
_CANONICAL = (
    Rule(r"\AKZ[ |-]?([0-9])", r"\1"),
    Rule(rf"\A([0-9]{{2,3}}){_SEP}([A-Z]{{2,3}}){_SEP}([0-9]{{2}})\z", r"\1\2\3"),
    Rule(rf"\A([0-9]{{2}}){_SEP}([A-Z]{{2,3}}){_SEP}([0-9]{{3}})\z", r"\3\2\1"),
    Rule(rf"\A([FH]){_SEP}([0-9]{{4}}){_SEP}([0-9]{{2}})\z", r"\1\2\3"),
    Rule(rf"\A([A-Z]){_SEP}([0-9]{{3}}){_SEP}([A-Z]{{2,3}})\z", r"\1\2\3"),
)
_OF_2012 = "([0-9]{2,3})([A-Z]{2,3})([0-9]{2})"
_OF_FOREIGNER = "([FH])[0-9]{4}([0-9]{2})"
_OF_1993 = "([A-Z])[0-9]{3}([A-Z]{2,3})"
_SHAPE = "[0-9]{2,3}[A-Z]{2,3}[0-9]{2}|[FH][0-9]{4}[0-9]{2}|[A-Z][0-9]{3}[A-Z]{2,3}"
# Classes d digit, U letter, s separator of all shapes that a kernel may meet, with separators or without.
_SHAPES_END = ("dddsUUUsdd", "dddsUUsdd", "ddsUUUsdd", "ddsUUsdd", "Usddddsdd")
_SHAPES_FRONT = ("ddsUUUsddd", "ddsUUsddd")
_SHAPES_LETTER = ("UsdddsUUU", "UsdddsUU")
_END, _FRONT, _LETTER = 1, 2, 3


@dataclass(frozen=True, slots=True)
class Plate:
    """What a valid plate says."""

    number: str
    standard: str
    """2012 or 1993."""
    owner: str
    """individual, organisation, foreign_individual, foreign_company, trailer_or_motorcycle."""
    region_code: str
    region: str


def compact(value: object) -> str:
    """The plate without separators, region last, capital Latin letters, if the cell can be repaired to it."""
    return rewrite(latinise(rewrite(clean(value), label_rules("plate"))), _CANONICAL)


def validate(value: object) -> str:
    """The plate without separators. Raises an `InvalidIdentifier`."""
    return parse(value).number


def parse(value: object) -> Plate:
    """Series, class of owner and region. Raises an `InvalidIdentifier`."""
    number = compact(value)
    if found := groups(number, _OF_2012):
        return _plate_of_2012(number, _owner(found[0], found[1]), found[2])
    if found := groups(number, _OF_FOREIGNER):
        return _plate_of_2012(number, "foreign_individual" if found[0] == "F" else "foreign_company", found[1])
    if found := groups(number, _OF_1993):
        region = mapping("plates", "regions_1993").get(found[0])
        if region is None:
            raise InvalidComponent
        return Plate(number, "1993", _owner("", found[1]), found[0], region)
    raise InvalidFormat


def _owner(digits: str, letters: str) -> str:
    if len(digits) == 2:
        return "trailer_or_motorcycle"
    return "individual" if len(letters) == 3 else "organisation"


def _plate_of_2012(number: str, owner: str, code: str) -> Plate:
    region = mapping("plates", "regions_2012").get(code)
    if region is None:
        raise InvalidComponent
    return Plate(number, "2012", owner, code, region)


def is_valid(value: object) -> bool:
    """Is it a plate of Kazakhstan with a region that exists?"""
    return accepts(validate, value)


def is_valid_array(values: pa.Array) -> pa.BooleanArray:
    """`is_valid` on every cell; a null stays null."""
    texts = latinise_array(rewrite_array(clean_array(values), label_rules("plate")))
    return check_array(rewrite_array(texts, _CANONICAL, done=_SHAPE), _SHAPE, check_cells)


def check_cells(buffer: Bytes, start: Offsets, length: int) -> Mask:
    """Which cells of a plate's shape name a region that exists; capital letters, perhaps separators."""
    code = np.zeros(len(start), np.uint16)
    for offset in range(length):
        code *= np.uint16(3)
        code += look_up(_classes(), byte(buffer, start, offset))
    layout = look_up(_layouts(length), code)
    valid: Mask = (layout == _END) & _region_of_digits(buffer, start, length - 2)
    if (layout >= _FRONT).any():
        valid |= (layout == _FRONT) & _region_of_digits(buffer, start, 0)
        valid |= (layout == _LETTER) & look_up(_letters(), byte(buffer, start, 0))
    if (foreign := (layout == _END) & (byte(buffer, start, 0) > ord("9"))).any():
        valid &= ~foreign | np.isin(byte(buffer, start, 0), (ord("F"), ord("H")))
    return valid


def _region_of_digits(buffer: Bytes, start: Offsets, offset: int) -> Mask:
    first = byte(buffer, start, offset).astype(np.uint16)
    return look_up(_region_pairs(), first << np.uint16(8) | byte(buffer, start, offset + 1))


@cache
def _classes() -> Bytes:
    """0 separator or anything else, 1 digit, 2 capital letter."""
    table = np.zeros(256, np.uint8)
    table[48:58] = 1
    table[65:91] = 2
    return table


@cache
def _layouts(length: int) -> Bytes:
    """Where the region stands, by the classes of all bytes read as a number in base 3."""
    table = np.zeros(3**10 + 1, np.uint8)
    for shapes, place in ((_SHAPES_END, _END), (_SHAPES_FRONT, _FRONT), (_SHAPES_LETTER, _LETTER)):
        for shape in (written for full in shapes for written in _with_and_without_separators(full)):
            if len(shape) == length <= 10:
                table[int("".join(str("sdU".index(letter)) for letter in shape), 3)] = place
    return table


def _with_and_without_separators(shape: str) -> set[str]:
    first, second, third = shape.split("s")
    return {left.join((first, "")) + second + right + third for left in ("", "s") for right in ("", "s")}


@cache
def _region_pairs() -> Mask:
    table = np.zeros(1 << 16, np.bool_)
    for code in mapping("plates", "regions_2012"):
        table[ord(code[0]) << 8 | ord(code[1])] = True
    return table


@cache
def _letters() -> Mask:
    table = np.zeros(256, np.bool_)
    table[[ord(letter) for letter in mapping("plates", "regions_1993")]] = True
    return table
