"""Entities inside longer text: one alternation of all patterns, its matches told apart afterwards."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, cast

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from barlau.engine import cells as cells_of
from barlau.engine.cells import Rows
from barlau.engine.entities import Entity, Mask, Tries, union
from barlau.engine.whole import WholeCells

if TYPE_CHECKING:
    import polars as pl


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
        self._short = union(patterns)
        self._long = union([regex for regex in patterns if not regex.startswith("^")])
        self._before = {i: _joined(entities[j].whole for j in order[:place]) for place, i in enumerate(order)}
        self._tree = _tree([(i, entities[i].whole) for i in order])
        self._shapeless = _tree([(i, entities[i].whole) for i in order if not entities[i].recognizer.shapes])

    def hits(self, values: pa.StringArray, tries: Tries, *, short: bool) -> Iterator[Hit]:
        """All matches; patterns that want the whole cell are tried on `short` ones only."""
        import polars as pl

        texts = cast("pl.Series", pl.from_arrow(values))
        lists = texts.str.extract_all(self._short if short else self._long)
        found = lists.list.len().to_numpy()
        rows = np.repeat(np.arange(len(values)), found)
        if not len(rows):
            return
        matches = lists.filter(pl.Series(found > 0)).explode()
        sizes = pc.binary_length(values).to_numpy(zero_copy_only=False)
        whole = matches.str.len_bytes().to_numpy() == sizes[rows]
        for owner, which in self._attribute(matches, tries.at(rows)):
            complete, inside = which[whole[which]], which[~whole[which]]
            if len(complete):
                yield Hit(owner, _once(rows[complete]), whole=True)
            kept = self._in_context(self._entities[owner], texts, matches, rows, inside)
            if len(kept):
                yield Hit(owner, _once(rows[kept]), whole=False)

    def _attribute(self, matches: pl.Series, tries: Tries) -> Iterator[tuple[int, Rows]]:
        """(entity, indices of its matches): by shape first, then by pattern."""
        array = matches.to_arrow().cast(pa.string())
        found, shaped = self._whole.match(cells_of.from_array(array), tries)
        yield from found.items()
        hit = np.zeros(len(array), bool)
        for rows in found.values():
            hit[rows] = True
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
        if len(rows) >= MANY:
            few = list(_split(self._tree, matches, rows[:PROBED], sure=True))
            guess = max(few, key=lambda part: len(part[1]))[0]
            some = matches.gather(rows)
            own = some.str.contains(self._entities[guess].whole).to_numpy()
            if self._before[guess]:
                own = own & ~some.str.contains(self._before[guess]).to_numpy()
            yield guess, rows[own]
            rows = rows[~own]
        yield from _split(self._tree, matches, rows, sure=True)

    def _in_context(self, entity: Entity, texts: pl.Series, matches: pl.Series, rows: Rows, which: Rows) -> Rows:
        """Matches of strong patterns, and those of weak ones whose cell has a context word."""
        if not len(which) or entity.strong == entity.whole:
            return which
        strong = np.zeros(len(which), bool)
        if entity.strong:
            strong = matches.gather(which).str.contains(entity.strong).to_numpy()
        weak = which[~strong]
        strong[~strong] = _mentions(texts, rows[weak], entity.context)
        return which[strong]


def _split(node: _Node, matches: pl.Series, rows: Rows, *, sure: bool) -> Iterator[tuple[int, Rows]]:
    """The first entity in order whose pattern a match has, found by halving.

    `sure`: every match has one of the patterns, so what is not in the first half is in the second.
    """
    if not sure and len(rows):
        rows = rows[matches.gather(rows).str.contains(node.regex).to_numpy()]
    if not len(rows):
        return
    if node.below is None:
        yield node.owner, rows
        return
    first, second = node.below
    fits = matches.gather(rows).str.contains(first.regex).to_numpy()
    yield from _split(first, matches, rows[fits], sure=True)
    yield from _split(second, matches, rows[~fits], sure=True)


def _tree(entities: Sequence[tuple[int, str]]) -> _Node:
    regex = _joined(whole for _, whole in entities)
    if len(entities) <= 1:
        return _Node(regex, entities[0][0] if entities else -1, None)
    half = len(entities) // 2
    return _Node(regex, -1, (_tree(entities[:half]), _tree(entities[half:])))


def _joined(expressions: Iterable[str]) -> str:
    return "|".join(f"(?:{expression})" for expression in expressions)


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
    return texts.gather(rows).str.to_lowercase().str.contains_any(list(words)).to_numpy()
