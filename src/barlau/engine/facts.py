"""Facts about a column's distinct sample that speak for or against an explanation: serial numbers, timestamps, EAN
codes, birth dates.

Every fact is a share of the sampled distinct values in 0..1, so that shuffled rows give the same facts.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, date, datetime

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from barlau.engine import digests, meanings
from barlau.identifiers.kz import iin

Integers = NDArray[np.int64]

MIN_DENSE = 20  # fewer values look consecutive by accident
ALIKE = 0.9  # share of numbers that begin with the same signs, of a journal whose rows are numbered
MANY_SPANS = 100  # times the range of numbers that have their first digits in common
EPOCH_2000, EPOCH_2040 = 946_684_800, 2_208_988_800
ADULT, OLDEST = 14, 110  # years: who signs a contract, who is alive
SCALE = 100
"""The highest mark: per cent, points of a survey."""
PROPRIETOR = ("ИП ", "КХ ", "Индивидуальный предприниматель ", "Жеке кәсіпкер ", "Крестьянское хозяйство ")
"""How the name of a sole proprietor's or a farm's business begins; ЖК stands for housing estates as well."""
_NUMBERED = re.compile(r"(?=[0-9]*[^\W\d])([\w№#-]{0,16}(?:[^\W\d]|[№#-]))[0-9]+\Z")
KZ_LATITUDE, KZ_LONGITUDE = (40.5, 55.5), (46.4, 87.4)  # the bounding box of Kazakhstan


def facts(texts: pa.StringArray, distinct: int, today: date | None = None) -> tuple[tuple[str, float], ...]:
    """All facts with a share above zero, by name."""
    if not len(texts):
        return ()
    today = today or datetime.now(UTC).date()
    found = dict(_number_facts(texts, distinct))
    found.update(_date_facts(texts, today))
    found["digits"] = _share(pc.match_substring_regex(texts, r"(?:[0-9][^0-9]*){7}"))
    found.update(meanings.shares(texts))
    found["versions"] = _versions(texts)
    found["spaced"] = _share(pc.match_substring(texts, " "))
    found["iin_missed"] = _share(iin.is_missed_array(texts))
    found["proprietors"] = sum(_share(pc.starts_with(texts, form)) for form in PROPRIETOR)
    found["digest"] = digests.share(texts)
    return tuple(sorted((name, round(value, 6)) for name, value in found.items() if value > 0))


def _number_facts(texts: pa.StringArray, distinct: int) -> Iterator[tuple[str, float]]:
    plain = pc.replace_substring_regex(texts, r"[.,]0{1,2}$", "")
    digits = plain.filter(pc.match_substring_regex(plain, r"^[0-9]{1,18}$"))
    if not len(digits):
        yield "serial", _numbered(texts, distinct)
    else:
        part = len(digits) / len(texts)
        numbers = digits.cast(pa.int64()).to_numpy()
        lengths = pc.utf8_length(digits).to_numpy()
        yield "serial", part * _serial(numbers, round(distinct * part))
        yield "timestamp", part * _timestamps(numbers, lengths)
        yield "epoch", part * _epochs(numbers)
        yield "gtin", part * _gtin(numbers, lengths)
        yield "trailing_zeros", part * float(((numbers % 100 == 0) & (numbers > 0)).mean())
        yield "age_like", part * float(((numbers >= 0) & (numbers <= OLDEST)).mean())
    yield "amounts", _amounts(plain)
    yield from _coordinates(plain, len(texts))


def _serial(numbers: Integers, distinct: int) -> float:
    """1 when the values fill their range: ids that were counted up, not drawn."""
    if len(numbers) < MIN_DENSE:
        return 0.0
    first, span = int(numbers.min()), int(numbers.max()) - int(numbers.min())
    # sequences may count by 10 or 50; steps between numbers that do not begin alike are those of round amounts
    step = int(np.gcd.reduce(numbers - first)) if first > MANY_SPANS * span > 0 else 1
    return 1.0 if distinct / (span // step + 1) > 1 / 3 else 0.0


def _numbered(texts: pa.StringArray, distinct: int) -> float:
    """The same of numbers behind the same letters: `INC0000001`, `ТД00-000001`."""
    number = _NUMBERED.match(texts[0].as_py())
    if len(texts) < MIN_DENSE or not number:
        return 0.0
    head = number[1]
    alike = texts.filter(pc.starts_with(texts, head))
    tails = pc.utf8_slice_codeunits(alike, len(head))
    tails = tails.filter(pc.match_substring_regex(tails, r"^[0-9]{1,18}$"))
    part = len(tails) / len(texts)
    return part * _serial(tails.cast(pa.int64()).to_numpy(), round(distinct * part)) if part >= ALIKE else 0.0


def _timestamps(numbers: Integers, lengths: NDArray[np.int32]) -> float:
    """Share that reads as yyyyMMdd, yyyyMMddHHmm, yyMMddHHmmss or yyyyMMddHHmmss."""
    years = ((2_000, 2_040), (0, 40), (2_000, 2_040))
    day, month, year = numbers % 100, numbers // 100 % 100, numbers // 10_000
    dates = (day >= 1) & (day <= 31) & (month >= 1) & (month <= 12) & (year >= 1_990) & (year <= 2_040)
    hits = dates & (lengths == 8)
    for length, (year_digits, has_seconds), (low, high) in zip(
        (12, 12, 14), ((4, False), (2, True), (4, True)), years, strict=True
    ):
        rest = numbers.copy()
        second = rest % 100 if has_seconds else np.zeros_like(rest)
        rest = rest // 100 if has_seconds else rest
        minute, rest = rest % 100, rest // 100
        hour, rest = rest % 100, rest // 100
        day, rest = rest % 100, rest // 100
        month, year = rest % 100, rest // 100
        right_length = (lengths == length) | ((year_digits == 2) & (lengths == length - 1))
        hits |= (
            right_length
            & (second < 60)
            & (minute < 60)
            & (hour < 24)
            & (day >= 1)
            & (day <= 31)
            & (month >= 1)
            & (month <= 12)
            & (year >= low)
            & (year <= high)
        )
    return float(hits.mean())


def _epochs(numbers: Integers) -> float:
    seconds = (numbers >= EPOCH_2000) & (numbers < EPOCH_2040)
    milliseconds = (numbers >= EPOCH_2000 * 1000) & (numbers < EPOCH_2040 * 1000)
    return float((seconds | milliseconds).mean())


def _gtin(numbers: Integers, lengths: NDArray[np.int32]) -> float:
    """Share with a right GS1 check digit (GTIN-8, -12, -13, -14); one random number in ten has it."""
    total = np.zeros(len(numbers), np.int64)
    rest = numbers.copy()
    for place in range(14):
        total += (rest % 10) * (1 if place % 2 == 0 else 3)
        rest //= 10
    return float(((total % 10 == 0) & np.isin(lengths, (8, 12, 13, 14))).mean())


def _amounts(plain: pa.StringArray) -> float:
    """Share of numbers above any scale that people are marked on: sums, areas, counts."""
    figures = pc.match_substring_regex(plain, r"^[0-9]{1,15}(?:[.,][0-9]+)?$")
    numbers = pc.replace_substring(plain.filter(figures), ",", ".").cast(pa.float64()).to_numpy()
    return float((numbers > SCALE).sum()) / len(plain)


def _coordinates(plain: pa.StringArray, total: int) -> Iterator[tuple[str, float]]:
    dotted = pc.replace_substring(plain, ",", ".")
    decimal = dotted.filter(pc.match_substring_regex(dotted, r"^-?[0-9]{1,3}\.[0-9]{2,}$"))
    if len(decimal):
        numbers = decimal.cast(pa.float64()).to_numpy()
        part = len(decimal) / total
        for name, (low, high) in (("latitude", KZ_LATITUDE), ("longitude", KZ_LONGITUDE)):
            yield name, part * float(((numbers >= low) & (numbers <= high)).mean())


def _versions(texts: pa.StringArray) -> float:
    """Share of dotted quads without any part above 99: program versions, hardly internet addresses."""
    quads = pc.match_substring_regex(texts, r"^[0-9]{1,3}(?:\.[0-9]{1,3}){3}$")
    small = pc.match_substring_regex(texts, r"^[0-9]{1,2}(?:\.[0-9]{1,2}){3}$")
    total = int(pc.sum(quads).as_py() or 0)
    return int(pc.sum(small).as_py() or 0) / total if total else 0.0


def _date_facts(texts: pa.StringArray, today: date) -> Iterator[tuple[str, float]]:
    dated = pc.match_substring_regex(texts, r"\b(?:18|19|20|21)[0-9]{2}\b")
    years = pc.replace_substring_regex(texts.filter(dated), r"^.*?\b((?:18|19|20|21)[0-9]{2})\b.*$", r"\1")
    years = pa.concat_arrays([years, texts.filter(pc.invert(dated))])
    years = years.filter(pc.match_substring_regex(years, r"^[0-9]{4}$"))
    if not len(years):
        return
    age = today.year - years.cast(pa.int64()).to_numpy()
    part = len(years) / len(texts)
    yield "birth_like", part * float(((age >= ADULT) & (age <= OLDEST)).mean())
    yield "recent", part * float(((age >= -1) & (age < ADULT)).mean())
    yield "future", part * float((age < 0).mean())


def _share(mask: pa.BooleanArray) -> float:
    return float(np.asarray(mask.to_numpy(zero_copy_only=False), bool).mean())
