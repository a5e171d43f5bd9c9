"""One run from targets to report."""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path

from barlau import policy as policies_of
from barlau.api.assembly import assemble, now
from barlau.api.gathering import Gathering
from barlau.api.observer import Observer
from barlau.api.plan import Plan
from barlau.model.reading import Reason, Sampling, Target
from barlau.model.recognizer import Pack
from barlau.model.report import Level, Report, RunStatus
from barlau.recognizers.load import load as load_pack


class Interrupted(KeyboardInterrupt):
    """The run was stopped by a signal; `report` holds what was finished."""

    def __init__(self, report: Report) -> None:
        self.report = report
        super().__init__()


@dataclass(frozen=True, slots=True)
class Options:
    """How to run; the defaults are those of the command line."""

    policies: tuple[Path, ...] = ()
    recognizers: tuple[Path, ...] = ()
    sampling: Sampling = field(default_factory=Sampling)
    fail_on: Level | None = Level.ERROR
    only_new: bool = False
    """Only findings that the history does not have count for `fail_on`."""
    afresh: bool = False
    """Read everything, what has not changed since earlier runs as well."""
    allow_incomplete: tuple[Reason, ...] = ()
    workers: int = field(default_factory=lambda: os.cpu_count() or 1)
    observer: Observer = field(default_factory=Observer)
    today: date | None = None
    """The day for which promises are judged that name none; None: the day of the run (UTC)."""

    def gathering(self, pack: Pack) -> Gathering:
        """How targets are read."""
        return Gathering(pack, self.sampling, self.workers, self.observer)


def scan(
    *targets: object,
    policies: Sequence[str | Path] = (),
    recognizers: Sequence[str | Path] = (),
    name: str = "frame",
    options: Options | None = None,
) -> Report:
    """Scan files, folders, globs, database URLs, or data frames (pandas, polars, Arrow), and compare with policies.

    Strings and paths are read in child processes; a frame is in this process already and stays here.
    Raises `TargetError` and `ConfigError` before anything is read, `Interrupted` with a partial report.
    """
    chosen = options or Options()
    chosen = replace(
        chosen,
        policies=(*chosen.policies, *map(Path, policies)),
        recognizers=(*chosen.recognizers, *map(Path, recognizers)),
    )
    pack = load_pack(chosen.recognizers)
    declared = [policies_of.load(path) for path in chosen.policies]
    started = now()
    gathering = chosen.gathering(pack)
    named = [t if isinstance(t, Target) else Target(str(t)) for t in targets if isinstance(t, str | Path | Target)]
    frames = [t for t in targets if not isinstance(t, str | Path | Target)]
    profiles, stopped = gathering.profiles(named)
    for number, frame in enumerate(frames, 1):
        profiles += gathering.frame(frame, name if len(frames) == 1 else f"{name}_{number}")
    report = assemble(
        profiles,
        pack,
        Plan(declared),
        started=started,
        fail_on=chosen.fail_on,
        allowed=chosen.allow_incomplete,
        second=None if stopped else gathering.second_reading(),
        today=chosen.today,
    )
    if stopped:
        raise Interrupted(replace(report, status=RunStatus.INTERRUPTED))
    return report
