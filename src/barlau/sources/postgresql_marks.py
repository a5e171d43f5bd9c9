"""What PostgreSQL's statistics say of changes: rows inserted, updated and deleted, the file of each table, its shape.

The counters start anew with the server and with a reset, so both are part of the mark. A server in recovery counts
nothing that it replays, and one without `track_counts` nothing at all: there is no mark then. A session reports what
it committed within a second as a rule, within a minute at most
(https://www.postgresql.org/docs/current/monitoring-stats.html): a change that young may be seen by the next run only.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from barlau.sources.marks import digest

if TYPE_CHECKING:
    from barlau.sources.adbc import Rows

SERVER = """
SELECT current_setting('track_counts') = 'on' AND NOT pg_is_in_recovery() AS counts,
       concat_ws(' ', pg_postmaster_start_time(), d.oid, s.stats_reset, current_user) AS server
FROM pg_database d LEFT JOIN pg_stat_database s ON s.datid = d.oid WHERE d.datname = current_database()
"""

# The system columns xmin change with ALTER, GRANT and the like. A table is read with its partitions.
TABLES = """
WITH RECURSIVE tree(root, oid) AS (
  SELECT c.oid, c.oid FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
  WHERE c.relkind IN ('r', 'p', 'm') AND NOT c.relispartition
    AND n.nspname <> 'pg_catalog' AND n.nspname <> 'information_schema' AND n.nspname !~ '^pg_(toast|temp)'
  UNION ALL
  SELECT tree.root, i.inhrelid FROM tree JOIN pg_inherits i ON i.inhparent = tree.oid)
SELECT tree.root::int8 AS oid, string_agg(concat_ws(' ', c.oid, c.relfilenode, c.xmin::text, c.relrowsecurity,
         pg_relation_size(c.oid), pg_stat_get_tuples_inserted(c.oid), pg_stat_get_tuples_updated(c.oid),
         pg_stat_get_tuples_deleted(c.oid),
         (SELECT string_agg(concat_ws(':', a.attnum, a.attname, a.atttypid, a.atttypmod, a.xmin::text), ','
                            ORDER BY a.attnum)
          FROM pg_attribute a WHERE a.attrelid = c.oid AND a.attnum > 0)), E'\\n' ORDER BY c.oid) AS changes
FROM tree JOIN pg_class c ON c.oid = tree.oid GROUP BY tree.root
"""


def marks(rows: Rows, key: bytes) -> dict[int, str]:
    """The mark of each table by its OID; none where the server does not count. Raises `ReadError`."""
    (server,) = rows(SERVER)
    if not server["counts"]:
        return {}
    return {table["oid"]: digest(f"{server['server']}\n{table['changes']}", key) for table in rows(TABLES)}
