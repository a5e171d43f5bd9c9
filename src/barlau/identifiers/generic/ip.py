"""Internet address: IPv4 (RFC 791), IPv6 (RFC 4291), IPv4 stored as a 32-bit number. Айпи мекенжайы.

>>> validate("2001:DB8:0::1")
'2001:db8::1'
>>> validate("3221225994")
'192.0.2.10'
>>> is_valid("256.1.1.1")
False
"""

from __future__ import annotations

import ipaddress
from dataclasses import dataclass

import pyarrow as pa

from barlau.errors import InvalidComponent, InvalidFormat
from barlau.identifiers.normal import accepts, clean, clean_array
from barlau.identifiers.rules import (
    Rule,
    boolean_array,
    label_rules,
    matches,
    matches_array,
    rewrite,
    rewrite_array,
)

_OCTET = "(?:25[0-5]|2[0-4][0-9]|1[0-9]{2}|[1-9]?[0-9])"
_V4 = rf"{_OCTET}(?:[.]{_OCTET}){{3}}"
_HEX = "[0-9A-Fa-f]{1,4}"
_LOW = f"(?:{_HEX}:{_HEX}|{_V4})"
"""The last 32 bits may be written as IPv4."""
_V6 = "|".join(
    (
        f"(?:{_HEX}:){{6}}{_LOW}",
        *(f"(?:{_HEX}(?::{_HEX}){{0,{before}}})?::(?:{_HEX}:){{{4 - before}}}{_LOW}" for before in range(5)),
        f"::(?:{_HEX}:){{5}}{_LOW}",
        f"(?:{_HEX}(?::{_HEX}){{0,5}})?::{_HEX}",
        f"(?:{_HEX}(?::{_HEX}){{0,6}})?::",
    )
)
_NUMBER = "[0-9]{8,10}"
_SHAPE = f"{_V4}|{_V6}"
_PORT = (Rule(rf"\A({_V4}):[0-9]{{1,5}}\z", r"\1", only=":"),)
_FIRST, _LAST = 1 << 24, (1 << 32) - 1
"""1.0.0.0 to 255.255.255.255 as numbers; smaller ones are no addresses of hosts (RFC 1122, 3.2.1.3)."""


@dataclass(frozen=True, slots=True)
class Ip:
    """What a valid address says."""

    address: str
    version: int
    is_global: bool
    """False for private, loopback, documentation and other special ranges (RFC 6890): low risk."""


def compact(value: object) -> str:
    """The address without a label and without a port."""
    return rewrite(clean(value), (*label_rules("ip"), *_PORT))


def validate(value: object) -> str:
    """The address in the form of RFC 5952. Raises an `InvalidIdentifier`."""
    return parse(value).address


def parse(value: object) -> Ip:
    """Version and range. Raises an `InvalidIdentifier`."""
    text = compact(value)
    if matches(text, _NUMBER):
        if not _FIRST <= int(text) <= _LAST:
            raise InvalidComponent
        return _result(ipaddress.IPv4Address(int(text)))
    if not matches(text, _SHAPE):
        raise InvalidFormat
    return _result(ipaddress.ip_address(text))


def _result(address: ipaddress.IPv4Address | ipaddress.IPv6Address) -> Ip:
    return Ip(str(address), address.version, address.is_global)


def is_valid(value: object) -> bool:
    """Is it an internet address?"""
    return accepts(validate, value)


def is_valid_array(values: pa.Array) -> pa.BooleanArray:
    """`is_valid` on every cell; a null stays null."""
    texts = rewrite_array(clean_array(values), (*label_rules("ip"), *_PORT))
    valid = matches_array(texts, _SHAPE)
    numeric = matches_array(texts, _NUMBER)
    if numeric.any():
        numbers = texts.filter(pa.array(numeric)).cast(pa.int64()).to_numpy()
        valid = valid.copy()
        valid[numeric] = (numbers >= _FIRST) & (numbers <= _LAST)
    return boolean_array(valid, texts)
