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

    from barlau.sources.json_values import Json

TYPE = "json"
ROOT = "$"
MAX_PATHS = 10_000  # with more, the keys are data
INT64 = range(-(2**63), 2**63)
# A key that holds a number or an address is a value: it must be searched, and must not name a column.
_KEY_IS_DATA = re.compile(r"[0-9]{5}|@")


class Columns:
    """The columns of one reading; it remembers their paths, to notice when there are too many."""

    def __init__(self) -> None:
        self._paths: set[str] = set()

    def chunks(self, values: Sequence[Json]) -> Iterator[Chunk]:
        """Yield the columns of a batch. The values may be nested `arrow.MAX_DEPTH` deep."""
        for path, leaf in self._inferred(values) or self._flattened(values):
            yield Chunk(Column(arrow.leaf_name(path), path, TYPE), leaf)

    def _inferred(self, values: Sequence[Json]) -> list[tuple[str, pa.Array]]:
        """The leaves as Arrow sees them; empty if it cannot."""
        try:
            array = pa.array(values)
        except (pa.ArrowException, ValueError, TypeError, OverflowError):
            return []  # not of one type, too long a number, half a surrogate pair
        if not _has_plain_keys(array.type):
            return []
        leaves = list(arrow.flatten(array, ROOT))
        paths = self._paths.union(path for path, _ in leaves)
        if len(paths) > MAX_PATHS:
            return []
        self._paths = paths
        return leaves

    def _flattened(self, values: Sequence[Json]) -> Iterator[tuple[str, pa.Array]]:
        leaves: defaultdict[str, list[Json]] = defaultdict(list)
        for value in values:
            self._collect(value, ROOT, leaves)
        for path, found in leaves.items():
            yield path, _array(found)

    def _collect(self, value: Json, path: str, leaves: defaultdict[str, list[Json]]) -> None:
        if isinstance(value, dict):
            for key, child in value.items():
                below = arrow.key_path(path, key)
                if _KEY_IS_DATA.search(key) or (below not in self._paths and len(self._paths) >= MAX_PATHS):
                    leaves[f"{path}.*~"].append(key)
                    below = f"{path}.*"
                self._paths.add(below)
                self._collect(child, below, leaves)
        elif isinstance(value, list):
            for child in value:
                self._collect(child, f"{path}[*]", leaves)
        else:
            leaves[path].append(value)


def _has_plain_keys(kind: pa.DataType) -> bool:
    """Whether no key of a type looks like data."""
    waiting = [kind]
    while waiting:
        kind = waiting.pop()
        for index in range(kind.num_fields):
            field = kind.field(index)
            if pa.types.is_struct(kind) and _KEY_IS_DATA.search(field.name):
                return False
            waiting.append(field.type)
    return True


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
