"""Invented people whose data agree: name with sex, IIN with birth date and sex, e-mail with name.

Their numbers are plainly invented: serials of IINs are taken from the upper end of the range (9000 to
9999), subscriber numbers of phones start with 000, e-mail addresses are at domains reserved for examples.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING, TypeVar

import numpy as np

from barlau.demo import words
from barlau.errors import InvalidChecksum
from barlau.identifiers.kz import iin

if TYPE_CHECKING:
    from collections.abc import Sequence

Item = TypeVar("Item")

FIRST_SERIAL = 9000
PREFIXES = ("700", "701", "702", "705", "706", "707", "708", "747", "771", "775", "776", "777", "778")
DOMAINS = ("example.kz", "example.com", "mail.example.kz", "example.org")
RUSSIAN_SHARE = 0.2
ADULTS = (date(1950, 1, 1), date(2005, 12, 31))
MINORS = (date(2010, 1, 1), date(2016, 12, 31))


@dataclass(frozen=True, slots=True)
class Person:
    """One invented person; names as in the identity document, with Kazakh letters."""

    female: bool
    surname: str
    given: str
    patronymic: str
    birth: date
    iin: str
    mobile: str
    """National number: ten digits."""
    login: str
    email: str
    city: int
    """Row of the list of cities."""
    street: int
    house: int
    flat: int
    document: str
    """Number of the identity card: nine digits."""

    @property
    def full_name(self) -> str:
        """Surname, given name, patronymic."""
        return f"{self.surname} {self.given} {self.patronymic}"


def crowd(count: int, seed: Sequence[int], minors: float = 0.0) -> list[Person]:
    """Invent `count` people, no two with one IIN or phone; `minors` is the share of people under age."""
    rng = np.random.default_rng(list(seed))
    mobiles = rng.choice(len(PREFIXES) * 10_000, count, replace=False).tolist()
    taken: set[str] = set()
    return [_person(rng, mobile, taken, minors) for mobile in mobiles]


def _person(rng: np.random.Generator, mobile: int, taken: set[str], minors: float) -> Person:
    female = bool(rng.random() < 0.5)
    surname, given, patronymic = _names(rng, female)
    birth = _day(rng, *(MINORS if rng.random() < minors else ADULTS))
    city, street, house, flat, document, suffix = rng.integers(
        (0, 0, 1, 1, 0, 1), (len(words.rows("cities")), len(words.rows("streets")), 150, 120, 10_000, 99)
    ).tolist()
    login = f"{words.latin(given)}.{words.latin(surname)}{suffix}".lower()
    return Person(
        female, surname, given, patronymic, birth,
        _iin(rng, birth, female, taken),
        f"{PREFIXES[mobile // 10_000]}000{mobile % 10_000:04d}",
        login,
        f"{login}@{DOMAINS[suffix % len(DOMAINS)]}",
        city, street, house, flat,
        f"0{document:04d}{mobile % 10_000:04d}",
    )  # fmt: skip


def _names(rng: np.random.Generator, female: bool) -> tuple[str, str, str]:  # noqa: FBT001  (private, and the only flag)
    russian = rng.random() < RUSSIAN_SHARE
    prefix = "russian_" if russian else ""
    given = _one(rng, words.texts(f"{prefix}{'female' if female else 'male'}"))
    surname = _one(rng, words.texts(f"{prefix}surnames"))
    if russian:
        patronymic = _one(rng, list(words.pairs("russian_fathers").values()))[female]
        return surname + "а" * female, given, patronymic
    if rng.random() < 0.1:
        surname, female_ending = _one(rng, words.texts("bare_surnames")), ""
    else:
        female_ending = "а" * female
    return surname + female_ending, given, _one(rng, words.texts("male")) + ("қызы" if female else "ұлы")


def _one(rng: np.random.Generator, items: Sequence[Item]) -> Item:
    return items[int(rng.integers(len(items)))]


def _day(rng: np.random.Generator, first: date, last: date) -> date:
    return first + timedelta(days=int(rng.integers((last - first).days + 1)))


def _iin(rng: np.random.Generator, birth: date, female: bool, taken: set[str]) -> str:  # noqa: FBT001  (as above)
    century = (3 if birth.year < 2000 else 5) + female
    while True:
        stem = f"{birth:%y%m%d}{century}{int(rng.integers(FIRST_SERIAL, 10_000))}"
        number = with_check_digit(stem)
        if number and stem not in taken:
            taken.add(stem)
            return number


def with_check_digit(stem: str) -> str:
    """Eleven digits with the twelfth; empty for the one stem in 121 that is never issued."""
    try:
        return stem + iin.check_digit(stem)
    except InvalidChecksum:
        return ""
