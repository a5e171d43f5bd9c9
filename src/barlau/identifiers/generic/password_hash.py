"""Password hashes and other digests of secrets, by the forms of their schemes (`data/hashes.yaml`).

Schemes with a prefix are certain by shape. Bare hexadecimal digests need a column name. In a column of
passwords plain text is a secret too: `plaintext=True` accepts it. An unsalted digest of an IIN or a phone is
reversible by trying all of them.

>>> parse("d41d8cd98f00b204e9800998ecf8427e").scheme
'md5_or_ntlm_hex'
>>> is_valid("password123"), is_valid("password123", plaintext=True)
(False, True)
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from barlau.errors import InvalidFormat, InvalidIdentifier
from barlau.identifiers.normal import clean, clean_array
from barlau.identifiers.rules import boolean_array, matches, matches_array
from barlau.identifiers.tables import mapping

if TYPE_CHECKING:
    import pyarrow as pa

_PLAINTEXT = r"[^ ]*[^ *•#-][^\n]*"
"""Anything but nothing, a dash or a mask."""


@dataclass(frozen=True, slots=True)
class PasswordHash:
    """What the form of a secret says."""

    scheme: str
    certain: bool
    """True when the shape alone decides."""


def compact(value: object) -> str:
    """The cell as text."""
    return clean(value)


def validate(value: object, *, plaintext: bool = False) -> str:
    """The cell as text. Raises an `InvalidIdentifier`."""
    parse(value, plaintext=plaintext)
    return compact(value)


def parse(value: object, *, plaintext: bool = False) -> PasswordHash:
    """The scheme. Raises an `InvalidIdentifier`."""
    text = compact(value)
    for key in ("prefixed", "bare"):
        for scheme, pattern in mapping("hashes", key).items():
            if matches(text, pattern):
                return PasswordHash(scheme, certain=key == "prefixed")
    if plaintext and matches(text, _PLAINTEXT):
        return PasswordHash("plaintext_password", certain=False)
    raise InvalidFormat


def is_valid(value: object, *, plaintext: bool = False) -> bool:
    """Is it a digest of a known form (or, in a column of passwords, any text)?"""
    try:
        parse(value, plaintext=plaintext)
    except InvalidIdentifier:
        return False
    return True


def is_valid_array(values: pa.Array, *, plaintext: bool = False) -> pa.BooleanArray:
    """`is_valid` on every cell; a null stays null."""
    texts = clean_array(values)
    return boolean_array(matches_array(texts, f"{_any_scheme()}|{_PLAINTEXT}" if plaintext else _any_scheme()), texts)


@cache
def _any_scheme() -> str:
    return "|".join((*mapping("hashes", "prefixed").values(), *mapping("hashes", "bare").values()))
