"""The rows of some columns of an object, a batch at a time."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

import pyarrow as pa

from barlau.errors import ReadError
from barlau.model.reading import Reason

if TYPE_CHECKING:
    from barlau.model.reading import Column, Reading

Key = tuple[str, str | None]
Rows = dict[Key, pa.Array]
"""The cells of consecutive rows by column."""


def key(column: Column) -> Key:
    """What a column is known by: the name of its type may differ when it is read alone."""
    return column.name, column.path


def batches(reading: Reading, columns: Sequence[Column]) -> Iterator[Rows]:
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
