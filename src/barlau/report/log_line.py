"""A run in one line for a log, as `key=value` pairs (logfmt)."""

from datetime import datetime

from barlau.model.report import Report
from barlau.report import summary
from barlau.report.visible import visible


def render(report: Report, project: str, exit_code: int) -> str:
    """The line, without its end."""
    totals, history = summary.totals(report), report.history
    shown = visible(project)
    fields: dict[str, object] = {
        "project": f'"{shown}"' if " " in shown else shown,
        "status": report.status.value,
        "exit": exit_code,
        **{f"{level.value}s": count for level, count in totals.levels},
        "excused": totals.excused,
    }
    if history is not None:
        new = sum(finding.state == "new" for finding in summary.current(report))
        fields = {"run": history.run, **fields, "new": new, "gone": totals.gone, "unchecked": history.unchecked}
    fields |= {
        "objects": totals.objects,
        "unread": sum(len(gap.objects) for gap in summary.gaps(report)),
        "unchanged": sum(item.unchanged_since is not None for item in report.objects),
        "rows": totals.rows,
        "seconds": _duration(report),
    }
    return "barlau audit " + " ".join(f"{key}={value}" for key, value in fields.items())


def _duration(report: Report) -> int:
    ended, started = map(datetime.fromisoformat, (report.finished_at, report.started_at))
    return round((ended - started).total_seconds())
