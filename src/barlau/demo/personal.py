"""Makers of what a person is called by, reached at and identified with."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from barlau.demo import words
from barlau.demo.values import days_before

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from barlau.demo.draw import Cell, Draw
    from barlau.demo.people import Person


def _initials(person: Person) -> str:
    return f"{person.surname} {person.given[0]}.{person.patronymic[0]}."


_SPELLINGS: Mapping[str, Callable[[str], str]] = {
    "native": str,
    "russian": words.russian,
    "upper": lambda text: words.russian(text).upper(),
    "latin": words.latin,
}
_SEXES = {"letter": "МЖ", "word": ("мужской", "женский"), "kazakh": ("ер", "әйел"), "latin": "MF"}


def full_name(draw: Draw, *, spelling: str = "native", order: str = "official") -> list[Cell]:
    """Whole names: `official` surname first, `given` given name first, `short` with initials, `mixed` all
    three, `two` given name and surname.
    """
    spell = _SPELLINGS[spelling]
    orders: dict[str, Callable[[Person], str]] = {
        "official": lambda person: person.full_name,
        "given": lambda person: f"{person.given} {person.patronymic} {person.surname}",
        "short": _initials,
        "two": lambda person: f"{person.given} {person.surname}",
    }
    kinds = draw.pick(["official", "given", "short"]) if order == "mixed" else [order] * draw.rows
    return [spell(orders[kind](person)) for kind, person in zip(kinds, draw.people, strict=True)]


def surname(draw: Draw, *, spelling: str = "native") -> list[Cell]:
    """Surnames."""
    return [_SPELLINGS[spelling](person.surname) for person in draw.people]


def given_name(draw: Draw, *, spelling: str = "native") -> list[Cell]:
    """Given names."""
    return [_SPELLINGS[spelling](person.given) for person in draw.people]


def patronymic(draw: Draw, *, spelling: str = "native") -> list[Cell]:
    """Patronymics."""
    return [_SPELLINGS[spelling](person.patronymic) for person in draw.people]


def child_name(draw: Draw) -> list[Cell]:
    """Given name and surname of somebody else."""
    return [f"{other.given} {other.surname}" for other in draw.others]


def iin(draw: Draw, *, style: str = "plain") -> list[Cell]:
    """IINs: `plain`, `spaced` in threes with no-break spaces, `labelled`, or `mixed`."""
    styles: dict[str, Callable[[str], str]] = {
        "plain": str,
        "spaced": lambda n: "\u00a0".join((n[:3], n[3:6], n[6:9], n[9:])),
        "labelled": lambda n: f"ИИН {n}",
    }
    kinds = draw.pick(["plain", "plain", "plain", "spaced", "labelled"]) if style == "mixed" else [style] * draw.rows
    return [styles[kind](person.iin) for kind, person in zip(kinds, draw.people, strict=True)]


def birth_date(draw: Draw, *, form: str = "") -> list[Cell]:
    """Dates of birth: as dates, or as text in a form of `strftime`."""
    return [person.birth.strftime(form) if form else person.birth for person in draw.people]


def age(draw: Draw) -> list[Cell]:
    """Whole years on the last day of the period."""
    return [(draw.last_day - person.birth).days * 100 // 36_525 for person in draw.people]


def sex(draw: Draw, *, style: str = "letter") -> list[Cell]:
    """Sex: `letter` М/Ж, `word`, `kazakh` ер/әйел, `latin` M/F."""
    return [_SEXES[style][person.female] for person in draw.people]


PHONE_STYLES: Mapping[str, Callable[[str], str]] = {
    "plus": lambda n: f"+7{n}",
    "eight": lambda n: f"8{n}",
    "ten": str,
    "seven": lambda n: f"7{n}",
    "spaced": lambda n: f"+7 {n[:3]} {n[3:6]} {n[6:8]} {n[8:]}",
    "brackets": lambda n: f"8 ({n[:3]}) {n[3:6]}-{n[6:8]}-{n[8:]}",
    "dashes": lambda n: f"8-{n[:3]}-{n[3:6]}-{n[6:8]}-{n[8:]}",
}


def phone(draw: Draw, *, style: str = "plus") -> list[Cell]:
    """Mobile numbers in one of `PHONE_STYLES`, or `mixed`."""
    kinds = draw.pick(list(PHONE_STYLES)) if style == "mixed" else [style] * draw.rows
    return [PHONE_STYLES[kind](person.mobile) for kind, person in zip(kinds, draw.people, strict=True)]


def email(draw: Draw, *, upper: bool = False) -> list[Cell]:
    """E-mail addresses at example domains."""
    return [person.email.upper() if upper else person.email for person in draw.people]


def login(draw: Draw) -> list[Cell]:
    """Account names."""
    return [person.login for person in draw.people]


def profile_link(draw: Draw, *, site: str = "instagram.com") -> list[Cell]:
    """Pages in social networks."""
    return [f"https://{site}/{person.login.replace('.', '_')}" for person in draw.people]


def address(draw: Draw, *, style: str = "russian") -> list[Cell]:
    """Postal addresses, `russian` (large to small), `kazakh` (noun after the name) or `mixed`."""
    kinds = draw.pick(["russian", "kazakh"]) if style == "mixed" else [style] * draw.rows
    return [_address(kind, person) for kind, person in zip(kinds, draw.people, strict=True)]


def _address(style: str, person: Person) -> str:
    city, street = words.rows("cities")[person.city], words.rows("streets")[person.street]
    if style == "kazakh":
        return f"{city[0]} қ., {street[0]}, {person.house}-үй, {person.flat}-пәтер"
    return f"{city[3]}{person.flat % 100:02d}, г. {city[1]}, {street[1]}, д. {person.house}, кв. {person.flat}"


def city(draw: Draw) -> list[Cell]:
    """The city where the person lives, in Russian."""
    return [words.rows("cities")[person.city][1] for person in draw.people]


def id_card(draw: Draw) -> list[Cell]:
    """Numbers of identity cards: nine digits, the first one 0."""
    return [person.document for person in draw.people]


def passport(draw: Draw) -> list[Cell]:
    """Numbers of passports: N and eight digits."""
    return [f"N{person.document[1:]}" for person in draw.people]


def driver_licence(draw: Draw) -> list[Cell]:
    """Numbers of driver licences: two letters and six digits."""
    return [
        f"{letters}{person.document[-6:]}"
        for letters, person in zip(draw.pick(["AB", "BC", "CE"]), draw.people, strict=True)
    ]


def issue_date(draw: Draw, *, form: str = "%d.%m.%Y") -> list[Cell]:
    """When an identity document was issued: in the ten years before the period."""
    return [day.strftime(form) for day in days_before(draw.first_day, 30, 3_600, draw)]


def expiry_date(draw: Draw, *, form: str = "%d.%m.%Y") -> list[Cell]:
    """Until when an identity document is valid: in the nine years after the period."""
    return [day.strftime(form) for day in days_before(date(draw.last_day.year + 9, 12, 31), 1, 3_000, draw)]
