"""Makers of bank accounts, cards, and what identifies an organisation."""

from __future__ import annotations

from typing import TYPE_CHECKING

from barlau.demo import words
from barlau.demo.people import with_check_digit
from barlau.identifiers.generic import card as card_number
from barlau.identifiers.kz import iban as iban_number

if TYPE_CHECKING:
    from barlau.demo.draw import Cell, Draw

_BANKS = ("601", "722", "856", "965", "551", "821", "914")
"""Bank codes of IBANs: Halyk, Kaspi, CenterCredit, Forte, Freedom, RBK, Bereke."""
_CODES = ("HSBKKZKX", "CASPKZKA", "KCJBKZKX", "IRTYKZKA", "KSNVKZKA", "KINCKZKA", "BRKEKZKA")
_TEST_RANGES = ("4000000000", "2200000000")
"""Card numbers that payment systems publish for tests start like these (Visa, Mir)."""
_FORMS = ("ТОО", "ЖШС", "АО")


def iban(draw: Draw, *, spaced: bool = False) -> list[Cell]:
    """Accounts in Kazakhstan; the first eight places of the account are zeros, so none belongs to anybody."""
    numbers = [iban_number_of(bank, account) for bank, account in zip(draw.pick(_BANKS), draw.digits(5), strict=True)]
    return [" ".join(n[at : at + 4] for at in range(0, 20, 4)) if spaced else n for n in numbers]


def iban_number_of(bank: str, account: str) -> str:
    """The IBAN of an account whose number is filled with zeros on the left."""
    basic = f"{bank}{account:0>13}"
    return f"KZ{iban_number.check_digits(basic)}{basic}"


def bank_code(draw: Draw) -> list[Cell]:
    """BICs of banks."""
    return list(draw.pick(_CODES))


def card(draw: Draw, *, style: str = "plain") -> list[Cell]:
    """Card numbers of published test ranges: `plain`, `spaced` in fours, or `masked`."""
    stems = [f"{start}{digits}" for start, digits in zip(draw.pick(_TEST_RANGES), draw.digits(5), strict=True)]
    numbers = [stem + card_number.check_digit(stem) for stem in stems]
    if style == "masked":
        return [f"{number[:6]}******{number[-4:]}" for number in numbers]
    return [" ".join(n[at : at + 4] for at in range(0, 16, 4)) if style == "spaced" else n for n in numbers]


def card_expiry(draw: Draw) -> list[Cell]:
    """Month and year until which a card is valid."""
    return [f"{1 + number % 12:02d}/{26 + number % 5}" for number in draw.integers(0, 60)]


def code_of(draw: Draw, *, digits: int = 3) -> list[Cell]:
    """Digits as text: a CVV, the last four of a card."""
    return list(draw.digits(digits))


def bin_of_company(draw: Draw) -> list[Cell]:
    """BINs of invented companies: resident legal entities with serials from 99000."""
    out: list[Cell] = []
    for month, number in zip(draw.integers(0, 288), draw.integers(0, 1_000), strict=True):
        stem = f"{month // 12 % 24:02d}{1 + month % 12:02d}4099{number:03d}"
        out.append(with_check_digit(stem) or with_check_digit(f"{stem[:-1]}{(number + 1) % 10}"))
    return out


def company(draw: Draw) -> list[Cell]:
    """Names of invented companies."""
    names = zip(draw.pick(_FORMS), draw.pick(words.texts("organisations")), strict=True)
    return [f"{name} {form}" if form == "ЖШС" else f"{form} «{name}»" for form, name in names]


def company_phone(draw: Draw) -> list[Cell]:
    """Landlines in Almaty whose subscriber numbers start with 000."""
    return [f"+7 (727) 000-{digits[:2]}-{digits[2:]}" for digits in draw.digits(4)]


def company_address(draw: Draw) -> list[Cell]:
    """Offices of companies."""
    places = zip(draw.pick(words.rows("cities")), draw.pick(words.rows("streets")), draw.integers(1, 200), strict=True)
    return [f"г. {city[1]}, {street[1]}, д. {house}, офис {house % 40 + 1}" for city, street, house in places]
