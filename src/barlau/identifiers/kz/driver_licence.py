"""Driver licence: жүргізуші куәлігі, водительское удостоверение (ВУ).

Two Latin letters and six digits, or ten digits. Both forms are unverified: no text of the standard was read.
A column name or a word is needed.

>>> validate("АА 000000")
'AA000000'
>>> is_valid("AA00000")
False
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from barlau.identifiers.normal import accepts, clean, clean_array, latinise, latinise_array, require_shape
from barlau.identifiers.rules import Rule, boolean_array, label_rules, matches_array, rewrite, rewrite_array

if TYPE_CHECKING:
    import pyarrow as pa

_SHAPE = "[A-Z]{2}[0-9]{6}|[0-9]{10}"
_CANONICAL = (Rule(r"\A([A-Z]{2})[ №-]*([0-9]{6})\z", r"\1\2"),)


def compact(value: object) -> str:
    """Letters and digits together, Cyrillic look-alikes as Latin letters, without a label."""
    return rewrite(latinise(rewrite(clean(value), label_rules("driver_licence"))), _CANONICAL)


def validate(value: object) -> str:
    """The number. Raises an `InvalidIdentifier`."""
    number = compact(value)
    require_shape(number, _SHAPE, "(?:[A-Z]{2})?[0-9]")
    return number


def is_valid(value: object) -> bool:
    """Has it one of the two forms?"""
    return accepts(validate, value)


def is_valid_array(values: pa.Array) -> pa.BooleanArray:
    """`is_valid` on every cell; a null stays null."""
    texts = latinise_array(rewrite_array(clean_array(values), label_rules("driver_licence")))
    texts = rewrite_array(texts, _CANONICAL, done=_SHAPE)
    return boolean_array(matches_array(texts, _SHAPE), texts)
