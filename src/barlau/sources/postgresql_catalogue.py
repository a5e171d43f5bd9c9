"""PostgreSQL's catalogue: which tables there are, what of them may be read, and the SQL that reads a column.

Two queries for the whole database, however many tables it has, and none that waits for a lock. Views and
foreign tables are not read: they run code of their owners, and show what is stored elsewhere.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from barlau.model.reading import Reason
from barlau.sources.database import MAX_CELL, Table, TableColumn, quoted

if TYPE_CHECKING:
    from collections.abc import Iterator

    from barlau.sources.adbc import Rows

# A partition is read with its parent. row_security_active() tells although row_security is off.
RELATIONS = """
SELECT c.oid::int8 AS oid, n.nspname::text AS schema, c.relname::text AS name, c.relkind::text AS kind,
       c.relispopulated AS populated, row_security_active(c.oid) AS filtered,
       coalesce(has_schema_privilege(n.oid, 'USAGE'), false) AS visible,
       coalesce(has_table_privilege(c.oid, 'SELECT'), false) AS readable,
       EXISTS (
         WITH RECURSIVE tree(oid) AS (
           SELECT c.oid UNION ALL SELECT i.inhrelid FROM tree JOIN pg_inherits i ON i.inhparent = tree.oid)
         SELECT FROM tree JOIN pg_class leaf ON leaf.oid = tree.oid
         WHERE c.relkind = 'p' AND leaf.relkind = 'f'
       ) AS partly_foreign
FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
WHERE c.relkind IN ('r', 'p', 'm', 'v', 'f') AND NOT c.relispartition
  AND n.nspname <> 'pg_catalog' AND n.nspname <> 'information_schema' AND n.nspname !~ '^pg_(toast|temp)'
"""

# A cast with a user's function would run as the scanner; format() calls the type's own output function.
COLUMNS = """
WITH RECURSIVE base(oid, base) AS (
  SELECT oid, oid FROM pg_type WHERE typtype <> 'd'
  UNION ALL
  SELECT t.oid, base.base FROM pg_type t JOIN base ON t.typbasetype = base.oid WHERE t.typtype = 'd')
SELECT a.attrelid::int8 AS relation, a.attname::text AS name,
       format_type(a.atttypid, a.atttypmod) AS type, base.base::int8 AS base,
       coalesce(has_column_privilege(a.attrelid, a.attnum, 'SELECT'), false) AS readable,
       EXISTS (SELECT FROM pg_cast k WHERE k.castsource = base.base AND k.casttarget = 25
               AND k.castmethod = 'f' AND k.castfunc >= 16384) AS own_cast
FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid JOIN pg_namespace n ON n.oid = c.relnamespace
LEFT JOIN base ON base.oid = a.atttypid
WHERE a.attnum > 0 AND NOT a.attisdropped AND c.relkind IN ('r', 'p', 'm') AND NOT c.relispartition
  AND n.nspname <> 'pg_catalog' AND n.nspname <> 'information_schema' AND n.nspname !~ '^pg_(toast|temp)'
ORDER BY a.attrelid, a.attnum
"""

# OIDs of pg_type.dat: they never change.
_AS_IS = frozenset({16, 20, 21, 23, 700, 701})  # bool, int8, int2, int4, float4, float8
_BYTEA = 17
_INET = 869  # as text it always has a mask: 10.0.0.1/32
_MONEY = 790  # as text it has the currency sign and the commas of the locale
# The binary format of infinity and of years before Christ overflows on the client.
_FIRST_AND_LAST = {
    1082: ("0001-01-01", "9999-12-31"),  # date
    1114: ("0001-01-01", "9999-12-31 23:59:59.999999"),  # timestamp
    1184: ("0001-01-01 00:00+00", "9999-12-31 23:59:59.999999+00"),  # timestamptz
}


@dataclass(frozen=True, slots=True)
class Relation(Table):
    """A table, partitioned table or materialised view."""

    oid: int = 0
    kind: str = ""
    """`pg_class.relkind`."""
    lockable: bool = True
    """Whether the user may read the whole table; LOCK asks for that."""

    @property
    def sql(self) -> str:
        """For FROM: an inheritance parent without its children, which are tables of their own."""
        name = f"{quoted(self.locator['schema'])}.{quoted(self.locator['table'])}"
        return f"ONLY {name}" if self.kind == "r" else name


def relations(rows: Rows) -> Iterator[Relation]:
    """Read the catalogue."""
    columns: dict[int, list[dict[str, Any]]] = {}
    for column in rows(COLUMNS):
        columns.setdefault(column["relation"], []).append(column)
    for relation in rows(RELATIONS):
        found = columns.get(relation["oid"], [])
        readable = tuple(_column(column) for column in found if column["readable"])
        yield Relation(
            f"{relation['schema']}.{relation['name']}",
            {"schema": relation["schema"], "table": relation["name"]},
            readable,
            unread=_unread(relation, has_columns=bool(found), readable=bool(readable)),
            hidden_columns=len(readable) < len(found),
            oid=relation["oid"],
            kind=relation["kind"],
            lockable=relation["readable"] and relation["kind"] != "m",
        )


def _unread(relation: dict[str, Any], *, has_columns: bool, readable: bool) -> Reason | None:
    if relation["kind"] in "vf" or relation["partly_foreign"]:
        return Reason.VIEW_NOT_SCANNED
    if not relation["visible"] or not (readable if has_columns else relation["readable"]):
        return Reason.PERMISSION_DENIED
    if relation["filtered"]:
        return Reason.RLS_FILTERED
    return None if relation["populated"] else Reason.EMPTY


def _column(column: dict[str, Any]) -> TableColumn:
    name, base = quoted(column["name"]), column["base"]
    whole, bounded = f"{name}::text", f"left({name}::text, {MAX_CELL + 1})"
    if base in _AS_IS:
        whole = bounded = name
    elif base == _BYTEA:
        whole, bounded = name, f"substring({name} FROM 1 FOR {MAX_CELL + 1})"
    elif base == _INET:
        whole = bounded = f"abbrev({name})"
    elif base == _MONEY:
        whole = bounded = f"{name}::numeric::text"
    elif base in _FIRST_AND_LAST:
        first, last = _FIRST_AND_LAST[base]
        below, above = f"WHEN {name} < '{first}' THEN '{first}'", f"WHEN {name} > '{last}' THEN '{last}'"
        whole = bounded = f"CASE {below} {above} ELSE {name} END"
    elif column["own_cast"]:
        whole = f"CASE WHEN {name} IS NOT NULL THEN format('%s', {name}) END"
        bounded = f"left({whole}, {MAX_CELL + 1})"
    return TableColumn(column["name"], column["type"], whole, bounded)


def size_sql(relation: Relation) -> str:
    """How large the table (with all its partitions) is, for a transaction that holds its lock."""
    return f"""
WITH RECURSIVE tree(oid) AS (
  SELECT {relation.oid}::oid
  UNION ALL SELECT i.inhrelid FROM tree JOIN pg_inherits i ON i.inhparent = tree.oid
  JOIN pg_class k ON k.oid = i.inhrelid AND k.relispartition)
SELECT coalesce(sum(c.reltuples::float8 / nullif(c.relpages, 0) * pages.now), 0)::int8 AS rows,
       sum(pages.now)::int8 AS pages,
       bool_or(pages.now > 0 AND c.relpages = 0) AS unknown,
       coalesce(bool_or(pg_relation_size(nullif(c.reltoastrelid, 0)) > 0), false) AS toasted
FROM tree JOIN pg_class c ON c.oid = tree.oid,
     LATERAL (SELECT coalesce(pg_relation_size(c.oid), 0) / current_setting('block_size')::int8 AS now) pages
"""  # noqa: S608 (an OID is a number)
