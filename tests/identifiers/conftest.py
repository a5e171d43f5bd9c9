"""Fixtures of the identifiers' tests."""

import numpy as np
import pyarrow as pa
import pytest

from barlau.identifiers.cells import cells_of


@pytest.fixture(scope="session")
def run_kernel():
    """Give cells of one length to a kernel and get a list of truth values."""

    def run(kernel, cells, **options):
        lengths = {len(cell) for cell in cells}
        assert len(lengths) == 1
        buffer, start, _ = cells_of(pa.array(["left out", *cells]).slice(1))
        return kernel(buffer, start, lengths.pop(), **options).tolist()

    return run


@pytest.fixture(scope="session")
def run_integers():
    """Give integers to a kernel and get a list of truth values."""

    def run(kernel, numbers, **options):
        return kernel(np.array(numbers, dtype=np.int64), **options).tolist()

    return run
