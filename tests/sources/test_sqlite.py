import os
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest
from contents import ALL, Content, content

from barlau.errors import ReadError, TargetError
from barlau.model.reading import Coverage, ReadStatus, Reason, Sampling, SamplingMethod, Target
from barlau.sources.database import MAX_CELL
from barlau.sources.sqlite import open_source


def make(path: Path, *statements: str, rows: tuple[str, list[tuple[object, ...]]] | None = None) -> Path:
    with closing(sqlite3.connect(path)) as connection:
        for statement in statements:
            connection.execute(statement)
        if rows:
            connection.executemany(*rows)
        connection.commit()
    return path


@pytest.fixture
def database(tmp_path: Path) -> Path:
    return tmp_path / "база данных.db"


def read(path: Path, table: str = "t", sampling: Sampling = ALL) -> Content:
    source = open_source(Target(str(path)))
    try:
        items = {item.name: item for item, _ in source.objects()}
        return content(source, items[table], sampling)
    finally:
        source.close()


def listing(path: Path, **rules: tuple[str, ...]) -> dict[str, Coverage | None]:
    source = open_source(Target(str(path), **rules))  # type: ignore[arg-type]
    try:
        return {item.name: coverage for item, coverage in source.objects()}
    finally:
        source.close()


@pytest.mark.parametrize(
    ("declared", "stored", "arrow", "values"),
    [
        ("INTEGER", [850101300123, None, -(2**63)], "int64", [850101300123, None, -(2**63)]),
        ("DECIMAL(12,0)", [850101300123, None], "int64", [850101300123, None]),
        ("REAL", [1.5, None, 850101300123], "double", [1.5, None, 850101300123.0]),
        ("TEXT", ["050101300123", None, "әліппе"], "string", ["050101300123", None, "әліппе"]),
        ("TEXT", [850101300123], "string", ["850101300123"]),
        ("BLOB", [b"\xff\x00", None], "binary", [b"\xff\x00", None]),
        ("BLOB", ["только текст", 5], "string", ["только текст", "5"]),
        ("BLOB", ["текст", b"\xff"], "binary", ["текст".encode(), b"\xff"]),
        ("", [None, None, "позже"], "string", [None, None, "позже"]),
        ("DATE", ["1985-01-01"], "string", ["1985-01-01"]),
        ("INTEGER", [5, "нет", 2.5], "string", ["5", "нет", "2.5"]),
        ("REAL", [850101300123.0, "нет"], "string", ["850101300123.0", "нет"]),
        ("NUMERIC", [850101300123.5, 850101300123], "string", ["850101300123.5", "850101300123"]),
    ],
)
def test_cells_of_any_type_survive(
    database: Path, declared: str, stored: list[object], arrow: str, values: list[object]
) -> None:
    make(database, f"CREATE TABLE t (c {declared})", rows=("INSERT INTO t VALUES (?)", [(v,) for v in stored]))
    found = read(database)
    assert found.columns == {"c": values}
    assert found.types == {"c": {arrow}}
    assert found.coverage == Coverage(ReadStatus.SCANNED, None, len(stored), len(stored))


@pytest.mark.parametrize("declared", ["INTEGER", "TEXT", "REAL", "BLOB", ""])
@pytest.mark.parametrize("odd", ["текст", 5, 2.5, b"\x01"], ids=["text", "integer", "real", "blob"])
def test_a_column_has_one_type_wherever_the_odd_cell_stands(database: Path, declared: str, odd: object) -> None:
    many = [(None,)] * 40_000
    make(database, f"CREATE TABLE t (c {declared})", "CREATE TABLE u (c)")
    make(database, rows=("INSERT INTO t VALUES (?)", [(odd,), *many, (7,)]))
    late = read(database).types
    make(database, "DELETE FROM t", rows=("INSERT INTO t VALUES (?)", [(7,), *many, (odd,)]))
    assert read(database).types == late
    assert len(late["c"]) == 1


def test_text_that_is_not_utf8_is_repaired_and_counted(database: Path) -> None:
    make(database, "CREATE TABLE t (c TEXT)", "INSERT INTO t VALUES (CAST(x'C0E1E2' AS TEXT)), ('да')")
    found = read(database)
    assert found.columns["c"][1] == "да"
    assert (found.coverage.status, found.coverage.reason) == (ReadStatus.PARTIAL, Reason.DECODE_ERROR)
    assert found.coverage.rows_bad == 1


def test_empty_tables_and_columns_without_values_are_listed(database: Path) -> None:
    make(database, "CREATE TABLE t (a INT, b TEXT)", "CREATE TABLE n (a INT, b)", "INSERT INTO n VALUES (NULL, NULL)")
    empty = read(database)
    assert empty.columns == {"a": [], "b": []}
    assert (empty.coverage.status, empty.coverage.rows_total) == (ReadStatus.SCANNED, 0)
    assert read(database, "n").columns == {"a": [None], "b": [None]}


@pytest.mark.parametrize("name", ["Клиенты", 'a"b', "a.b", "a%sb", "a\nb", "select", "я" * 200, "'; DROP TABLE x"])
def test_names_are_kept_byte_for_byte(database: Path, name: str) -> None:
    quoted = '"' + name.replace('"', '""') + '"'
    make(database, f"CREATE TABLE {quoted} ({quoted} TEXT)", f"INSERT INTO {quoted} VALUES ('x')")
    assert read(database, name).columns == {name: ["x"]}


def test_views_virtual_and_shadow_tables_are_accounted_for(database: Path) -> None:
    make(
        database,
        "CREATE TABLE t (a INTEGER, b AS (a + 1))",
        "INSERT INTO t VALUES (1)",
        "CREATE VIEW endless AS WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT i FROM n",
        "CREATE VIEW broken AS SELECT * FROM missing",
        "CREATE VIRTUAL TABLE words USING fts5(body)",
        "INSERT INTO words VALUES ('слово')",
        "PRAGMA writable_schema = ON",
        "INSERT INTO sqlite_schema (type, name, tbl_name, rootpage, sql)"
        " VALUES ('table', 'alien', 'alien', 0, 'CREATE VIRTUAL TABLE alien USING no_such(a)')",
    )
    found = listing(database)
    view = Coverage(ReadStatus.EXCLUDED, Reason.VIEW_NOT_SCANNED)
    assert found["endless"] == found["broken"] == found["words_content"] == view
    assert found["alien"] == Coverage(ReadStatus.NOT_SCANNED, Reason.UNSUPPORTED_FORMAT)
    assert found["t"] is None
    assert read(database).columns == {"a": [1], "b": [2]}
    assert read(database, "words").columns == {"body": ["слово"]}


def test_rules_exclude_tables(database: Path) -> None:
    make(database, *(f"CREATE TABLE {name} (a)" for name in ("clients", "cars", "tmp_clients")))
    rule = Coverage(ReadStatus.EXCLUDED, Reason.EXCLUDED_BY_RULE)
    found = listing(database, include=("c*", "tmp_*"), exclude=("tmp_*",))
    assert found == {"cars": None, "clients": None, "tmp_clients": rule}


@pytest.mark.parametrize(
    "schema",
    [
        "CREATE TABLE t (id INTEGER PRIMARY KEY, c TEXT)",
        "CREATE TABLE t (id INTEGER, c TEXT, PRIMARY KEY (id)) WITHOUT ROWID",
        "CREATE TABLE t (id INTEGER, rowid TEXT, _rowid_ TEXT, oid TEXT)",
    ],
    ids=["row numbers", "without rowid", "row number hidden"],
)
@pytest.mark.parametrize("step", [1, 1000], ids=["dense", "sparse"])
@pytest.mark.parametrize("wanted", [20, 900])
def test_sample_is_random_seeded_and_exact(database: Path, schema: str, step: int, wanted: int) -> None:
    make(database, schema)
    make(database, rows=("INSERT INTO t (id) VALUES (?)", [(i * step,) for i in range(1000)]))
    first, again, other = (read(database, sampling=Sampling(wanted, seed)) for seed in (1, 1, 2))
    assert sorted(first.columns["id"]) == sorted(again.columns["id"])
    assert set(first.columns["id"]) != set(other.columns["id"])
    assert len(set(first.columns["id"])) == wanted
    assert max(first.columns["id"]) > 500 * step  # type: ignore[type-var]
    assert first.coverage.method is SamplingMethod.RANDOM
    assert (first.coverage.status, first.coverage.reason) == (ReadStatus.SCANNED, Reason.SAMPLED)
    assert (first.coverage.rows_read, first.coverage.seed) == (wanted, 1)
    assert 800 <= (first.coverage.rows_total or 0) <= 1250


def test_sample_of_a_small_table_is_the_table(database: Path) -> None:
    make(database, "CREATE TABLE t (a)", "INSERT INTO t VALUES (1), (2)")
    assert read(database, sampling=Sampling(2)).coverage == Coverage(ReadStatus.SCANNED, None, 2, 2)
    assert read(database, sampling=Sampling(0)).columns == {"a": []}


def test_long_cells_are_cut_and_said(database: Path) -> None:
    make(database, "CREATE TABLE t (a TEXT, b BLOB, c TEXT)")
    rows = [("я" * (MAX_CELL + 5), b"z" * (MAX_CELL + 5), "к"), ("а", b"b", "c")]
    make(database, rows=("INSERT INTO t VALUES (?, ?, ?)", rows))
    found = read(database)
    assert [len(str(cell)) for cell in found.columns["a"]] == [MAX_CELL + 1, 1]
    assert (found.coverage.status, found.coverage.reason) == (ReadStatus.PARTIAL, Reason.TOO_LARGE)


def test_a_cell_of_exactly_the_limit_is_whole(database: Path) -> None:
    make(database, "CREATE TABLE t (a TEXT)", rows=("INSERT INTO t VALUES (?)", [("я" * MAX_CELL,)]))
    assert read(database).coverage.status is ReadStatus.SCANNED


def test_two_thousand_columns(database: Path) -> None:
    names = ", ".join(f"c{i} {('INT', 'TEXT', 'REAL', 'BLOB')[i % 4]}" for i in range(2000))
    make(database, f"CREATE TABLE t ({names})", "INSERT INTO t (c0, c1999) VALUES (1, x'FF')")
    found = read(database)
    assert len(found.columns) == 2000
    assert (found.columns["c0"], found.columns["c1999"]) == ([1], [b"\xff"])


def test_rows_of_the_log_are_read_and_nothing_is_left_beside_the_data(tmp_path: Path, database: Path) -> None:
    with closing(sqlite3.connect(database)) as writer:
        writer.execute("PRAGMA journal_mode = WAL")
        writer.execute("CREATE TABLE t (a)")
        writer.execute("INSERT INTO t VALUES (1), (2)")
        writer.commit()
        kept = {path.name: path.read_bytes() for path in tmp_path.iterdir() if not path.name.endswith("-shm")}
    for path in tmp_path.iterdir():
        path.unlink()
    for name, data in kept.items():
        (tmp_path / name).write_bytes(data)
    assert f"{database.name}-wal" in kept
    before = {path.name: path.stat().st_mtime_ns for path in tmp_path.iterdir()}
    assert read(database).columns == {"a": [1, 2]}
    assert {path.name: path.stat().st_mtime_ns for path in tmp_path.iterdir()} == before


@pytest.mark.parametrize("mode", ["WAL", "DELETE"])
def test_reading_writes_nothing(tmp_path: Path, database: Path, mode: str) -> None:
    make(database, f"PRAGMA journal_mode = {mode}", "CREATE TABLE t (a)", "INSERT INTO t VALUES (1)")
    before = database.read_bytes()
    assert read(database).columns == {"a": [1]}
    assert database.read_bytes() == before
    assert [path.name for path in tmp_path.iterdir()] == [database.name]


def test_hot_journal_is_rolled_back_in_a_copy(tmp_path: Path, database: Path) -> None:
    make(database, "CREATE TABLE t (a)", "INSERT INTO t VALUES (1)")
    with closing(sqlite3.connect(database, isolation_level=None)) as writer:
        writer.execute("PRAGMA cache_size = 1")
        writer.execute("PRAGMA cache_spill = 1")
        writer.execute("BEGIN")
        writer.execute("CREATE TABLE filler AS SELECT randomblob(4000) AS b FROM json_each('[1,2,3,4,5,6,7,8,9,10]')")
        writer.execute("UPDATE t SET a = 2")
        crashed = tmp_path / "crashed.db"
        crashed.write_bytes(database.read_bytes())
        (tmp_path / "crashed.db-journal").write_bytes((tmp_path / f"{database.name}-journal").read_bytes())
    assert listing(crashed) == {"t": None}
    assert read(crashed).columns == {"a": [1]}
    assert (tmp_path / "crashed.db-journal").exists()


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", Reason.EMPTY),
        (b"not a database, but text" * 400, Reason.CORRUPT),
        (b"SQLite format 3\x00" + b"\x00" * 20, Reason.TRUNCATED),
        (bytes(os.urandom(8192)), Reason.ENCRYPTED),
    ],
    ids=["empty", "text", "truncated", "encrypted"],
)
def test_what_is_no_database_is_one_object_with_a_reason(database: Path, data: bytes, reason: Reason) -> None:
    database.write_bytes(data)
    assert listing(database) == {database.name: Coverage(ReadStatus.NOT_SCANNED, reason)}


def test_damaged_pages_end_the_reading_with_a_reason(database: Path) -> None:
    make(database, "CREATE TABLE t (a TEXT)", rows=("INSERT INTO t VALUES (?)", [("x" * 500,)] * 500))
    data = bytearray(database.read_bytes())
    data[20 * 4096 : 40 * 4096] = b"\xee" * (20 * 4096)
    database.write_bytes(data)
    with pytest.raises(ReadError) as raised:
        read(database)
    assert raised.value.reason is Reason.CORRUPT
    assert raised.value.__cause__ is None
    assert raised.value.__suppress_context__


def test_locked_database_is_said_to_be_locked(database: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("barlau.sources.sqlite.PRAGMAS", ("busy_timeout = 10",))
    make(database, "CREATE TABLE t (a)")
    # Locks hold between processes: two libraries in one of them do not see one another's.
    lock = (
        "import sqlite3, sys; c = sqlite3.connect(sys.argv[1]); c.execute('BEGIN EXCLUSIVE'); print(); sys.stdin.read()"
    )
    command = [sys.executable, "-c", lock, str(database)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as writer:
        assert writer.stdout is not None
        writer.stdout.readline()
        found = listing(database)
        writer.communicate()
    assert found == {database.name: Coverage(ReadStatus.NOT_SCANNED, Reason.LOCKED)}


@pytest.mark.parametrize("spec", ["{}/no.db", "sqlite:///{}/no.db", "sqlite:///{}"])
def test_missing_file_is_refused_and_not_made(tmp_path: Path, spec: str) -> None:
    with pytest.raises(TargetError):
        open_source(Target(spec.format(tmp_path / "none"))).close()
    assert list(tmp_path.iterdir()) == []


def test_url_opens_the_file_and_names_the_source(database: Path) -> None:
    make(database, "CREATE TABLE t (a)")
    source = open_source(Target(f"sqlite:///{database}"))
    assert [item.source for item, _ in source.objects()] == [f"sqlite:///{database}"]
    source.close()
