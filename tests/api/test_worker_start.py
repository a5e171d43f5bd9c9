"""What a worker loads before its first object: every scan pays for it, once for each process."""

from __future__ import annotations

import subprocess
import sys


def _loaded(code: str) -> set[str]:
    end = "; import sys; print(*sys.modules)"
    return set(
        subprocess.run([sys.executable, "-c", code + end], capture_output=True, text=True, check=True).stdout.split()
    )


def test_nothing_that_only_the_parent_needs() -> None:
    loaded = _loaded("import barlau.api.worker")
    assert "barlau.api.wire" in loaded
    assert not [name for name in loaded if name.startswith(("barlau.policy", "barlau.engine.decision", "barlau.cli"))]
    assert not {"pandas", "yaml", "typer", "barlau.recognizers.load"} & loaded


def test_pyarrow_and_polars_work_without_pandas() -> None:
    code = (
        "from barlau.api import without_pandas; without_pandas.install(); import numpy, polars, pyarrow; "
        "assert pyarrow.array(numpy.arange(3)).to_pylist() == [0, 1, 2]; "
        "assert polars.from_arrow(pyarrow.array(['a', None])).to_list() == ['a', None]"
    )
    loaded = _loaded(code)
    assert "pyarrow" in loaded
    assert not [name for name in loaded if name.startswith("pandas.")]
