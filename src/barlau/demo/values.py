"""Makers of plain values: keys, numbers, moments, codes. Nothing here is about a person."""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from barlau.demo.draw import Cell, Draw

_LETTERS = "ABCEHKMPTXYDFGRSUVWZ"


def serial(draw: Draw, *, start: int = 1) -> list[Cell]:
    """1, 2, 3 …"""
    return list(range(start, start + draw.rows))


def integer(draw: Draw, *, low: int = 0, high: int = 100) -> list[Cell]:
    """Whole numbers, both ends included."""
    return list(draw.integers(low, high + 1))


def amount(draw: Draw, *, low: int = 1_000, high: int = 5_000_000, step: int = 100) -> list[Cell]:
    """Sums of money in tenge, more small ones than large ones."""
    span = (high - low) // step
    return [low + int(share * share * span) * step for share in draw.rng.random(draw.rows).tolist()]


def decimal(draw: Draw, *, low: float = 0.0, high: float = 1.0, places: int = 2) -> list[Cell]:
    """Fractions, rounded."""
    return [round(value, places) for value in draw.rng.uniform(low, high, draw.rows).tolist()]


def flag(draw: Draw, *, share: float = 0.5) -> list[Cell]:
    """True in that share of the rows."""
    return [chance < share for chance in draw.rng.random(draw.rows).tolist()]


def moment(draw: Draw, *, form: str = "", ascending: bool = True) -> list[Cell]:
    """Moments of the period: as such, or as text in a form of `strftime`."""
    moments = draw.moments(ascending=ascending)
    return [moment.strftime(form) for moment in moments] if form else list(moments)


def day(draw: Draw, *, form: str = "", ahead: int = 0) -> list[Cell]:
    """Days of the period, moved by `ahead` days."""
    days = [moment.date() + timedelta(days=ahead) for moment in draw.moments()]
    return [day.strftime(form) for day in days] if form else list(days)


def year(draw: Draw, *, low: int = 2005, high: int = 2025) -> list[Cell]:
    """Years as numbers."""
    return list(draw.integers(low, high + 1))


def uuid(draw: Draw) -> list[Cell]:
    """Random keys (RFC 9562, version 4)."""
    return [f"{h[:8]}-{h[8:12]}-4{h[13:16]}-a{h[17:20]}-{h[20:32]}" for h in draw.hexadecimal(32)]


def digest(draw: Draw) -> list[Cell]:
    """SHA-256 of some file, in hex."""
    return list(draw.hexadecimal(64))


def pattern(draw: Draw, *, form: str) -> list[Cell]:
    """A code: `#` stands for a digit, `@` for a capital letter, everything else for itself."""
    makers: dict[str, Callable[[], list[str]]] = {
        "#": lambda: draw.digits(1),
        "@": lambda: draw.pick(_LETTERS),
    }
    pieces = [makers[mark]() if mark in makers else [mark] * draw.rows for mark in re.findall(r"[#@]|[^#@]+", form)]
    return ["".join(parts) for parts in zip(*pieces, strict=True)]


def version(draw: Draw) -> list[Cell]:
    """Four-part version numbers, `1.10.2.3`."""
    return [f"{1 + a % 3}.{a % 12}.{b % 10}.{b % 7}" for a, b in draw.rng.integers(0, 100, (draw.rows, 2)).tolist()]


def file_path(draw: Draw, *, folder: str, suffix: str = "jpg") -> list[Cell]:
    """Paths of stored files."""
    return [f"{folder}/{name[:2]}/{name}.{suffix}" for name in draw.hexadecimal(16)]


def days_before(first: date, low: int, high: int, draw: Draw) -> list[date]:
    """Dates that lie `low` to `high` days before a day."""
    return [first - timedelta(days=back) for back in draw.integers(low, high)]
