"""The environment of a worker: one thread in every library, because the engine brings its own, and a memory limit."""

from __future__ import annotations

import os

MEMORY = 4 << 30  # bytes of data a worker may hold: twice the peak of any file of the hostile collection
SINGLE_THREADED = ("POLARS_MAX_THREADS", "OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS")


def environment(folder: str) -> dict[str, str]:
    """The parent's environment with the worker's own settings; `folder` is for temporary files."""
    return {
        **os.environ,
        **dict.fromkeys(SINGLE_THREADED, "1"),
        "MIMALLOC_PURGE_DELAY": "1000",  # ms: at 10 twice the page faults, 5 % of the processor time, for 50 MB less
        "BARLAU_WORKER_MEMORY": str(MEMORY),
        "PYTHONFAULTHANDLER": "0",
        "TMPDIR": folder,
    }
