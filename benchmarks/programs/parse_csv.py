"""Parses a CSV file with pyarrow, every column as strings, and does nothing with it: `parse_csv.py FILE`."""

import sys
from pathlib import Path

import pyarrow as pa
import pyarrow.csv as pc

pa.set_cpu_count(1)
pa.set_io_thread_count(1)
with Path(sys.argv[1]).open(encoding="utf-8") as file:
    names = [name.strip('"') for name in file.readline().rstrip("\n").split(",")]
strings = pc.ConvertOptions(column_types=dict.fromkeys(names, pa.string()))
for _ in pc.open_csv(sys.argv[1], pc.ReadOptions(use_threads=False), convert_options=strings):
    pass
