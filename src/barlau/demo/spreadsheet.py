"""Writes an Excel workbook (ECMA-376, SpreadsheetML) with inline strings, all that the sample data need."""

from __future__ import annotations

from typing import TYPE_CHECKING
from xml.sax.saxutils import escape, quoteattr
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from barlau.demo.draw import Cell
    from barlau.demo.tables import Table

_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
_PART = "application/vnd.openxmlformats-officedocument.spreadsheetml."
_MOMENT = (2026, 1, 1, 0, 0, 0)
"""One moment for all members: the same data give the same bytes."""


def write(path: Path, sheets: Mapping[str, Table]) -> None:
    """One sheet for each table, the names of the columns in the first row."""
    numbers = range(1, len(sheets) + 1)
    with ZipFile(path, "w") as archive:
        _add(archive, "[Content_Types].xml", _content_types(numbers))
        _add(archive, "_rels/.rels", _relations([("officeDocument", "xl/workbook.xml")]))
        _add(archive, "xl/workbook.xml", _workbook(sheets))
        _add(
            archive,
            "xl/_rels/workbook.xml.rels",
            _relations([("worksheet", f"worksheets/sheet{n}.xml") for n in numbers]),
        )
        for number, table in zip(numbers, sheets.values(), strict=True):
            _add(archive, f"xl/worksheets/sheet{number}.xml", "".join(_sheet(table)))


def _add(archive: ZipFile, name: str, text: str) -> None:
    member = ZipInfo(name, _MOMENT)
    member.compress_type = ZIP_DEFLATED
    archive.writestr(member, (_HEAD + text).encode())


def _content_types(numbers: range) -> str:
    parts = [
        ("/xl/workbook.xml", "sheet.main+xml"),
        *((f"/xl/worksheets/sheet{n}.xml", "worksheet+xml") for n in numbers),
    ]
    overrides = "".join(f'<Override PartName="{name}" ContentType="{_PART}{kind}"/>' for name, kind in parts)
    relations = '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    return f'<Types xmlns="{_TYPES}">{relations}{overrides}</Types>'


def _relations(targets: list[tuple[str, str]]) -> str:
    lines = "".join(
        f'<Relationship Id="rId{number}" Type="{_OFFICE}/{kind}" Target="{target}"/>'
        for number, (kind, target) in enumerate(targets, start=1)
    )
    return f'<Relationships xmlns="{_RELATIONS}">{lines}</Relationships>'


def _workbook(sheets: Mapping[str, Table]) -> str:
    lines = "".join(
        f'<sheet name={quoteattr(name)} sheetId="{number}" r:id="rId{number}"/>'
        for number, name in enumerate(sheets, start=1)
    )
    return f'<workbook xmlns="{_MAIN}" xmlns:r="{_OFFICE}"><sheets>{lines}</sheets></workbook>'


def _sheet(table: Table) -> Iterator[str]:
    letters = [_letters(at) for at in range(len(table.names))]
    yield f'<worksheet xmlns="{_MAIN}"><sheetData>'
    for number, row in enumerate([tuple(table.names), *zip(*table.columns, strict=True)], start=1):
        cells = "".join(_cell(f"{letter}{number}", cell) for letter, cell in zip(letters, row, strict=True))
        yield f'<row r="{number}">{cells}</row>'
    yield "</sheetData></worksheet>"


def _letters(at: int) -> str:
    return (_letters(at // 26 - 1) if at >= 26 else "") + chr(ord("A") + at % 26)


def _cell(place: str, cell: Cell) -> str:
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return f'<c r="{place}" t="b"><v>{cell:d}</v></c>'
    if isinstance(cell, int | float):
        return f'<c r="{place}"><v>{cell}</v></c>'
    return f'<c r="{place}" t="inlineStr"><is><t xml:space="preserve">{escape(str(cell))}</t></is></c>'
