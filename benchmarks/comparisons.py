"""The comparisons: each runs its cases in turn and returns the lines of the result."""

import json
import shutil
import sys
from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from statistics import median

import postgresql
from measure import Cost, cpu, interleaved, peak, run, wall
from table import Row

HERE = Path(__file__).parent
PEERS = ("presidio-analyzer", "datafog", "pyarrow")
STRUCTURED = ("iin", "phone", "email", "plate", "vin", "session")
SAMPLE_ROWS = 2_000
TINY_ROWS = 10
TIMES = 5  # as many rows in the large table
DATABASE_ROWS = 200_000
PRESIDIO_ROWS, DATAFOG_ROWS = 500, 2_000
CSV_ROWS = 1_000_000  # workload.py writes no longer ones
CSV_BYTES = 1_000_000_000


@dataclass(frozen=True, slots=True)
class Bench:
    """Where the data is, and how much."""

    folder: Path
    rows: int
    rounds: int

    def program(self, name: str, *arguments: object, python: str = sys.executable) -> Cost:
        """Run one of the small programs beside this file."""
        return run([python, str(HERE / "programs" / f"{name}.py"), *map(str, arguments)])

    def barlau(self, *arguments: object) -> Cost:
        """Run the installed command."""
        return run([str(Path(sys.executable).with_name("barlau")), *map(str, arguments)])

    def scan(self, path: Path, *options: object) -> Cost:
        """Scan one file as a user does."""
        return self.barlau("scan", path, "--quiet", *options)

    def wide(self, rows: int) -> Path:
        """The wide table as Parquet, made when it is not there."""
        path = self.folder / f"wide-{rows}.parquet"
        if not path.exists():
            run([sys.executable, str(HERE / "workload.py"), str(self.folder), str(rows)])
        return path


def decoding(bench: Bench) -> list[Row]:
    """A scan against reading the same columns, and its memory on a small and a large file."""
    sizes = (bench.rows, TIMES * bench.rows)
    cases: dict[str, Callable[[], Cost]] = {}
    for rows in sizes:
        cases[f"decode {rows:,}"] = partial(bench.program, "decode", bench.wide(rows))
        cases[f"scan {rows:,}"] = partial(bench.scan, bench.wide(rows))
    costs = interleaved(cases, bench.rounds)
    lines = []
    for rows in sizes:
        scan, decode = cpu(costs[f"scan {rows:,}"]), cpu(costs[f"decode {rows:,}"])
        name = f"scan / decode only, {rows:,} rows × 12 columns, CPU"
        lines.append(Row(name, f"{scan:.2f} s / {decode:.2f} s", scan / decode, at_most=5))
    small, large = (peak(costs[f"scan {rows:,}"]) for rows in sizes)
    name = f"peak memory of a scan, {sizes[1]:,} rows / {sizes[0]:,}"
    return [*lines, Row(name, f"{large:.0f} MiB / {small:.0f} MiB", large / small, at_most=1.1)]


def peers(bench: Bench) -> list[Row]:
    """Processor time a cell against Presidio with the same patterns and against datafog with its own."""
    path, python = bench.wide(bench.rows), _peers(bench)
    registry = bench.folder / "registry.yaml"
    bench.barlau("recognizers", "export", "--output", registry)
    cases = {
        "barlau": partial(bench.program, "engine_cells", path),
        "presidio": partial(bench.program, "presidio_cells", path, PRESIDIO_ROWS, registry, python=python),
        "datafog": partial(bench.program, "datafog_cells", path, DATAFOG_ROWS, python=python),
    }
    costs = interleaved(cases, bench.rounds)
    cells = {name: [json.loads(cost.output) for cost in runs] for name, runs in costs.items()}
    columns = tuple(cells["barlau"][0])

    def line(peer: str, kind: str, chosen: tuple[str, ...], at_least: float | None) -> Row:
        ours, theirs = (median(_mean(c, chosen) for c in cells[name]) for name in ("barlau", peer))
        return Row(
            f"{peer} / barlau, {kind}, CPU a cell",
            f"{theirs:,.0f} ns / {ours:,.0f} ns",
            theirs / ours,
            at_least=at_least,
        )

    return [
        line("presidio", f"all {len(columns)} text columns", columns, 300),
        line("presidio", "structured columns", STRUCTURED, 1000),
        line("presidio", "free text", ("comment",), None),
        line("datafog", f"all {len(columns)} text columns", columns, 25),
        line("datafog", "structured columns", STRUCTURED, None),
        line("datafog", "free text", ("comment",), None),
    ]


def _mean(cells: dict[str, float], columns: tuple[str, ...]) -> float:
    return sum(cells[column] for column in columns) / len(columns)


def _peers(bench: Bench) -> str:
    """The Python of an environment with the peers, made when it is not there; no model is downloaded."""
    folder = bench.folder / "peers"
    python = folder / "bin" / "python"
    if not (folder / "complete").exists():
        shutil.rmtree(folder, ignore_errors=True)
        run([sys.executable, "-m", "venv", str(folder)])
        run([str(python), "-m", "pip", "install", "--quiet", *PEERS])
        (folder / "complete").touch()
    return str(python)


def workers(bench: Bench) -> list[Row]:
    """One large file with one worker and with two, by the clock."""
    path = bench.wide(TIMES * bench.rows)
    cases = {f"{n} workers": partial(bench.program, "scan", path, n) for n in (1, 2)}
    one, two = interleaved(cases, bench.rounds).values()
    name = f"1 worker / 2 workers, {TIMES * bench.rows:,} rows, wall"
    return [Row(name, f"{wall(one):.2f} s / {wall(two):.2f} s", wall(one) / wall(two), at_least=1.6)]


def sample(bench: Bench) -> list[Row]:
    """Classifying by a sample against a full scan, without what starting costs."""
    lines = []
    for rows in (bench.rows, TIMES * bench.rows):
        cases = {
            "start": partial(bench.scan, bench.wide(TINY_ROWS)),
            "sample": partial(bench.scan, bench.wide(rows), "--sample", SAMPLE_ROWS),
            "full": partial(bench.scan, bench.wide(rows)),
        }
        costs = interleaved(cases, bench.rounds)
        start, some, full = (cpu(costs[name]) for name in cases)
        measured = f"{some - start:.2f} s / {full - start:.2f} s (start {start:.2f} s)"
        name = f"sample of {SAMPLE_ROWS:,} rows / all {rows:,}, CPU"
        lines.append(Row(name, measured, (some - start) / (full - start), at_most=0.03))
    return lines


def databases(bench: Bench) -> list[Row]:
    """Reading a table into Arrow against DB-API tuples made into Arrow."""
    lines = []
    with ExitStack() as stack:
        urls = {
            "SQLite": f"sqlite:///{bench.folder / 'wide.sqlite'}",
            "PostgreSQL": stack.enter_context(postgresql.server()),
        }
        for name, url in urls.items():
            if url is None:
                print(f"  no {name} found and none can be started: skipped", file=sys.stderr)
                continue
            bench.program("load_database", bench.wide(bench.rows), DATABASE_ROWS, url)
            cases = {way: partial(bench.program, "read_database", url, way) for way in ("barlau", "tuples")}
            costs = interleaved(cases, bench.rounds)
            bench.program("load_database", bench.wide(bench.rows), 0, url)
            ours, theirs = (median(json.loads(c.output)[0] for c in costs[way]) for way in cases)
            label = f"{name} read by barlau / tuples made into Arrow, {DATABASE_ROWS:,} rows, client CPU"
            lines.append(Row(label, f"{ours:.2f} s / {theirs:.2f} s", ours / theirs, at_most=0.5))
    return lines


def csv(bench: Bench) -> list[Row]:
    """A CSV file against parsing it, and the memory that a large one takes."""
    rows = min(bench.rows, CSV_ROWS)
    path = bench.wide(rows).with_suffix(".csv")
    large = _large_csv(path)
    cases = {
        "parse": partial(bench.program, "parse_csv", path),
        "scan": partial(bench.scan, path),
        "scan 1 GB": partial(bench.scan, large),
    }
    costs = interleaved(cases, bench.rounds)
    scan, parse = cpu(costs["scan"]), cpu(costs["parse"])
    some, much = peak(costs["scan"]), peak(costs["scan 1 GB"])
    size = path.stat().st_size / 1e6
    return [
        Row(f"scan / parse only, CSV, {rows:,} rows, CPU", f"{scan:.2f} s / {parse:.2f} s", scan / parse),
        Row(f"peak memory of a scan, CSV, 1 GB / {size:,.0f} MB", f"{much:.0f} MiB / {some:.0f} MiB", much / some),
    ]


def _large_csv(path: Path) -> Path:
    """A gigabyte of the same rows over and over."""
    large = path.with_name("large.csv")
    if not large.exists() or large.stat().st_size < CSV_BYTES:
        with large.open("wb") as out:
            out.write(path.open("rb").readline())
            while out.tell() < CSV_BYTES:
                with path.open("rb") as rows:
                    rows.readline()
                    for row in rows:
                        out.write(row)
                        if out.tell() >= CSV_BYTES:
                            break
    return large


COMPARISONS: dict[str, Callable[[Bench], list[Row]]] = {
    "decoding": decoding,
    "peers": peers,
    "workers": workers,
    "sample": sample,
    "databases": databases,
    "csv": csv,
}
