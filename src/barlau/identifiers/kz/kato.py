"""KATO: әкімшілік-аумақтық объектілер жіктеуіші, классификатор административно-территориальных объектов.

Nine digits AB CD EF HIJ from the region down to the village; the first two name the region. It names a place,
not a person.

>>> parse("750000000").region
'Almaty'
>>> is_valid("990000000")
False
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

import numpy as np

from barlau.errors import InvalidComponent
from barlau.identifiers.cells import Bytes, Offsets, check_array, look_up, two_digits
from barlau.identifiers.normal import accepts, clean, clean_array, require_shape
from barlau.identifiers.rules import Mask, label_rules, rewrite, rewrite_array
from barlau.identifiers.tables import mapping

if TYPE_CHECKING:
    import pyarrow as pa

_SHAPE = "[0-9]{9}"


@dataclass(frozen=True, slots=True)
class Kato:
    """What a valid code says."""

    code: str
    region_code: str
    region: str


def compact(value: object) -> str:
    """The cell without its label."""
    return rewrite(clean(value), label_rules("kato"))


def validate(value: object) -> str:
    """The nine digits. Raises an `InvalidIdentifier`."""
    return parse(value).code


def parse(value: object) -> Kato:
    """Region. Raises an `InvalidIdentifier`."""
    code = compact(value)
    require_shape(code, _SHAPE, "[0-9]")
    region = mapping("regions", "kato").get(code[:2])
    if region is None:
        raise InvalidComponent
    return Kato(code, code[:2], region)


def is_valid(value: object) -> bool:
    """Is it a code of a region that exists or existed?"""
    return accepts(validate, value)


def is_valid_array(values: pa.Array) -> pa.BooleanArray:
    """`is_valid` on every cell; a null stays null."""
    return check_array(rewrite_array(clean_array(values), label_rules("kato")), _SHAPE, check_cells)


def check_cells(buffer: Bytes, start: Offsets, length: int = 9) -> Mask:
    """Which cells of nine digits name a region."""
    del length
    return look_up(_regions(), two_digits(buffer, start, 0))


@cache
def _regions() -> Mask:
    table = np.zeros(256, np.bool_)
    table[[int(code) for code in mapping("regions", "kato")]] = True
    return table
