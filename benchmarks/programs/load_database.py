"""Copies the first rows of a Parquet file into a table `wide` of a database: `load_database.py FILE ROWS URL`."""

import sqlite3
import sys

import psycopg
import pyarrow as pa
import pyarrow.parquet as pq

GROUP = 131_072  # rows of a row group, as workload.py writes them

path, rows, url = sys.argv[1], int(sys.argv[2]), sys.argv[3]
batch = next(pq.ParquetFile(path).iter_batches(rows, row_groups=range(-(-rows // GROUP))))
columns = ", ".join(f"{f.name} {'bigint' if pa.types.is_integer(f.type) else 'text'}" for f in batch.schema)
records = zip(*(column.to_pylist() for column in batch.columns), strict=True)
if url.startswith("sqlite"):
    with sqlite3.connect(url.removeprefix("sqlite:///")) as connection:
        connection.execute("DROP TABLE IF EXISTS wide")
        connection.execute(f"CREATE TABLE wide ({columns})")
        connection.executemany(f"INSERT INTO wide VALUES ({', '.join('?' * batch.num_columns)})", records)
else:
    with psycopg.connect(url) as connection:
        connection.execute("DROP SCHEMA IF EXISTS barlau_benchmark CASCADE")
        connection.execute("CREATE SCHEMA barlau_benchmark")
        connection.execute(f"CREATE TABLE barlau_benchmark.wide ({columns})")
        with connection.cursor().copy("COPY barlau_benchmark.wide FROM STDIN") as copy:
            for record in records:
                copy.write_row(record)
