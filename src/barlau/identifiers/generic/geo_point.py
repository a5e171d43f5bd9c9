"""Geographic point in one cell: latitude and longitude in degrees (WGS 84), or WKT with the longitude first.

Decimal fractions on both sides are asked for, by point or, with a semicolon between, by comma. Three decimals
are about 110 m, five about 1 m: precision decides the risk. (0, 0) stands for unknown. Орналасқан жері,
геолокация.

>>> validate("51,169392; 71,449074")
'51.169392,71.449074'
>>> parse("POINT(76.889709 43.238949)").in_kazakhstan
True
>>> is_valid("0, 0")
False
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from barlau.errors import InvalidComponent, InvalidFormat
from barlau.identifiers.normal import accepts, clean, clean_array
from barlau.identifiers.rules import Rule, boolean_array, groups, matches_array, rewrite, rewrite_array

_DEGREES = r"-?[0-9]{1,3}[.][0-9]{1,16}"
_SHAPE = f"({_DEGREES}),({_DEGREES})"
_CANONICAL = (
    Rule(r"\A(?:SRID=[0-9]+;)?POINT ?[(] ?([^ ()]+) +([^ ()]+) ?[)]\z", r"\2,\1", only=r"POINT"),
    Rule(r"\A[(\[](.*)[)\]]\z", r"\1", only=r"\A[(\[]"),
    Rule(r"\A(-?[0-9]{1,3}),([0-9]+)(?: ?; ?| )(-?[0-9]{1,3}),([0-9]+)\z", r"\1.\2,\3.\4"),
    Rule(rf"\A({_DEGREES})(?: ?[,;] ?| )({_DEGREES})\z", r"\1,\2"),
)
# The box of Kazakhstan, degrees.
_SOUTH, _NORTH, _WEST, _EAST = 40.5, 55.5, 46.4, 87.4


@dataclass(frozen=True, slots=True)
class GeoPoint:
    """What a valid point says."""

    latitude: float
    longitude: float
    decimals: int
    """Decimals of the coarser coordinate as written."""
    in_kazakhstan: bool
    """Inside the box of the country."""


def compact(value: object) -> str:
    """`latitude,longitude` with decimal points where the cell has one of the written forms."""
    return rewrite(clean(value), _CANONICAL)


def validate(value: object) -> str:
    """`latitude,longitude`. Raises an `InvalidIdentifier`."""
    parse(value)
    return compact(value)


def parse(value: object) -> GeoPoint:
    """Coordinates and precision. Raises an `InvalidIdentifier`."""
    found = groups(compact(value), _SHAPE)
    if found is None:
        raise InvalidFormat
    latitude, longitude = float(found[0]), float(found[1])
    if abs(latitude) > 90 or abs(longitude) > 180 or latitude == longitude == 0:
        raise InvalidComponent
    decimals = min(len(part.partition(".")[2]) for part in found)
    inside = _SOUTH <= latitude <= _NORTH and _WEST <= longitude <= _EAST
    return GeoPoint(latitude, longitude, decimals, inside)


def is_valid(value: object) -> bool:
    """Is it a point on the earth?"""
    return accepts(validate, value)


def is_valid_array(values: pa.Array) -> pa.BooleanArray:
    """`is_valid` on every cell; a null stays null."""
    texts = rewrite_array(clean_array(values), _CANONICAL, done=_SHAPE)
    valid = matches_array(texts, _SHAPE)
    if valid.any():
        pairs = pc.split_pattern(texts.filter(pa.array(valid)), pattern=",").values.cast(pa.float64())
        degrees = pairs.to_numpy(zero_copy_only=False).reshape(-1, 2)
        valid = valid.copy()
        valid[valid] = (np.abs(degrees) <= (90, 180)).all(axis=1) & (degrees != 0).any(axis=1)
    return boolean_array(valid, texts)
