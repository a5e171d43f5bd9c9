"""Makers of harmless values that look like an identifier: what other scanners take for personal data."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from barlau.demo.people import with_check_digit

if TYPE_CHECKING:
    from barlau.demo.draw import Cell, Draw

_EPOCH = datetime(1970, 1, 1)


def order_number(draw: Draw) -> list[Cell]:
    """`yymmdd` and a six-digit counter, each of which passes the check digit of the IIN."""
    out: list[Cell] = []
    moments = draw.moments(ascending=True)
    counter = 0
    for moment in moments:
        number = ""
        while not number:
            counter = (counter + 1) % 1_900
            number = with_check_digit(f"{moment:%y%m%d}{counter:05d}")
        out.append(number)
    return out


def twelve_digits(draw: Draw) -> list[Cell]:
    """Random numbers of twelve digits."""
    return [str(number) for number in draw.integers(10**11, 10**12)]


def epoch(draw: Draw, *, unit: str = "s") -> list[Cell]:
    """Unix time in seconds (`s`) or milliseconds (`ms`)."""
    factor = 1 if unit == "s" else 1_000
    return [int((moment - _EPOCH) / timedelta(seconds=1)) * factor for moment in draw.moments(ascending=True)]


def ean(draw: Draw) -> list[Cell]:
    """EAN-13 article numbers of Kazakhstan (487)."""
    from stdnum import ean as number

    stems = [f"487{digits}" for digits in draw.digits(9)]
    return [stem + number.calc_check_digit(stem) for stem in stems]


def part_number(draw: Draw) -> list[Cell]:
    """Catalogue numbers of 17 characters, letters I, O and Q among them, which no VIN has."""
    return [
        f"{start}{digits}Q" for start, digits in zip(draw.pick(["OEM", "QIO", "IOX"]), draw.digits(13), strict=True)
    ]


def kato(draw: Draw) -> list[Cell]:
    """Codes of administrative areas: nine digits."""
    regions = draw.pick(["71", "75", "79", "35", "19", "63", "55"])
    return [f"{region}{digits}00" for region, digits in zip(regions, draw.digits(5), strict=True)]
