"""Marks: another one whenever the data may be others, the same as long as nothing happened."""

import sqlite3
import time
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import duckdb
import pytest

from barlau.model.reading import Target
from barlau.sources import marks, open_source
from databases import Database

KEY = b"k" * 32


def mark_of(spec: str, name: str, key: bytes = KEY) -> str | None:
    """The mark of an object, by a source that was just opened."""
    source = open_source(Target(spec))
    try:
        items = {item.name: item for item, _ in source.objects()}
        assert isinstance(source, marks.Marking)
        return source.mark(items[name], key)
    finally:
        source.close()


def settled(path: Path) -> None:
    """Longer ago than the ticks of a clock."""
    limit = time.monotonic() + 20
    while time.time() - path.stat().st_ctime < marks.SETTLED and time.monotonic() < limit:
        time.sleep(0.1)


def test_content_of_a_file_is_its_mark(tmp_path: Path) -> None:
    path = tmp_path / "clients.csv"
    path.write_text("iin\n" + "110715399990\n" * 1000)
    first = mark_of(str(path), "clients.csv")
    assert first is not None
    path.write_bytes(path.read_bytes())  # a new time stamp
    assert mark_of(str(path), "clients.csv") == first
    path.write_text(path.read_text().replace("90\n", "91\n", 1))
    assert mark_of(str(path), "clients.csv") != first
    assert "110715399990" not in first


def test_digest_means_nothing_without_the_key(tmp_path: Path) -> None:
    path = tmp_path / "clients.csv"
    path.write_text("iin\n" + "110715399990\n" * 1000)
    assert mark_of(str(path), "clients.csv") != mark_of(str(path), "clients.csv", b"j" * 32)


def test_small_file_is_known_by_its_time_and_has_no_digest(tmp_path: Path) -> None:
    path = tmp_path / "one.csv"
    path.write_text("iin\n110715399990\n")
    assert mark_of(str(path), "one.csv") is None, "another write may fall into the same tick"
    settled(path)
    first = mark_of(str(path), "one.csv")
    assert first is not None
    assert first.startswith("stat:")
    path.write_text("iin\n010101399088\n")
    settled(path)
    assert mark_of(str(path), "one.csv") not in (first, None)


def test_large_file_is_known_by_its_time(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(marks, "LARGEST", 5000)
    path = tmp_path / "large.csv"
    path.write_text("iin\n" + "110715399990\n" * 1000)
    settled(path)
    first = mark_of(str(path), "large.csv")
    assert first is not None
    assert first.startswith("stat:")


def test_sqlite_is_marked_with_its_log(tmp_path: Path) -> None:
    path = tmp_path / "app.sqlite"
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("CREATE TABLE t (iin TEXT)")
        connection.executemany("INSERT INTO t VALUES (?)", [("110715399990",)] * 1000)
        connection.commit()
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        names = {str(path): "t", str(tmp_path): "app.sqlite#t"}
        before = {spec: mark_of(spec, name) for spec, name in names.items()}
        assert None not in before.values()
        connection.execute("UPDATE t SET iin = NULL WHERE rowid = 7")
        connection.commit()
        assert (tmp_path / "app.sqlite-wal").stat().st_size
        for spec, name in names.items():
            assert mark_of(spec, name) != before[spec]


def test_duckdb_is_marked_by_its_file(tmp_path: Path) -> None:
    path = tmp_path / "app.duckdb"

    def run(sql: str) -> None:
        with closing(duckdb.connect(str(path))) as connection:
            connection.execute(sql)

    run("CREATE TABLE t AS SELECT range AS n FROM range(5000)")
    (name,) = [item.name for item, _ in open_source(Target(str(path))).objects()]
    first = mark_of(str(path), name)
    assert first is not None
    assert mark_of(str(path), name) == first
    run("UPDATE t SET n = 0 WHERE n = 1")
    assert mark_of(str(path), name) not in (first, None)


POSTGRESQL_CHANGES = {
    "insert": "INSERT INTO s.t VALUES (1, 'x')",
    "update": "UPDATE s.t SET b = 'y' WHERE a = 2",
    "delete": "DELETE FROM s.t WHERE a = 3",
    "truncate": "TRUNCATE s.t",
    "add a column": "ALTER TABLE s.t ADD COLUMN c text DEFAULT 'iin'",
    "rename a column": "ALTER TABLE s.t RENAME COLUMN b TO iin",
    "grant": "GRANT SELECT ON s.t TO PUBLIC",
}


@pytest.mark.parametrize("change", POSTGRESQL_CHANGES.values(), ids=POSTGRESQL_CHANGES)
def test_postgresql_table_is_marked_by_its_statistics(postgresql: Database, change: str) -> None:
    postgresql.run(
        "DROP SCHEMA IF EXISTS s CASCADE",
        "CREATE SCHEMA s",
        "CREATE TABLE s.t AS SELECT g AS a, 'b'::text AS b FROM generate_series(1, 100) g",
        "CREATE TABLE s.quiet AS SELECT 1 AS a",
    )
    spec = postgresql.url()
    first, quiet = mark_of(spec, "s.t"), mark_of(spec, "s.quiet")
    assert None not in (first, quiet)
    postgresql.run("SELECT count(*) FROM s.t", "ANALYZE s.t")
    assert mark_of(spec, "s.t") == first
    postgresql.run(change)
    assert mark_of(spec, "s.t") != first
    assert mark_of(spec, "s.quiet") == quiet


def test_postgresql_partition_marks_its_table(postgresql: Database) -> None:
    postgresql.run(
        "DROP SCHEMA IF EXISTS p CASCADE",
        "CREATE SCHEMA p",
        "CREATE TABLE p.t (a int) PARTITION BY RANGE (a)",
        "CREATE TABLE p.t1 PARTITION OF p.t FOR VALUES FROM (0) TO (10)",
    )
    first = mark_of(postgresql.url(), "p.t")
    assert first is not None
    postgresql.run("INSERT INTO p.t VALUES (1)")
    second = mark_of(postgresql.url(), "p.t")
    assert second != first
    postgresql.run("CREATE TABLE p.t2 PARTITION OF p.t FOR VALUES FROM (10) TO (20)")
    assert mark_of(postgresql.url(), "p.t") not in (first, second)


def test_postgresql_that_does_not_count_marks_nothing(postgresql: Database) -> None:
    postgresql.run("DROP TABLE IF EXISTS u", "CREATE TABLE u AS SELECT 1 AS a")
    postgresql.run(f"ALTER DATABASE {postgresql.name} SET track_counts = off")
    try:
        assert mark_of(postgresql.url(), "public.u") is None
    finally:
        postgresql.run(f"ALTER DATABASE {postgresql.name} RESET track_counts")


MARIADB_CHANGES = {
    "insert": "INSERT INTO t VALUES (1, 'x')",
    "update": "UPDATE t SET b = 'y' WHERE a = 2",
    "delete": "DELETE FROM t WHERE a = 2",
    "truncate": "TRUNCATE TABLE t",
    "rename a column": "ALTER TABLE t RENAME COLUMN b TO iin",
}


def until(found: Callable[[], str | None]) -> str | None:
    """What is found once changes are old enough to be told apart."""
    limit = time.monotonic() + 30
    while (mark := found()) is None and time.monotonic() < limit:
        time.sleep(0.2)
    return mark


def test_mariadb_table_is_marked_by_the_time_of_its_last_change(mariadb: Database) -> None:
    mariadb.run("CREATE OR REPLACE TABLE t (a int, b text)", "INSERT INTO t VALUES (1, 'b'), (2, 'c')")
    spec = mariadb.url()
    assert mark_of(spec, "t") is None, "another change may fall into the same second"
    first = until(lambda: mark_of(spec, "t"))
    assert first is not None
    assert mark_of(spec, "t") == first
    seen = {first}
    for change in MARIADB_CHANGES.values():
        mariadb.run(change, "INSERT INTO t VALUES (2, 'c')")
        mark = until(lambda: mark_of(spec, "t"))
        assert mark is not None
        assert mark not in seen
        seen.add(mark)
