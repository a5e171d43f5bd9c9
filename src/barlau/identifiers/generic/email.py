"""E-mail address (электрондық пошта, эл. почта): RFC 5321 and 6531 in the part that people use, with a TLD.

Letters of any script may stand in the name and in the domain (`.қаз`). Asterisks mean a masked address, which
is none.

>>> validate("USER@EXAMPLE.COM")
'user@example.com'
>>> is_valid("u***@example.kz")
False
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from barlau.errors import InvalidFormat
from barlau.identifiers.normal import accepts, clean, clean_array, lower_array
from barlau.identifiers.rules import (
    boolean_array,
    label_rules,
    matches,
    matches_array,
    rewrite,
    rewrite_array,
)
from barlau.identifiers.tables import words

if TYPE_CHECKING:
    import pyarrow as pa

_ATOM = r"(?:[0-9A-Za-z_+%&'=~/!?-]|[^\x00-\x7f])+"
_LABEL = r"(?:[0-9A-Za-z]|[^\x00-\x7f])(?:[0-9A-Za-z-]|[^\x00-\x7f]){0,62}"
# 24: the longest label of the root zone that is not xn--.
_TOP = r"(?:[A-Za-z]|[^\x00-\x7f]){2,24}|xn--[0-9A-Za-z-]{2,59}"
_SHAPE = rf"{_ATOM}(?:[.]{_ATOM})*@(?:{_LABEL}[.])+(?:{_TOP})"


@dataclass(frozen=True, slots=True)
class Email:
    """What a valid address says."""

    address: str
    domain: str
    role: bool
    """An address of an office (`info@`), not of a person."""


def compact(value: object) -> str:
    """The address in lower case, without a label or `mailto:`."""
    return rewrite(clean(value), label_rules("email", glued=False)).lower()


def validate(value: object) -> str:
    """The address in lower case. Raises an `InvalidIdentifier`."""
    address = compact(value)
    if not matches(address, _SHAPE):
        raise InvalidFormat
    return address


def parse(value: object) -> Email:
    """Domain, and whether a person stands behind it. Raises an `InvalidIdentifier`."""
    address = validate(value)
    name, domain = address.rsplit("@", 1)
    return Email(address, domain, name in words("mailboxes", "role"))


def is_valid(value: object) -> bool:
    """Is it an e-mail address?"""
    return accepts(validate, value)


def is_valid_array(values: pa.Array) -> pa.BooleanArray:
    """`is_valid` on every cell; a null stays null."""
    texts = lower_array(rewrite_array(clean_array(values), label_rules("email", glued=False)))
    return boolean_array(matches_array(texts, _SHAPE), texts)
