"""The report for a terminal: what was found, how sure, where, what the policy says, what to do."""

from barlau.model.report import Report, RunStatus
from barlau.report import claims_view, summary
from barlau.report.layout import STYLES, Page
from barlau.report.terminal import columns, findings, objects
from barlau.report.terminal.view import View
from barlau.report.visible import visible


def render(report: Report, language: str, *, width: int = 80, colour: bool = False) -> str:
    """The report in one of `LANGUAGES`. In colour it keeps to `width`; plain, one finding is one line."""
    view = View(report, language, Page(width=width, colour=colour))
    _title(view)
    findings.show(view)
    _covered(view)
    _promises(view)
    columns.show(view)
    columns.nothing_found(view)
    objects.not_read(view)
    objects.notices(view)
    objects.coverage(view)
    _total(view)
    return view.page.text()


def _title(view: View) -> None:
    """What ran, against which policies."""
    names = ", ".join(visible(name) for name, _ in view.report.policies)
    line = f"barlau {view.report.tool_version}"
    if names:
        line += " · " + view.say("ui.policies", count=len(view.report.policies)) + ": " + names
    view.page.prose(line, "dim")
    if view.report.status in (RunStatus.INTERRUPTED, RunStatus.FAILED):
        view.page.prose(view.say(f"run.{view.report.status}"), STYLES["error"])


def _covered(view: View) -> None:
    """What the policies declare, as a count."""
    if count := summary.declared(view.report):
        view.page.blank()
        view.page.prose(view.say("ui.declared", count=count))


def _promises(view: View) -> None:
    """What became of every promise, with the counts or why they cannot be had."""
    if not view.report.claims:
        return
    claims = view.report.claims
    view.page.heading(view.say("ui.claims"), claims_view.tally(claims, view.language))
    plain = not view.page.colour
    rows = claims_view.rows(claims, view.language, with_policy=view.with_policy, plain=plain)
    view.page.rows(rows, claims_view.FIELDS)


def _total(view: View) -> None:
    """The last lines: one sum, and where to read on."""
    view.page.blank()
    counts = ", ".join(view.say(f"count.{level}", count=count) for level, count in view.totals.levels)
    worst = next((level for level, count in view.totals.levels if count), None)
    status = view.say(f"run.{view.report.status}")
    view.page.prose(f"{counts}. {status}", STYLES[worst] if worst else "bold green")
    if view.totals.excused:
        view.page.prose(view.say("ui.excused", count=view.totals.excused))
    _history(view)
    view.page.prose(view.say("ui.hint"), "dim")


def _history(view: View) -> None:
    """What changed since the last run that the history keeps."""
    history, gone = view.report.history, view.totals.gone
    if history is None:
        if gone:
            view.page.prose(view.say("ui.gone", count=gone))
    elif history.previous is None:
        view.page.prose(view.say("history.first", run=history.run))
    else:
        new = sum(finding.state == "new" for finding in summary.current(view.report))
        args = {"run": history.run, "previous": history.previous, "new": new, "gone": gone}
        view.page.prose(view.say("history.compared", **args))
    if history is not None and history.unchecked:
        view.page.prose(view.say("history.unchecked", count=history.unchecked))
