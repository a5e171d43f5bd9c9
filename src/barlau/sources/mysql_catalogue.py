"""The catalogue of MySQL and MariaDB: tables, the columns the user may read, and the SQL that reads them."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import Enum
from typing import TYPE_CHECKING, Any

import pyarrow as pa

from barlau.model.reading import Reason
from barlau.sources.database import MAX_CELL, Table, TableColumn, quoted
from barlau.sources.selection import narrowed

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from barlau.model.reading import Column

    Rows = Callable[[str, tuple[str, ...]], list[dict[str, Any]]]

_WHERE = """
WHERE table_schema NOT IN ('information_schema', 'mysql', 'performance_schema', 'sys')
  AND (%s = '' OR table_schema = %s)
"""
TABLES = f"""
SELECT table_schema AS db, table_name AS name, table_type AS type, engine AS engine
FROM information_schema.tables {_WHERE} AND table_type <> 'SEQUENCE'
"""  # noqa: S608 (constants)
COLUMNS = f"""
SELECT table_schema AS db, table_name AS tab, column_name AS name, column_type AS type,
       data_type AS kind, privileges AS privileges
FROM information_schema.columns {_WHERE} ORDER BY table_schema, table_name, ordinal_position
"""  # noqa: S608 (constants)

# Engines whose tables lie elsewhere.
FOREIGN = frozenset({"FEDERATED", "CONNECT", "SPIDER", "S3", "OQGRAPH", "SPHINX"})


class Cells(Enum):
    """What the text of a column's cells becomes."""

    INTEGER = "integer"
    FLOAT = "float"
    TEXT = "text"
    BINARY = "binary"


_CELLS = (
    (Cells.INTEGER, {"tinyint", "smallint", "mediumint", "int", "bigint", "year", "bit"}),
    (Cells.FLOAT, {"float", "double"}),
    (Cells.BINARY, {"binary", "varbinary", "tinyblob", "blob", "mediumblob", "longblob", "vector"}),
)
_ARROW = {
    Cells.INTEGER: pa.int64(),
    Cells.FLOAT: pa.float64(),
    Cells.TEXT: pa.string(),
    Cells.BINARY: pa.binary(),
}
_GEOMETRY = frozenset(
    {"geometry", "point", "linestring", "polygon", "multipoint", "multilinestring", "multipolygon"}
    | {"geometrycollection", "geomcollection"}
)
# The other types end at 64 KiB.
_LONG = frozenset({"mediumtext", "longtext", "json", "mediumblob", "longblob"})


@dataclass(frozen=True, slots=True)
class MysqlColumn(TableColumn):
    """A column, and what its cells become."""

    cells: Cells

    @property
    def arrow_type(self) -> pa.DataType:
        """What its cells are in Arrow."""
        return _ARROW[self.cells]

    def arrow(self, array: pa.Array) -> pa.Array:
        """Bytes of the wire as what they stand for; a BIGINT UNSIGNED beyond int64 leaves its block as text."""
        if self.cells is Cells.BINARY:
            return array
        text = array.view(pa.string())
        try:
            return text.cast(self.arrow_type)
        except pa.ArrowInvalid:
            return text


@dataclass(frozen=True, slots=True)
class MysqlTable(Table):
    """A table of a database."""

    versioned: bool = False
    """Whether it keeps the old states of its rows: they are data, too."""
    wire: tuple[MysqlColumn, ...] = ()
    """The columns, and how each is read."""

    @property
    def sql(self) -> str:
        """For FROM."""
        name = f"{quoted(self.locator['database'], '`')}.{quoted(self.locator['table'], '`')}"
        return f"{name} FOR SYSTEM_TIME ALL" if self.versioned else name

    def only(self, columns: Sequence[Column]) -> MysqlTable:
        """The table with these columns only; with none, as it is. Raises `ReadError(SCHEMA_CHANGED)`."""
        fewer = narrowed(self, columns)
        return replace(fewer, wire=tuple(column for column in self.wire if column in fewer.columns))


def tables(rows: Rows, database: str) -> Iterator[MysqlTable]:
    """Read the catalogue of one database or, with an empty name, of all."""
    columns: dict[tuple[str, str], list[dict[str, Any]]] = {}
    for column in rows(COLUMNS, (database, database)):
        columns.setdefault((column["db"], column["tab"]), []).append(column)
    for table in rows(TABLES, (database, database)):
        found = columns.get((table["db"], table["name"]), [])
        readable = tuple(_column(c) for c in found if "select" in c["privileges"].lower().split(","))
        reason = None if readable else Reason.PERMISSION_DENIED
        if "VIEW" in table["type"] or (table["engine"] or "").upper() in FOREIGN:
            reason = Reason.VIEW_NOT_SCANNED
        yield MysqlTable(
            table["name"] if database else f"{table['db']}.{table['name']}",
            {"database": table["db"], "table": table["name"]},
            readable,
            unread=reason,
            versioned=table["type"] == "SYSTEM VERSIONED",
            wire=readable,
        )


def _column(column: dict[str, Any]) -> MysqlColumn:
    name, kind = quoted(column["name"], "`"), column["kind"].lower()
    cells = next((cells for cells, kinds in _CELLS if kind in kinds), Cells.TEXT)
    sql = name
    if kind == "bit":
        sql = f"{name} + 0"
    elif kind in _GEOMETRY:
        sql = f"LEFT(ST_AsText({name}), {MAX_CELL + 1})"
    elif kind in _LONG:
        sql = f"LEFT({name}, {MAX_CELL + 1})"
    return MysqlColumn(column["name"], column["type"], sql, sql, cells)
