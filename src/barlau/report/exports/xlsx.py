"""XLSX: a workbook with a sheet for each table and for the run itself, in the language of its reader.

Texts are written as texts, never as formulas or links. Equal input gives equal bytes: the workbook bears the time of
the run, not that of its writing.
"""

from __future__ import annotations

import io
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from barlau.report.exports.cells import harmless
from barlau.report.exports.tables import Cell, Table, tables
from barlau.report.json_values import string
from barlau.report.messages import has, text
from barlau.report.places import sections
from barlau.report.visible import shorten, visible

if TYPE_CHECKING:
    from xlsxwriter import Workbook
    from xlsxwriter.format import Format
    from xlsxwriter.worksheet import Worksheet

    from barlau.model.report import Report

MOST_ROWS, LONGEST = 1_048_575, 32_000
"""Excel's limits: rows below a header, and (32,767) characters in a cell."""
FAMILIES = {
    **{name: name for name in ("level", "confidence", "kind", "object_kind", "status", "reason", "state", "verdict")},
    "subject": "subject",
    "rule": "rule",
    "sampling": "sampling_method",
    "set_aside": "set_aside",
    "outcome": "claim_outcome",
}
"""Fields whose words have a text: `level` has `level.error`."""
WIDTHS = {
    "message": 60,
    "todo": 60,
    "title": 34,
    "object": 34,
    "why": 34,
    "fingerprint": 36,
    "reason": 34,
    "column": 26,
    "rule": 30,
    "promise": 30,
    "outcome": 18,
    "category": 24,
    "source": 22,
    "path": 22,
    "sections": 22,
    "set_aside": 24,
    "first_seen": 22,
    "last_seen": 22,
    "verdict": 22,
    "level": 17,
    "kind": 20,
}
"""In characters; others are as wide as their heading."""
NARROWEST, WIDEST_HEADING = 12, 22
SHARES = frozenset({"share", "upper_bound_95"})
FILLS = {"error": "#F8D7DA", "broken": "#F8D7DA", "warning": "#FFF3CD", "not_scanned": "#F8D7DA", "partial": "#FFF3CD"}
FIRST_DAY = datetime(1980, 1, 1, tzinfo=UTC)


def render(report: Report, language: str) -> bytes:
    """The workbook."""
    from xlsxwriter import Workbook

    out = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    book = Workbook(out, options)
    book.set_properties({"title": text("page.title", language), "author": "barlau", "created": _time(report)})
    styles = _Styles(book)
    for table in tables(report, language):
        for number, start in enumerate(range(0, max(len(table.rows), 1), MOST_ROWS), 1):
            title = text(f"sheet.{table.name}", language) + (f" {number}" if number > 1 else "")
            part = Table(table.name, table.fields, table.rows[start : start + MOST_ROWS])
            _fill(book.add_worksheet(title), part, styles, language)
    _about(book.add_worksheet(text("sheet.run", language)), report, styles, language)
    book.close()
    return out.getvalue()


class _Styles:
    """The few ways a cell looks."""

    def __init__(self, book: Workbook) -> None:
        base = {"valign": "top", "font_name": "Calibri"}
        heading = {"bold": True, "text_wrap": True, "bg_color": "#1F3A5F", "font_color": "#FFFFFF"}
        self.header = book.add_format({**base, **heading})
        self.text = book.add_format({**base, "text_wrap": True, "num_format": "@"})
        self.number = book.add_format({**base, "num_format": "#,##0"})
        self.score = book.add_format({**base, "num_format": "0.00"})
        self.share = book.add_format({**base, "num_format": "0.00%"})
        self.fills = {
            word: book.add_format({**base, "num_format": "@", "bg_color": fill}) for word, fill in FILLS.items()
        }

    def of(self, field: str, value: Cell) -> Format:
        """The look of a cell."""
        if isinstance(value, str | tuple):
            return self.fills.get(str(value), self.text) if field in ("level", "status", "outcome") else self.text
        if field in SHARES:
            return self.share
        return self.number if isinstance(value, int) else self.score


def _fill(sheet: Worksheet, table: Table, styles: _Styles, language: str) -> None:
    for index, field in enumerate(table.fields):
        heading = text(f"field.{field}", language)
        sheet.set_column(index, index, WIDTHS.get(field, min(max(len(heading) + 3, NARROWEST), WIDEST_HEADING)))
        sheet.write_string(0, index, heading, styles.header)
    for number, row in enumerate(table.rows, 1):
        for index, field in enumerate(table.fields):
            value = row.get(field)
            if value is None or value in ("", ()):
                continue
            style = styles.of(field, value)
            if isinstance(value, str | tuple):
                sheet.write_string(number, index, _shown(field, value, language), style)
            else:
                sheet.write_number(number, index, value, style)
    sheet.set_row(0, 32)
    sheet.freeze_panes(1, 0)
    sheet.autofilter(0, 0, max(len(table.rows), 1), len(table.fields) - 1)
    sheet.set_landscape()
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(0)


def _shown(field: str, value: Cell, language: str) -> str:
    if isinstance(value, tuple):
        value = sections(value, language)
    key = f"{FAMILIES.get(field, '')}.{value}" + (".title" if field == "rule" else "")
    kept = f"claim.{value}"
    key = kept if field == "rule" and not has(key) and has(kept) else key
    shown = text(key, language) if field in FAMILIES and has(key) else str(value)
    return harmless(shorten(string(shown), LONGEST)) if len(shown) > LONGEST else harmless(string(shown))


def _about(sheet: Worksheet, report: Report, styles: _Styles, language: str) -> None:
    """What the run was: outcome, times, versions, policies."""
    lines = [
        ("meth.status", text(f"run.{report.status.value}", language)),
        ("meth.started", report.started_at),
        ("meth.finished", report.finished_at),
        ("meth.tool", f"barlau {report.tool_version}"),
        ("meth.pack", report.pack_version),
        *(("meth.policy_file", f"{visible(name)}: {digest}") for name, digest in sorted(report.policies)),
        ("meth.limits", ""),
    ]
    sheet.set_column(0, 0, 40, styles.text)
    sheet.set_column(1, 1, 80, styles.text)
    for number, (key, value) in enumerate(lines):
        sheet.write_string(number, 0, text(key, language), styles.text)
        sheet.write_string(number, 1, harmless(string(value)), styles.text)


def _time(report: Report) -> datetime:
    try:
        return datetime.fromisoformat(report.finished_at)
    except ValueError:
        return FIRST_DAY
