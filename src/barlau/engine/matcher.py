"""One pack of recognizers compiled for speed, and its hits in one array of strings or integers.

A string cell goes through three steps and leaves at the first that settles it: byte shapes of whole cells with
their check digits, absent markers, one alternation of all patterns by the Rust regex engine. No Python runs for a
single cell.
"""

from __future__ import annotations

import importlib
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol, cast

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from barlau.engine import cells as cells_of
from barlau.engine.cells import Bytes, Cells, Rows
from barlau.engine.shapes import Shape, ShapeSet, compile_shape

if TYPE_CHECKING:
    import polars as pl

    from barlau.model.recognizer import Pack, Recognizer

Mask = NDArray[np.bool_]

SLICE = 16384  # short cells at a time: temporaries stay in the L2 cache (1.5 times faster than 65536)
LONG = 64  # mean bytes a cell above which whole-cell shapes are not worth a look
PRECISE = 0.9  # patterns scored at least so need no second look where there is no check digit
WEAK_CHECK = 0.05  # checks that pass more by accident see only the cells that stronger ones left
NEEDS_CONTEXT = 0.5  # patterns scored below count in text only beside one of their context words
MAX_ABSENT = 40  # bytes of the longest absent marker

# Cells of these shapes hold none of the entities and leave the pipeline: plain digits, UUID, hex digests, times.
HARMLESS = (
    *("d" * n for n in range(1, 25)),
    "xxxxxxxx-xxxx-xxxx-xxxx-xxxxxxxxxxxx",
    *("x" * n for n in (32, 40, 64, 96, 128)),
    "dddd-dd-dd",
    "dd.dd.dddd",
    "dddd-dd-dd?dd:dd:dd",
    "dddd-dd-dd?dd:dd:ddZ",
    "dddd-dd-dd?dd:dd:dd?dddddd",
    "dd.dd.dddd dd:dd:dd",
    "dd.dd.dddd dd:dd",
    "dd:dd:dd",
    *("d" * n + ".dd" for n in range(1, 10)),
    *("d" * n + ".d" for n in range(1, 13)),
)


class _Module(Protocol):
    def is_valid_array(self, values: pa.Array) -> pa.BooleanArray: ...
    def check_cells(self, buffer: Bytes, start: Rows, length: int) -> Mask: ...
    def check_integers(self, values: NDArray[np.int64]) -> Mask: ...


@dataclass(frozen=True, slots=True)
class Hit:
    """Rows of an array that are (`whole`) or contain one entity; rows ascend without repeats."""

    recognizer: int
    rows: Rows
    whole: bool


@dataclass(frozen=True, slots=True)
class Entity:
    """A recognizer ready to run."""

    recognizer: Recognizer
    module: _Module | None
    whole: str
    """All patterns, anchored."""
    needs_context: bool
    trusts_pattern: bool
    """A text match needs no validation."""
    context: tuple[str, ...]
    vocabulary: pa.StringArray | None


@dataclass(frozen=True, slots=True)
class _Node:
    """Some recognizers in order: all their patterns as one anchored expression."""

    regex: str
    owner: int
    below: tuple[_Node, _Node] | None


class Matcher:
    """Compiled once for each process; safe to use from several threads."""

    def __init__(self, pack: Pack) -> None:
        self.entities = [_entity(recognizer) for recognizer in pack.recognizers]
        self._by_chance = sorted(range(len(self.entities)), key=lambda i: pack.recognizers[i].chance)
        self._shapes = ShapeSet(_shapes(pack.recognizers, self._by_chance))
        self._searched = [
            i for i, entity in sorted(enumerate(self.entities), key=_specificity) if entity.recognizer.patterns
        ]
        patterns = [p.regex for i in self._searched for p in self.entities[i].recognizer.patterns]
        self._short = _ascii(_union(patterns))
        self._long = _ascii(_union([regex for regex in patterns if not regex.startswith("^")]))
        self._tree = _tree([(i, self.entities[i].whole) for i in self._searched])
        self._absent = pa.array(sorted(pack.absent_markers), pa.string())

    def strings(self, values: pa.StringArray, tried: NDArray[np.int64]) -> tuple[list[Hit], Mask]:
        """Hits in an array of strings, and which of its cells are empty or an absent marker.

        `tried` (one counter an entity) grows by what had an entity's shape, valid or not.
        """
        length = cells_of.lengths(values)
        absent = length == 0
        hits: list[Hit] = []
        done = absent.copy()
        short = int(length.sum()) <= LONG * len(values)
        if short:
            cells = cells_of.from_array(values)
            for owner, rows in self._whole(cells, done, tried):
                hits.append(Hit(owner, rows, whole=True))
            absent |= self._mark_absent(values, cells, done)
        rest = np.flatnonzero(~done)
        if len(rest):
            taken = values if len(rest) == len(values) else values.take(pa.array(rest))
            hits += [
                Hit(hit.recognizer, rest[hit.rows], hit.whole)
                for hit in self._search(taken, tried, self._short if short else self._long)
            ]
        return hits, absent

    def integers(self, values: NDArray[np.int64], tried: NDArray[np.int64]) -> list[Hit]:
        """Hits in integers, which may have lost their leading zeros."""
        hits: list[Hit] = []
        left: Rows | None = None
        for i in self._by_chance:
            entity = self.entities[i]
            if entity.module is None or not entity.recognizer.integers:
                continue
            if left is None and entity.recognizer.chance >= WEAK_CHECK:
                taken = np.unique(np.concatenate([hit.rows for hit in hits])) if hits else np.zeros(0, np.int64)
                left = np.setdiff1d(np.arange(len(values)), taken, assume_unique=True)
            tried[i] += len(values)
            rows = np.flatnonzero(entity.module.check_integers(values if left is None else values[left]))
            if len(rows):
                hits.append(Hit(i, rows if left is None else left[rows], whole=True))
        return hits

    def judge(self, entity: Entity, texts: pa.StringArray) -> Mask | None:
        """Which sampled values are the entity as a whole; None where every cell has been tried already."""
        if not len(texts):
            return None
        if entity.vocabulary is not None:
            known = pc.is_in(pc.utf8_lower(pc.utf8_trim_whitespace(texts)), entity.vocabulary)
        elif entity.recognizer.sampled and entity.module is not None:
            known = entity.module.is_valid_array(texts)
        else:
            return None
        return np.asarray(known.to_numpy(zero_copy_only=False), bool)

    def _whole(self, cells: Cells, done: Mask, tried: NDArray[np.int64]) -> Iterator[tuple[int, Rows]]:
        found: dict[int, list[Rows]] = {}
        taken = np.zeros(len(cells), bool)
        for owner, length, rows in self._shapes.match(cells):
            done[rows] = True
            if owner < 0:
                continue
            weak = self.entities[owner].recognizer.chance >= WEAK_CHECK
            if weak:
                rows = rows[~taken[rows]]
            tried[owner] += len(rows)
            module = self.entities[owner].module
            if module is not None:
                rows = rows[module.check_cells(cells.raw, cells.start[rows], length)]
            if len(rows):
                found.setdefault(owner, []).append(rows)
                if not weak:
                    taken[rows] = True
        for owner, parts in found.items():
            yield owner, parts[0] if len(parts) == 1 else np.unique(np.concatenate(parts))

    def _mark_absent(self, values: pa.StringArray, cells: Cells, done: Mask) -> Mask:
        rows = np.flatnonzero(~done & (cells.length <= MAX_ABSENT))
        absent = np.zeros(len(values), bool)
        if len(rows):
            short = values.take(pa.array(rows))
            known = pc.is_in(pc.utf8_lower(pc.utf8_trim_whitespace(short)), self._absent)
            absent[rows[known.to_numpy(zero_copy_only=False)]] = True
            done |= absent
        return absent

    def _search(self, values: pa.StringArray, tried: NDArray[np.int64], alternation: str) -> Iterator[Hit]:
        """All matches of all patterns, told apart by shape first, then pattern by pattern."""
        import polars as pl

        texts = cast("pl.Series", pl.from_arrow(values))
        lists = texts.str.extract_all(alternation)
        found = lists.list.len().to_numpy()
        rows = np.repeat(np.arange(len(values)), found)
        if not len(rows):
            return
        matches = lists.filter(pl.Series(found > 0)).explode().to_arrow().cast(pa.string())
        whole = pc.binary_length(matches).to_numpy() == pc.binary_length(values).to_numpy(zero_copy_only=False)[rows]
        for owner, which in self._attribute(matches, tried):
            inside, complete = which[~whole[which]], which[whole[which]]
            if len(complete):
                yield Hit(owner, np.unique(rows[complete]), whole=True)
            if len(inside):
                candidates = np.unique(rows[inside])
                entity = self.entities[owner]
                if entity.needs_context:
                    candidates = candidates[_mentions(texts, candidates, entity.context)]
                if len(candidates):
                    yield Hit(owner, candidates, whole=False)

    def _attribute(self, matches: pa.StringArray, tried: NDArray[np.int64]) -> Iterator[tuple[int, Rows]]:
        done = np.zeros(len(matches), bool)
        yield from self._whole(cells_of.from_array(matches), done, tried)
        import polars as pl

        texts = cast("pl.Series", pl.from_arrow(matches))
        for owner, which in self._split(self._tree, texts, np.flatnonzero(~done)):
            tried[owner] += len(which)
            entity = self.entities[owner]
            if entity.module is not None and not entity.trusts_pattern:
                valid = entity.module.is_valid_array(matches.take(pa.array(which)))
                which = which[valid.to_numpy(zero_copy_only=False).astype(bool)]
            if len(which):
                yield owner, which

    def _split(self, node: _Node, matches: pl.Series, rows: Rows) -> Iterator[tuple[int, Rows]]:
        """The first recognizer in order whose pattern a match has, found by halving."""
        if not len(rows):
            return
        if node.below is None:
            yield node.owner, rows
            return
        first, second = node.below
        fits = matches.gather(rows).str.contains(first.regex).to_numpy()
        yield from self._split(first, matches, rows[fits])
        yield from self._split(second, matches, rows[~fits])


def _entity(recognizer: Recognizer) -> Entity:
    module = None
    if recognizer.validator is not None:
        module = cast("_Module", importlib.import_module("barlau.identifiers." + recognizer.validator))
    return Entity(
        recognizer,
        module,
        f"^(?:{_union([p.regex for p in recognizer.patterns])})$",
        all(p.score < NEEDS_CONTEXT for p in recognizer.patterns),
        recognizer.sampled or (not _is_checked(module) and all(p.score >= PRECISE for p in recognizer.patterns)),
        tuple(sorted({word.lower() for word in recognizer.context})),
        pa.array(sorted({word.lower() for word in recognizer.vocabulary})) if recognizer.vocabulary else None,
    )


def _tree(entities: Sequence[tuple[int, str]]) -> _Node:
    """A matched text has one of the patterns for sure, so the second half never has to be tried."""
    regex = _ascii(_union([whole for _, whole in entities]))
    if len(entities) <= 1:
        return _Node(regex, entities[0][0] if entities else -1, None)
    half = len(entities) // 2
    return _Node(regex, -1, (_tree(entities[:half]), _tree(entities[half:])))


def _union(patterns: Sequence[str]) -> str:
    return "|".join(f"(?:{pattern})" for pattern in patterns)


def _shapes(recognizers: Sequence[Recognizer], order: Sequence[int]) -> list[Shape]:
    shapes = [compile_shape(s, i) for i in order for s in dict.fromkeys(recognizers[i].shapes)]
    return shapes + [compile_shape(s, -1) for s in HARMLESS]


def _specificity(item: tuple[int, Entity]) -> tuple[float, int]:
    """Patterns that are seldom right by chance come first in the alternation."""
    index, entity = item
    return -max((p.score for p in entity.recognizer.patterns), default=0.0), index


def _ascii(regex: str) -> str:
    r"""Rust's Unicode `\b` is 200 times slower on Cyrillic text than the ASCII one."""
    return re.sub(r"\\b", r"(?-u:\\b)", regex)


def _mentions(texts: pl.Series, rows: Rows, words: Sequence[str]) -> Mask:
    """Which of the rows contain one of the words, in any case."""
    if not words:
        return np.zeros(len(rows), bool)
    lower = texts.gather(rows).str.to_lowercase()
    return lower.str.contains_any(list(words)).to_numpy()


def _is_checked(module: object) -> bool:
    return hasattr(module, "check_digit") or hasattr(module, "check_digits")
