"""Payment card number (PAN), ISO/IEC 7812-1: төлем картасының нөмірі, номер платёжной карты.

13 to 19 digits, the last by Luhn. One random number in ten passes Luhn, so the prefix and length of a scheme
(`data/cards.yaml`) are asked for as well.

>>> validate("4111 1111 1111 1111")
'4111111111111111'
>>> parse("378282246310005").scheme
'amex'
>>> is_valid("4111111111111112")
False
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

import numpy as np
from stdnum import luhn as stdnum_luhn

from barlau.errors import InvalidChecksum, InvalidComponent, InvalidFormat, InvalidLength
from barlau.identifiers.cells import (
    Bytes,
    Integers,
    Offsets,
    check_array,
    digit,
    look_up,
    luhn,
    luhn_integers,
    within,
)
from barlau.identifiers.normal import accepts, clean, clean_array
from barlau.identifiers.rules import Mask, Rule, label_rules, matches, rewrite, rewrite_array
from barlau.identifiers.tables import word_lists

if TYPE_CHECKING:
    import pyarrow as pa

_SHAPE = "[0-9]{13,19}"
_GROUPED = (Rule("[ -]", "", only=r"\A[0-9]{4}(?:[ -][0-9]{1,6}){2,4}\z"),)
_SHORTEST, _LONGEST = 13, 19


@dataclass(frozen=True, slots=True)
class Card:
    """What a valid card number says."""

    number: str
    scheme: str
    """visa, mastercard, mir, amex or unionpay."""


def compact(value: object) -> str:
    """The digits, where the cell can be repaired to them: label, groups."""
    return rewrite(clean(value), (*label_rules("card"), *_GROUPED))


def check_digit(number: str) -> str:
    """The last digit for all the digits before it."""
    last: str = stdnum_luhn.calc_check_digit(number)
    return last


def validate(value: object) -> str:
    """The digits. Raises an `InvalidIdentifier`."""
    return parse(value).number


def parse(value: object) -> Card:
    """Scheme. Raises an `InvalidIdentifier`."""
    number = compact(value)
    if not matches(number, _SHAPE):
        raise InvalidLength if matches(number, "[0-9]+") else InvalidFormat
    if check_digit(number[:-1]) != number[-1]:
        raise InvalidChecksum
    for scheme, lead in _schemes(len(number)):
        if number.startswith(lead):
            return Card(number, scheme)
    raise InvalidComponent


def is_valid(value: object) -> bool:
    """Is it a card number of a known scheme?"""
    return accepts(validate, value)


def is_valid_array(values: pa.Array) -> pa.BooleanArray:
    """`is_valid` on every cell; a null stays null."""
    texts = rewrite_array(clean_array(values), (*label_rules("card"), *_GROUPED), done=_SHAPE)
    return check_array(texts, _SHAPE, check_cells)


@cache
def _schemes(length: int) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """Schemes that issue numbers of that length, with all their leading digits."""
    lengths = word_lists("cards", "lengths")
    return tuple(
        (scheme, tuple(lead for span in spans for lead in _leads(span)))
        for scheme, spans in word_lists("cards", "prefixes").items()
        if str(length) in lengths[scheme]
    )


def _leads(span: str) -> list[str]:
    first, last = span.split("-")
    return [str(number) for number in range(int(first), int(last) + 1)]


@cache
def _prefixes(length: int) -> Mask:
    """Four leading digits that some scheme issues with that length."""
    leads = tuple(lead for _, leads in _schemes(length) for lead in leads)
    return np.array([f"{number:04}".startswith(leads) if leads else False for number in range(10_000)])


def check_cells(buffer: Bytes, start: Offsets, length: int) -> Mask:
    """Which cells of digits and single separators are card numbers; the first four bytes are digits."""
    lead = np.zeros(len(start), np.uint16)
    for offset in range(4):
        lead = lead * np.uint16(10) + digit(buffer, start, offset)
    count = np.full(len(start), 4, np.uint8)
    for offset in range(4, length):
        count += digit(buffer, start, offset) < 10
    known = np.zeros(len(start), np.bool_)
    for size in range(_SHORTEST, min(length, _LONGEST) + 1):
        known |= (count == size) & look_up(_prefixes(size), lead)
    return known & luhn(buffer, start, length)


def check_integers(values: Integers) -> Mask:
    """Which integers are card numbers; none starts with 0."""
    return within(values, 10 ** (_SHORTEST - 1), min(10**_LONGEST, 2**63 - 1), _check_long)


def _check_long(values: Integers) -> Mask:
    known = np.zeros(len(values), np.bool_)
    for size in range(_SHORTEST, _LONGEST + 1):
        of_size = (values >= 10 ** (size - 1)) & (values < min(10**size, 2**63 - 1))
        if of_size.any():
            lead = np.where(of_size, values // 10 ** (size - 4), 0).astype(np.uint16)
            known |= of_size & look_up(_prefixes(size), lead)
    return luhn_integers(values) & known
