"""Makers of what identifies a vehicle."""

from __future__ import annotations

from typing import TYPE_CHECKING

from barlau.demo import words
from barlau.identifiers.generic import vin as vin_number

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from barlau.demo.draw import Cell, Draw

_CYRILLIC = str.maketrans("ABEKMHOPCTYX", "АВЕКМНОРСТУХ")
_SERIES = "ABCDEFHKLMNPRSTUVWXYZ"
_MAKERS = ("XTA", "Z94", "XWE", "KMH", "KNA", "MX1", "JTD", "XW8")
"""World manufacturer codes: AvtoVAZ, Hyundai, Kia, VW in Russia, Hyundai, Kia, Kazakhstan, Toyota."""
_BODIES = ("ACA20", "GX100", "RF4", "SXM10", "CT190")

PLATE_STYLES: Mapping[str, Callable[[str, str, str], str]] = {
    "compact": lambda digits, letters, region: f"{digits}{letters}{region}",
    "spaced": lambda digits, letters, region: f"{digits} {letters} {region}",
    "piped": lambda digits, letters, region: f"KZ|{digits}{letters}|{region}",
    "lower": lambda digits, letters, region: f"{digits}{letters}{region}".lower(),
    "cyrillic": lambda digits, letters, region: f"{digits}{letters}{region}".translate(_CYRILLIC),
}


def plate(draw: Draw, *, style: str = "compact") -> list[Cell]:
    """Plates of natural persons (series of 2012), in one of `PLATE_STYLES` or `mixed`."""
    kinds = draw.pick(list(PLATE_STYLES)) if style == "mixed" else [style] * draw.rows
    cities = words.rows("cities")
    letters = [
        "".join(_SERIES[at] for at in row) for row in draw.rng.integers(len(_SERIES), size=(draw.rows, 3)).tolist()
    ]
    numbers = draw.integers(1, 1_000)
    return [
        PLATE_STYLES[kind](f"{number:03d}", series, cities[person.city][2])
        for kind, number, series, person in zip(kinds, numbers, letters, draw.people, strict=True)
    ]


def vin(draw: Draw, *, cyrillic: float = 0.0) -> list[Cell]:
    """VINs with a right check digit; in the share `cyrillic` of the rows typed with look-alike letters."""
    typed = (draw.rng.random(draw.rows) < cyrillic).tolist()
    numbers = [
        _vin(*parts)
        for parts in zip(draw.pick(_MAKERS), draw.pick("ABCDEFGHJK"), draw.integers(0, 100_000), strict=True)
    ]
    return [number.translate(_CYRILLIC) if wrong else number for number, wrong in zip(numbers, typed, strict=True)]


def _vin(maker: str, year: str, number: int) -> str:
    stem = f"{maker}AB{number % 7}CD0{year}0{number:06d}"
    return stem[:8] + vin_number.check_digit(stem) + stem[9:]


def body_number(draw: Draw) -> list[Cell]:
    """Body numbers of Japanese imports, which have no VIN."""
    return [f"{body}-{digits}" for body, digits in zip(draw.pick(_BODIES), draw.digits(7), strict=True)]


def certificate(draw: Draw) -> list[Cell]:
    """Numbers of registration certificates (СРТС): two letters and eight digits."""
    return [f"{letters}{digits}" for letters, digits in zip(draw.pick(["AA", "AB", "BC"]), draw.digits(8), strict=True)]
