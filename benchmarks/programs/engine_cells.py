"""Nanoseconds a cell that the engine takes for each text column of a file, without reading it: `engine_cells.py FILE`.

What happens once a column (judging its sample) is included.
"""

import json
import sys
import time
from collections import Counter

import pyarrow as pa

from barlau.engine.accumulator import Accumulator
from barlau.engine.matcher import Matcher
from barlau.engine.profiling import column_profile
from barlau.model.reading import Sampling, Target
from barlau.recognizers.load import load
from barlau.sources import open_source

pa.set_cpu_count(1)
matcher = Matcher(load([]))
source = open_source(Target(sys.argv[1]))
((item, _),) = source.objects()
reading = source.read(item, Sampling())
columns: dict[str, Accumulator] = {}
spent: Counter[str] = Counter()
for chunk in reading.chunks():
    started = time.process_time()
    if chunk.column.name not in columns:
        columns[chunk.column.name] = Accumulator(chunk.column, matcher)
    columns[chunk.column.name].add(chunk.values)
    spent[chunk.column.name] += time.process_time() - started
for name, accumulator in columns.items():
    started = time.process_time()
    column_profile(accumulator, accumulator.rows, matcher)
    spent[name] += time.process_time() - started
texts = [name for name, accumulator in columns.items() if accumulator.column.type == "string"]
print(json.dumps({name: spent[name] / columns[name].rows * 1e9 for name in texts}))
