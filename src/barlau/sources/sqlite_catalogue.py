"""The tables of an SQLite database, and the SQL that reads columns whose cells may be of any type.

SQLite's types belong to cells. ADBC takes the type of a column from the first batch and fails at the first
cell that differs, so every query starts with a row of the types wanted, and columns of numbers are looked
through before.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import Enum
from typing import TYPE_CHECKING, Any

from barlau.errors import ReadError
from barlau.model.reading import Reason
from barlau.sources.database import MAX_CELL, Table, TableColumn, quoted

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from barlau.sources.adbc import Rows

TABLES = """
SELECT name, type, wr FROM pragma_table_list
WHERE schema = 'main' AND name NOT LIKE 'sqlite!_%' ESCAPE '!'
"""
# A module that is not there would fail the query for all tables, so virtual ones are asked one by one.
COLUMNS = """
SELECT l.name AS "table", x.name, x.type, x.hidden FROM pragma_table_list l, pragma_table_xinfo(l.name) x
WHERE l.schema = 'main' AND l.type = 'table' ORDER BY l.name, x.cid
"""
HIDDEN = 1  # of table_xinfo: a column of a virtual table that SELECT * leaves out; generated ones are 2 and 3
ROWID_NAMES = ("_rowid_", "rowid", "oid")


class Affinity(Enum):
    """What a column makes of what is stored (https://sqlite.org/datatype3.html, 3.1)."""

    INTEGER = "integer"
    TEXT = "text"
    BLOB = "blob"
    REAL = "real"

    @classmethod
    def of(cls, declared: str) -> Affinity:
        """By the rules for declared types; NUMERIC is taken for INTEGER, which it is where all cells are."""
        upper = declared.upper()
        if "INT" in upper:
            return cls.INTEGER
        if any(part in upper for part in ("CHAR", "CLOB", "TEXT")):
            return cls.TEXT
        if "BLOB" in upper:
            return cls.BLOB
        return cls.REAL if any(part in upper for part in ("REAL", "FLOA", "DOUB")) else cls.INTEGER


LONG = frozenset({Affinity.TEXT, Affinity.BLOB})
SENTINELS = {Affinity.INTEGER: "0", Affinity.REAL: "0.0", Affinity.TEXT: "''", Affinity.BLOB: "x''"}
FOUND = 1 << 40  # beyond any length
# What a cell adds to the examination: its length, and FOUND if it decides how its column is read. Numbers are
# read as such if there are only numbers, blobs if there is a blob, and text otherwise.
_NUMBER = (
    "CASE typeof({0}) WHEN 'null' THEN 0 WHEN '{1}' THEN 0"
    f" WHEN 'real' THEN {FOUND} ELSE {FOUND} + octet_length({{0}}) END"
)
_EXAMINED = {
    Affinity.INTEGER: _NUMBER.format("{0}", "integer"),
    Affinity.REAL: _NUMBER.format("{0}", "real"),
    Affinity.BLOB: f"CASE typeof({{0}}) WHEN 'blob' THEN {FOUND} ELSE 0 END + octet_length({{0}})",
    Affinity.TEXT: "octet_length({0})",
}


@dataclass(frozen=True, slots=True)
class SqliteTable(Table):
    """A table, with what reading it needs."""

    rowid: str = ""
    """The name under which its row numbers are found, if it has any."""

    @property
    def sql(self) -> str:
        """For FROM."""
        return "main." + quoted(self.locator["table"])


def tables(rows: Rows) -> Iterator[SqliteTable]:
    """Read the catalogue."""
    columns: dict[str, list[dict[str, Any]]] = {}
    for column in rows(COLUMNS):
        columns.setdefault(column["table"], []).append(column)
    for found in rows(TABLES):
        name = found["name"]
        table = SqliteTable(name, {"table": name})
        if found["type"] in ("view", "shadow"):  # a shadow table is read through its virtual table
            yield replace(table, unread=Reason.VIEW_NOT_SCANNED)
        elif found["type"] == "virtual":
            yield _virtual(table, rows)
        else:
            yield _with_columns(table, columns.get(name, ()), rowid=not found["wr"])


def _virtual(table: SqliteTable, rows: Rows) -> SqliteTable:
    literal = table.locator["table"].replace("'", "''")
    try:
        return _with_columns(table, rows(f"SELECT * FROM pragma_table_xinfo('{literal}')"), rowid=False)  # noqa: S608
    except ReadError as error:
        return replace(table, unread=error.reason)


def _with_columns(table: SqliteTable, found: Iterable[dict[str, Any]], *, rowid: bool) -> SqliteTable:
    columns = tuple(
        TableColumn(column["name"], column["type"] or "any", quoted(column["name"]), quoted(column["name"]))
        for column in found
        if column["hidden"] != HIDDEN
    )
    taken = {column.name.lower() for column in columns}
    free = next((name for name in ROWID_NAMES if name not in taken), "") if rowid else ""
    return replace(table, columns=columns, rowid=free)


def examination(column: TableColumn) -> str:
    """An aggregate for `read_as`. Types and lengths stand in the header of a row: no cell is read."""
    return f"max({_EXAMINED[Affinity.of(column.type)].format(column.expression)})"


def read_as(column: TableColumn, examined: int) -> tuple[Affinity, int]:
    """The type to read a column in, and the bytes of its longest text or blob (0 for numbers)."""
    found, longest = divmod(examined, FOUND)
    affinity = Affinity.of(column.type)
    return (affinity if bool(found) == (affinity is Affinity.BLOB) else Affinity.TEXT), longest


def expression(column: TableColumn, affinity: Affinity, *, bounded: bool) -> str:
    """The SQL that reads a column in a type."""
    sql = column.expression
    declared = Affinity.of(column.type)
    if affinity is Affinity.BLOB or (affinity is Affinity.TEXT and declared is not Affinity.TEXT):
        # As text of its first batch, ADBC writes a real number with 7 digits; CAST keeps 15.
        sql = f"CAST({sql} AS {affinity.name})"
    is_long = bounded and affinity in LONG
    return f"substr({sql}, 1, {MAX_CELL + 1})" if is_long else sql
