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
from barlau.identifiers.rules import Mask, boolean_array, matches, matches_array
from barlau.identifiers.tables import mapping, word_lists

if TYPE_CHECKING:
    import pyarrow as pa

_PLAINTEXT = r"[^ ]*[^ *•#-][^\n]*"
"""Anything but nothing, a dash or a mask."""
_LOCKED = r"[!x*]|![0-9A-Za-z]{30,}"
"""An account without a password: `x` and `!` of Unix, `!` with 40 random characters of Django."""
_BASE64 = "(?:[+/0-9A-Za-z]{4}){1,}(?:[+/0-9A-Za-z]{2}==|[+/0-9A-Za-z]{3}=)?"
_OPAQUE = r"[+/0-9A-Za-z]{22,}={0,2}|[$][0-9A-Za-z_-]+[$].+|[{][0-9A-Za-z_-]+[}].+"
"""A digest of 128 bits and more in Base64, a ciphertext, or a scheme that is not known."""

PROTECTIONS = ("slow", "salted", "fast", "encoded", "plain", "opaque")
"""A slow salted function; a fast one with a salt; without; text in Base64; text as it is; cannot be told."""


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


def protection_array(values: pa.Array) -> pa.Array:
    """How the secret in every cell is kept, one of `PROTECTIONS`; null for a null, a mask or a locked account."""
    import pyarrow as pa
    import pyarrow.compute as pc

    texts = clean_array(values)
    found = pa.repeat(pa.scalar("plain"), len(texts))
    for kind, mask in (
        ("opaque", matches_array(texts, _OPAQUE)),
        ("encoded", _is_readable_base64(texts)),
        *((kind, matches_array(texts, _patterns(kind))) for kind in ("fast", "salted", "slow")),
    ):
        found = pc.if_else(pa.array(mask), kind, found)
    secret = matches_array(texts, _PLAINTEXT) & ~matches_array(texts, _LOCKED)
    return pc.if_else(pa.array(secret), found, None)


def _is_readable_base64(texts: pa.Array) -> Mask:
    """Whether a cell is printable text in Base64: `cXdlcnR5MTIz` is `qwerty123`."""
    import polars as pl
    import pyarrow.compute as pc

    candidates = pc.if_else(matches_array(texts, _BASE64), texts, None)
    decoded = pl.Series(pl.from_arrow(candidates)).str.decode("base64", strict=False).to_arrow()
    return matches_array(pc.fill_null(decoded, b"").cast("binary"), r"[ -~]{4,}")


@cache
def _patterns(protection: str) -> str:
    schemes = word_lists("hashes", "protection")[protection]
    return "|".join({**mapping("hashes", "prefixed"), **mapping("hashes", "bare")}[scheme] for scheme in schemes)


@cache
def _any_scheme() -> str:
    return "|".join((*mapping("hashes", "prefixed").values(), *mapping("hashes", "bare").values()))
