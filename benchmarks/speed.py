"""Measures barlau side by side with what it is compared with, and prints demand and measured ratio.

    python benchmarks/speed.py [--folder DIR] [--rows 1000000] [--rounds 3] [--only NAME ...]

Everything compared runs in turn in one go. The data (1.4 GB Parquet, 1.8 GB CSV) and the environment of the peers stay
in the folder for the next time.
"""

import argparse
import os
import platform
import sys
import tempfile
from importlib.metadata import version
from pathlib import Path

from comparisons import COMPARISONS, TINY_ROWS, Bench
from table import HEADER, line

LIBRARIES = ("pyarrow", "polars", "numpy", "adbc-driver-manager", "psycopg")


def main() -> None:
    """Run the comparisons asked for, in order."""
    parser = argparse.ArgumentParser(description="Measure barlau side by side with what it is compared with.")
    parser.add_argument("--folder", type=Path, default=Path(tempfile.gettempdir()) / "barlau-benchmark")
    parser.add_argument("--rows", type=int, default=1_000_000, help="of the wide table, and five times as many")
    parser.add_argument("--rounds", type=int, default=3, help="how often everything runs")
    parser.add_argument("--only", action="append", choices=tuple(COMPARISONS), help="may be repeated")
    chosen = parser.parse_args()
    chosen.folder.mkdir(parents=True, exist_ok=True)
    bench = Bench(chosen.folder, chosen.rows, chosen.rounds)
    _started_once(bench)
    libraries = ", ".join(f"{name} {version(name)}" for name in LIBRARIES)
    print(f"{_processor()}, {os.cpu_count()} cores; Python {platform.python_version()}, {libraries}\n")
    print(HEADER, flush=True)
    for name in chosen.only or COMPARISONS:
        print(name, file=sys.stderr)
        for row in COMPARISONS[name](bench):
            print(line(row), flush=True)


def _started_once(bench: Bench) -> None:
    """Write what the first start after an installation writes: bytecode, and what the packaged files give."""
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
    bench.scan(bench.wide(TINY_ROWS))


def _processor() -> str:
    models = Path("/proc/cpuinfo")
    if models.exists():
        for line in models.read_text().splitlines():
            if line.startswith("model name"):
                return line.partition(":")[2].strip()
    return platform.processor() or platform.machine()


if __name__ == "__main__":
    main()
