"""Makers of what sites and applications log."""

from __future__ import annotations

from typing import TYPE_CHECKING

from barlau.demo import words

if TYPE_CHECKING:
    from barlau.demo.draw import Cell, Draw

_NETWORKS = ("192.0.2", "198.51.100", "203.0.113")
"""Documentation ranges (RFC 5737)."""
_BASE64 = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789"


def ip(draw: Draw) -> list[Cell]:
    """IPv4 addresses of the documentation ranges."""
    return [f"{network}.{host}" for network, host in zip(draw.pick(_NETWORKS), draw.integers(1, 255), strict=True)]


def mac(draw: Draw) -> list[Cell]:
    """MAC addresses of the documentation range 00-00-5E-00-53 (RFC 7042)."""
    return [f"00:00:5e:00:53:{host:02x}" for host in draw.integers(0, 256)]


def imei(draw: Draw) -> list[Cell]:
    """IMEIs with the test type code 00440123."""
    from stdnum import luhn

    stems = [f"00440123{digits}" for digits in draw.digits(6)]
    return [stem + luhn.calc_check_digit(stem) for stem in stems]


def cookie(draw: Draw) -> list[Cell]:
    """Client ids of an analytics cookie."""
    moments = draw.moments()
    return [
        f"GA1.2.{1_000_000_000 + n}.{int(moment.timestamp())}"
        for n, moment in zip(draw.integers(0, 10**9), moments, strict=True)
    ]


def push_token(draw: Draw) -> list[Cell]:
    """Tokens for push messages."""
    letters = draw.rng.integers(len(_BASE64), size=(draw.rows, 60)).tolist()
    texts = ["".join(_BASE64[at] for at in row) for row in letters]
    return [f"{text[:22]}:APA91b{text[22:]}" for text in texts]


def coordinate(draw: Draw, *, axis: str = "both") -> list[Cell]:
    """Where the person is: `lat`, `lon`, or `both` as text."""
    near = draw.rng.uniform(-0.08, 0.08, (draw.rows, 2)).round(6).tolist()
    homes = [words.rows("cities")[person.city][5:] for person in draw.people]
    points = [(round(float(h[0]) + dy, 6), round(float(h[1]) + dx, 6)) for h, (dy, dx) in zip(homes, near, strict=True)]
    if axis == "both":
        return [f"{lat:.6f}, {lon:.6f}" for lat, lon in points]
    return [point[axis == "lon"] for point in points]


def password(draw: Draw) -> list[Cell]:
    """Passwords as people choose them, kept as typed."""
    return [
        f"{word}{number}"
        for word, number in zip(draw.pick(words.texts("passwords")), draw.integers(1, 100), strict=True)
    ]


def password_hash(draw: Draw) -> list[Cell]:
    """Salted hashes as bcrypt writes them."""
    letters = draw.rng.integers(len(_BASE64), size=(draw.rows, 53)).tolist()
    return ["$2b$12$" + "".join(_BASE64[at] for at in row) for row in letters]


def weak_hash(draw: Draw) -> list[Cell]:
    """Unsalted MD5 of passwords: reversible."""
    return list(draw.hexadecimal(32))
