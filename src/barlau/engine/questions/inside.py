"""What stands under paths in the text of cells, one value a row, as the first reading took these cells apart."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from barlau.engine import packed, pairs
from barlau.engine.questions.cells import text
from barlau.engine.unpack import MAX_LEVEL, batches, within_limits
from barlau.nested.json_text import decode
from barlau.nested.paths import key_of, steps

if TYPE_CHECKING:
    from barlau.nested.json_text import Json

Keys = tuple[str, ...]


def inside(values: pa.Array, paths: Sequence[str]) -> list[pa.StringArray]:
    """For each path (`$.client.iin`, no `*`) the single values under it; null where there is none.

    The cells are JSON, named values, or Base64 of either; text on the way is taken apart in its turn.
    """
    keys = [tuple(map(key_of, steps(path))) for path in paths]
    taken = _Taken(len(values), keys)
    taken.take(text(values), level=0)
    return [pa.array(found, pa.string()) for found in taken.found]


class _Taken:
    """What was found in some cells, by the paths that are looked for."""

    def __init__(self, rows: int, paths: Sequence[Keys]) -> None:
        self.found: list[list[str | None]] = [[None] * rows for _ in paths]
        self._paths = paths
        self._texts: defaultdict[tuple[int, Keys], list[tuple[int, str]]] = defaultdict(list)
        """Text found before a path ended: by path and what is left of it, the rows and the text."""

    def take(self, values: pa.StringArray, level: int) -> None:
        """Take in cells that stand inside `level` others."""
        filled = np.flatnonzero(pc.fill_null(pc.not_equal(values, ""), False))  # noqa: FBT003  (Arrow has no keyword)
        if not len(filled) or level >= MAX_LEVEL:
            return
        texts = values.take(pa.array(filled))
        cells = packed.find(texts)
        for some in batches(texts, within_limits(texts, cells.json)[0]):
            found, bad = decode(texts.take(pa.array(some)).to_pylist())
            self._put(filled[np.delete(some, bad)].tolist(), found)
        if len(cells.pairs):
            split = pairs.split(texts.take(pa.array(cells.pairs)))
            named = ({key: value} for key, value in zip(split.keys.to_pylist(), split.values.to_pylist(), strict=True))
            self._put(filled[cells.pairs][split.rows].tolist(), named)
        if cells.decoded is not None:
            inner = _Taken(len(cells.decoded), self._paths)
            inner.take(cells.decoded, level + 1)
            for mine, theirs in zip(self.found, inner.found, strict=True):
                _fill(mine, filled[cells.encoded].tolist(), theirs)
        self._deeper(level)

    def _put(self, rows: Iterable[int], values: Iterable[Json]) -> None:
        for row, value in zip(rows, values, strict=True):
            for number, path in enumerate(self._paths):
                there, left = _descended(value, path)
                if not left:
                    self.found[number][row] = _scalar(there) or self.found[number][row]
                elif isinstance(there, str):
                    self._texts[number, left].append((row, there))

    def _deeper(self, level: int) -> None:
        waiting, self._texts = self._texts, defaultdict(list)
        for (number, left), places in waiting.items():
            inner = _Taken(len(places), [left])
            inner.take(pa.array([found for _, found in places], pa.string()), level + 1)
            _fill(self.found[number], [row for row, _ in places], inner.found[0])


def _fill(found: list[str | None], rows: Iterable[int], values: Iterable[str | None]) -> None:
    for row, value in zip(rows, values, strict=True):
        found[row] = value


def _descended(value: Json, path: Keys) -> tuple[Json, Keys]:
    """Where the keys lead, and those that are left where there is no object any more."""
    while path and isinstance(value, dict):
        value, path = value.get(path[0]), path[1:]
    return value, path


def _scalar(value: Json) -> str | None:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return None if value is None or isinstance(value, dict | list) else str(value)
