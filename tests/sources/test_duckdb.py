import datetime as dt
import subprocess
import sys
from pathlib import Path

import duckdb
import pytest
from contents import ALL, Content, content

from barlau.errors import ReadError, TargetError
from barlau.model.reading import Coverage, ReadStatus, Reason, Sampling, SamplingMethod, Target
from barlau.sources.database import MAX_CELL
from barlau.sources.duckdb import open_source


@pytest.fixture
def database(tmp_path: Path) -> Path:
    return tmp_path / "база.duckdb"


def make(path: Path, *statements: str) -> Path:
    with duckdb.connect(str(path)) as connection:
        for statement in statements:
            connection.execute(statement)
    return path


def read(path: Path, table: str = "main.t", sampling: Sampling = ALL) -> Content:
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
    ("declared", "literal", "arrow", "value"),
    [
        ("TINYINT", "-7", "int64", -7),
        ("BIGINT", "850101300123", "int64", 850101300123),
        ("UBIGINT", "18446744073709551615", "string", "18446744073709551615"),
        ("HUGEINT", "170141183460469231731687303715884105727", "string", "170141183460469231731687303715884105727"),
        ("DOUBLE", "1.5", "double", 1.5),
        ("BOOLEAN", "true", "bool", True),
        ("DECIMAL(12,0)", "850101300123", "int64", 850101300123),
        ("DECIMAL(14,2)", "12.3", "string", "12.30"),
        ("VARCHAR", "'050101300123'", "string", "050101300123"),
        ("VARCHAR", "'әліппе'", "string", "әліппе"),
        ("BLOB", r"'\xFF'::BLOB", "binary", b"\xff"),
        ("UUID", "'00000000-0000-0000-0000-000000000001'", "string", "00000000-0000-0000-0000-000000000001"),
        ("ENUM('да', 'нет')", "'нет'", "dictionary<values=string, indices=int32, ordered=0>", "нет"),
        ("INTERVAL", "INTERVAL 1 DAY", "string", "1 day"),
        ("TIME", "'10:00'", "string", "10:00:00"),
        ("BIT", "'101'", "string", "101"),
        ("DATE", "'1985-01-01'", "date32[day]", dt.date(1985, 1, 1)),
        ("DATE", "'infinity'", "date32[day]", dt.date(9999, 12, 31)),
        ("TIMESTAMP", "'-infinity'", "timestamp[us]", dt.datetime(1, 1, 1)),
    ],
)
def test_value_of_each_type_arrives(database: Path, declared: str, literal: str, arrow: str, value: object) -> None:
    make(database, f"CREATE TABLE t (c {declared})", f"INSERT INTO t VALUES ({literal}), (NULL)")
    found = read(database)
    assert found.columns == {"c": [value, None]}
    assert found.types == {"c": {arrow}}
    assert found.coverage == Coverage(ReadStatus.SCANNED, None, 2, 2)


def test_nested_values_become_paths(database: Path) -> None:
    make(
        database,
        "CREATE TABLE t (client STRUCT(iin VARCHAR, phones VARCHAR[]), extra MAP(VARCHAR, INTEGER))",
        "INSERT INTO t VALUES ({'iin': '050101300123', 'phones': ['1', '2']}, MAP {'a': 1})",
    )
    found = read(database)
    assert found.columns["client.iin"] == ["050101300123"]
    assert found.columns["client.phones"] == ["1", "2"]
    assert found.paths["client.phones"] == "$.client.phones[*]"
    assert found.columns["extra.value"] == [1]


@pytest.mark.parametrize("name", ["Клиенты", 'a"b', "a.b", "a%sb", "a\nb", "select", "я" * 200, "'; DROP TABLE x"])
def test_names_are_kept_byte_for_byte(database: Path, name: str) -> None:
    quoted = '"' + name.replace('"', '""') + '"'
    make(
        database,
        f"CREATE SCHEMA {quoted}",
        f"CREATE TABLE {quoted}.{quoted} ({quoted} VARCHAR)",
        f"INSERT INTO {quoted}.{quoted} VALUES ('x')",
    )
    assert read(database, f"{name}.{name}").columns == {name: ["x"]}


def test_views_and_rules_leave_tables_out(database: Path, tmp_path: Path) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("secret")
    make(
        database,
        "CREATE TABLE t (a INTEGER, b VARCHAR)",
        "CREATE TABLE tmp_1 (a INTEGER)",
        f"CREATE VIEW outside AS SELECT content FROM read_text('{secret}')",
    )
    found = listing(database, exclude=("main.tmp_*",))
    assert found == {
        "main.t": None,
        "main.outside": Coverage(ReadStatus.EXCLUDED, Reason.VIEW_NOT_SCANNED),
        "main.tmp_1": Coverage(ReadStatus.EXCLUDED, Reason.EXCLUDED_BY_RULE),
    }
    empty = read(database)
    assert empty.columns == {"a": [], "b": []}
    assert empty.coverage.status is ReadStatus.SCANNED


def test_connection_is_shut_in(database: Path, tmp_path: Path) -> None:
    make(database, "CREATE TABLE t AS SELECT 1 AS a")
    source = open_source(Target(str(database)))
    connection = source._opened()
    for statement in (
        "CREATE TABLE written (a INTEGER)",
        "INSERT INTO t VALUES (2)",
        f"ATTACH '{tmp_path}/other.duckdb'",
        f"COPY t TO '{tmp_path}/out.csv'",
        "SELECT * FROM read_text('/etc/passwd')",
        "SET enable_external_access = true",
        "INSTALL httpfs",
        "SELECT * FROM database",  # a variable of this test
    ):
        with pytest.raises(duckdb.Error):
            connection.execute(statement)
    source.close()
    assert [path.name for path in tmp_path.iterdir()] == [database.name]


def test_rows_of_the_log_are_read(tmp_path: Path, database: Path) -> None:
    crash = (
        "import duckdb, os, sys; c = duckdb.connect(sys.argv[1]); c.execute('SET checkpoint_threshold = \"1GB\"');"
        "c.execute('CREATE TABLE t AS SELECT 1 AS a'); os._exit(0)"
    )
    subprocess.run([sys.executable, "-c", crash, str(database)], check=True)
    before = {path.name: path.read_bytes() for path in tmp_path.iterdir()}
    assert len(before) == 2
    assert read(database).columns == {"a": [1]}
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == before


def test_sample_is_random_seeded_and_exact(database: Path) -> None:
    make(database, "CREATE TABLE t AS SELECT range AS id, 'x' || range AS v FROM range(100000)")
    first, again, other = (read(database, sampling=Sampling(500, seed)) for seed in (1, 1, 2**40 + 7))
    assert first.columns == again.columns != other.columns
    assert len(set(first.columns["id"])) == 500
    assert 30_000 < sum(first.columns["id"]) / 500 < 70_000  # type: ignore[arg-type]
    assert first.coverage == Coverage(
        ReadStatus.SCANNED, Reason.SAMPLED, 500, 100_000, method=SamplingMethod.RANDOM, seed=1
    )


def test_long_cells_are_cut_and_said(database: Path) -> None:
    make(
        database,
        "CREATE TABLE t (a VARCHAR, b BLOB, c VARCHAR)",
        f"INSERT INTO t VALUES (repeat('я', {MAX_CELL + 5}), repeat('z', {MAX_CELL + 5})::BLOB, 'к')",
    )
    found = read(database)
    assert [len(found.columns[name][0]) for name in "abc"] == [MAX_CELL + 1, MAX_CELL + 1, 1]  # type: ignore[arg-type]
    assert (found.coverage.status, found.coverage.reason) == (ReadStatus.PARTIAL, Reason.TOO_LARGE)


@pytest.mark.parametrize("keep", [0, 5000, 20_000], ids=["nonsense", "header", "part"])
def test_damaged_file_is_one_object_with_a_reason(database: Path, keep: int) -> None:
    make(database, "CREATE TABLE t AS SELECT range AS a, repeat('x', 50) AS b FROM range(10000)")
    database.write_bytes(database.read_bytes()[:keep] or b"x" * 20_000)
    assert listing(database) == {database.name: Coverage(ReadStatus.NOT_SCANNED, Reason.CORRUPT)}


def test_damage_inside_ends_the_reading_with_a_reason(database: Path) -> None:
    make(database, "CREATE TABLE t AS SELECT hash(range) AS a FROM range(200000)")
    data = bytearray(database.read_bytes())
    data[12288 + 100_000 : 12288 + 600_000] = b"\xee" * 500_000
    database.write_bytes(data)
    with pytest.raises(ReadError) as raised:
        read(database)
    assert raised.value.reason is Reason.CORRUPT
    assert raised.value.__suppress_context__


def test_database_in_use_is_locked(database: Path) -> None:
    hold = "import duckdb, sys; c = duckdb.connect(sys.argv[1]); print(flush=True); sys.stdin.read()"
    command = [sys.executable, "-c", hold, str(database)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as writer:
        assert writer.stdout is not None
        writer.stdout.readline()
        found = listing(database)
        writer.communicate()
    assert found == {database.name: Coverage(ReadStatus.NOT_SCANNED, Reason.LOCKED)}


@pytest.mark.parametrize("spec", ["{}/no.duckdb", "duckdb:///{}/no.duckdb", "duckdb:///{}"])
def test_missing_file_is_refused_and_not_made(tmp_path: Path, spec: str) -> None:
    with pytest.raises(TargetError):
        open_source(Target(spec.format(tmp_path)))
    assert list(tmp_path.iterdir()) == []
