"""Nanoseconds a cell that datafog's regex engine takes with its own patterns: `datafog_cells.py FILE ROWS`."""

import json
import sys
import time

import pyarrow.parquet as pq
from datafog.processing.text_processing.regex_annotator import RegexAnnotator

annotator = RegexAnnotator()
cells = next(pq.ParquetFile(sys.argv[1]).iter_batches(int(sys.argv[2])))
spent = {}
for field in cells.schema:
    if str(field.type) == "string":
        values = cells[field.name].to_pylist()
        started = time.process_time()
        for value in values:
            annotator.annotate(value)
        spent[field.name] = (time.process_time() - started) / len(values) * 1e9
print(json.dumps(spent))
