"""The rows of some columns of an object, a batch at a time."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

import pyarrow as pa

from barlau.engine.questions.inside import inside
from barlau.errors import ReadError
from barlau.model.reading import Reason

if TYPE_CHECKING:
    from barlau.model.question import Cell
    from barlau.model.reading import Column, Reading

Key = tuple[str, str | None]
Rows = dict[Key, pa.Array]
"""The cells of consecutive rows by column."""


def key(column: Column) -> Key:
    """What a column is known by: the name of its type may differ when it is read alone."""
    return column.name, column.path


def columns_of(cells: Iterable[Cell]) -> tuple[Column, ...]:
    """The columns that have to be read for cells."""
    return tuple(dict.fromkeys(cell.inside or cell.column for cell in cells))


def batches(reading: Reading, cells: Sequence[Cell]) -> Iterator[Rows]:
    """The cells of consecutive rows, those inside the text of others taken out of it. Raises `ReadError`."""
    packed: dict[Key, list[Column]] = {}
    for cell in cells:
        if cell.inside is not None:
            packed.setdefault(key(cell.inside), []).append(cell.column)
    for rows in _together(reading, columns_of(cells)):
        taken = dict(rows)
        for outer, columns in packed.items():
            found = inside(rows[outer], [column.path or "" for column in columns])
            taken |= zip(map(key, columns), found, strict=True)
        yield taken


def _together(reading: Reading, columns: Sequence[Column]) -> Iterator[Rows]:
    """Put the chunks of a reading of these columns together. Raises `ReadError`.

    SCHEMA_CHANGED: a column is not there any more, or its cells do not belong to the rows of the others.
    """
    wanted = {key(column) for column in columns}
    rows: Rows = {}
    for chunk in reading.chunks():
        place = key(chunk.column)
        if place not in wanted:
            continue
        if place in rows:
            raise ReadError(Reason.SCHEMA_CHANGED)
        rows[place] = chunk.values
        if len(rows) == len(wanted):
            if len(set(map(len, rows.values()))) > 1:
                raise ReadError(Reason.SCHEMA_CHANGED)
            yield rows
            rows = {}
    if rows:
        raise ReadError(Reason.SCHEMA_CHANGED)
