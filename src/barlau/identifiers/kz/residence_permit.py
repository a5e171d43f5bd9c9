"""Residence permit of a foreigner: ықтиярхат, вид на жительство (ВНЖ).

Samples: Government Decree No. 758 of 01.09.2023. Nine digits, unverified. Only a column name or a word makes
the number a permit.

>>> validate("000000001")
'000000001'
>>> is_valid("00000001")
False
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from barlau.identifiers.normal import accepts, clean, clean_array, require_shape
from barlau.identifiers.rules import boolean_array, label_rules, matches_array, rewrite, rewrite_array

if TYPE_CHECKING:
    import pyarrow as pa

_SHAPE = "[0-9]{9}"


def compact(value: object) -> str:
    """The cell without its label."""
    return rewrite(clean(value), label_rules("residence_permit"))


def validate(value: object) -> str:
    """The digits. Raises an `InvalidIdentifier`."""
    number = compact(value)
    require_shape(number, _SHAPE, "[0-9]")
    return number


def is_valid(value: object) -> bool:
    """Has it the unverified form?"""
    return accepts(validate, value)


def is_valid_array(values: pa.Array) -> pa.BooleanArray:
    """`is_valid` on every cell; a null stays null."""
    texts = rewrite_array(clean_array(values), label_rules("residence_permit"))
    return boolean_array(matches_array(texts, _SHAPE), texts)
