"""IIN: жеке сәйкестендіру нөмірі (ЖСН), индивидуальный идентификационный номер (ИИН).

12 digits YYMMDD G NNNN C: birth date, century and sex (1, 2: 1800s; 3, 4: 1900s; 5, 6: 2000s; odd male, even
female), serial, check digit. Law No. 223 of 12.01.2007; structure: Government Decree No. 406 of 22.05.2007.
Decree No. 853 of 26.08.2013 took out the fixed tie to date and sex, so they are strong evidence for the
number and weak evidence about the person. The check digit cannot guard digit 11 when the first pass decides
(weight 11 is 0 modulo 11).

>>> validate("ИИН: 110715399990")
'110715399990'
>>> validate("010101399991")
'010101399991'
>>> is_valid("010101399992")
False
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Literal

import numpy as np

from barlau.errors import InvalidChecksum, InvalidComponent, InvalidFormat, InvalidIdentifier, InvalidLength
from barlau.identifiers.cells import (
    Bytes,
    Groups,
    Integers,
    Offsets,
    Table,
    check_array,
    check_is_right,
    check_tables,
    digit,
    four_digits,
    groups_of_four,
    look_up,
    within,
)
from barlau.identifiers.normal import clean, clean_array
from barlau.identifiers.rules import Mask, Rule, label_rules, rewrite, rewrite_array

if TYPE_CHECKING:
    import pyarrow as pa
    from numpy.typing import NDArray

Tier = Literal["none", "checksum_only", "strict", "plausible"]
Sex = Literal["male", "female"]
TIERS: tuple[Tier, ...] = ("none", "checksum_only", "strict", "plausible")
"""By code: check wrong, a BIN or zeros; check right; and born by today; and in 1900 or later."""

GROUPED = (
    Rule(r"\A([0-9]{6})[ -]([0-9]{6})\z", r"\1\2"),
    Rule(r"\A([0-9]{6})[ -]([0-9]{3})[ -]([0-9]{3})\z", r"\1\2\3"),
    Rule(r"\A([0-9]{1,3})[ -]([0-9]{3})[ -]([0-9]{3})[ -]([0-9]{3})\z", r"\1\2\3\4"),
    Rule(r"\A([0-9]{4})[ -]([0-9]{4})[ -]([0-9]{4})\z", r"\1\2\3"),
)
"""Twelve digits in groups of 6, 6-3-3, 3 or 4."""
PADDED = (
    Rule(r"\A([1-9][0-9]{10})\z", r"0\1"),
    Rule(r"\A([1-9][0-9]{9})\z", r"00\1"),
    Rule(r"\A([1-9][0-9]{8})\z", r"000\1"),
)
"""Zeros that a numeric column lost; a number of nine digits may be a KATO code or a document as well."""

_SHAPE = "[0-9]{12}"
_CENTURY = {1: 1800, 2: 1800, 3: 1900, 4: 1900, 5: 2000, 6: 2000}
_FIRST_PASS = (1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11)
_SECOND_PASS = (3, 4, 5, 6, 7, 8, 9, 10, 11, 1, 2)


@dataclass(frozen=True, slots=True)
class Iin:
    """What an IIN with a right check digit says."""

    number: str
    tier: Tier
    birth_date: date | None
    """None when the date does not exist or digit 7 is not 1 to 6."""
    sex: Sex | None
    century: int | None
    """19, 20 or 21."""
    century_sex_digit: int
    check_pass: int
    """1 or 2: which weights gave the check digit."""


def compact(value: object) -> str:
    """Twelve digits where the cell can be repaired to them: label, grouping, lost zeros, float forms."""
    return rewrite(clean(value), (*label_rules("iin"), *GROUPED, *PADDED))


def check_digit(number: str) -> str:
    """Digit 12 for the first eleven digits. Raises `InvalidChecksum` for a stem that is never issued."""
    return check_digit_and_pass(number)[0]


def check_digit_and_pass(number: str) -> tuple[str, int]:
    """Digit 12 and the pass (1 or 2) that gave it."""
    digits = [int(letter) for letter in number[:11]]
    for attempt, weights in enumerate((_FIRST_PASS, _SECOND_PASS), start=1):
        rest = sum(weight * figure for weight, figure in zip(weights, digits, strict=True)) % 11
        if rest < 10:
            return str(rest), attempt
    raise InvalidChecksum


def require_twelve_digits(number: str) -> None:
    """Raise `InvalidFormat` or `InvalidLength` unless the text is twelve ASCII digits."""
    if not (number.isascii() and number.isdigit()):
        raise InvalidFormat
    if len(number) != 12:
        raise InvalidLength


def validate(value: object, *, today: date | None = None) -> str:
    """The twelve digits of an IIN of tier `strict` or `plausible`. Raises an `InvalidIdentifier`."""
    found = parse(value, today=today)
    if found.tier == "checksum_only":
        raise InvalidComponent
    return found.number


def parse(value: object, *, today: date | None = None) -> Iin:
    """Birth date, sex and tier of an IIN of any tier above `none`. Raises an `InvalidIdentifier`."""
    number = compact(value)
    require_twelve_digits(number)
    digit, attempt = check_digit_and_pass(number)
    if digit != number[11]:
        raise InvalidChecksum
    if number[4] > "3" or number.startswith("00000000"):
        raise InvalidComponent
    code = int(number[6])
    start = _CENTURY.get(code)
    born = None if start is None else _day(start + int(number[:2]), int(number[2:4]), int(number[4:6]))
    return Iin(
        number=number,
        tier=_tier(born, today or date.today()),
        birth_date=born,
        sex=None if start is None else "male" if code % 2 else "female",
        century=None if start is None else start // 100 + 1,
        century_sex_digit=code,
        check_pass=attempt,
    )


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _tier(born: date | None, today: date) -> Tier:
    if born is None or born > today:
        return "checksum_only"
    return "plausible" if born.year >= 1900 else "strict"


def tier(value: object, *, today: date | None = None) -> Tier:
    """How far the value is an IIN."""
    try:
        return parse(value, today=today).tier
    except InvalidIdentifier:
        return "none"


def is_valid(value: object, *, today: date | None = None) -> bool:
    """Is it an IIN of tier `strict` or `plausible`?"""
    return tier(value, today=today) in ("strict", "plausible")


def is_valid_array(values: pa.Array, *, today: date | None = None) -> pa.BooleanArray:
    """`is_valid` on every cell; a null stays null."""
    texts = rewrite_array(clean_array(values), (*label_rules("iin"), *GROUPED, *PADDED), done=_SHAPE)
    return check_array(texts, _SHAPE, lambda buffer, start, _: tiers_cells(buffer, start, today=today) >= 2)


def birth_dates_array(values: pa.Array, *, today: date | None = None) -> pa.Array:
    """The birth date in every cell that is an IIN of tier `strict` or `plausible`, as date32; else null."""
    import pyarrow as pa
    import pyarrow.compute as pc

    texts = rewrite_array(clean_array(values), (*label_rules("iin"), *GROUPED, *PADDED), done=_SHAPE)
    valid = check_array(texts, _SHAPE, lambda buffer, start, _: tiers_cells(buffer, start, today=today) >= 2)
    numbers = pc.if_else(valid, texts, None)
    century = pc.utf8_slice_codeunits(numbers, 6, 7)
    for digits, first in (("[12]", "18"), ("[34]", "19"), ("[56]", "20")):
        century = pc.replace_substring_regex(century, rf"\A{digits}\z", first)
    iso = pc.replace_substring_regex(numbers, r"\A([0-9]{2})([0-9]{2})([0-9]{2}).*", r"\1-\2-\3")
    return pc.binary_join_element_wise(century, iso, "").cast(pa.date32())


def check_cells(buffer: Bytes, start: Offsets, length: int = 12, *, today: date | None = None) -> Mask:
    """Which cells of twelve digits are IINs of tier `plausible`; of ten or eleven, those of people born since 2000."""
    if length < 12:
        return _check_shortened(buffer, start, length, today)
    valid: Mask = tiers_cells(buffer, start, today=today) == 3
    return valid


def _check_shortened(buffer: Bytes, start: Offsets, length: int, today: date | None) -> Mask:
    numbers = np.zeros(len(start), np.int64)
    for offset in range(length):
        numbers = numbers * 10 + digit(buffer, start, offset)
    century = digit(buffer, start, length - len("GNNNNC"))
    own: Mask = (digit(buffer, start, 0) > 0) & ((century == 5) | (century == 6))
    own &= check_integers(numbers, today=today)
    return own


def tiers_cells(buffer: Bytes, start: Offsets, length: int = 12, *, today: date | None = None) -> NDArray[np.uint8]:
    """Tier of every cell of twelve digits, as an index into `TIERS`."""
    del length
    return _tiers([four_digits(buffer, start, offset) for offset in (0, 4, 8)], today or date.today())


def check_integers(values: Integers, *, nine_digits: bool = False, today: date | None = None) -> Mask:
    """Which integers are IINs of tier `plausible`, with up to two lost zeros (three if `nine_digits`)."""

    def plausible(numbers: Integers) -> Mask:
        valid: Mask = _tiers(groups_of_four(numbers, 3), today or date.today()) == 3
        return valid

    return within(values, 10**8 if nine_digits else 10**9, 10**12, plausible)


def is_missed_array(values: pa.Array, *, today: date | None = None) -> pa.BooleanArray:
    """Which cells of twelve digits begin as an IIN of tier `plausible` does and have another check digit.

    Of numbers that only begin with a date, as batches do, one in eleven is right by chance; of IINs nearly all are.
    """

    def missed(buffer: Bytes, start: Offsets, _: int) -> Mask:
        dated, right = _dated([four_digits(buffer, start, offset) for offset in (0, 4, 8)], today or date.today())
        wrong: Mask = (dated == 3) & ~right
        return wrong

    return check_array(values, _SHAPE, missed)


def _tiers(parts: list[Groups], today: date) -> NDArray[np.uint8]:
    dated, right = _dated(parts, today)
    return dated * right


def _dated(parts: list[Groups], today: date) -> tuple[NDArray[np.uint8], Mask]:
    """The tier that each would have with the right check digit, and whether it has that."""
    first, second, third = _tables(today)
    shares = look_up(first, parts[0])
    shares += look_up(second, parts[1])
    shares += look_up(third, parts[2])
    right = check_is_right(shares)
    shares >>= np.uint32(16)
    return look_up(_date_tiers(), shares), right


@lru_cache(maxsize=8)
def _tables(today: date) -> tuple[Table, Table, Table]:
    """The tables of the check digit with what a date check needs from YYMM and DDG in the bits from 16 on.

    Month class 3 bits, YYMM against today's 2, day class 3, day after today's 1, century 2.
    """
    first, second, third = check_tables()
    group = np.arange(10_000, dtype=np.uint32)
    year, month, day, code = group // 100, group % 100, group // 100, group // 10 % 10
    month_class = _month_class(year, month)
    now = (today.year - 2000) * 100 + today.month
    against = np.where(group < now, 0, np.where(group == now, 1, 2)).astype(np.uint32)
    day_class = np.select(
        [group == 0, (day >= 1) & (day <= 28), day == 29, day == 30, day == 31, day >= 40],
        [6, 1, 2, 3, 4, 5],
        0,
    )
    century = np.select([(code >= 1) & (code <= 2), (code >= 3) & (code <= 4), (code >= 5) & (code <= 6)], [1, 2, 3], 0)
    late = day > today.day
    date_first = month_class | against << np.uint32(3)
    date_second = day_class << 5 | late.astype(np.int64) << 8 | century << 9
    return first | date_first << np.uint32(16), second | date_second.astype(np.uint32) << np.uint32(16), third


def _month_class(year: Table, month: Table) -> Table:
    """0 none, 1 of 31 days, 2 of 30, 3 February of a leap year, 4 of a year 00, 5 of another, 6 all zeros."""
    february = np.where(year == 0, 4, np.where(year % 4 == 0, 3, 5))
    classes = np.select(
        [month == 2, np.isin(month, (4, 6, 9, 11)), (month >= 1) & (month <= 12), year + month == 0],
        [february, 2, 1, 6],
        0,
    )
    return classes.astype(np.uint32)


@cache
def _date_tiers() -> NDArray[np.uint8]:
    index = np.arange(1 << 11)
    month_class, against, day_class = index & 7, index >> 3 & 3, index >> 5 & 7
    late, century = index >> 8 & 1, index >> 9 & 3
    longest = np.select(
        [month_class == 1, month_class == 2, month_class == 3, month_class == 4, month_class == 5],
        [4, 3, 2, np.where(century == 3, 2, 1), 1],
        0,
    )
    exists = (day_class >= 1) & (day_class <= longest) & (century > 0)
    future = (century == 3) & ((against == 2) | (against == 1) & (late == 1))
    never = (day_class == 5) | (day_class == 6) & (month_class == 6)
    tiers = np.where(never, 0, np.where(exists & ~future, np.where(century == 1, 2, 3), 1))
    return tiers.astype(np.uint8)
