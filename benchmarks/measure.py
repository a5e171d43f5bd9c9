"""Runs whole processes and says what they cost: processor time, wall time, peak memory, children included."""

import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from statistics import median


@dataclass(frozen=True, slots=True)
class Cost:
    """What one run took; `cpu` and `wall` in seconds, `peak` in MiB."""

    cpu: float
    wall: float
    peak: float
    """Resident memory of the largest process, not of all together."""
    output: str


def run(command: Sequence[str], **environment: str) -> Cost:
    """Run a command to its end. Exits when it fails.

    The kernel adds what a process's children used to its own figures when they end. A new process starts with
    the peak of the one that started it, so this one must stay small: it imports nothing but the standard library.
    """
    started = time.perf_counter()
    with tempfile.TemporaryFile() as output, tempfile.TemporaryFile() as errors:
        process = subprocess.Popen(command, stdout=output, stderr=errors, env={**os.environ, **environment})
        _, status, usage = os.wait4(process.pid, 0)
        wall = time.perf_counter() - started
        process.returncode = os.waitstatus_to_exitcode(status)
        output.seek(0)
        errors.seek(0)
        if process.returncode:
            sys.exit(f"{' '.join(command)} failed:\n{errors.read().decode(errors='replace')[-2000:]}")
        text = output.read().decode()
    return Cost(usage.ru_utime + usage.ru_stime, wall, usage.ru_maxrss / 1024, text)


def interleaved(cases: Mapping[str, Callable[[], Cost]], rounds: int) -> dict[str, list[Cost]]:
    """Run every case in turn, so that what else the machine does meets all of them alike."""
    costs: dict[str, list[Cost]] = {name: [] for name in cases}
    for number in range(rounds):
        for name, case in cases.items():
            cost = case()
            costs[name].append(cost)
            note = f"{cost.cpu:.2f} s CPU, {cost.wall:.2f} s wall, {cost.peak:.0f} MiB"
            print(f"  {number + 1}/{rounds} {name}: {note}, load {os.getloadavg()[0]:.1f}", file=sys.stderr)
    return costs


def cpu(costs: Sequence[Cost]) -> float:
    """Seconds of processor time."""
    return median(cost.cpu for cost in costs)


def wall(costs: Sequence[Cost]) -> float:
    """Seconds by the clock: of the fastest run, because other programs can only make one slower."""
    return min(cost.wall for cost in costs)


def peak(costs: Sequence[Cost]) -> float:
    """MiB of the largest process."""
    return median(cost.peak for cost in costs)
