"""Whole cells of known shape, with their check digits: no regular expression."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from barlau.engine.cells import Cells, Rows
from barlau.engine.entities import WEAK_CHECK, Entity, Mask, Tries
from barlau.engine.shapes import ShapeSet, compile_shape

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
    *("d" * n + ".dd" for n in range(1, 8)),  # longer ones may be identifiers stored as doubles
    *("d" * n + ".d" for n in range(1, 8)),
)


class WholeCells:
    """The shapes of all entities; those that pass least by accident come first."""

    def __init__(self, entities: Sequence[Entity]) -> None:
        self._entities = entities
        order = sorted(range(len(entities)), key=lambda i: entities[i].recognizer.chance)
        shapes = [compile_shape(s, i) for i in order for s in dict.fromkeys(entities[i].recognizer.shapes)]
        self._shapes = ShapeSet(shapes + [compile_shape(s, -1) for s in HARMLESS])

    def match(self, cells: Cells, tries: Tries) -> tuple[dict[int, Rows], Mask]:
        """Rows of each entity, ascending, and the mask of all cells that have any known shape, valid or not."""
        found: dict[int, list[Rows]] = {}
        shaped = np.zeros(len(cells), bool)
        taken = np.zeros(len(cells), bool)
        for owner, length, rows in self._shapes.match(cells):
            shaped[rows] = True
            if owner < 0:
                continue
            weak = self._entities[owner].recognizer.chance >= WEAK_CHECK
            if weak:
                rows = rows[~taken[rows]]
            tries.add(owner, rows)
            module = self._entities[owner].module
            if module is not None:
                rows = rows[module.check_cells(cells.raw, cells.start[rows], length)]
            if len(rows):
                found.setdefault(owner, []).append(rows)
                if not weak:
                    taken[rows] = True
        return {i: _joined(parts, len(cells)) for i, parts in found.items()}, shaped


def _joined(parts: Sequence[Rows], cells: int) -> Rows:
    """All rows of the parts, ascending, each once."""
    if len(parts) == 1:
        return parts[0]
    hit = np.zeros(cells, bool)
    for rows in parts:
        hit[rows] = True
    return np.flatnonzero(hit)
