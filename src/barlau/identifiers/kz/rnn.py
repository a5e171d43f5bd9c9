"""RNN: салық төлеушінің тіркеу нөмірі (СТН), регистрационный номер налогоплательщика (РНН).

Tax number of persons and companies until 01.01.2013, 12 digits; the first four name the tax authority. Check
digit: the weights are the ring 1 to 10; pass k starts at weight k; the first pass with a remainder modulo 11
below 10 gives digit 12. One random number in ten passes, so the check alone never shows an RNN.

>>> validate("600700574582")
'600700574582'
>>> is_valid("600700017447")
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
    four_digits,
    groups_of_four,
    look_up,
    weighted,
    within,
)
from barlau.identifiers.kz.iin import GROUPED, require_twelve_digits
from barlau.identifiers.normal import accepts, clean, clean_array
from barlau.identifiers.rules import Mask, label_rules, rewrite, rewrite_array

if TYPE_CHECKING:
    import pyarrow as pa

_SHAPE = "[0-9]{12}"
_PASSES = 10


@dataclass(frozen=True, slots=True)
class Rnn:
    """What a valid RNN says."""

    number: str
    authority: str
    """First four digits: the tax authority."""
    check_pass: int
    """1 to 10: which rotation of the weights gave the check digit."""


def compact(value: object) -> str:
    """Twelve digits where the cell can be repaired to them: label, grouping, float forms."""
    return rewrite(clean(value), (*label_rules("rnn"), *GROUPED))


def check_digit(number: str) -> str:
    """Digit 12 for the first eleven digits. Raises `InvalidChecksum` for a stem that has none."""
    return _check_digit_and_pass(number)[0]


def _check_digit_and_pass(number: str) -> tuple[str, int]:
    digits = [int(letter) for letter in number[:11]]
    for attempt in range(1, _PASSES + 1):
        rest = sum(weight * figure for weight, figure in zip(_weights(attempt), digits, strict=False)) % 11
        if rest < 10:
            return str(rest), attempt
    raise InvalidChecksum


def _weights(attempt: int) -> tuple[int, ...]:
    return (*((attempt - 1 + place) % 10 + 1 for place in range(11)), 0)


def validate(value: object) -> str:
    """The twelve digits. Raises an `InvalidIdentifier`."""
    return parse(value).number


def parse(value: object) -> Rnn:
    """Tax authority and pass. Raises an `InvalidIdentifier`."""
    number = compact(value)
    require_twelve_digits(number)
    if not int(number):
        raise InvalidComponent
    digit, attempt = _check_digit_and_pass(number)
    if digit != number[11]:
        raise InvalidChecksum
    return Rnn(number, number[:4], attempt)


def is_valid(value: object) -> bool:
    """Is it an RNN?"""
    return accepts(validate, value)


def is_valid_array(values: pa.Array) -> pa.BooleanArray:
    """`is_valid` on every cell; a null stays null."""
    texts = rewrite_array(clean_array(values), (*label_rules("rnn"), *GROUPED), done=_SHAPE)
    return check_array(texts, _SHAPE, check_cells)


def check_cells(buffer: Bytes, start: Offsets, length: int = 12) -> Mask:
    """Which cells of twelve digits are RNNs."""
    del length
    return _check([four_digits(buffer, start, offset) for offset in (0, 4, 8)])


def check_integers(values: Integers) -> Mask:
    """Which integers are RNNs; the first digit is never 0."""
    return within(values, 10**11, 10**12, lambda wide: _check(groups_of_four(wide, 3)))


def _check(parts: list[Groups]) -> Mask:
    rest = _remainder(parts, 1)
    open_rows = np.flatnonzero(rest == 10)
    for attempt in range(2, _PASSES + 1):
        if not len(open_rows):
            break
        again = _remainder([part[open_rows] for part in parts], attempt)
        rest[open_rows] = again
        open_rows = open_rows[again == 10]
    valid: Mask = (rest == parts[2] % np.uint16(10)) & (parts[0] + parts[1] + parts[2] > 0)
    return valid


def _remainder(parts: list[Groups], attempt: int) -> Groups:
    tables = _tables(attempt)
    total = look_up(tables[0], parts[0]) + look_up(tables[1], parts[1]) + look_up(tables[2], parts[2])
    return (total % np.uint32(11)).astype(np.uint16)


@cache
def _tables(attempt: int) -> tuple[Table, Table, Table]:
    weights = _weights(attempt)
    return weighted(weights[:4], 11), weighted(weights[4:8], 11), weighted(weights[8:], 11)
