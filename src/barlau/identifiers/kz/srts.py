"""SRTS: көлік құралын тіркеу туралы куәлік, свидетельство о регистрации ТС (СРТС, техпаспорт).

Two Latin letters and eight digits; no check digit. The letters were once region codes (order of 2000,
repealed by MIA order No. 874 of 08.12.2014).

>>> validate("АВ 00012345")
'AB00012345'
>>> is_valid("A00012345")
False
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from barlau.identifiers.normal import accepts, clean, clean_array, latinise, latinise_array, require_shape
from barlau.identifiers.rules import (
    Mask,
    Rule,
    boolean_array,
    label_rules,
    matches_array,
    rewrite,
    rewrite_array,
)

if TYPE_CHECKING:
    import pyarrow as pa

    from barlau.identifiers.cells import Bytes, Offsets

_SHAPE = "[A-Z]{2}[0-9]{8}"
_CANONICAL = (Rule(r"\A([A-Z]{2})[ №-]*([0-9]{8})\z", r"\1\2"),)


def compact(value: object) -> str:
    """Letters and digits together, Cyrillic look-alikes as Latin letters, without a label."""
    return rewrite(latinise(rewrite(clean(value), label_rules("srts"))), _CANONICAL)


def validate(value: object) -> str:
    """The ten characters. Raises an `InvalidIdentifier`."""
    number = compact(value)
    require_shape(number, _SHAPE, "[A-Z]{2}[0-9]")
    return number


def is_valid(value: object) -> bool:
    """Has it the form of a registration certificate?"""
    return accepts(validate, value)


def is_valid_array(values: pa.Array) -> pa.BooleanArray:
    """`is_valid` on every cell; a null stays null."""
    texts = latinise_array(rewrite_array(clean_array(values), label_rules("srts")))
    texts = rewrite_array(texts, _CANONICAL, done=_SHAPE)
    return boolean_array(matches_array(texts, _SHAPE), texts)


def check_cells(buffer: Bytes, start: Offsets, length: int) -> Mask:
    """All cells: the shape says everything."""
    del buffer, length
    return np.ones(len(start), np.bool_)
