"""What MySQL and MariaDB say of changes: when a table was made and last written to.

InnoDB forgets the time of the last change when the server starts or the table leaves its cache; then, and while a
change is so young that another could fall into the same second, there is no mark. Of a partitioned table, and of
engines that tell no time, there is none either.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from barlau.sources.marks import digest

if TYPE_CHECKING:
    from collections.abc import Callable

    Rows = Callable[..., list[dict[str, Any]]]

ENGINES = frozenset({"innodb", "aria", "myisam"})
SHAPE = """
SELECT table_schema AS db, table_name AS tab,
       GROUP_CONCAT(CONCAT_WS(':', ordinal_position, column_name, column_type, privileges)
                    ORDER BY ordinal_position SEPARATOR ',') AS shape
FROM information_schema.columns WHERE (%s = '' OR table_schema = %s) GROUP BY table_schema, table_name
"""
TABLES = """
SELECT table_schema AS db, table_name AS tab, engine AS engine,
       CONCAT_WS(' ', CURRENT_USER(), @@hostname, @@port, create_time, update_time) AS changes
FROM information_schema.tables
WHERE (%s = '' OR table_schema = %s) AND update_time < NOW() - INTERVAL 2 SECOND
  AND COALESCE(create_options, '') NOT LIKE '%%partitioned%%'
"""


def marks(rows: Rows, database: str, key: bytes) -> dict[tuple[str, str], str]:
    """The mark of each table by its database and name, as far as the server can tell. Raises `ReadError`."""
    if "mariadb" not in rows("SELECT LOWER(VERSION()) AS version")[0]["version"]:
        rows("SET SESSION information_schema_stats_expiry = 0")  # MySQL 8 keeps these times for a day
    rows("SET SESSION group_concat_max_len = 1048576")
    shapes = {(row["db"], row["tab"]): row["shape"] for row in rows(SHAPE, (database, database))}
    return {
        place: digest(f"{row['changes']}\n{shapes.get(place)}", key)
        for row in rows(TABLES, (database, database))
        if (place := (row["db"], row["tab"])) and (row["engine"] or "").lower() in ENGINES
    }
