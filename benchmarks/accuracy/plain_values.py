"""Ordinary and harmless values, among them those with the shape of an identifier."""

from __future__ import annotations

import string
from datetime import UTC, datetime

from draw import VIN_LETTERS, WORDS, Cell, Draw
from people import numbered
from stdnum import ean
from thing_values import moments


def pick(draw: Draw, *, list: str) -> list[Cell]:  # noqa: A002  (the word of the YAML files)
    return draw.pick(WORDS[list])


def choice(draw: Draw, *, of: list[Cell]) -> list[Cell]:
    return draw.pick(of)


def digits(draw: Draw, *, count: int) -> list[Cell]:
    return list(draw.digits(count))


def integer(draw: Draw, *, low: int, high: int) -> list[Cell]:
    return list(draw.integers(low, high))


def pattern(draw: Draw, *, form: str) -> list[Cell]:
    return [draw.pattern(form) for _ in range(draw.rows)]


def amount(draw: Draw) -> list[Cell]:
    return [round(draw.rng.lognormvariate(11, 1.2), 2) for _ in range(draw.rows)]


def big_amount(draw: Draw, *, whole: bool = False) -> list[Cell]:
    return [int(v) if whole else round(v, 2) for v in (draw.rng.uniform(1e8, 1e12) for _ in range(draw.rows))]


def fraction(draw: Draw) -> list[Cell]:
    return [round(draw.rng.random(), 4) for _ in range(draw.rows)]


def flag(draw: Draw) -> list[Cell]:
    yes, no = draw.rng.choice(((True, False), ("да", "нет"), (1, 0), ("Y", "N"), ("иә", "жоқ"), ("true", "false")))
    return draw.pick([yes, yes, no])


def serial(draw: Draw) -> list[Cell]:
    first = draw.rng.randrange(1, 10**6)
    return list(range(first, first + draw.rows))


def sentence(draw: Draw, *, list: str) -> list[Cell]:  # noqa: A002  (as above)
    return [" ".join(draw.rng.choices(WORDS[list], k=draw.rng.randrange(3, 16))).capitalize() for _ in range(draw.rows)]


def moment(draw: Draw) -> list[Cell]:
    return list(moments(draw))


def stamp(draw: Draw, *, form: str) -> list[Cell]:
    return [m.strftime(form) for m in sorted(moments(draw))]


def epoch(draw: Draw, *, unit: str = "s") -> list[Cell]:
    factor = 1000 if unit == "ms" else 1
    return [int(m.replace(tzinfo=UTC).timestamp()) * factor + draw.rng.randrange(factor) for m in moments(draw)]


def gtin(draw: Draw, *, count: int) -> list[Cell]:
    starts = {13: ("487", "460", "869", "690"), 12: ("0", "6", "7", "8")}[count]
    stems = [(s := draw.rng.choice(starts)) + draw.digits_of(count - 1 - len(s)) for _ in range(draw.rows)]
    return [stem + (ean.calc_check_digit(stem) if count == 13 else ean.calc_check_digit("0" + stem)) for stem in stems]


def check_digit_orders(draw: Draw) -> list[Cell]:
    """Day and counter with the check digit of the IIN, as a careless numbering has it."""
    return [numbered(draw.rng, f"{m:%y%m%d}0", 4) for m in sorted(moments(draw))]


def part_number(draw: Draw) -> list[Cell]:
    start = "".join(draw.rng.choices(VIN_LETTERS, k=2))
    return [
        start + "".join(draw.rng.choices(VIN_LETTERS + string.digits, k=14)) + draw.rng.choice(VIN_LETTERS)
        for _ in range(draw.rows)
    ]


def kato(draw: Draw) -> list[Cell]:
    regions = draw.pick(["71", "75", "79", "35", "19", "63", "55", "11", "43"])
    return [f"{region}{n}00" for region, n in zip(regions, draw.digits(5), strict=True)]


def bik(draw: Draw) -> list[Cell]:
    return draw.pick(["HSBKKZKX", "CASPKZKA", "IRTYKZKA", "KCJBKZKX", "BRKEKZKA", "HCSKKZKA", "TSESKZKA"])


def quantity_code(draw: Draw) -> list[Cell]:
    return [
        f"{n}{unit}{k:02d}"
        for n, unit, k in zip(
            draw.integers(100, 999), draw.pick(["ML", "KG", "GB", "MM"]), draw.integers(1, 40), strict=True
        )
    ]


def epoch_of(value: object) -> int:
    """Unix seconds of a date or a moment."""
    moment_of = value if isinstance(value, datetime) else datetime.combine(value, datetime.min.time())
    return int((moment_of - datetime(1970, 1, 1)).total_seconds())
