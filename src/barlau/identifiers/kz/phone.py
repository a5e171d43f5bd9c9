"""Phone: телефон нөмірі, номер телефона.

Country code 7 is shared with Russia; by the agreement of 2025 national numbers from 0, 6 and 7 belong to
Kazakhstan. Ten digits after `+7`, after the trunk prefix 8, or after `8 10 7`. A number is valid when its
prefix is assigned (`data/phone_prefixes.yaml`); Russian numbers are phone numbers all the same, with the
country RU.

>>> validate("8 (705) 000-00-02")
'+77050000002'
>>> is_valid("+7 703 000 00 20")
False
>>> find("моб. +77010000029, 87050000030")
['+77010000029', '+77050000030']
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

import numpy as np

from barlau.errors import InvalidComponent, InvalidFormat, InvalidLength
from barlau.identifiers.cells import Bytes, Integers, Offsets, byte, check_array, digit, look_up, within
from barlau.identifiers.normal import accepts, clean, clean_array
from barlau.identifiers.rules import Mask, Rule, label_rules, matches, rewrite, rewrite_array
from barlau.identifiers.tables import word_lists

if TYPE_CHECKING:
    import pyarrow as pa
    from numpy.typing import NDArray

_SHAPE = r"\+7[0-9]{10}"
_WRITTEN = r"\A(?:\+ ?)?[0-9(][0-9 ().-]*[0-9]\z"
_DECIMAL = r"\A[0-9]+[.][0-9]+\z"
_LINK = Rule(r"\A(?:https?://)?(?:tel:|wa\.me/|t\.me/|api\.whatsapp\.com/send\?phone=)", "", only=r"\A[a-z]")
_EXTENSION = Rule(r"[ ,;]*(?:доб|вн|ішкі|ext|x|#)[a-zа-я]*[.:]* *[0-9]{1,6}\z", "", only=r"[^0-9 ().+-]")
_AMOUNT = Rule(_DECIMAL, "decimal")
_SEPARATORS = Rule(r"[ ().-]+", "", only=_WRITTEN)
_CANONICAL = (
    Rule(r"\A(?:\+7|7|8|8107)([0-9]{10})\z", r"+7\1"),
    Rule(r"\A(7[0-9]{9})\z", r"+7\1"),
)
# Candidates in running text; no ASCII letter, digit or plus sign may touch them.
_CANDIDATE = re.compile(
    r"(?<![0-9A-Za-z+])(?:\+ ?7|8[ -]?10[ -]?7|[78])?[ (.-]{0,2}(?:[0-9][ ().-]{0,2}){9}[0-9](?![0-9A-Za-z])"
)
_KZ, _SHARED, _RU = 1, 2, 3


@dataclass(frozen=True, slots=True)
class Phone:
    """What a valid number says."""

    number: str
    """E.164: `+7` and ten digits."""
    country: str
    """KZ, RU, or KZ_or_RU for a shared range."""
    kind: str
    """mobile, fixed_line, voip, toll_free, premium."""
    placeholder: bool
    """All digits of the subscriber are the same."""


def _rules() -> tuple[Rule, ...]:
    return (_LINK, *label_rules("phone"), _EXTENSION, _AMOUNT, _SEPARATORS, *_CANONICAL)


def compact(value: object) -> str:
    """`+7` and ten digits where the cell can be repaired to them: link, label, separators, extension."""
    return rewrite(clean(value), _rules())


def validate(value: object) -> str:
    """The number in E.164. Raises an `InvalidIdentifier`."""
    return parse(value).number


def parse(value: object) -> Phone:
    """Country and kind by the assigned prefix. Raises an `InvalidIdentifier`."""
    number = compact(value)
    if not matches(number, _SHAPE):
        raise InvalidLength if matches(number, r"\+?[0-9]*") else InvalidFormat
    found = _assignments().get(number[2:5])
    if found is None:
        raise InvalidComponent
    return Phone(number, *found, placeholder=len(set(number[5:])) == 1)


def is_valid(value: object) -> bool:
    """Is it one phone number with an assigned prefix?"""
    return accepts(validate, value)


def find(text: str) -> list[str]:
    """The valid numbers of a text in E.164, in the order of their appearance."""
    candidates = (match.group() for match in _CANDIDATE.finditer(clean(text)))
    return [compact(candidate) for candidate in candidates if is_valid(candidate)]


def is_valid_array(values: pa.Array) -> pa.BooleanArray:
    """`is_valid` on every cell; a null stays null."""
    return check_array(rewrite_array(clean_array(values), _rules(), done=_SHAPE), _SHAPE, check_cells)


@cache
def _assignments() -> dict[str, tuple[str, str]]:
    """Country and kind for every assigned prefix of three digits."""
    found: dict[str, tuple[str, str]] = {}
    for key, country in (("ru", "RU"), ("shared", "KZ_or_RU"), ("kz", "KZ")):
        for kind, prefixes in word_lists("phone_prefixes", key).items():
            for number in range(1000):
                if f"{number:03}".startswith(prefixes):
                    found[f"{number:03}"] = (country, kind)
    return found


@cache
def _countries() -> Bytes:
    table = np.zeros(1001, np.uint8)
    codes = {"KZ": _KZ, "KZ_or_RU": _SHARED, "RU": _RU}
    for prefix, (country, _) in _assignments().items():
        table[int(prefix)] = codes[country]
    return table


def check_cells(buffer: Bytes, start: Offsets, length: int) -> Mask:
    """Which cells of 10, 11 or 14 digits and any separators are phone numbers with an assigned prefix.

    Ten digits are taken for a number without `+7` or 8, and have to be of Kazakhstan.
    """
    count, lead = _first_seven(buffer, start, length)
    plus = byte(buffer, start, 0) == ord("+")
    ten = lead // np.uint32(10_000)
    eleven = lead // np.uint32(1000)
    trunk = eleven // np.uint32(1000)
    country = _countries()
    local = (count == 10) & ~plus & (look_up(country, ten) == _KZ) & (ten >= 700)
    usual = (count == 11) & ((trunk == 7) | (trunk == 8) & ~plus) & (look_up(country, eleven % 1000) > 0)
    international = (count == 14) & (eleven == 8107) & ~plus & (look_up(country, lead % 1000) > 0)
    valid: Mask = local | usual | international
    return valid


def _first_seven(buffer: Bytes, start: Offsets, length: int) -> tuple[Bytes, NDArray[np.uint32]]:
    """Number of digits of every cell and its first seven digits as a number."""
    count = np.zeros(len(start), np.uint8)
    lead = np.zeros(len(start), np.uint32)
    for offset in range(length):
        value = digit(buffer, start, offset)
        is_digit = value < 10
        if offset < 7 or not (count >= 7).all():
            taken = is_digit & (count < 7)
            lead = np.where(taken, lead * np.uint32(10) + value, lead)
        count += is_digit
    return count, lead


def check_integers(values: Integers) -> Mask:
    """Which integers are phones: 11 digits from 7 or 8 (Kazakhstan, or mobile in Russia), 10 (Kazakhstan)."""
    return within(values, 7 * 10**9, 9 * 10**10, _check_wide)


def _check_wide(values: Integers) -> Mask:
    eleven = (values >= 7 * 10**10) & (values < 9 * 10**10)
    prefix = (values // 10**7 % 1000).astype(np.uint16)
    country = look_up(_countries(), prefix)
    ten = (values >= 7 * 10**9) & (values < 8 * 10**9)
    valid: Mask = (eleven | ten) & (country == _KZ) | eleven & (country == _RU) & (prefix >= 900)
    return valid
