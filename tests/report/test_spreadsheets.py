"""CSV and XLSX: every finding, column and object is there, and no cell can start a formula."""

import csv
import io
import re
import unicodedata
import zipfile
from dataclasses import replace

import pytest
from python_calamine import CalamineWorkbook

from barlau.model.report import Exemption
from barlau.report.exports import csv_table, xlsx
from barlau.report.exports.cells import harmless
from barlau.report.exports.tables import COLUMNS, COVERAGE, FINDINGS, PROMISES, tables
from barlau.report.messages import LANGUAGES, has

from .fixture import REPORT
from .hostile import hostile, promised, remembered

DIVIDERS = (",", ";", "\t", "|")


def sheets(report, language="en"):
    book = CalamineWorkbook.from_filelike(io.BytesIO(xlsx.render(report, language)))
    return {name: book.get_sheet_by_name(name).to_python() for name in book.sheet_names}


def lines(report, divider=",", language="en"):
    return list(csv.reader(io.StringIO(csv_table.render(report, language)), delimiter=divider))


def starts_formula(cell: str) -> bool:
    first = unicodedata.normalize("NFKC", cell.lstrip(" \"'" if cell.startswith('"') else " ")[:1])
    return first in tuple("=+-@−") or cell[:1] in ("\t", "\r", "\n")


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("=1+1", "'=1+1"),
        ("+7 701", "'+7 701"),
        ("-2+3", "'-2+3"),
        ("@SUM(1)", "'@SUM(1)"),
        ("\t=1", "\t'=1"),
        ("\r\n=1", "\r\n'=1"),
        ("＝1", "'＝1"),
        ("＋1", "'＋1"),
        ("－1", "'－1"),
        ("＠a", "'＠a"),
        ("  =1", "  '=1"),
        ('x";=1', "x\";'=1"),
        ("a,@b", "a,'@b"),
        ("first-name", "first-name"),
        ("a = b", "a = b"),
        ("it's", "it's"),
    ],
)
def test_signs_that_begin_a_formula_get_an_apostrophe(text, shown):
    assert harmless(text) == shown
    assert harmless(shown) == shown


@pytest.mark.parametrize("divider", DIVIDERS)
def test_no_cell_of_csv_starts_a_formula_however_it_is_divided(divider):
    cells = [cell for line in lines(hostile(), divider) for cell in line]
    assert [cell for cell in cells if starts_formula(cell)] == []


def test_no_cell_of_xlsx_starts_a_formula_or_a_link():
    with zipfile.ZipFile(io.BytesIO(xlsx.render(hostile(), "en"))) as book:
        parts = {name: book.read(name).decode() for name in book.namelist()}
    for name, part in parts.items():
        assert not re.search(r"<f[ >]|<hyperlink|externalLink|TargetMode=.External", part), name
    cells = [cell for rows in sheets(hostile()).values() for row in rows for cell in row if isinstance(cell, str)]
    assert [cell for cell in cells if starts_formula(cell)] == []
    assert any("'=HYPERLINK" in cell for cell in cells)


def test_csv_has_a_line_for_every_finding_column_and_object():
    head, *rows = lines(remembered())
    records = [dict(zip(head, row, strict=True)) for row in rows]
    findings = [row for row in records if row["record"] == "finding"]
    assert sorted(row["fingerprint"] for row in findings) == sorted(f.fingerprint for f in REPORT.findings)
    assert [row["object"] for row in records if row["record"] == "object"].count("public.payments") == 1
    assert len([row for row in records if row["record"] == "object"]) == len(REPORT.objects)
    places = {
        (row["source"], row["object"], row["column"], row["path"]) for row in records if row["record"] == "column"
    }
    assert len(places) == len(REPORT.columns)
    (pan,) = {row["policy"] for row in records if row["verdict"] == "wrong_source"}
    assert pan == "example-bank"


def test_words_of_csv_do_not_depend_on_the_language_and_its_sentences_do():
    english, russian = (lines(REPORT, language=language) for language in ("en", "ru"))
    where = {name: english[0].index(name) for name in ("rule", "level", "verdict", "status", "message")}
    for name, index in where.items():
        same = [row[index] for row in english] == [row[index] for row in russian]
        assert same == (name != "message")


@pytest.mark.parametrize("language", LANGUAGES)
def test_workbook_has_a_sheet_for_each_table_in_the_language(language):
    book = sheets(remembered(), language)
    assert len(book) == 5
    findings, promises, columns, coverage, _ = book.values()
    assert len(promises) == 1
    assert len(findings) == 1 + len(REPORT.findings)
    assert len(columns) > len(REPORT.columns)
    assert len(coverage) == 1 + len(REPORT.objects)


def test_every_field_has_a_title():
    assert [field for field in (*FINDINGS, *PROMISES, *COLUMNS, *COVERAGE) if not has(f"field.{field}")] == []


def test_every_value_of_a_table_belongs_to_a_field():
    for table in tables(remembered(), "en"):
        assert {field for row in table.rows for field in row} <= set(table.fields)


def test_numbers_of_a_workbook_are_numbers():
    _, _, columns, *_ = sheets(REPORT).values()
    share, rows = columns[0].index("Share of values"), columns[0].index("Rows")
    assert {type(row[rows]) for row in columns[1:]} == {float}
    assert 0.123457 in [row[share] for row in columns]


def test_suppressed_finding_says_by_whom_until_when_and_why():
    exempt = replace(REPORT.findings[0], exemption=Exemption("=закрыто", "dpo", "2027-01-01"))
    head, row, *_ = sheets(replace(REPORT, findings=(exempt,)))["Findings"]
    told = dict(zip(head, row, strict=True))
    assert told["Decision"] == "suppressed in the project file"
    assert told["Reason of the decision"] == "'=закрыто"
    assert (told["Decided by"], told["Until"]) == ("dpo", "2027-01-01")


def test_cell_longer_than_excel_allows_is_cut_with_a_mark():
    long = replace(REPORT.findings[0], exemption=Exemption("ж" * 40_000, "dpo"))
    head, row, *_ = sheets(replace(REPORT, findings=(long,)))["Findings"]
    cell = row[head.index("Reason of the decision")]
    assert len(cell) <= 32_767
    assert "…" in cell


def test_promises_stand_in_csv_with_the_rows_that_were_counted():
    head, *rows = lines(promised())
    records = [dict(zip(head, row, strict=True)) for row in rows]
    told = [row for row in records if row["record"] == "promise"]
    counts = [(row["outcome"], row["rows_broken"], row["rows_checked"]) for row in told]
    assert counts == [("broken", "4", "90"), ("broken", "0", "90"), ("unverifiable", "", ""), ("kept", "0", "90")]
    assert "neither an IIN nor a birth date" in told[2]["reason"]
    assert (told[3]["column"], told[3]["sections"]) == ("iin", "ru:7.7")


def test_promises_are_told_in_the_language_of_the_workbook():
    _, (head, *rows), *_ = sheets(promised(), "ru").values()
    told = [dict(zip(head, row, strict=True)) for row in rows]
    assert [row["Итог"] for row in told] == ["нарушено", "нарушено", "нельзя проверить", "выполнено"]
    assert told[0]["Правило"] == "Нет несовершеннолетних"
    assert told[0]["Нарушающих строк"] == 4


def test_name_of_a_promise_starts_no_formula():
    report = promised("=HYPERLINK(1)", "+cmd")
    cells = [cell for line in lines(report) for cell in line]
    cells += [cell for rows in sheets(report).values() for row in rows for cell in row if isinstance(cell, str)]
    assert [cell for cell in cells if starts_formula(cell)] == []
    assert any("'=HYPERLINK(1)" in cell for cell in cells)
