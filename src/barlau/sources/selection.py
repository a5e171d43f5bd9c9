"""Reading some columns only, row by row: what a second look at a table needs.

Without a choice, chunks come in any order. With one they come in rounds: each round holds every chosen column
once, and in a round all are of one length, so that the cells of a row stand at the same place.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, TypeVar

from barlau.errors import ReadError
from barlau.model.reading import Reason
from barlau.nested.paths import key_path

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from barlau.model.reading import Column
    from barlau.sources.database import Table

    AnyTable = TypeVar("AnyTable", bound=Table)


def is_chosen(name: str, chosen: Sequence[Column]) -> bool:
    """Whether a column at the top level is chosen, or something nested in it; all are if nothing is chosen."""
    return not chosen or any(_holds(name, column) for column in chosen)


def _holds(name: str, column: Column) -> bool:
    if column.path is None:
        return column.name == name
    start = key_path("$", name)
    return column.path == start or column.path.startswith((f"{start}.", f"{start}["))


def names(found: Iterable[str], chosen: Sequence[Column]) -> list[str]:
    """The chosen ones of these columns. Raises `ReadError(SCHEMA_CHANGED)` if none of them is there."""
    kept = [name for name in found if is_chosen(name, chosen)]
    if chosen and not kept:
        raise ReadError(Reason.SCHEMA_CHANGED)
    return kept


def narrowed(table: AnyTable, chosen: Sequence[Column]) -> AnyTable:
    """A table of a catalogue with the chosen columns only. Raises `ReadError(SCHEMA_CHANGED)`."""
    if not chosen:
        return table
    kept = set(names((column.name for column in table.columns), chosen))
    columns = tuple(column for column in table.columns if column.name in kept)
    return replace(table, columns=columns, hidden_columns=False)
