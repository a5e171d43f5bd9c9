"""Invented people whose data agree. IINs are computed here and not by the code that is measured.

Values are made in memory for one run and written nowhere.
"""

from __future__ import annotations

import random
from dataclasses import dataclass
from datetime import date, timedelta

_LATIN = dict(zip("абвгдеёзийклмнопрстуфыэәғқңөұүһі", "abvgdeeziyklmnoprstufyeagqnouuhi", strict=True)) | {
    "ж": "zh",
    "х": "kh",
    "ц": "ts",
    "ч": "ch",
    "ш": "sh",
    "щ": "shch",
    "ю": "yu",
    "я": "ya",
    "ъ": "",
    "ь": "",
}
_RUSSIAN = str.maketrans("әғқңөұүһіӘҒҚҢӨҰҮҺІ", "агкноуухиАГКНОУУХИ")
RUSSIAN_SHARE = 0.35
MOBILE = ("700", "701", "702", "705", "706", "707", "708", "747", "771", "775", "776", "777", "778")


@dataclass(frozen=True, slots=True)
class Person:
    """One invented person."""

    female: bool
    surname: str
    given: str
    patronymic: str
    birth: date
    iin: str
    mobile: str

    @property
    def full_name(self) -> str:
        """Surname, given name, patronymic where there is one."""
        return " ".join(filter(None, (self.surname, self.given, self.patronymic)))


def latin(text: str) -> str:
    """One usual transliteration, word by word capitalised."""
    return "".join(_LATIN.get(c, c) for c in text.lower()).title()


def russian(text: str) -> str:
    """Kazakh letters as a system without them stores them."""
    return text.translate(_RUSSIAN)


def crowd(rng: random.Random, count: int, words: dict[str, list]) -> list[Person]:
    """Invent people."""
    return [_person(rng, words) for _ in range(count)]


def _person(rng: random.Random, words: dict[str, list]) -> Person:
    female = rng.random() < 0.5
    sex = "female" if female else "male"
    if rng.random() < RUSSIAN_SHARE:
        surname = _feminine(rng.choice(words["surnames_ru"])) if female else rng.choice(words["surnames_ru"])
        given, patronymic = rng.choice(words[f"{sex}_ru"]), rng.choice(words["fathers_ru"])[female]
    else:
        surname = _feminine(rng.choice(words["surnames_kk"])) if female else rng.choice(words["surnames_kk"])
        given = rng.choice(words[f"{sex}_kk"])
        patronymic = "" if rng.random() < 0.1 else rng.choice(words["male_kk"]) + ("қызы" if female else "ұлы")
    birth = date(1948, 1, 1) + timedelta(days=rng.randrange(365 * 60))
    mobile = f"{rng.choice(MOBILE)}{rng.randrange(10**7):07d}"
    return Person(female, surname, given, patronymic, birth, iin(rng, birth, female), mobile)


def _feminine(surname: str) -> str:
    return surname + "а" if surname.endswith(("ов", "ев", "ёв", "ин")) else surname


def iin(rng: random.Random, birth: date, female: bool) -> str:  # noqa: FBT001  (the sex is data)
    """A valid IIN of that birth date and sex."""
    century = (3 if birth.year < 2000 else 5) + female
    return numbered(rng, f"{birth:%y%m%d}{century}", 4)


def numbered(rng: random.Random, stem: str, serial_digits: int) -> str:
    """The stem with a serial and its check digit (two passes of weights, as IIN and BIN have)."""
    while True:
        number = f"{stem}{rng.randrange(10**serial_digits):0{serial_digits}d}"
        digits = [int(c) for c in number]
        rest = sum(d * w for d, w in zip(digits, range(1, 12), strict=True)) % 11
        if rest == 10:
            rest = sum(d * w for d, w in zip(digits, (3, 4, 5, 6, 7, 8, 9, 10, 11, 1, 2), strict=True)) % 11
        if rest < 10:
            return f"{number}{rest}"
