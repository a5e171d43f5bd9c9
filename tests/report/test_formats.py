"""What holds for every format: equal bytes, no character that hides or steers, nothing lost with the stored JSON."""

import io
import unicodedata
import zipfile
from dataclasses import replace

import pytest

from barlau.cli.options import BINARY, Format
from barlau.report import json_load, json_report
from barlau.report.formats import FORMATS
from barlau.report.messages import LANGUAGES

from .fixture import REPORT
from .hostile import hostile, remembered
from .large import large

REPORTS = {
    "fixture": REPORT,
    "remembered": remembered(),
    "hostile": hostile(),
    "nothing": replace(REPORT, policies=(), objects=(), columns=(), findings=(), policy_results=()),
}
PAGES = ("terminal", "html")
"""Formats for people: tests of their own hold them to the same, and they show things in the report's order."""
UNSAFE = {"Cc", "Cf", "Cs", "Zl", "Zp"}


def text_of(rendered: str | bytes) -> str:
    """All text of a report; the parts of a workbook one after the other."""
    if isinstance(rendered, str):
        return rendered
    with zipfile.ZipFile(io.BytesIO(rendered)) as book:
        return "\n".join(book.read(name).decode() for name in book.namelist())


@pytest.fixture(params=FORMATS)
def form(request):
    return request.param


@pytest.fixture(params=[form for form in FORMATS if form not in PAGES])
def export(request):
    return request.param


@pytest.fixture(params=REPORTS)
def report(request):
    return REPORTS[request.param]


def test_command_line_knows_every_format_and_each_has_a_file_of_its_own():
    assert {form.value for form in Format} == set(FORMATS)
    suffixes = [form.suffix for form in FORMATS.values()]
    assert len(set(suffixes)) == len(suffixes)


def test_equal_input_gives_equal_bytes(form, report):
    assert FORMATS[form].render(report, "ru") == FORMATS[form].render(report, "ru")


def test_order_of_the_input_does_not_show(export):
    found = remembered()
    turned = replace(found, objects=found.objects[::-1], columns=found.columns[::-1], findings=found.findings[::-1])
    assert FORMATS[export].render(turned, "en") == FORMATS[export].render(found, "en")


@pytest.mark.parametrize("language", LANGUAGES)
def test_nothing_in_a_report_hides_or_steers(export, report, language):
    text = text_of(FORMATS[export].render(report, language))
    assert {char for char in text if unicodedata.category(char) in UNSAFE} <= {"\n", "\r"}


def test_binary_formats_are_known_to_the_command_line(form):
    assert isinstance(FORMATS[form].render(REPORT, "en"), bytes) == (form in BINARY)


def test_stored_report_renders_as_the_fresh_one_did(export):
    """Policies do not travel with the JSON, nor do notices by key; all else does."""
    fresh = replace(remembered(), declared=())
    stored = json_load.load(json_report.render(fresh))
    assert FORMATS[export].render(stored, "kk") == FORMATS[export].render(fresh, "kk")


def test_large_report_is_rendered_in_full(form):
    assert len(FORMATS[form].render(large(), "ru")) > 1000
