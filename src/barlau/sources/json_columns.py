"""JSON values turned into columns named by their paths: `$.client.iin`, `$.phones[*]`."""

from __future__ import annotations

import json
from collections import defaultdict
from typing import TYPE_CHECKING

import pyarrow as pa

from barlau.model.reading import Chunk, Column
from barlau.nested.leaves import INT64, Level, arrays, levels
from barlau.nested.paths import ROOT, Path, leaf_name, text
from barlau.sources import arrow

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from barlau.nested.json_text import Json

TYPE = "json"
MAX_KEYS = 1_000  # an object with more is a map: its keys are data
MAX_PATHS = 10_000


class Columns:
    """The columns of one reading; it remembers the keys of objects, to notice when there are too many."""

    def __init__(self) -> None:
        self._keys: defaultdict[Path, set[str]] = defaultdict(set)
        self._count = 0
        self._wide: set[Path] = set()

    def chunks(self, values: Sequence[Json]) -> Iterator[Chunk]:
        """Yield the columns of a batch. The values may be nested `arrow.MAX_DEPTH` deep."""
        for level in levels(values, self._wide, MAX_KEYS):
            self._note(level)
            path = text(level.path)
            column = Column(leaf_name(path), path, TYPE)
            for found in arrays(level.scalars) if level.scalars else ():
                yield Chunk(column, found)

    def _note(self, level: Level) -> None:
        """From the next batch on, all keys of a wide object are data."""
        if level.wide:
            self._widen(level.path)
            return
        known = self._keys[level.path]
        self._count -= len(known)
        known.update(level.keys)
        self._count += len(known)
        if len(known) > MAX_KEYS:
            self._widen(level.path)
        if self._count > MAX_PATHS:
            self._widen(max(self._keys, key=lambda path: len(self._keys[path])))

    def _widen(self, path: Path) -> None:
        self._wide.add(path)
        self._count -= len(self._keys.pop(path, ()))


class Picked:
    """Some paths of each value, side by side. Raises `ReadError(UNSUPPORTED_FORMAT)` for a path through a list."""

    def __init__(self, columns: Sequence[Column]) -> None:
        self._steps = [(column, arrow.steps(column.path or ROOT)) for column in columns]

    def chunks(self, values: Sequence[Json]) -> Iterator[Chunk]:
        """Yield each column of a batch; a value without the path has a null there."""
        for column, steps in self._steps:
            yield Chunk(column, _array([_below(value, steps) for value in values]))


def _below(value: Json, steps: Sequence[str]) -> Json:
    for step in steps:
        value = value.get(step) if isinstance(value, dict) else None
    return value


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
