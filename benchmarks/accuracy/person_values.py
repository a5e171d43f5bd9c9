"""Values that say who a person is and how to reach them."""

from __future__ import annotations

import json
from datetime import date, timedelta

from draw import WORDS, Cell, Draw
from people import Person, iin, latin, numbered, russian

TODAY = date(2026, 11, 21)
_SPELL = {
    "native": str,
    "upper": lambda text: russian(text).upper(),
    "latin": latin,
    "russian": russian,
}


def full_name(draw: Draw, *, order: str = "official", spelling: str = "native") -> list[Cell]:
    orders = {
        "official": lambda p: p.full_name,
        "given": lambda p: " ".join(filter(None, (p.given, p.patronymic, p.surname))),
        "initials": lambda p: f"{p.surname} {p.given[0]}.{p.patronymic[:1]}{'.' * bool(p.patronymic)}",
        "two": lambda p: f"{p.given} {p.surname}",
    }
    chosen = draw.pick(list(orders)) if order == "mixed" else [order] * draw.rows
    spell = _SPELL[spelling]
    return [spell(orders[how](p)) for how, p in zip(chosen, draw.people, strict=True)]


def surname(draw: Draw, *, spelling: str = "native") -> list[Cell]:
    return [_SPELL[spelling](p.surname) for p in draw.people]


def given_name(draw: Draw, *, spelling: str = "native") -> list[Cell]:
    return [_SPELL[spelling](p.given) for p in draw.people]


def patronymic(draw: Draw) -> list[Cell]:
    return [p.patronymic or None for p in draw.people]


def iin_values(draw: Draw, *, style: str = "plain", young: bool = False) -> list[Cell]:
    """IINs; `young`: of people born from 2000 on, whose numbers lose zeros as integers; `mixed`: some spaced."""
    if young:
        days = draw.integers(0, 365 * 9)
        return [
            iin(draw.rng, date(2000, 1, 1) + timedelta(d), p.female) for d, p in zip(days, draw.people, strict=True)
        ]
    numbers = [p.iin for p in draw.people]
    if style == "plain":
        return list(numbers)
    forms = (str, str, lambda n: f"{n[:6]} {n[6:]}", lambda n: f"ИИН {n}", lambda n: f" {n}")
    return [draw.rng.choice(forms)(n) for n in numbers]


def business_number(draw: Draw) -> list[Cell]:
    stems = zip(draw.integers(0, 26), draw.integers(1, 13), draw.pick(["40", "40", "40", "41", "50"]), strict=True)
    return [numbered(draw.rng, f"{year:02d}{month:02d}{kind}", 5) for year, month, kind in stems]


def iin_or_bin(draw: Draw) -> list[Cell]:
    both = zip(draw.people, business_number(draw), strict=True)
    return [p.iin if draw.rng.random() < 0.5 else number for p, number in both]


def birth_date(draw: Draw, *, form: str = "", minor: bool = False) -> list[Cell]:
    days = [TODAY - timedelta(d) for d in draw.integers(200, 6000)] if minor else [p.birth for p in draw.people]
    return [d.strftime(form) for d in days] if form else days


def birth_year(draw: Draw) -> list[Cell]:
    return [p.birth.year for p in draw.people]


def age(draw: Draw) -> list[Cell]:
    return [(TODAY - p.birth).days // 365 for p in draw.people]


def sex(draw: Draw, *, style: str = "letter") -> list[Cell]:
    words = {
        "letter": "МЖ",
        "word": ("мужской", "женский"),
        "kazakh": ("ер", "әйел"),
        "english": ("male", "female"),
        "latin": "MF",
        "digit": (1, 2),
    }[style]
    return [words[p.female] for p in draw.people]


def place(draw: Draw) -> list[Cell]:
    cities, villages = draw.pick(WORDS["cities_ru"]), draw.integers(0, 3)
    return [
        f"г. {city}" if kind else f"{city}ская область, с. Аксу" for city, kind in zip(cities, villages, strict=True)
    ]


PHONES = {
    "plus": lambda n: f"+7{n}",
    "eight": lambda n: f"8{n}",
    "seven": lambda n: f"7{n}",
    "ten": str,
    "brackets": lambda n: f"+7 ({n[:3]}) {n[3:6]}-{n[6:8]}-{n[8:]}",
    "dashes": lambda n: f"8-{n[:3]}-{n[3:6]}-{n[6:8]}-{n[8:]}",
    "spaced": lambda n: f"+7 {n[:3]} {n[3:6]} {n[6:]}",
}


def phone(draw: Draw, *, style: str = "plus") -> list[Cell]:
    if style == "landline":
        areas = draw.pick(["727", "7172", "7212", "7252", "7132"])
        return [f"8 ({a}) {n[:2]}-{n[2:4]}-{n[4 : 10 - len(a)]}" for a, n in zip(areas, draw.digits(9), strict=True)]
    if style == "russian":
        return [f"+79{n[:2]}{n[2:]}" for n in draw.digits(9)]
    numbers = [p.mobile for p in draw.people]
    if style == "several":
        seconds = draw.rng.sample(numbers, len(numbers))
        return [f"+7{a}, 8{b}" if i % 3 else f"+7{a}" for i, (a, b) in enumerate(zip(numbers, seconds, strict=True))]
    chosen = draw.pick(list(PHONES)) if style == "mixed" else [style] * draw.rows
    return [PHONES[how](n) for how, n in zip(chosen, numbers, strict=True)]


def login(draw: Draw) -> list[Cell]:
    return [_login(draw, p) for p in draw.people]


def _login(draw: Draw, person: Person) -> str:
    given, family = latin(person.given).lower(), latin(person.surname).lower()
    forms = (f"{given}.{family}", f"{given[0]}{family}{draw.rng.randrange(99)}", f"{family}_{person.birth:%y}")
    return draw.rng.choice(forms)


def email(draw: Draw, *, upper: bool = False, labelled: bool = False) -> list[Cell]:
    out = [f"{_login(draw, p)}@{box}" for p, box in zip(draw.people, draw.pick(WORDS["mail_boxes"]), strict=True)]
    if labelled:
        return [
            f"{p.given} <{mail}>" if draw.rng.random() < 0.3 else mail for p, mail in zip(draw.people, out, strict=True)
        ]
    return [mail.upper() for mail in out] if upper else out


def address(draw: Draw, *, style: str = "russian") -> list[Cell]:
    styles = draw.pick(["russian", "kazakh", "short"]) if style == "mixed" else [style] * draw.rows
    places = zip(
        styles, draw.pick(WORDS["cities_ru"]), draw.pick(WORDS["cities_kk"]), draw.pick(WORDS["streets"]),
        draw.integers(1, 180), draw.integers(1, 120), strict=True,
    )  # fmt: skip
    return [_address(*parts) for parts in places]


def _address(style: str, city: str, kazakh_city: str, street: str, house: int, flat: int) -> str:
    if style == "kazakh":
        return f"{kazakh_city} қаласы, {street} көшесі, {house}-үй, {flat}-пәтер"
    if style == "short":
        return f"{street} {house}-{flat}" if flat % 4 == 0 else f"ул. {street} {house}, кв {flat}"
    return f"РК, г. {city}, ул. {street}, дом {house}, кв. {flat}"


def address_part(draw: Draw, *, part: str) -> list[Cell]:
    if part == "street":
        return [f"ул. {street}" for street in draw.pick(WORDS["streets"])]
    return (
        [str(n) for n in draw.integers(1, 150)] if part == "house" else [f"0{n}" for n in draw.integers(10_000, 99_999)]
    )


def office(draw: Draw) -> list[Cell]:
    return [f"{text.rpartition(',')[0]}, офис {n}" for text, n in zip(address(draw), draw.integers(1, 60), strict=True)]


def company(draw: Draw, *, style: str = "russian") -> list[Cell]:
    names = zip(draw.pick(WORDS["organisations"]), draw.pick(WORDS["company_forms"]), draw.integers(1, 40), strict=True)
    if style == "kazakh":
        return [f"«{name} {n}» {form if form in ('ЖШС', 'АҚ') else 'ЖШС'}" for name, form, n in names]
    return [f'{form} "{name}-{n}"' for name, form, n in names]


def remark(draw: Draw) -> list[Cell]:
    """Free text; about a fifth of the cells name a phone or an IIN."""
    texts = [" ".join(draw.rng.choices(WORDS["ticket_words"], k=draw.rng.randrange(4, 14))) for _ in range(draw.rows)]
    return [
        f"{text} тел {PHONES['brackets'](p.mobile)}" if i % 8 == 0 else f"{text}, ИИН {p.iin}" if i % 8 == 4 else text
        for i, (text, p) in enumerate(zip(texts, draw.people, strict=True))
    ]


def json_text(draw: Draw) -> list[Cell]:
    return [
        json.dumps({"iin": p.iin, "phone": f"+7{p.mobile}", "name": p.full_name, "n": i}, ensure_ascii=False)
        for i, p in enumerate(draw.people)
    ]


def phonebook(draw: Draw) -> list[Cell]:
    return [
        f"{p.given}: +7{p.mobile}; {q.given}: 8{q.mobile}" for p, q in zip(draw.people, draw.people[::-1], strict=True)
    ]
