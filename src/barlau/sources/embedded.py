"""Database files met in a folder: their tables are objects of the folder's source."""

from __future__ import annotations

from typing import TYPE_CHECKING

from barlau.errors import ReadError, TargetError
from barlau.model.reading import DataObject, ObjectKind, Reason, Target
from barlau.sources.formats import Format

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from barlau.model.reading import Chunk, Column, Coverage, Reading, Sampling, Source

FORMATS = frozenset({Format.SQLITE, Format.DUCKDB})
PREFIX = "table."


def open_database(found: Format, path: str) -> Source:
    """Open a database file. Raises `ReadError` where the database's own source raises `TargetError`."""
    from barlau.sources import SCHEMES

    try:
        return SCHEMES[found.value](Target(path))
    except TargetError:
        raise ReadError(Reason.CORRUPT) from None


def tables(found: Format, path: str) -> Iterator[tuple[str, dict[str, str], Coverage | None]]:
    """Yield the name, the locator (to be kept in the file's own) and the coverage of each table."""
    database = open_database(found, path)
    try:
        for table, coverage in database.objects():
            kept = {PREFIX + key: value for key, value in table.locator.items()}
            yield table.name, {"name": table.name, **kept}, coverage
    finally:
        database.close()


class TableReading:
    """A `Reading` that closes its database in the end."""

    def __init__(self, database: Source, reading: Reading) -> None:
        self._database, self._reading = database, reading

    def chunks(self) -> Iterator[Chunk]:
        """Yield the values."""
        yield from self._reading.chunks()

    def coverage(self) -> Coverage:
        """How far the reading got."""
        return self._reading.coverage()

    def close(self) -> None:
        """Close the table and the database."""
        self._reading.close()
        self._database.close()


def read(found: Format, path: str, item: DataObject, sampling: Sampling, columns: Sequence[Column] = ()) -> Reading:
    """Open one table of a database file."""
    database = open_database(found, path)
    locator = {key.removeprefix(PREFIX): text for key, text in item.locator.items() if key.startswith(PREFIX)}
    table = DataObject(item.source, item.locator["name"], ObjectKind.TABLE, locator)
    try:
        return TableReading(database, database.read(table, sampling, columns))
    except ReadError:
        database.close()
        raise
