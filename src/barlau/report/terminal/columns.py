"""Columns with personal data that no policy speaks of, on a terminal; what it is worth if none was found."""

from collections.abc import Iterable
from itertools import groupby

from barlau.model.reading import SamplingMethod
from barlau.model.report import ColumnResult
from barlau.report import summary
from barlau.report.layout import Field, Row
from barlau.report.messages import category_title
from barlau.report.places import column_name, location_of, where
from barlau.report.quantities import share
from barlau.report.terminal.view import View
from barlau.report.visible import visible

MOST_COLUMNS = 40
COLUMN_FIELDS = (Field(is_name=True, least=16), Field(least=14), Field("dim", least=4), Field("dim", least=6))
PLAIN_COLUMN_FIELDS = (Field(), Field(), Field(is_name=True), Field(), Field(), Field())


def show(view: View) -> None:
    """Columns with personal data that no policy was compared with, by object."""
    columns = [item for item in view.report.columns if summary.is_personal(item) and not item.verdicts]
    if not columns:
        return
    title = "ui.uncompared" if view.report.policies else "ui.found"
    view.page.heading(view.say(title), view.say("count.columns", count=len(columns)))
    shown = sorted(columns, key=lambda column: (column.source, column.object))[:MOST_COLUMNS]
    if view.page.colour:
        _by_object(view, shown)
    else:
        view.page.rows([_plain_cells(view, column) for column in shown], PLAIN_COLUMN_FIELDS)
    if rest := len(columns) - len(shown):
        view.page.prose(view.say("ui.more", count=rest), "dim", indent=2)


def _by_object(view: View, columns: Iterable[ColumnResult]) -> None:
    columns = list(columns)
    widths = view.page.fit([_cells(view, column) for column in columns], COLUMN_FIELDS, 4)
    for (source, item), members in groupby(columns, key=lambda column: (column.source, column.object)):
        view.page.rows([(view.prefix(source) + visible(item),)], (Field("bold", is_name=True),))
        for column in members:
            view.page.row(_cells(view, column), COLUMN_FIELDS, widths, 4)


def _cells(view: View, column: ColumnResult) -> Row:
    """Column, category, confidence, and how much of the column it is."""
    name = column_name(column.column.name, column.column.path)
    category = category_title(column.detections[0].category, view.language)
    confidence = view.say(f"confidence.{column.detections[0].confidence}")
    return name, category, confidence, _extent(view, column)


def _plain_cells(view: View, column: ColumnResult) -> Row:
    """As `column_cells`, the place in one word and the title last."""
    category = column.detections[0].category
    place = where(location_of(column.source, column.object, column.column))
    _, title, confidence, extent = _cells(view, column)
    return category, confidence, place, extent, title, ""


def _extent(view: View, column: ColumnResult) -> str:
    """`whole column, 98%`, and the further categories in it."""
    words = view.say(f"kind.{column.kind}")
    if column.detections[0].count:
        words += ", " + share(str(column.detections[0].share), view.language)
    more = len(column.detections) - 1
    return words + (", " + view.say("ui.categories_more", count=more) if more else "")


def nothing_found(view: View) -> None:
    """What a clean result is worth."""
    if view.totals.personal or summary.current(view.report):
        return
    view.page.heading(view.say("ui.nothing"))
    methods, bound = (
        [method for method, _ in summary.sampled(view.report)],
        summary.worst_bound(view.report),
    )
    if not view.totals.objects_read:
        worth = view.say("nothing.unread")
    elif SamplingMethod.TOP in methods or (methods and bound is None):
        worth = view.say("nothing.top")
    elif methods:
        worth = view.say("nothing.random", bound=bound or 0)
    else:
        worth = view.say("nothing.partial" if summary.gaps(view.report) else "nothing.full")
    view.page.prose(worth, indent=2)
