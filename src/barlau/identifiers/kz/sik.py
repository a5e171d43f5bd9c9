"""SIK: социальный индивидуальный код (СИК), әлеуметтік жеке код (ӘЖК).

Pension code of a person until 2013: 16 digits and capital Latin letters without I, L, O and Q. No check digit
is known, and sixteen digits alone are the shape of a card: a column name is needed.

>>> validate("AB12CD34EF56GH78")
'AB12CD34EF56GH78'
>>> is_valid("AB12CD34EF56GH7O")
False
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from barlau.identifiers.normal import accepts, clean, clean_array, require_shape
from barlau.identifiers.rules import boolean_array, label_rules, matches_array, rewrite, rewrite_array

if TYPE_CHECKING:
    import pyarrow as pa

_ALPHABET = "[0-9A-HJKMNPR-Z]"
_SHAPE = _ALPHABET + "{16}"


def compact(value: object) -> str:
    """The cell without its label; case is kept, because lower case is not a SIK."""
    return rewrite(clean(value), label_rules("sik"))


def validate(value: object) -> str:
    """The sixteen characters. Raises an `InvalidIdentifier`."""
    code = compact(value)
    require_shape(code, _SHAPE, _ALPHABET)
    return code


def is_valid(value: object) -> bool:
    """Has it the form of a SIK?"""
    return accepts(validate, value)


def is_valid_array(values: pa.Array) -> pa.BooleanArray:
    """`is_valid` on every cell; a null stays null."""
    texts = rewrite_array(clean_array(values), label_rules("sik"))
    return boolean_array(matches_array(texts, _SHAPE), texts)
