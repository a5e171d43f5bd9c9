"""Processor time of reading the table `wide` into Arrow: `read_database.py URL barlau|tuples`.

Prints seconds, rows, columns. `tuples` is what a scanner does that knows the DB-API only: `fetchmany`, then Arrow
arrays made of Python objects.
"""

import json
import sqlite3
import sys
import time

import psycopg
import pyarrow as pa

import barlau.sources.postgresql
import barlau.sources.sqlite
from barlau.model.reading import Sampling, Target

BATCH_ROWS = 32_768  # that of barlau.sources.reading


def by_barlau(url: str) -> tuple[int, int]:
    module = barlau.sources.sqlite if url.startswith("sqlite") else barlau.sources.postgresql
    source = module.open_source(Target(url, include=("wide", "barlau_benchmark.wide")))
    (item,) = (item for item, coverage in source.objects() if coverage is None)
    reading = source.read(item, Sampling())
    columns = {chunk.column for chunk in reading.chunks()}
    rows = reading.coverage().rows_read
    reading.close()
    source.close()
    return rows, len(columns)


def by_tuples(url: str) -> tuple[int, int]:
    if url.startswith("sqlite"):
        connection = sqlite3.connect(url.removeprefix("sqlite:///"))
        cursor = connection.execute("SELECT * FROM wide")
    else:
        connection = psycopg.connect(url)
        cursor = connection.cursor("benchmark")  # named: the rows stay in the server until they are fetched
        cursor.execute("SELECT * FROM barlau_benchmark.wide")
    names = [column[0] for column in cursor.description]
    rows = 0
    while records := cursor.fetchmany(BATCH_ROWS):
        rows += pa.record_batch([pa.array(values) for values in zip(*records, strict=True)], names).num_rows
    connection.close()
    return rows, len(names)


started = time.process_time()
rows, columns = (by_barlau if sys.argv[2] == "barlau" else by_tuples)(sys.argv[1])
print(json.dumps([time.process_time() - started, rows, columns]))
