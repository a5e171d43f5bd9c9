"""Reads a Parquet file exactly as barlau does, a column at a time, and does nothing with it: `decode.py FILE`."""

import sys

import pyarrow as pa
import pyarrow.parquet as pq

BATCH_ROWS, BUFFER_BYTES = 32_768, 1 << 20  # those of barlau.sources.parquet

pa.set_cpu_count(1)
pa.set_io_thread_count(1)
file = pq.ParquetFile(sys.argv[1], pre_buffer=False, buffer_size=BUFFER_BYTES)
for name in file.schema_arrow.names:
    for _ in file.iter_batches(BATCH_ROWS, columns=[name], use_threads=False):
        pass
