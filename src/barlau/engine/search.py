"""Entities inside longer text: one alternation of all patterns, its matches told apart afterwards."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

import numpy as np
import pyarrow as pa

from barlau.engine import cells as cells_of
from barlau.engine.cells import Cells, Rows
from barlau.engine.entities import Entity, Mask, Tries, union
from barlau.engine.whole import WholeCells

if TYPE_CHECKING:
    import polars as pl


LONG = 64  # bytes of a cell above which it is text: the longest whole-cell shapes have 40, digests aside
MANY, PROBED = 256, 32  # matches from which a guess pays, and those it is made from


@dataclass(frozen=True, slots=True)
class Hit:
    """Rows of an array that are (`whole`) or contain one entity; rows ascend without repeats."""

    entity: int
    rows: Rows
    whole: bool


@dataclass(frozen=True, slots=True)
class _Node:
    """Some entities in order: all their patterns as one anchored expression."""

    regex: str
    owner: int
    below: tuple[_Node, _Node] | None


class TextSearch:
    """The patterns of all entities."""

    def __init__(self, entities: Sequence[Entity], whole: WholeCells) -> None:
        self._entities, self._whole = entities, whole
        order = [i for i, e in sorted(enumerate(entities), key=_specificity) if e.recognizer.patterns]
        patterns = [p.regex for i in order for p in entities[i].recognizer.patterns]
        self._all = union(patterns)
        self._before = {i: _joined(entities[j].whole for j in order[:place]) for place, i in enumerate(order)}
        self._tree = _tree([(i, entities[i].whole) for i in order])
        self._shapeless = _tree([(i, entities[i].whole) for i in order if not entities[i].recognizer.shapes])
        self._prevalent = -1
        self._kernels = {
            i: _beginning([p.regex for j in order[:place] for p in entities[j].recognizer.patterns])
            for place, i in enumerate(order)
            if hasattr(entities[i].module, "whole_cells") and entities[i].trusts_pattern
        }
        """By entity with a kernel that knows its whole cells: how a match of an entity before it begins."""

    def whole(self, values: pa.StringArray, cells: Cells, free: Mask, tries: Tries) -> Iterator[tuple[int, Rows]]:
        """(entity, rows) of the free cells that are a match as a whole, as far as a kernel can tell.

        `cells` are those of `values`. What is found here `hits` would find too, at five times the cost.
        """
        for owner, before in self._kernels.items():
            module = self._entities[owner].module
            assert module is not None  # noqa: S101  (it has the kernel)
            rows = np.flatnonzero(module.whole_cells(cells.raw, cells.start, cells.length) & free)
            if before and len(rows):
                rows = rows[~_contain(_texts(values, rows), before)[0]]
            if len(rows):
                tries.add(owner, rows)
                yield owner, rows

    def hits(self, values: pa.StringArray, tries: Tries) -> Iterator[Hit]:
        """All matches in cells that are long or have no known shape."""
        import polars as pl

        texts = pl.Series("", values)
        lists = texts.to_frame().select(_all_matches(self._all)).to_series().to_arrow()
        bounds = lists.offsets.to_numpy()
        rows = np.repeat(np.arange(len(values)), np.diff(bounds))
        if not len(rows):
            return
        array = lists.values.slice(bounds[0], len(rows)).cast(pa.string())
        length = cells_of.lengths(values)[rows]
        whole = cells_of.lengths(array) == length
        shapeless = whole & (length <= LONG)
        for owner, which in self._attribute(array, tries.at(rows), shapeless):
            complete, inside = which[whole[which]], which[~whole[which]]
            if len(complete):
                yield Hit(owner, _once(rows[complete]), whole=True)
            kept = self._in_context(self._entities[owner], texts, array, rows, inside)
            if len(kept):
                yield Hit(owner, _once(rows[kept]), whole=False)

    def _attribute(self, array: pa.StringArray, tries: Tries, shapeless: Mask) -> Iterator[tuple[int, Rows]]:
        """(entity, indices of its matches): by shape first, then by pattern; `shapeless` are known to have none."""
        import polars as pl

        matches = pl.Series("", array)
        shaped, hit = np.zeros(len(array), bool), np.zeros(len(array), bool)
        if not shapeless.all():
            left = np.flatnonzero(~shapeless)
            found, shaped[left] = self._whole.match(cells_of.from_array(array.take(pa.array(left))), tries.at(left))
            for owner, own in found.items():
                hit[left[own]] = True
                yield owner, left[own]
        for owner, which in (
            *self._told_apart(matches, np.flatnonzero(~shaped)),
            *_split(self._shapeless, matches, np.flatnonzero(shaped & ~hit), sure=False),
        ):
            tries.add(owner, which)
            entity = self._entities[owner]
            if entity.module is not None and not entity.trusts_pattern:
                valid = entity.module.is_valid_array(array.take(pa.array(which)))
                which = which[valid.to_numpy(zero_copy_only=False).astype(bool)]
            if len(which):
                yield owner, which

    def _told_apart(self, matches: pl.Series, rows: Rows) -> Iterator[tuple[int, Rows]]:
        """`_split` by the tree, quicker where one entity prevails: any guess gives the same result."""
        if len(rows) >= MANY and self._prevalent >= 0:
            own = self._own(self._prevalent, matches, rows)
            yield self._prevalent, rows[own]
            rows = rows[~own]
        if len(rows) >= MANY:
            few = list(_split(self._tree, matches, rows[:PROBED], sure=True))
            guess = max(few, key=lambda part: len(part[1]))[0]
            own = self._own(guess, matches, rows)
            self._prevalent = guess  # of the last cells: probably that of the next
            yield guess, rows[own]
            rows = rows[~own]
        yield from _split(self._tree, matches, rows, sure=True)

    def _own(self, owner: int, matches: pl.Series, rows: Rows) -> Mask:
        """Which matches have a pattern of the entity and none of an entity before it."""
        asked = (
            [self._entities[owner].whole, self._before[owner]] if self._before[owner] else [self._entities[owner].whole]
        )
        own, *before = _contain(_at(matches, rows), *asked)
        return own & ~before[0] if before else own

    def _in_context(self, entity: Entity, texts: pl.Series, array: pa.Array, rows: Rows, which: Rows) -> Rows:
        """Matches of strong patterns, and those of weak ones whose cell has a context word."""
        import polars as pl

        if not len(which) or entity.strong == entity.whole:
            return which
        strong = np.zeros(len(which), bool)
        if entity.strong:
            (strong,) = _contain(pl.Series("", array.take(pa.array(which))), entity.strong)
        weak = which[~strong]
        strong[~strong] = _mentions(texts, rows[weak], entity.context)
        return which[strong]


def _split(node: _Node, matches: pl.Series, rows: Rows, *, sure: bool) -> Iterator[tuple[int, Rows]]:
    """The first entity in order whose pattern a match has, found by halving.

    `sure`: every match has one of the patterns, so what is not in the first half is in the second.
    """
    if not sure and len(rows):
        rows = rows[_contain(_at(matches, rows), node.regex)[0]]
    if not len(rows):
        return
    if node.below is None:
        yield node.owner, rows
        return
    first, second = node.below
    (fits,) = _contain(_at(matches, rows), first.regex)
    yield from _split(first, matches, rows[fits], sure=True)
    yield from _split(second, matches, rows[~fits], sure=True)


def _texts(values: pa.StringArray, rows: Rows) -> pl.Series:
    import polars as pl

    return pl.Series("", values if len(rows) == len(values) else values.take(pa.array(rows)))


def _at(series: pl.Series, rows: Rows) -> pl.Series:
    return series if len(rows) == len(series) else series[rows]


def _contain(texts: pl.Series, *expressions: str) -> list[Mask]:
    """For each regular expression, which texts contain a match."""
    answers = texts.to_frame().select(*map(_contains, expressions))
    return [answer.to_numpy() for answer in answers]


@cache
def _contains(regex: str) -> pl.Expr:
    """Kept, because making an expression costs as much as its answer for a thousand short texts (0.1 ms)."""
    import polars as pl

    return pl.col("").str.contains(regex).alias(regex)


@cache
def _all_matches(regex: str) -> pl.Expr:
    import polars as pl

    return pl.col("").str.extract_all(regex)


def _tree(entities: Sequence[tuple[int, str]]) -> _Node:
    regex = _joined(whole for _, whole in entities)
    if len(entities) <= 1:
        return _Node(regex, entities[0][0] if entities else -1, None)
    half = len(entities) // 2
    return _Node(regex, -1, (_tree(entities[:half]), _tree(entities[half:])))


def _joined(expressions: Iterable[str]) -> str:
    return "|".join(f"(?:{expression})" for expression in expressions)


def _beginning(patterns: Sequence[str]) -> str:
    return f"^(?:{union(patterns)})" if patterns else ""


def _once(rows: Rows) -> Rows:
    """Ascending rows without repeats."""
    return rows[np.concatenate(([True], rows[1:] != rows[:-1]))]


def _specificity(item: tuple[int, Entity]) -> tuple[float, int]:
    """Patterns that are seldom right by chance come first in the alternation."""
    index, entity = item
    return -max((p.score for p in entity.recognizer.patterns), default=0.0), index


def _mentions(texts: pl.Series, rows: Rows, words: Sequence[str]) -> Mask:
    """Which of the rows contain one of the words, in any case."""
    if not words or not len(rows):
        return np.zeros(len(rows), bool)
    return _at(texts, rows).str.to_lowercase().str.contains_any(list(words)).to_numpy()
