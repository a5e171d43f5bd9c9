"""CSV: all tables in one, told apart by the field `record`; UTF-8, commas, all texts quoted.

Words of the report are its own (`undeclared`, `high`), whatever the language; sentences are in the language asked for.
"""

import csv
import io

from barlau.model.report import Report
from barlau.report.exports.cells import harmless
from barlau.report.exports.tables import COLUMNS, COVERAGE, FINDINGS, PROMISES, Cell, tables
from barlau.report.json_values import string
from barlau.report.places import ascii_sections

RECORDS = {"findings": "finding", "promises": "promise", "columns": "column", "coverage": "object"}
FIELDS = ("record", *dict.fromkeys((*FINDINGS, *COLUMNS, *COVERAGE, *PROMISES)))


def render(report: Report, language: str) -> str:
    """One line for each finding, promise and place, column and category, and object."""
    out = io.StringIO()
    writer = csv.writer(out, quoting=csv.QUOTE_NONNUMERIC, lineterminator="\n")
    writer.writerow(FIELDS)
    for table in tables(report, language):
        for row in table.rows:
            writer.writerow([RECORDS[table.name], *(_cell(row.get(field)) for field in FIELDS[1:])])
    return out.getvalue()


def _cell(value: Cell) -> str | int | float | None:
    if isinstance(value, tuple):
        value = ascii_sections(value)
    return harmless(string(value)) if isinstance(value, str) else value
