"""The last audit in figures for Prometheus, as the text file that node_exporter's textfile collector reads.

https://prometheus.io/docs/instrumenting/exposition_formats/ and https://prometheus.io/docs/practices/naming/:
base units, gauges, every series always present, so that a rule never waits for one to appear.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import datetime

from barlau.model.reading import ReadStatus
from barlau.model.report import Finding, Level, Report, RunStatus
from barlau.report import summary
from barlau.report.visible import visible

Labels = tuple[tuple[str, str], ...]
Sample = tuple[Labels, float]


def render(report: Report, project: str, exit_code: int) -> str:
    """All metrics; `project` tells several audits on one host apart."""
    own: Labels = (("project", visible(project)),)
    lines = []
    for name, text, samples in _metrics(report, exit_code):
        lines += [f"# HELP {name} {text}", f"# TYPE {name} gauge"]
        lines += [f"{name}{_labels((*own, *labels))} {_number(value)}" for labels, value in samples]
    return "\n".join(lines) + "\n"


def _metrics(report: Report, exit_code: int) -> Iterator[tuple[str, str, list[Sample]]]:
    history, totals = report.history, summary.totals(report)
    current = summary.current(report)
    ended = _seconds(report.finished_at)
    yield _one("barlau_audit_timestamp_seconds", "Unix time at which the last audit ended.", ended)
    yield _one("barlau_audit_duration_seconds", "How long it took.", ended - _seconds(report.started_at))
    yield _one("barlau_audit_exit_status", "Its exit status: 0 clean, 1 findings, 3 incomplete, 4 both.", exit_code)
    yield _one("barlau_audit_complete", "1 if everything was read, else 0.", int(report.status is RunStatus.COMPLETE))
    yield _one("barlau_audit_run", "Number of the run in its history; 0 without one.", history.run if history else 0)
    yield "barlau_findings", "Findings that count, by level.", _by_level(current)
    new = [finding for finding in current if finding.state == "new"]
    yield "barlau_findings_new", "Those that the run before did not have.", _by_level(new)
    yield _one("barlau_findings_gone", "Findings of the run before that are gone.", totals.gone)
    unchecked = history.unchecked if history else 0
    yield _one("barlau_findings_unchecked", "Earlier findings in what could not be read this time.", unchecked)
    yield _one("barlau_findings_excused", "Findings that are suppressed or rejected.", totals.excused)
    statuses = Counter(item.coverage.status for item in report.objects)
    yield (
        "barlau_objects",
        "Tables, files and sheets, by how they were read.",
        [((("status", status.value),), statuses[status]) for status in ReadStatus],
    )
    unchanged = sum(item.unchanged_since is not None for item in report.objects)
    yield _one("barlau_objects_unchanged", "Those taken over from an earlier run, because nothing changed.", unchanged)
    yield _one("barlau_rows", "Rows read, those of objects taken over as well.", totals.rows)
    yield (
        "barlau_columns",
        "Columns, by whether personal data was found.",
        [
            ((("personal", "true"),), totals.personal),
            ((("personal", "false"),), totals.columns - totals.personal),
        ],
    )


def _one(name: str, text: str, value: float) -> tuple[str, str, list[Sample]]:
    return name, text, [((), value)]


def _by_level(findings: Iterable[Finding]) -> list[Sample]:
    counts = Counter(finding.level for finding in findings)
    return [((("level", level.value),), counts[level]) for level in Level]


def _labels(labels: Labels) -> str:
    def escaped(value: str) -> str:
        return value.replace("\\", r"\\").replace('"', r"\"").replace("\n", r"\n")

    return "{" + ",".join(f'{name}="{escaped(value)}"' for name, value in labels) + "}"


def _number(value: float) -> str:
    return str(int(value)) if value == int(value) else repr(value)


def _seconds(moment: str) -> float:
    return datetime.fromisoformat(moment).timestamp()
