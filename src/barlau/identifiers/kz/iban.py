"""Bank account: жеке сәйкестендіру коды (ЖСК), индивидуальный идентификационный код (ИИК); ISO 13616 IBAN.

`KZ`, two check digits, three digits of the bank, 13 letters or digits: 20 characters, in use since 07.06.2010
(now NBK instruction No. 128 of 27.10.2020). Check: ISO/IEC 7064 MOD 97-10; check digits 00, 01 and 99 leave
the right remainder for some accounts but are never issued. An unknown bank code does not reject.

>>> validate("KZ86 125K ZT50 0410 0100")
'KZ86125KZT5004100100'
>>> is_valid("KZ007220000000000063")
False
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from stdnum.iso7064 import mod_97_10

from barlau.errors import InvalidChecksum, InvalidComponent, InvalidFormat, InvalidLength
from barlau.identifiers.cells import Bytes, Offsets, byte, check_array, four_digits, two_digits
from barlau.identifiers.normal import accepts, clean, clean_array, latinise, latinise_array
from barlau.identifiers.rules import Mask, Rule, label_rules, matches, rewrite, rewrite_array
from barlau.identifiers.tables import mapping

if TYPE_CHECKING:
    import pyarrow as pa
    from numpy.typing import NDArray

_SHAPE = "KZ[0-9]{5}[0-9A-Z]{13}"
_SPACES = (Rule(" +", ""),)
_LOWEST, _HIGHEST = 2, 98
_COUNTRY = 20 * 100 + 35
"""K and Z as ISO/IEC 7064 reads letters (A is 10)."""


@dataclass(frozen=True, slots=True)
class Iban:
    """What a valid account number says."""

    number: str
    bank_code: str
    bic: str | None
    """None for a bank that is not in the table, one merged away too."""


def compact(value: object) -> str:
    """Twenty characters where the cell can be repaired to them: label, spaces, case, look-alikes."""
    return rewrite(latinise(rewrite(clean(value), label_rules("iban"))), _SPACES)


def check_digits(number: str) -> str:
    """The two check digits for the 16 characters of bank and account, or for 20 whose own are ignored."""
    digits: str = mod_97_10.calc_check_digits(number[-16:] + "KZ")
    return digits


def validate(value: object) -> str:
    """The twenty characters. Raises an `InvalidIdentifier`."""
    number = compact(value)
    if not matches(number, _SHAPE):
        raise InvalidLength if matches(number, "KZ[0-9]{5}[0-9A-Z]*") else InvalidFormat
    if not _LOWEST <= int(number[2:4]) <= _HIGHEST:
        raise InvalidComponent
    if check_digits(number) != number[2:4]:
        raise InvalidChecksum
    return number


def parse(value: object) -> Iban:
    """Bank code and BIC. Raises an `InvalidIdentifier`."""
    number = validate(value)
    return Iban(number, number[4:7], mapping("banks", "codes").get(number[4:7]))


def is_valid(value: object) -> bool:
    """Is it an account number of Kazakhstan?"""
    return accepts(validate, value)


def is_valid_array(values: pa.Array) -> pa.BooleanArray:
    """`is_valid` on every cell; a null stays null."""
    texts = latinise_array(rewrite_array(clean_array(values), label_rules("iban"), done=_SHAPE))
    return check_array(rewrite_array(texts, _SPACES, done=_SHAPE), _SHAPE, check_cells)


def check_cells(buffer: Bytes, start: Offsets, length: int = 20) -> Mask:
    """Which cells of `KZ`, two digits and 16 capital letters or digits are account numbers."""
    letters = np.zeros(len(start), np.bool_)
    for offset in range(7, length):
        letters |= byte(buffer, start, offset) > ord("9")
    bank = (byte(buffer, start, 4) | byte(buffer, start, 5) | byte(buffer, start, 6)) <= ord("?")
    rest = np.empty(len(start), np.uint64)
    plain = ~letters & bank
    rest[plain] = _of_digits(buffer, start[plain])
    rest[~plain] = _of_characters(buffer, start[~plain])
    check = two_digits(buffer, start, 2)
    rest *= np.uint64(1_000_000)
    rest += np.uint64(_COUNTRY * 100)
    rest += check
    valid: Mask = bank & (check >= _LOWEST) & (check <= _HIGHEST) & (rest % np.uint64(97) == 1)
    return valid


def _of_digits(buffer: Bytes, start: Offsets) -> NDArray[np.uint64]:
    """Remainder modulo 97 of bank and account, all digits."""
    value = np.zeros(len(start), np.uint64)
    for offset in (4, 8, 12, 16):
        value *= np.uint64(10_000)
        value += four_digits(buffer, start, offset)
    return value % np.uint64(97)


def _of_characters(buffer: Bytes, start: Offsets) -> NDArray[np.uint64]:
    """Remainder modulo 97 of bank and account, letters as two digits."""
    value = np.zeros(len(start), np.uint64)
    for offset in range(4, 20):
        code = byte(buffer, start, offset)
        letter = code > ord("9")
        value *= np.where(letter, np.uint64(100), np.uint64(10))
        value += code - np.where(letter, np.uint8(ord("A") - 10), np.uint8(ord("0")))
        if offset in (11, 19):  # eight letters multiply by 10**16: 97 * 10**16 fits 64 bits
            value %= np.uint64(97)
    return value
