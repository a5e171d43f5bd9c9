"""Writes tables as a SQLite file and as SQL for PostgreSQL (load it with `psql -f`)."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from datetime import date, datetime
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from barlau.demo.draw import Cell
    from barlau.demo.tables import Table

_TYPES: dict[type, tuple[str, str]] = {
    bool: ("INTEGER", "boolean"),
    int: ("INTEGER", "bigint"),
    float: ("REAL", "double precision"),
    datetime: ("TEXT", "timestamp"),
    date: ("TEXT", "date"),
    str: ("TEXT", "text"),
}
"""Python type to the types of SQLite and PostgreSQL."""
_ESCAPES = str.maketrans({"\\": "\\\\", "\t": "\\t", "\n": "\\n", "\r": "\\r"})


def write_sqlite(path: Path, tables: Sequence[Table]) -> None:
    """A new database file with these tables; an older file is replaced."""
    path.unlink(missing_ok=True)
    with closing(sqlite3.connect(path)) as connection, connection:
        for table in tables:
            connection.execute(_create(table, dialect=0))
            gaps = ", ".join("?" * len(table.names))
            rows = zip(*(map(_sqlite_cell, cells) for cells in table.columns), strict=True)
            connection.executemany(f"INSERT INTO {quoted(table.plan.object)} VALUES ({gaps})", rows)  # noqa: S608  (name quoted)


def write_postgresql(path: Path, tables: Sequence[Table]) -> None:
    """A script that creates and fills the tables in one transaction."""
    with path.open("w", encoding="utf-8", newline="\n") as script:
        script.write("-- Invented sample data. Nothing here is about any person or company.\n")
        script.write("SET client_encoding = 'UTF8';\nBEGIN;\n")
        for table in tables:
            script.writelines(_copy(table))
        script.write("COMMIT;\n")


def _copy(table: Table) -> Iterator[str]:
    yield f"{_create(table, dialect=1)};\n"
    yield f"COPY {quoted(table.plan.object)} FROM stdin;\n"
    for row in zip(*table.columns, strict=True):
        yield "\t".join(map(_copy_cell, row)) + "\n"
    yield "\\.\n"


def _create(table: Table, dialect: int) -> str:
    columns = ",\n  ".join(
        f"{quoted(name)} {_type(cells)[dialect]}" for name, cells in zip(table.names, table.columns, strict=True)
    )
    return f"CREATE TABLE {quoted(table.plan.object)} (\n  {columns}\n)"


def _type(cells: Sequence[Cell]) -> tuple[str, str]:
    kinds = {type(cell) for cell in cells if cell is not None}
    return _TYPES[kinds.pop() if len(kinds) == 1 else str]


def quoted(name: str) -> str:
    """A name as SQL takes it, whatever letters it has."""
    return '"' + name.replace('"', '""') + '"'


def _sqlite_cell(cell: Cell) -> Cell:
    return str(cell) if isinstance(cell, date) else cell


def _copy_cell(cell: Cell) -> str:
    if cell is None:
        return "\\N"
    return ("t" if cell else "f") if isinstance(cell, bool) else str(cell).translate(_ESCAPES)
