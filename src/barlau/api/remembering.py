"""A run kept in the history store: what is new, unchanged and gone, what reviewers decided, how runs went on."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from barlau import history as histories
from barlau.errors import ConfigError
from barlau.history.comparison import Key, counted
from barlau.history.store import TREND
from barlau.model.report import Decision, Finding, History, Level, Report, RunStatus, TrendPoint
from barlau.report import json_load, json_report
from barlau.report.exit_code import threshold_hit
from barlau.report.json_values import string

if TYPE_CHECKING:
    from barlau.api.earlier import Earlier
    from barlau.api.run import Options
    from barlau.history import Judged, Known, Run, Store
    from barlau.model.profile import ObjectProfile


def remember(
    report: Report, store: Store, options: Options, earlier: Earlier, profiles: Sequence[ObjectProfile]
) -> Report:
    """Keep a report in the store; returns it as it was kept, compared with the runs before and judged by `options`.

    The next run may take over what was read (`profiles`) of what has not changed by then.

    Raises `WriteError` if it cannot be kept; the store is then as it was.
    """
    with store.writing():
        before = store.runs(last=TREND - 1)
        known = known_findings(store)
        decisions = store.decisions()
        report = replace(report, findings=decided(report.findings, decisions))
        compared = histories.compare(known, _as_kept(report))
        report = replace(report, findings=(*compared.present, *decided(compared.gone, decisions)))
        run = _run(report, before[-1].id + 1 if before else 1)
        trend = tuple(map(_trend_point, [*before, run]))
        previous = before[-1].id if before else None
        report = replace(
            report,
            history=History(run.id, previous, trend, len(compared.unchecked)),
            threshold_hit=threshold_hit(report.findings, options.fail_on, only_new=options.only_new),
        )
        store.keep(
            run,
            present={histories.key_of(f): _body(f) for f in report.findings if f.state != "gone"},
            gone=[histories.key_of(finding) for finding in compared.gone],
            report=json_report.render(report),
        )
        earlier.keep(run.id, profiles)
    return report


def recall(store: Store, run: int) -> Report:
    """A report that was kept. Raises `ConfigError` if there is no such run."""
    return json_load.load(store.report(run), f"run {run}")


def trend(store: Store) -> list[TrendPoint]:
    """All runs in figures, oldest first."""
    return list(map(_trend_point, store.runs()))


def decided(findings: tuple[Finding, ...], decisions: Mapping[str, Judged]) -> tuple[Finding, ...]:
    """The findings with what reviewers decided about them."""
    return tuple(replace(finding, decision=_decision(decisions.get(finding.fingerprint))) for finding in findings)


def known_findings(store: Store) -> dict[Key, Known]:
    """Every finding of earlier runs. Raises `ConfigError` for one that nobody can read."""
    found = {}
    for row in store.findings():
        try:
            finding = json_load.load_finding(row.body)
        except (KeyError, TypeError, ValueError, AttributeError):
            raise ConfigError(f"finding {row.fingerprint}", "is damaged in the history") from None
        found[row.fingerprint, row.policy] = histories.Known(finding, row.first_seen, row.last_seen, row.gone)
    return found


def _as_kept(report: Report) -> Report:
    """With the names of objects as findings that were kept have them."""
    objects = (
        replace(item, object=replace(item.object, source=string(item.object.source), name=string(item.object.name)))
        for item in report.objects
    )
    return replace(report, objects=tuple(objects))


def _decision(judged: Judged | None) -> Decision | None:
    if judged is None:
        return None
    return Decision(judged.decision == "confirmed", judged.by, judged.reason, judged.at)


def _run(report: Report, number: int) -> Run:
    counts = (sum(f.counts and f.level is level for f in report.findings) for level in Level)
    states = (counted(report.findings, state) for state in ("new", "gone"))
    return histories.Run(number, report.started_at, report.finished_at, report.status.value, *counts, *states)


def _trend_point(run: Run) -> TrendPoint:
    figures = (run.errors, run.warnings, run.notes, run.new, run.gone)
    return TrendPoint(run.id, run.started_at, RunStatus(run.status), *figures)


def _body(finding: Finding) -> str:
    """Without what changes from run to run."""
    bare = replace(finding, state=None, first_seen=None, last_seen=None)
    return json.dumps(json_report.finding_json(bare), ensure_ascii=False, sort_keys=True)
