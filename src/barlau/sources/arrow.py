"""Arrow arrays of any type brought to the few kinds that the engine accepts, nested ones flattened to paths.

Accepted: string, dictionary<int32, string>, int64, float64, bool, date32, timestamp and binary. Nothing is
rounded: a number that would not fit becomes text.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from barlau.errors import ReadError
from barlau.model.reading import Chunk, Column, Reason
from barlau.nested.paths import key_path, leaf_name

if TYPE_CHECKING:
    from collections.abc import Iterator

BEYOND_ASCII = 0x80
MAX_DEPTH = 512  # deeper nesting is an attack: simdjson stops at 1,024
INT64_DIGITS = 18  # any decimal of 18 digits fits into an int64
INT64_MAX = 2**63 - 1


def chunks(name: str, array: pa.Array, *, type_name: str = "") -> Iterator[Chunk]:
    """Yield the chunks of one column: one if flat, one for each leaf if nested (path `$.name…`)."""
    for below, values in flatten(array):
        kind = values.type if below else array.type
        leaf_type = type_name or str(kind.value_type if pa.types.is_dictionary(kind) else kind)
        if below:
            path = key_path("$", name) + below
            yield Chunk(Column(leaf_name(path), path, leaf_type), values)
        else:
            yield Chunk(Column(name, None, leaf_type), values)


_STEP = re.compile(r'\.([\w-]+)|\["((?:[^"\\]|\\.)*)"\]')


def steps(path: str) -> list[str]:
    """The keys of a path. Raises `ReadError(UNSUPPORTED_FORMAT)` where it goes through a list."""
    found: list[str] = []
    position = 1
    while position < len(path):
        step = _STEP.match(path, position)
        if step is None:
            raise ReadError(Reason.UNSUPPORTED_FORMAT)
        found.append(step[1] if step[1] is not None else re.sub(r"\\(.)", r"\1", step[2]))
        position = step.end()
    return found


def flatten(array: pa.Array, path: str = "", depth: int = 0) -> Iterator[tuple[str, pa.Array]]:
    """Yield (path below the column, accepted array); the path of a flat array is empty.

    Items of lists follow one another under `[*]`, so a leaf may be longer or shorter than the column.
    Raises `ReadError(TOO_DEEP)`.
    """
    kind = array.type
    if depth > MAX_DEPTH:
        raise ReadError(Reason.TOO_DEEP)
    if isinstance(array, pa.ExtensionArray):
        yield from flatten(array.storage, path, depth + 1)
    elif pa.types.is_struct(kind):
        for field, child in zip(kind, array.flatten(), strict=True):
            yield from flatten(child, key_path(path, field.name), depth + 1)
    elif pa.types.is_map(kind):
        entries = pa.struct([("key", kind.key_type), ("value", kind.item_type)])
        yield from flatten(array.cast(pa.list_(entries)), path, depth + 1)
    elif _is_list(kind):
        yield from flatten(array.flatten(), f"{path}[*]", depth + 1)
    else:
        yield path, accepted(array)


def _is_list(kind: pa.DataType) -> bool:
    is_list = (pa.types.is_list, pa.types.is_large_list, pa.types.is_fixed_size_list)
    views = (pa.types.is_list_view, pa.types.is_large_list_view)
    return any(test(kind) for test in is_list + views)


def accepted(array: pa.Array) -> pa.Array:
    """Cast a flat array to the accepted kind nearest to its type."""
    kind = array.type
    if pa.types.is_string(kind) or pa.types.is_binary(kind):
        return array
    if pa.types.is_dictionary(kind):
        return _dictionary(array)
    if pa.types.is_run_end_encoded(kind):
        return accepted(pc.run_end_decode(array))
    if pa.types.is_integer(kind):
        return _integer(array)
    if pa.types.is_decimal(kind):
        whole = kind.scale == 0 and kind.precision <= INT64_DIGITS
        return array.cast(pa.int64() if whole else pa.string())
    for test, target in _CASTS:
        if test(kind):
            return array if target is None or array.type == target else array.cast(target, safe=False)
    return pa.array([None if value is None else str(value) for value in array.to_pylist()], pa.string())


_CASTS = (
    (pa.types.is_null, pa.string()),
    (pa.types.is_boolean, None),
    (pa.types.is_timestamp, None),
    (pa.types.is_date, pa.date32()),
    (pa.types.is_floating, pa.float64()),
    (pa.types.is_time, pa.string()),
    (pa.types.is_duration, pa.int64()),
    (pa.types.is_large_string, pa.string()),
    (pa.types.is_string_view, pa.string()),
    (pa.types.is_large_binary, pa.binary()),
    (pa.types.is_binary_view, pa.binary()),
    (pa.types.is_fixed_size_binary, pa.binary()),
)


def _integer(array: pa.Array) -> pa.Array:
    if array.type == pa.uint64():
        largest = pc.max(array).as_py()
        if largest is not None and largest > INT64_MAX:
            return array.cast(pa.string())
    return array.cast(pa.int64())


def _dictionary(array: pa.Array) -> pa.Array:
    values = array.dictionary
    is_text = (pa.types.is_string, pa.types.is_large_string, pa.types.is_string_view)
    if not any(test(values.type) for test in is_text):
        return accepted(array.dictionary_decode())
    if values.type == pa.string() and array.type.index_type == pa.int32():
        return array
    return pa.DictionaryArray.from_arrays(array.indices.cast(pa.int32()), values.cast(pa.string()))


def valid_utf8(data: pa.Buffer | bytes | memoryview) -> bool:
    """Whether the bytes are UTF-8. polars checks 10 GB/s (simdutf8), Arrow 1.1, Python 0.6."""
    import polars as pl

    buffer = pa.py_buffer(data)
    bounds = pa.py_buffer(np.array([0, buffer.size], np.int32))
    whole = pa.Array.from_buffers(pa.binary(), 1, [None, bounds, buffer])
    try:
        pl.Series(pl.from_arrow(whole)).cast(pl.String)
    except pl.exceptions.PolarsError:
        return False
    return True


def repaired(array: pa.Array) -> tuple[pa.Array, int]:
    """Text that is certainly UTF-8, and in how many cells (or dictionary entries) a byte had to be replaced.

    Parquet readers and foreign producers hand over strings that nobody checked; the regex engine trusts them.
    """
    if pa.types.is_dictionary(array.type):
        values, bad = repaired(array.dictionary)
        return (pa.DictionaryArray.from_arrays(array.indices, values), bad) if bad else (array, 0)
    if not pa.types.is_string(array.type) or _is_valid_text(array):
        return array, 0
    raw = array.view(pa.binary()).to_pylist()
    text = [None if cell is None else cell.decode("utf-8", "replace") for cell in raw]
    bad = sum(cell is not None and cell.encode() != old for cell, old in zip(text, raw, strict=True))
    return pa.array(text, pa.string()), bad


def _is_valid_text(array: pa.Array) -> bool:
    """The whole buffer at once, then that no cell starts in the middle of a character; ASCII at a glance (12 GB/s)."""
    _, bounds, data = array.buffers()
    if len(array) == 0 or data is None:
        return True
    offsets = np.frombuffer(bounds, np.int32)[array.offset : array.offset + len(array) + 1]
    text = data.slice(int(offsets[0]), int(offsets[-1] - offsets[0]))
    if text.size == 0:
        return True
    raw = np.frombuffer(text, np.uint8)
    if raw.max() < BEYOND_ASCII:
        return True
    starts = offsets[:-1] - offsets[0]
    first = raw[starts[starts < text.size]]
    return not ((first & 0xC0) == 0x80).any() and valid_utf8(text)
