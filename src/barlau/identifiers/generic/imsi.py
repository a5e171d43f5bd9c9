"""IMSI: international mobile subscriber identity of Kazakhstan, ITU-T E.212.

15 digits; the country code of mobile networks is 401. Network codes behind it are unverified and not checked.

>>> validate("401010000000001")
'401010000000001'
>>> is_valid("250010000000001")
False
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from barlau.errors import InvalidComponent
from barlau.identifiers.normal import accepts, clean, clean_array, require_shape
from barlau.identifiers.rules import boolean_array, label_rules, matches_array, rewrite, rewrite_array

if TYPE_CHECKING:
    import pyarrow as pa

_COUNTRY = "401"
_SHAPE = "[0-9]{15}"


def compact(value: object) -> str:
    """The cell without its label."""
    return rewrite(clean(value), label_rules("imsi"))


def validate(value: object) -> str:
    """The fifteen digits. Raises an `InvalidIdentifier`."""
    number = compact(value)
    require_shape(number, _SHAPE, "[0-9]")
    if not number.startswith(_COUNTRY):
        raise InvalidComponent
    return number


def is_valid(value: object) -> bool:
    """Is it an IMSI of Kazakhstan?"""
    return accepts(validate, value)


def is_valid_array(values: pa.Array) -> pa.BooleanArray:
    """`is_valid` on every cell; a null stays null."""
    texts = rewrite_array(clean_array(values), label_rules("imsi"))
    return boolean_array(matches_array(texts, f"{_COUNTRY}[0-9]{{12}}"), texts)
