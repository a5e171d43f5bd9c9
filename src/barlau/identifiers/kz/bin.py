"""BIN: бизнес-сәйкестендіру нөмірі (БСН), бизнес-идентификационный номер (БИН).

12 digits YYMM T D NNNNN C: year and month of registration, type of the entity (4 resident, 5 non-resident, 6
joint entrepreneurship), unit (0 to 4), serial, check digit by the two passes of the IIN. Law No. 223 of
12.01.2007. A sole proprietor has no BIN but uses the owner's IIN; digit 5 tells them apart. BINs are public.

>>> validate("970240000816")
'970240000816'
>>> is_valid("110715399990")
False
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

import numpy as np

from barlau.errors import InvalidChecksum, InvalidComponent
from barlau.identifiers.cells import (
    Bytes,
    Groups,
    Integers,
    Offsets,
    Table,
    check_array,
    check_is_right,
    check_tables,
    four_digits,
    groups_of_four,
    look_up,
    within,
)
from barlau.identifiers.kz.iin import GROUPED, PADDED, check_digit_and_pass, require_twelve_digits
from barlau.identifiers.normal import accepts, clean, clean_array
from barlau.identifiers.rules import Mask, label_rules, rewrite, rewrite_array

if TYPE_CHECKING:
    import pyarrow as pa

_SHAPE = "[0-9]{12}"
_TYPES = {4: "resident_legal_entity", 5: "nonresident_legal_entity", 6: "joint_entrepreneurship_ip_s"}
# Details 3 and 4: the rules of 2007 and order No. 423 of 27.06.2023 disagree about farm and other unit.
_DETAILS = {
    0: "head_unit",
    1: "branch",
    2: "representative_office",
    3: "other_unit_or_farm_(2007_rules)",
    4: "farm",
}


@dataclass(frozen=True, slots=True)
class Bin:
    """What a valid BIN says."""

    number: str
    yymm: str
    """Year and month of registration."""
    type_digit: int
    detail_digit: int
    entity_type: str
    detail: str
    check_pass: int
    """1 or 2: which weights gave the check digit."""


def compact(value: object) -> str:
    """Twelve digits where the cell can be repaired to them: label, grouping, lost zeros, float forms."""
    return rewrite(clean(value), (*label_rules("bin"), *GROUPED, *PADDED))


def check_digit(number: str) -> str:
    """Digit 12 for the first eleven digits. Raises `InvalidChecksum` for a stem that is never issued."""
    return check_digit_and_pass(number)[0]


def validate(value: object) -> str:
    """The twelve digits. Raises an `InvalidIdentifier`."""
    return parse(value).number


def parse(value: object) -> Bin:
    """Registration month, type and unit. Raises an `InvalidIdentifier`."""
    number = compact(value)
    require_twelve_digits(number)
    digit, attempt = check_digit_and_pass(number)
    if digit != number[11]:
        raise InvalidChecksum
    kind, detail = int(number[4]), int(number[5])
    if not 1 <= int(number[2:4]) <= 12 or kind not in _TYPES or detail not in _DETAILS:
        raise InvalidComponent
    return Bin(number, number[:4], kind, detail, _TYPES[kind], _DETAILS[detail], attempt)


def is_valid(value: object) -> bool:
    """Is it a BIN?"""
    return accepts(validate, value)


def is_valid_array(values: pa.Array) -> pa.BooleanArray:
    """`is_valid` on every cell; a null stays null."""
    texts = rewrite_array(clean_array(values), (*label_rules("bin"), *GROUPED, *PADDED), done=_SHAPE)
    return check_array(texts, _SHAPE, check_cells)


def check_cells(buffer: Bytes, start: Offsets, length: int = 12) -> Mask:
    """Which cells of twelve digits are BINs."""
    del length
    return _check([four_digits(buffer, start, offset) for offset in (0, 4, 8)])


def check_integers(values: Integers, *, nine_digits: bool = False) -> Mask:
    """Which integers are BINs, with up to two lost zeros (three if `nine_digits`: registered in 2000)."""
    return within(values, 10**8 if nine_digits else 10**9, 10**12, lambda wide: _check(groups_of_four(wide, 3)))


def _check(parts: list[Groups]) -> Mask:
    first, second, third = _tables()
    shares = look_up(first, parts[0])
    shares += look_up(second, parts[1])
    shares += look_up(third, parts[2])
    valid: Mask = check_is_right(shares) & (shares >> np.uint32(16) == 2)
    return valid


@cache
def _tables() -> tuple[Table, Table, Table]:
    """The tables of the check digit; from bit 16 on a count of the two groups that are well formed."""
    first, second, third = check_tables()
    group = np.arange(10_000, dtype=np.uint32)
    month_ok = np.isin(group % 100, range(1, 13))
    type_ok = np.isin(group // 1000, tuple(_TYPES)) & np.isin(group // 100 % 10, tuple(_DETAILS))
    one = np.uint32(1 << 16)
    return first + month_ok * one, second + type_ok * one, third
