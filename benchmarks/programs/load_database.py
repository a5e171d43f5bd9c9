"""Copies the first rows of a Parquet file into a table `wide` of a database: `load_database.py FILE ROWS URL`.

With 0 rows it takes the table away.
"""

import sqlite3
import sys
from collections.abc import Iterator

import psycopg
import pyarrow as pa
import pyarrow.parquet as pq

SCHEMA = "barlau_benchmark"


def into_sqlite(path: str, batch: pa.RecordBatch) -> None:
    with sqlite3.connect(path) as connection:
        connection.execute("DROP TABLE IF EXISTS wide")
        connection.execute(f"CREATE TABLE wide ({columns(batch)})")
        connection.executemany(f"INSERT INTO wide VALUES ({', '.join('?' * batch.num_columns)})", records(batch))
    connection.close()


def into_postgresql(url: str, batch: pa.RecordBatch) -> None:
    with psycopg.connect(url) as connection:
        connection.execute(f"DROP SCHEMA IF EXISTS {SCHEMA} CASCADE")
        if not batch.num_rows:
            return
        connection.execute(f"CREATE SCHEMA {SCHEMA}")
        connection.execute(f"CREATE TABLE {SCHEMA}.wide ({columns(batch)})")
        with connection.cursor().copy(f"COPY {SCHEMA}.wide FROM STDIN") as copy:
            for record in records(batch):
                copy.write_row(record)


def columns(batch: pa.RecordBatch) -> str:
    return ", ".join(f"{f.name} {'bigint' if pa.types.is_integer(f.type) else 'text'}" for f in batch.schema)


def records(batch: pa.RecordBatch) -> Iterator[tuple[object, ...]]:
    return zip(*(column.to_pylist() for column in batch.columns), strict=True)


path, rows, url = sys.argv[1], int(sys.argv[2]), sys.argv[3]
batch = next(pq.ParquetFile(path).iter_batches(rows or 1)).slice(0, rows)
if url.startswith("sqlite"):
    into_sqlite(url.removeprefix("sqlite:///"), batch)
else:
    into_postgresql(url, batch)
