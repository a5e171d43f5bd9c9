"""Frame number of a Japanese domestic car: номер кузова, шанақ нөмірі. Such cars have no VIN.

Model code (one to five letters, up to three digits, perhaps a letter), dash, serial of six or seven digits.
Where the dash is lost the last seven digits, else six, are the serial. A column name is needed: many article
numbers look like it.

>>> validate("NZE1216012345")
'NZE121-6012345'
>>> is_valid("б/н")
False
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from barlau.identifiers.normal import accepts, clean, clean_array, latinise, latinise_array, require_shape
from barlau.identifiers.rules import Rule, boolean_array, label_rules, matches_array, rewrite, rewrite_array

if TYPE_CHECKING:
    import pyarrow as pa

_MODEL = "[A-Z]{1,5}[0-9]{0,3}[A-Z]?"
_SHAPE = f"{_MODEL}-[0-9]{{6,7}}"
_CANONICAL = (
    Rule(rf"\A({_MODEL}) ?- ?([0-9]{{6,7}})\z", r"\1-\2", only=" "),
    Rule(rf"\A({_MODEL}) ?([0-9]{{7}})\z", r"\1-\2"),
    Rule(rf"\A({_MODEL}) ?([0-9]{{6}})\z", r"\1-\2"),
)


def compact(value: object) -> str:
    """Model code, dash and serial where the cell can be repaired to them."""
    return rewrite(latinise(rewrite(clean(value), label_rules("frame_number"))), _CANONICAL)


def validate(value: object) -> str:
    """Model code, dash and serial. Raises an `InvalidIdentifier`."""
    number = compact(value)
    require_shape(number, _SHAPE, f"{_MODEL}-[0-9]")
    return number


def is_valid(value: object) -> bool:
    """Has it the form of a frame number?"""
    return accepts(validate, value)


def is_valid_array(values: pa.Array) -> pa.BooleanArray:
    """`is_valid` on every cell; a null stays null."""
    texts = latinise_array(rewrite_array(clean_array(values), label_rules("frame_number")))
    texts = rewrite_array(texts, _CANONICAL, done=_SHAPE)
    return boolean_array(matches_array(texts, _SHAPE), texts)
