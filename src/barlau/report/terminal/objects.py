"""What was not read, on a terminal, why, and what to do; what is wrong in the project file; how much was read."""

from barlau.model.reading import ReadStatus
from barlau.model.report import ObjectResult
from barlau.report import summary
from barlau.report.layout import STYLES, Field, Row
from barlau.report.messages import translate
from barlau.report.terminal.view import View
from barlau.report.visible import visible

MOST_OBJECTS = 8
"""Objects named under one reason for not being read."""


def not_read(view: View) -> None:
    """What was not read, why, and what to do about it."""
    gaps = summary.gaps(view.report)
    if not gaps:
        return
    count = sum(len(gap.objects) for gap in gaps)
    view.page.heading(view.say("ui.not_read"), view.say("count.objects", count=count), STYLES["warning"])
    for gap in gaps:
        reason = gap.reason.value if gap.reason else "UNKNOWN"
        view.page.prose(f"{reason}: " + view.say(f"reason.{reason}"), indent=2)
        rows = [_object_cells(view, item) for item in gap.objects[:MOST_OBJECTS]]
        view.page.rows(rows, (Field(is_name=True, least=20), Field("dim", least=20)), 4)
        if rest := len(gap.objects) - len(rows):
            view.page.prose(view.say("ui.more_objects", count=rest), "dim", indent=4)
        view.page.advice(view.say(f"todo.{reason}"), indent=4)


def _object_cells(view: View, item: ObjectResult) -> Row:
    """Name, how much was read."""
    name = visible(item.object.name)
    reading = item.coverage
    if reading.status == ReadStatus.NOT_SCANNED:
        return view.prefix(item.object.source) + name, view.say("status.not_scanned")
    key = "ui.rows" if reading.rows_total is None else "ui.rows_of"
    rows = view.say(key, count=reading.rows_read, total=reading.rows_total or 0)
    if reading.rows_bad:
        rows += ", " + view.say("ui.rows_bad", count=reading.rows_bad)
    return view.prefix(item.object.source) + name, rows


def notices(view: View) -> None:
    """What the owner of the project file should know."""
    if not view.report.notices:
        return
    view.page.heading(view.say("ui.notices"), style=STYLES["warning"])
    for notice in view.report.notices:
        place = f"{visible(notice.place)}: " if notice.place else ""
        view.page.prose(place + translate(notice.message, view.language), indent=2)


def coverage(view: View) -> None:
    """How much was read."""
    totals = view.totals
    view.page.blank()
    objects = view.say("coverage.objects", read=totals.objects_read, count=totals.objects)
    rows = view.say("count.rows", count=totals.rows)
    view.page.prose(f"{objects}, {rows}, " + view.say("count.columns", count=totals.columns) + ".")
    earlier = [item.unchanged_since for item in view.report.objects if item.unchanged_since is not None]
    if earlier:
        view.page.prose(view.say("history.unread", count=len(earlier), run=min(earlier)))
    clean = totals.columns - totals.personal - totals.unread
    parts = view.say("coverage.columns", personal=totals.personal, clean=clean)
    view.page.prose(parts + (", " + view.say("coverage.unread", count=totals.unread) if totals.unread else "") + ".")
    if totals.organisations:
        view.page.prose(view.say("ui.organisations", count=totals.organisations))
    for method, count in summary.sampled(view.report):
        view.page.prose(view.say(f"sampling.{method}", count=count))
    if view.report.allowed_incomplete:
        reasons = ", ".join(visible(reason) for reason in sorted(view.report.allowed_incomplete))
        view.page.prose(view.say("ui.allowed", reasons=reasons))
