"""One run from targets to report."""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path

import barlau
from barlau import policy as policies_of
from barlau.api.child import Child
from barlau.api.listing import list_objects
from barlau.api.observer import Observer
from barlau.api.supervisor import Job, Supervisor
from barlau.engine.decision.decide import Decider
from barlau.model.policy import Policy
from barlau.model.profile import ObjectProfile
from barlau.model.reading import Coverage, ReadStatus, Reason, Sampling, Source, Target
from barlau.model.recognizer import Pack
from barlau.model.report import ColumnResult, Finding, Level, ObjectResult, PolicyResult, Report, RunStatus
from barlau.recognizers.load import load as load_pack
from barlau.report.exit_code import threshold_hit


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
    allow_incomplete: tuple[Reason, ...] = ()
    workers: int = field(default_factory=lambda: os.cpu_count() or 1)
    observer: Observer = field(default_factory=Observer)


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
    started = _now()
    named = [t if isinstance(t, Target) else Target(str(t)) for t in targets if isinstance(t, str | Path | Target)]
    frames = [t for t in targets if not isinstance(t, str | Path | Target)]
    profiles, stopped = _profiles(named, chosen)
    for number, frame in enumerate(frames, 1):
        profiles += _frame(frame, name if len(frames) == 1 else f"{name}_{number}", pack, chosen)
    report = _report(profiles, pack, declared, chosen, started)
    if stopped:
        raise Interrupted(replace(report, status=RunStatus.INTERRUPTED))
    return report


def _profiles(targets: Sequence[Target], options: Options) -> tuple[list[ObjectProfile], bool]:
    folders = [str(folder) for folder in options.recognizers]
    jobs: list[Job] = []
    profiles: list[ObjectProfile] = []
    if not targets:
        return profiles, False
    child = Child(folders)
    try:
        for target in dict.fromkeys(targets):
            for item, coverage in list_objects(child, target):
                if coverage is None:
                    jobs.append(Job(target, item))
                else:
                    profiles.append(ObjectProfile(item, coverage))
    except BaseException:
        child.kill()
        child.close()
        raise
    options.observer.listed(len(jobs))
    workers = max(1, min(options.workers, len(jobs)))
    supervisor = Supervisor(
        folders,
        workers=workers,
        threads=max(1, options.workers // workers),
        sampling=options.sampling,
        observer=options.observer,
        spare=child,
    )
    stopped = False
    try:
        done = supervisor.run(jobs)
    except KeyboardInterrupt:
        supervisor.stop()
        done, stopped = supervisor.results, True
    for job, result in zip(jobs, done, strict=True):
        profiles.append(result or ObjectProfile(job.item, Coverage(ReadStatus.NOT_SCANNED)))
    return profiles, stopped


def _frame(frame: object, name: str, pack: Pack, options: Options) -> list[ObjectProfile]:
    from barlau.engine.matcher import Matcher
    from barlau.engine.profiling import profile
    from barlau.sources.frame import open_frame

    source: Source = open_frame(frame, name)
    matcher = Matcher(pack)
    out = []
    for item, _ in source.objects():
        reading = source.read(item, options.sampling)
        try:
            out.append(profile(item, reading, matcher, threads=options.workers))
        finally:
            reading.close()
    source.close()
    return out


def _report(
    profiles: Sequence[ObjectProfile],
    pack: Pack,
    policies: Sequence[Policy],
    options: Options,
    started: str,
) -> Report:
    ordered = sorted(profiles, key=lambda p: (p.object.source, p.object.name, p.object.kind))
    decider = Decider(pack)
    columns: tuple[ColumnResult, ...] = tuple(c for p in ordered for c in decider.decide(p))
    draft = Report(
        tool_version=barlau.__version__,
        pack_version=pack.version,
        status=RunStatus.COMPLETE,
        threshold_hit=False,
        started_at=started,
        finished_at="",
        policies=tuple((p.id, p.sha256) for p in policies),
        objects=tuple(ObjectResult(p.object, p.coverage) for p in ordered),
        allowed_incomplete=tuple(reason.value for reason in options.allow_incomplete),
    )
    complete = all(p.coverage.status in (ReadStatus.SCANNED, ReadStatus.EXCLUDED) for p in ordered)
    sampled = any(p.coverage.reason is Reason.SAMPLED for p in ordered)
    findings: list[Finding] = list(policies_of.prohibited(columns))
    results: list[PolicyResult] = []
    recognised = {r.category for r in pack.recognizers if r.category} | {r.category for r in pack.headers}
    for policy in policies:
        compared = policies_of.compare(columns, policy, complete=complete and not sampled, recognised=recognised)
        columns = compared.columns
        findings += compared.findings
        results += compared.policy_results
    return replace(
        draft,
        status=RunStatus.COMPLETE if complete else RunStatus.INCOMPLETE,
        threshold_hit=threshold_hit(findings, options.fail_on),
        columns=columns,
        findings=policies_of.in_order(findings),
        policy_results=tuple(results),
        finished_at=_now(),
    )


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")
