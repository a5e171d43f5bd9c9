import datetime
from pathlib import Path

import pytest
import xlsxwriter
from contents import content

from barlau.errors import ReadError
from barlau.model.reading import ObjectKind, ReadStatus, Reason, Sampling, Target
from barlau.sources import excel, open_source

DAY = datetime.date(2024, 1, 2)


@pytest.fixture
def workbook(tmp_path: Path) -> Path:
    path = tmp_path / "клиенты.xlsx"
    book = xlsxwriter.Workbook(str(path))
    day = book.add_format({"num_format": "dd.mm.yyyy"})
    sheet = book.add_worksheet("Клиенты")
    sheet.write(0, 2, "Отчет за май")
    sheet.write_row(3, 1, ["ИИН", "ЖСН", "Дата", "Полис", "Сумма", "Согласие"])
    for row, values in enumerate((("012345678901", "П-1"), ("990101300123", 77)), 4):
        sheet.write_string(row, 1, values[0])
        sheet.write_number(row, 2, 88010112345 + row)
        sheet.write_datetime(row, 3, datetime.datetime(1990, 5, row), day)
        sheet.write(row, 4, values[1])
        sheet.write_number(row, 5, row + 0.5)
        sheet.write_boolean(row, 6, row == 4)
    book.add_worksheet("Пусто")
    hidden = book.add_worksheet("Скрытый")
    hidden.write_column(0, 0, ["телефон", "+77011234567"])
    hidden.hide()
    book.close()
    return path


def test_sheets_are_objects_and_hidden_ones_too(workbook, contents):
    source = open_source(Target(str(workbook)))
    found = {item.name: item.kind for item, coverage in source.objects()}
    assert found == dict.fromkeys(
        ["клиенты.xlsx#Клиенты", "клиенты.xlsx#Пусто", "клиенты.xlsx#Скрытый"], ObjectKind.SHEET
    )
    sheets = dict(contents(str(workbook)))
    assert sheets["клиенты.xlsx#Скрытый"].columns == {"телефон": ["+77011234567"]}


def test_cells_have_the_type_that_their_column_shares(workbook, contents):
    sheet = dict(contents(str(workbook)))["клиенты.xlsx#Клиенты"]
    assert sheet.columns == {
        "(above the header)": ["Отчет за май"],
        "ИИН": ["012345678901", "990101300123"],
        "ЖСН": [88010112349, 88010112350],
        "Дата": [datetime.date(1990, 5, 4), datetime.date(1990, 5, 5)],
        "Полис": ["П-1", "77"],
        "Сумма": [4.5, 5.5],
        "Согласие": [True, False],
    }
    assert (sheet.coverage.status, sheet.coverage.rows_read) == (ReadStatus.SCANNED, 2)


@pytest.mark.parametrize(
    ("rows", "names"),
    [
        (
            [["ИИН", DAY, datetime.date(2024, 2, 1), 2025], ["012345678901", 5, 7.5, 3]],
            ["ИИН", "2024-01-02", "2024-02-01", "2025"],
        ),
        (
            [["Клиент", "", "Связь"], ["ИИН", "Имя", "Телефон 2"], ["012345678901", "Дана", 77011234567]],
            ["ИИН", "Имя", "Телефон 2"],
        ),
        ([["Омаров", "Нурлан", 88010112349], ["Ким", "Ольга", 88010112350]], ["column_1", "column_2", "column_3"]),
        ([["Иванова Мария", "x"], ["Ким Ольга Петровна", 5]], ["column_1", "column_2"]),
    ],
    ids=["periods", "groups of columns", "no header", "a person"],
)
def test_header_of_a_sheet(tmp_path, read_file, rows, names):
    path = tmp_path / "t.xlsx"
    with xlsxwriter.Workbook(str(path)) as book:
        sheet, day = book.add_worksheet(), book.add_format({"num_format": "dd.mm.yyyy"})
        for number, cells in enumerate(rows):
            for place, cell in enumerate(cells):
                sheet.write(number, place, cell, *[day] * isinstance(cell, datetime.date))
    assert [name for name in read_file(path).columns if name != "(above the header)"] == names


def test_empty_sheet_is_scanned_and_empty(workbook, contents):
    coverage = dict(contents(str(workbook)))["клиенты.xlsx#Пусто"].coverage
    assert (coverage.status, coverage.reason) == (ReadStatus.SCANNED, Reason.EMPTY)


@pytest.mark.parametrize(
    ("cells", "values"),
    [
        ([1.0, ""], [1, None]),
        ([1.0, "x", 1.5], ["1", "x", "1.5"]),
        ([DAY, datetime.datetime(2024, 1, 2, 3, 4)], ["2024-01-02", "2024-01-02 03:04:00"]),
        ([datetime.time(3, 4), True], ["03:04:00", "True"]),
        (["", ""], [None, None]),
        ([1e20, 1.0], [1e20, 1.0]),
    ],
    ids=["whole", "mixed", "dates and times", "time", "empty", "rounded"],
)
def test_column_of_cells(cells, values):
    assert excel.column_array(cells).to_pylist() == values


@pytest.mark.parametrize(
    ("name", "data", "reason"),
    [
        ("t.xlsx", b"PK\x03\x04 no zip", Reason.CORRUPT),
        ("t.xlsx", b"just text", Reason.CORRUPT),
        ("t.xls", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 no workbook", Reason.CORRUPT),
        ("t.xlsx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 EncryptedPackage", Reason.ENCRYPTED),
    ],
    ids=["broken zip", "no zip", "broken xls", "encrypted"],
)
def test_unreadable_workbooks_are_listed_with_the_reason(tmp_path, listing, name, data, reason):
    (tmp_path / name).write_bytes(data)
    coverage = listing(tmp_path)[name]
    assert (coverage.status, coverage.reason) == (ReadStatus.NOT_SCANNED, reason)


def test_sheet_that_is_gone_is_an_error(workbook):
    source = open_source(Target(str(workbook)))
    item, _ = next(source.objects())
    gone = type(item)(item.source, item.name, item.kind, {**item.locator, "sheet": "нет"})
    with pytest.raises(ReadError, match="CORRUPT"):
        content(source, gone)


def test_sample_of_a_sheet(tmp_path, read_file):
    path = tmp_path / "t.xlsx"
    book = xlsxwriter.Workbook(str(path))
    book.add_worksheet().write_column(0, 0, ["id", *range(500)])
    book.close()
    found = read_file(path, Sampling(20, 3))
    assert len(set(found.columns["id"])) == 20
    assert found.columns == read_file(path, Sampling(20, 3)).columns
    assert (found.coverage.reason, found.coverage.rows_total) == (Reason.SAMPLED, 500)
