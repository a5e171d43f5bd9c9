"""Identifiers that web analytics and advertising give to a browser or a device.

Google Analytics client id (random number, dot, Unix seconds; in the cookie behind `GA1.x.`), Facebook `_fbp`,
advertising id (GAID, IDFA: an RFC 9562 UUID; all zeros means that tracking is limited). Any UUID has the
shape of the last.

>>> validate("GA1.2.1234567890.1700000000")
'1234567890.1700000000'
>>> is_valid("00000000-0000-0000-0000-000000000000")
False
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from barlau.errors import InvalidComponent, InvalidFormat
from barlau.identifiers.normal import accepts, clean, clean_array
from barlau.identifiers.rules import Rule, boolean_array, matches, matches_array, rewrite, rewrite_array

if TYPE_CHECKING:
    import pyarrow as pa

_COOKIE = (Rule(r"\AGA1[.][0-9][.]([0-9]{6,10}[.][0-9]{10})\z", r"\1", only=r"\AGA1"),)
_FORMS = {
    "ga_client_id": "[0-9]{6,10}[.]1[0-9]{9}",
    "facebook_fbp": "fb[.][0-9][.]1[0-9]{12}[.][0-9]{6,20}",
    "advertising_id": "[0-9A-Fa-f]{8}(?:-[0-9A-Fa-f]{4}){3}-[0-9A-Fa-f]{12}",
}
_OPTED_OUT = "[0-]+"


@dataclass(frozen=True, slots=True)
class ClientId:
    """What a valid id says."""

    number: str
    kind: str
    """ga_client_id, facebook_fbp or advertising_id."""


def compact(value: object) -> str:
    """The id without the version prefix of a Google cookie."""
    return rewrite(clean(value), _COOKIE)


def validate(value: object) -> str:
    """The id. Raises an `InvalidIdentifier`."""
    return parse(value).number


def parse(value: object) -> ClientId:
    """Who gave the id. Raises an `InvalidIdentifier`."""
    text = compact(value)
    if matches(text, _OPTED_OUT):
        raise InvalidComponent
    for kind, form in _FORMS.items():
        if matches(text, form):
            return ClientId(text, kind)
    raise InvalidFormat


def is_valid(value: object) -> bool:
    """Is it an id of one of the known kinds?"""
    return accepts(validate, value)


def is_valid_array(values: pa.Array) -> pa.BooleanArray:
    """`is_valid` on every cell; a null stays null."""
    texts = rewrite_array(clean_array(values), _COOKIE)
    valid = matches_array(texts, "|".join(_FORMS.values())) & ~matches_array(texts, _OPTED_OUT)
    return boolean_array(valid, texts)
