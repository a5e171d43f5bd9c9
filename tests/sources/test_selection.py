"""Some columns of an object, side by side: every format and database gives them in rounds, row by row."""

import sqlite3

import duckdb
import polars as pl
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from test_conformance import TABLE, WRITERS

from barlau.engine.questions.rows import batches
from barlau.errors import ReadError
from barlau.model.question import Cell
from barlau.model.reading import Column, Reason, Sampling, Target
from barlau.sources import open_source
from barlau.sources.frame import open_frame
from databases import Database

PAIR = ("телефон", "iin")


def rows(source, chosen=PAIR, sampling=None, name=None):
    """The rows of the chosen columns, and every column that was read."""
    ((item, _),) = [(i, c) for i, c in source.objects() if name is None or i.name == name]
    reading = source.read(item, Sampling())
    columns = {chunk.column.name: chunk.column for chunk in reading.chunks()}
    reading.close()
    wanted = [columns.get(name, Column(name, None, "")) for name in chosen]
    seen: set[str] = set()

    class Spy:
        def __init__(self, reading):
            self.reading = reading

        def chunks(self):
            for chunk in self.reading.chunks():
                seen.add(chunk.column.name)
                yield chunk

    reading = source.read(item, sampling or Sampling(), wanted)
    try:
        found = [
            row
            for batch in batches(Spy(reading), [Cell(column) for column in wanted])
            for row in zip(*(batch[column.name, column.path].to_pylist() for column in wanted), strict=True)
        ]
    finally:
        reading.close()
        source.close()
    return found, seen


EXPECTED = list(zip(TABLE["телефон"], TABLE["iin"], strict=True))


@pytest.mark.parametrize("name", WRITERS)
def test_columns_of_a_file_side_by_side(tmp_path, name):
    WRITERS[name](tmp_path / name)
    assert rows(open_source(Target(str(tmp_path / name)))) == (EXPECTED, set(PAIR))


def test_columns_of_a_frame_side_by_side():
    assert rows(open_frame(pl.DataFrame(TABLE), "t")) == (EXPECTED, set(PAIR))


def test_columns_of_sqlite_and_duckdb_side_by_side(tmp_path):
    cells = list(zip(*TABLE.values(), strict=True))
    with sqlite3.connect(tmp_path / "a.sqlite") as lite:
        lite.execute("CREATE TABLE t (iin TEXT, имя TEXT, телефон TEXT)")
        lite.executemany("INSERT INTO t VALUES (?, ?, ?)", cells)
    duck = duckdb.connect(str(tmp_path / "b.duckdb"))
    duck.execute("CREATE TABLE t (iin TEXT, имя TEXT, телефон TEXT)")
    duck.executemany("INSERT INTO t VALUES (?, ?, ?)", cells)
    duck.close()
    assert rows(open_source(Target(str(tmp_path / "a.sqlite")))) == (EXPECTED, set(PAIR))
    assert rows(open_source(Target(str(tmp_path / "b.duckdb")))) == (EXPECTED, set(PAIR))


@pytest.mark.parametrize("kind", ["postgresql", "mariadb"])
def test_columns_of_a_server_side_by_side_without_right_to_the_others(kind, request):
    database: Database = request.getfixturevalue(kind)
    quote = '"' if kind == "postgresql" else "`"
    names = ", ".join(f"{quote}{name}{quote} varchar(40)" for name in TABLE)
    table = "public.side" if kind == "postgresql" else "side"
    database.run(f"CREATE TABLE {table} ({names})")
    with database.connected() as cursor:
        cursor.executemany(f"INSERT INTO {table} VALUES (%s, %s, %s)", list(zip(*TABLE.values(), strict=True)))
        cursor.connection.commit()
    user = database.user()
    if kind == "postgresql":
        database.run(f'GRANT SELECT (iin, "телефон") ON {table} TO {user}')
    else:
        database.run(f"GRANT SELECT (iin, `телефон`) ON {database.name}.{table} TO {user}@'%'")
    found, seen = rows(open_source(Target(database.url(user, "" if kind == "mariadb" else None))), name=table)
    assert (sorted(found, key=str), seen) == (sorted(EXPECTED, key=str), set(PAIR))


def test_nested_columns_side_by_side_where_keys_are_missing(tmp_path):
    (tmp_path / "t.jsonl").write_text(
        '{"client": {"iin": 1, "e mail": "a"}, "n": 5}\n{"n": 6}\n{"client": {"e mail": "b"}, "n": "x"}\n'
    )
    found, _ = rows(open_source(Target(str(tmp_path / "t.jsonl"))), ("client.iin", 'client["e mail"]', "n"))
    assert found == [(1, "a", "5"), (None, None, "6"), (None, "b", "x")]


def test_rows_of_a_sample_stay_together(tmp_path):
    table = pa.table({"a": list(range(5000)), "b": [str(n) for n in range(5000)]})
    pq.write_table(table, tmp_path / "t.parquet", row_group_size=500)
    table.to_pandas().to_csv(tmp_path / "t.csv", index=False)
    for name in ("t.parquet", "t.csv"):
        found, _ = rows(open_source(Target(str(tmp_path / name))), ("a", "b"), Sampling(100))
        assert len(found) == 100
        assert all(str(a) == b for a, b in found)


def test_column_that_is_gone_is_told(tmp_path):
    (tmp_path / "t.csv").write_text("a,b\n1,2\n")
    with pytest.raises(ReadError) as caught:
        rows(open_source(Target(str(tmp_path / "t.csv"))), ("a", "c"))
    assert caught.value.reason is Reason.SCHEMA_CHANGED
