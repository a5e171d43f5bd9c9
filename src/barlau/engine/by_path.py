"""Accumulators of values that were found inside the cells of one column, by their paths."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

import numpy as np
import pyarrow as pa

from barlau.identifiers.generic import person_name
from barlau.model.reading import Column
from barlau.nested.leaves import Level, arrays
from barlau.nested.paths import ANY_KEY, KEYS, Path, is_data, key_step, leaf_name, text

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from barlau.engine.accumulator import Accumulator

# Objects with more keys are maps: their keys are data. The widest forms of the sample policies have 60 fields.
MAX_KEYS = 256
FEW_KEYS = 60  # as those forms have; of more, each must come SELDOM times in the mean
SELDOM = 3
MAX_PATHS = 2_000  # each keeps a sample: 0.1 MB of short values


class ByPath:
    """Values by path. Adding them in any split or order, or merging two of these, gives the same result.

    Only where there are more than `MAX_PATHS` paths does the order decide which of them keep their names;
    `overflowed` says so, and no value is left out.
    """

    def __init__(self, make: Callable[[Path], Accumulator]) -> None:
        self.leaves: dict[Path, Accumulator] = {}
        self.wide: set[Path] = set()
        """Objects whose keys are data."""
        self.overflowed = False
        self._make = make
        self._keys: dict[Path, Counter[str]] = {}

    def add_level(self, level: Level) -> None:
        """Take in what stands at one path."""
        path = self._renamed(level.path)
        if level.wide and path not in self.wide:
            self._widen(path)
        self._count(path, level.keys)
        if level.scalars:
            leaf = self._leaf(path)
            for values in arrays(level.scalars):
                leaf.add(values)

    def add_pairs(self, keys: pa.StringArray, values: pa.StringArray) -> None:
        """Take in flat named values."""
        words = keys.dictionary_encode()
        index = words.indices.to_numpy()
        times = np.bincount(index, minlength=len(words.dictionary))
        named = words.dictionary.to_pylist()
        plain = {key: int(n) for key, n in zip(named, times, strict=True) if not is_data(key) and () not in self.wide}
        for place, key in enumerate(named):
            own = values.filter(pa.array(index == place))
            self._leaf((key_step(key) if key in plain else ANY_KEY,)).add(own)
            if key not in plain:
                self._leaf((KEYS,)).add(pa.repeat(pa.scalar(key, pa.string()), len(own)))
        self._count((), plain)

    def merge(self, other: ByPath) -> None:
        """Add what another one saw."""
        self.overflowed |= other.overflowed
        for path in sorted(other.wide - self.wide):
            self._widen(path)
        for path in sorted(self.wide - other.wide):
            other._widen(path)
        for path, leaf in other.leaves.items():
            self._put(path, leaf)
        for path, keys in other._keys.items():
            self._count(path, keys)

    def hide_keys_that_are_data(self) -> None:
        """Once all is read: keys that are people's names, or that hardly ever come again, must not name a column."""
        for path in sorted(self._keys):
            keys: Mapping[str, int] = self._keys.get(path, {})
            if keys and (are_people(list(keys)) or len(keys) > max(FEW_KEYS, sum(keys.values()) // SELDOM)):
                self._widen(path)

    def columns(self) -> Iterator[tuple[Path, Accumulator]]:
        """The leaves, in the order of their paths; without those that never held anything but are objects or lists."""
        paths = sorted(self.leaves)
        for path, following in zip(paths, [*paths[1:], ()], strict=False):
            if self.leaves[path].rows > self.leaves[path].nulls or following[: len(path)] != path:
                yield path, self.leaves[path]

    def _leaf(self, path: Path) -> Accumulator:
        if path not in self.leaves:
            self.leaves[path] = self._make(path)
            if len(self.leaves) > MAX_PATHS:
                self.overflowed = True
                if self._keys:
                    self._widen(max(self._keys, key=lambda p: (len(self._keys[p]), p)))
                return self._leaf(self._renamed(path))
        return self.leaves[path]

    def _count(self, path: Path, keys: Mapping[str, int]) -> None:
        if not keys:
            return
        if path in self.wide:
            self._are_data(path, keys)
            return
        counted = self._keys.setdefault(path, Counter())
        counted.update(keys)
        if len(counted) > MAX_KEYS:
            self._widen(path)

    def _widen(self, path: Path) -> None:
        """From now on the keys of an object are data; what is known of them moves to where it belongs."""
        self.wide.add(path)
        for old in [p for p in self.leaves if self._renamed(p) != p]:
            self._put(self._renamed(old), self.leaves.pop(old))
        self._are_data(path, self._keys.pop(path, {}))
        for old in [p for p in self._keys if self._renamed(p) != p]:
            self._count(self._renamed(old), self._keys.pop(old))
        for old in [p for p in self.wide if self._renamed(p) != p]:
            self.wide.discard(old)
            if self._renamed(old) not in self.wide:
                self._widen(self._renamed(old))

    def _are_data(self, path: Path, keys: Mapping[str, int]) -> None:
        if keys:
            words = pa.array(list(keys), pa.string())
            times = np.fromiter(keys.values(), np.int64, len(keys))
            index = pa.array(np.repeat(np.arange(len(keys), dtype=np.int32), times))
            self._leaf((*path, KEYS)).add(pa.DictionaryArray.from_arrays(index, words))

    def _renamed(self, path: Path) -> Path:
        """The path with `*` for every key of a wide object."""
        if not self.wide:
            return path
        steps: Path = ()
        for step in path:
            named = steps in self.wide and step[0] in ".[" and step not in ("[*]", KEYS)
            steps = (*steps, ANY_KEY if named else step)
        return steps

    def _put(self, path: Path, leaf: Accumulator) -> None:
        if path in self.leaves:
            self.leaves[path].merge(leaf)
        else:
            self.leaves[path] = leaf


def are_people(keys: list[str]) -> bool:
    """Whether one of the keys is a full name, or a given name with a capital letter: `Ажар: …` in a chat."""
    capital = pa.array([key for key in keys if key[:1].isupper()], pa.string())
    full = person_name.is_valid_array(capital).to_numpy(zero_copy_only=False)
    given = person_name.is_given_name_array(capital).to_numpy(zero_copy_only=False)
    return bool((full | given).any())


def inner(column: Column, path: Path, kind: str) -> Column:
    """The column of a path inside the cells of a column, which may have a path of its own."""
    if column.path is None:
        return Column(column.name, text(path), kind)
    whole = column.path + "".join(path)
    return Column(leaf_name(whole) if column.name == leaf_name(column.path) else column.name, whole, kind)
