"""Sex: жынысы, пол. Values of `data/sex.yaml`; a column name is needed: single letters mean many things.

>>> validate("әйел")
'female'
>>> is_valid("1")
False
"""

from __future__ import annotations

from functools import cache

import pyarrow as pa
import pyarrow.compute as pc

from barlau.errors import InvalidComponent
from barlau.identifiers.normal import accepts, clean, clean_array, lower_array
from barlau.identifiers.tables import word_lists


def compact(value: object) -> str:
    """The word in lower case."""
    return clean(value).lower()


def validate(value: object) -> str:
    """`male` or `female`. Raises an `InvalidIdentifier`."""
    found = _meanings().get(compact(value))
    if found is None:
        raise InvalidComponent
    return found


def is_valid(value: object) -> bool:
    """Is it a word of the dictionary?"""
    return accepts(validate, value)


def is_valid_array(values: pa.Array) -> pa.BooleanArray:
    """`is_valid` on every cell; a null stays null."""
    texts = lower_array(clean_array(values))
    found = pc.is_in(texts, value_set=pa.array(list(_meanings())))
    return pc.if_else(texts.is_valid(), found, pa.scalar(None, pa.bool_()))


@cache
def _meanings() -> dict[str, str]:
    return {word: meaning for meaning, words in word_lists("sex", "values").items() for word in words}
