"""Makers of remarks that people type: most hold nothing, some hold a phone, an IIN or a plate."""

from __future__ import annotations

from typing import TYPE_CHECKING

from barlau.demo.personal import PHONE_STYLES
from barlau.demo.vehicles import plate

if TYPE_CHECKING:
    from barlau.demo.draw import Cell, Draw

_PLAIN = (
    "Просит перезвонить после обеда",
    "Клиент думает",
    "Отправили предложение, ждём ответа",
    "Құжаттар әзірленіп жатыр",
    "Повторное обращение",
    "Ертең келемін деді",
    "Уточнить комплектацию",
    "Нужна справка о платеже",
)
_WITH_PHONE = (
    "Звонить на {phone}, спросить {name}",
    "новый тел. {phone}",
    "ұялы {phone}, {name} күтіп отыр",
    "WhatsApp {phone}",
)
_WITH_IIN = ("ИИН {iin} сверен", "ЖСН {iin}, тексерілді", "оформить на {name}, ИИН {iin}")
_WITH_PLATE = ("машина {plate} уже в залоге", "көлік {plate}, мемнөмір тексерілді")


def remark(draw: Draw, *, phones: float = 0.2, iins: float = 0.1, plates: float = 0.0) -> list[Cell]:
    """Remarks; each share says in how many of them such a number stands."""
    bounds = (phones, phones + iins, phones + iins + plates)
    styles = draw.pick(list(PHONE_STYLES)[:2] + list(PHONE_STYLES)[4:])
    plain, chance = draw.pick(_PLAIN), draw.rng.random(draw.rows).tolist()
    chosen = zip(draw.pick(_WITH_PHONE), draw.pick(_WITH_IIN), draw.pick(_WITH_PLATE), strict=True)
    numbers = plate(draw, style="spaced")
    out: list[Cell] = []
    for person, style, text, share, templates, number in zip(
        draw.people, styles, plain, chance, chosen, numbers, strict=True
    ):
        kind = sum(share >= bound for bound in bounds)
        template = (*templates, text)[kind]
        out.append(
            template.format(phone=PHONE_STYLES[style](person.mobile), iin=person.iin, name=person.given, plate=number)
        )
    return out


def support_message(draw: Draw) -> list[Cell]:
    """What customers write to the support: words only."""
    return [f"{text}. {more.lower()}" for text, more in zip(draw.pick(_PLAIN), draw.pick(_PLAIN), strict=True)]
