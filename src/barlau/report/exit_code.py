"""The exit status that a report asks for: 0 clean, 1 findings, 3 incomplete, 4 both."""

from collections.abc import Iterable

from barlau.model.reading import Reason
from barlau.model.report import Finding, Level, Report, RunStatus
from barlau.report.summary import LEVELS, UNREAD


def threshold_hit(findings: Iterable[Finding], fail_on: Level | None, *, only_new: bool = False) -> bool:
    """Does a finding that counts stand at or above `fail_on`? None: nothing fails; `only_new`: old ones do not."""
    if fail_on is None:
        return False
    limit = LEVELS.index(fail_on)
    return any(
        item.counts and LEVELS.index(item.level) <= limit and (item.state == "new" or not only_new) for item in findings
    )


def is_complete(report: Report) -> bool:
    """Was everything read, bar samples asked for and reasons that the user allowed (`--allow-incomplete`)?"""
    if report.status == RunStatus.COMPLETE:
        return True
    excused = {Reason.SAMPLED, *report.allowed_incomplete}
    reasons = {item.coverage.reason for item in report.objects if item.coverage.status in UNREAD}
    return report.status == RunStatus.INCOMPLETE and bool(reasons) and reasons <= excused


def exit_code(report: Report, fail_on: Level | None = Level.ERROR, *, only_new: bool = False) -> int:
    """0, 1, 3 or 4; wrong usage (2), no report (5) and interrupts (130, 143) are for the command line."""
    return 3 * (not is_complete(report)) + threshold_hit(report.findings, fail_on, only_new=only_new)


def recorded(report: Report) -> int | None:
    """The exit status of the run that made the report; None where a signal or a failure chose it."""
    if report.status in (RunStatus.INTERRUPTED, RunStatus.FAILED):
        return None
    return 3 * (not is_complete(report)) + report.threshold_hit
