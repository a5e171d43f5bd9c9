"""JSON values turned into columns named by their paths: `$.client.iin`, `$.phones[*]`.

The quick way lets Arrow infer the types of a batch. Where it cannot, because types are mixed, numbers are too
long or keys are data themselves, the batch is flattened value by value into text.
"""

from __future__ import annotations

import json
import re
from collections import defaultdict
from typing import TYPE_CHECKING

import pyarrow as pa

from barlau.model.reading import Chunk, Column
from barlau.sources import arrow

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

Json = str | int | float | bool | list["Json"] | dict[str, "Json"] | None

TYPE = "json"
ROOT = "$"
MAX_PATHS = 10_000  # keys of one batch; with more, the keys are data
INT64 = range(-(2**63), 2**63)
# A key that holds a number or an address is a value: it must be searched, and must not name a column.
_KEY_IS_DATA = re.compile(r"[0-9]{5}|@")


def chunks(values: Sequence[Json]) -> Iterator[Chunk]:
    """Yield the columns of a batch. The values may be nested `arrow.MAX_DEPTH` deep."""
    try:
        array = pa.array(values)
        if _has_plain_keys(array.type):
            for path, leaf in arrow.flatten(array, ROOT):
                yield Chunk(column(path), leaf)
            return
    except (pa.ArrowException, ValueError, TypeError, OverflowError):
        pass  # not of one type, too long a number, half a surrogate pair
    yield from _flattened(values)


def column(path: str) -> Column:
    """The column of a path."""
    return Column(arrow.leaf_name(path), path, TYPE)


def _has_plain_keys(kind: pa.DataType) -> bool:
    waiting, seen = [kind], 0
    while waiting:
        kind = waiting.pop()
        for index in range(kind.num_fields):
            field = kind.field(index)
            seen += 1
            if seen > MAX_PATHS or (pa.types.is_struct(kind) and _KEY_IS_DATA.search(field.name)):
                return False
            waiting.append(field.type)
    return True


def _flattened(values: Sequence[Json]) -> Iterator[Chunk]:
    leaves: defaultdict[str, list[Json]] = defaultdict(list)
    for value in values:
        _collect(value, ROOT, leaves)
    for path, found in leaves.items():
        yield Chunk(column(path), _array(found))


def _collect(value: Json, path: str, leaves: defaultdict[str, list[Json]]) -> None:
    if isinstance(value, dict):
        for key, child in value.items():
            if _KEY_IS_DATA.search(key) or len(leaves) > MAX_PATHS:
                leaves[f"{path}.*~"].append(key)
                _collect(child, f"{path}.*", leaves)
            else:
                _collect(child, arrow.key_path(path, key), leaves)
    elif isinstance(value, list):
        for child in value:
            _collect(child, f"{path}[*]", leaves)
    else:
        leaves[path].append(value)


def _array(found: Sequence[Json]) -> pa.Array:
    """Integers stay integers if all of them are and fit; all else becomes text, as it stands in the file."""
    kinds = {type(value) for value in found} - {type(None)}
    if kinds == {int} and all(value in INT64 for value in found if value is not None):
        return pa.array(found, pa.int64())
    if kinds in ({float}, {bool}):
        return pa.array(found)
    return pa.array([None if value is None else _text(value) for value in found], pa.string())


def _text(value: Json) -> str:
    text = value if isinstance(value, str) else json.dumps(value)
    return text.encode("utf-8", "replace").decode()
