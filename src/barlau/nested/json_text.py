"""JSON text to Python values without loss: equal keys both kept, long numbers and deep nesting survived."""

from __future__ import annotations

import json
from itertools import accumulate
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

Json = str | int | float | bool | list["Json"] | dict[str, "Json"] | None

INT64_DIGITS = 19


def _object(pairs: list[tuple[str, Json]]) -> Json:
    """An object; values under equal keys become a list."""
    found = dict(pairs)
    if len(found) == len(pairs):
        return found
    grouped: dict[str, list[Json]] = {}
    for key, value in pairs:
        grouped.setdefault(key, []).append(value)
    return {key: values[0] if len(values) == 1 else values for key, values in grouped.items()}


def _integer(digits: str) -> Json:
    """Python refuses to convert more than 4,300 digits; beyond an int64 they are text anyway."""
    return int(digits) if len(digits) < INT64_DIGITS else digits


_decoder = json.JSONDecoder(object_pairs_hook=_object)
careful_decoder = json.JSONDecoder(object_pairs_hook=_object, parse_int=_integer)


def decode(texts: Sequence[str]) -> tuple[list[Json], list[int]]:
    """The values of JSON texts, none of them too deep, and the places of those that are no JSON, which are left out."""
    try:
        values: list[Json] = _decoder.decode(f"[{','.join(texts)}]")  # twice as fast as one by one
        if len(values) == len(texts):
            return values, []
    except ValueError:
        pass
    values, bad = [], []
    for place, text in enumerate(texts):
        try:
            values.append(careful_decoder.decode(text))
        except ValueError:
            bad.append(place)
    return values, bad


def is_too_deep(text: str, limit: int) -> bool:
    """Whether a JSON text is nested deeper than the limit."""
    if len(text) <= limit or text.count("[") + text.count("{") <= limit:
        return False
    return _depth(text) > limit


def _depth(text: str) -> int:
    """How deep a JSON text is nested; what stands in strings does not count."""
    steps = {"[": 1, "{": 1, "]": -1, "}": -1}
    outside = text.replace("\\\\", "").replace('\\"', "").split('"')[::2]
    return max(accumulate(steps.get(c, 0) for part in outside for c in part))
