import re
from dataclasses import replace
from pathlib import Path

import pytest
from rich.cells import cell_len

from barlau.model.reading import ReadStatus, Reason, SamplingMethod
from barlau.model.report import Confidence, Kind, Level, Report, RunStatus
from barlau.report import summary
from barlau.report.messages import LANGUAGES
from barlau.report.terminal import render
from barlau.report.visible import is_unsafe

from .fixture import COLUMNS, FINDINGS, LONG_TABLE, OBJECTS, REPORT, at, column, detection, finding
from .regenerate import WIDTH

GOLDEN = Path(__file__).parent / "golden"
ANSI = re.compile(r"\x1b\[[0-9;]*m")
CLEAN = column("public.t", "a", kind=Kind.NONE, bound=0.0125)


def coloured(report: Report, language: str = "en", width: int = 80) -> str:
    return ANSI.sub("", render(report, language, width=width, colour=True))


def nothing(method: SamplingMethod, *, read: bool = True, whole: bool = True) -> Report:
    status = (ReadStatus.SCANNED if whole else ReadStatus.PARTIAL) if read else ReadStatus.NOT_SCANNED
    reason = None if whole else Reason.CORRUPT
    coverage = replace(OBJECTS[0].coverage, method=method, status=status, reason=reason)
    columns = (CLEAN if method == SamplingMethod.RANDOM else replace(CLEAN, upper_bound_95=None),)
    return replace(REPORT, objects=(replace(OBJECTS[0], coverage=coverage),), columns=columns, findings=())


@pytest.mark.parametrize("language", LANGUAGES)
def test_equals_the_golden_page(language):
    assert render(REPORT, language, width=WIDTH) == (GOLDEN / f"terminal.{language}.txt").read_text("utf-8")


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("width", [40, 80, 120])
def test_in_colour_no_line_is_wider_than_the_page(language, width):
    assert max(cell_len(line.rstrip()) for line in coloured(REPORT, language, width).splitlines()) <= width


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("colour", [True, False])
def test_names_from_the_data_are_shown_and_harmless(language, colour):
    page = render(REPORT, language, width=120, colour=colour)
    page.encode("utf-8")
    unsafe = {char for char in ANSI.sub("", page) if is_unsafe(char)}
    assert unsafe <= {"\n", "\u00a0"}
    assert "\\u{202e}gpj" in page


def test_plain_has_no_escape_sequence_and_no_typography():
    report = replace(REPORT, objects=OBJECTS[:4], columns=COLUMNS[:12], findings=FINDINGS[1:-1])
    assert render(report, "en").isascii()
    assert render(report, "en").replace("\n", "").isprintable()


def test_plain_names_one_finding_a_line_with_words_to_grep_for():
    lines = [
        line.split()
        for line in render(REPORT, "en").splitlines()
        if line.startswith(("  error", "  warning", "  note"))
    ]
    assert len(lines) == len(summary.current(REPORT))
    assert lines[3][:7] == [
        "error",
        "denied",
        "biometric.face",
        "high",
        "app.public.customers.photo_path",
        "example-shop",
        "ru:7.2",
    ]


def test_plain_never_cuts_a_name():
    assert f"app.{LONG_TABLE}.comment_of_the_manager_who_handled_the_application" in render(REPORT, "en", width=40)


def test_in_colour_a_long_name_is_cut_in_the_middle():
    assert re.search(r"app\.warehouse\S+…\S+application", coloured(REPORT))


def test_what_is_undeclared_comes_first_and_what_is_gone_is_not_listed():
    page = coloured(REPORT)
    headings = [
        "Not declared",
        "Said not to be collected",
        "catch-all clause",
        "umbrella word",
        "Not read",
        "Read: 6",
    ]
    places = [page.index(heading) for heading in headings]
    assert places == sorted(places)
    assert "public.old" not in page
    assert "Gone since the last run: 1 finding." in page


def test_sections_of_the_policy_are_named():
    page = coloured(REPORT, width=120).replace("\u00a0", " ")
    assert "example-shop ru §3.4 b2; kk §3.4 b3" in page
    assert "example-shop ru, kk §3.4 b6" in page


def test_the_source_and_the_policy_are_left_out_where_there_is_one():
    report = replace(
        REPORT, policies=REPORT.policies[:1], objects=OBJECTS[:2], columns=COLUMNS[:3], findings=FINDINGS[3:4]
    )
    assert "  public.customers.photo_path  ru\u00a0§7.2" in coloured(report)


def test_every_unread_object_is_named_with_its_reason_and_what_to_do():
    page = coloured(REPORT)
    assert "ENCRYPTED: encrypted or protected by a password" in page
    assert "dumps.old.zip!кадры.xlsx" in page
    assert "Scan a decrypted copy" in page
    assert "50,000 of 1,000,000 rows read" in page
    assert "mail.parquet  1,000" not in page, "a sample that was asked for is no gap"


def test_long_lists_are_cut_and_say_so():
    many = tuple(finding("undeclared", Level.ERROR, "vehicle", at("t", f"c{i:03}")) for i in range(100))
    rare = tuple(finding("vague", Level.NOTE, "vehicle", at("t", f"v{i}")) for i in range(9))
    page = render(replace(REPORT, findings=many + rare), "en")
    assert len(re.findall(r"app\.t\.", page)) == 40
    assert "and 63 more: see the JSON report" in page
    assert "and 6 more: see the JSON report" in page, "each rule shows a few of its findings"


@pytest.mark.parametrize("colour", [True, False])
def test_without_a_policy_categories_are_listed_by_table(colour):
    columns = tuple(replace(item, verdicts=()) for item in COLUMNS)
    page = render(replace(REPORT, policies=(), columns=columns, findings=()), "en", width=120, colour=colour)
    page = ANSI.sub("", page)
    assert "Personal data found  11 columns" in page
    assert "Organisation data, not personal: 1 column." in page
    assert re.search(r"^    iin +Individual|^  identity.iin +high +app.public.customers.iin", page, re.MULTILINE)
    assert "1 more category" in page
    assert "0.04%" in page
    assert "policy" not in page.lower()


@pytest.mark.parametrize(
    ("report", "worth"),
    [
        pytest.param(nothing(SamplingMethod.FULL), "Every row of every object was read.", id="full"),
        pytest.param(nothing(SamplingMethod.RANDOM), "at most 1.2% of the rows", id="random sample"),
        pytest.param(nothing(SamplingMethod.TOP), "says nothing about the others", id="first rows"),
        pytest.param(nothing(SamplingMethod.FULL, whole=False), "What was not read may.", id="incomplete"),
        pytest.param(nothing(SamplingMethod.FULL, read=False, whole=False), "Nothing was read", id="unread"),
    ],
)
def test_a_clean_result_says_what_it_is_worth(report, worth):
    page = " ".join(render(report, "en").split())
    assert "No personal data found" in page
    assert worth in page


def test_a_declared_column_is_a_result_not_a_clean_one():
    report = replace(REPORT, columns=COLUMNS[:1], findings=())
    page = render(report, "en")
    assert "No personal data found" not in page
    assert "Declared in the policy: 1 column." in page


@pytest.mark.parametrize("language", LANGUAGES)
def test_an_empty_report_renders(language):
    empty = Report("1", "p", RunStatus.COMPLETE, False, "", "")
    assert render(empty, language).startswith("barlau 1\n")


@pytest.mark.parametrize(
    ("status", "sentence"),
    [(RunStatus.INTERRUPTED, "interrupted"), (RunStatus.FAILED, "failed")],
)
def test_a_run_that_did_not_end_well_says_so_first(status, sentence):
    assert sentence in render(replace(REPORT, status=status), "en").split("Not declared")[0]


def test_a_rule_unknown_to_the_catalogue_is_still_listed():
    foreign = finding("house-rule", Level.ERROR, "own.category", at("t", "c"))
    page = render(replace(REPORT, findings=(foreign,)), "kk")
    assert "house-rule" in page
    assert "own.category" in page


def test_allowed_reasons_are_named():
    page = render(replace(REPORT, allowed_incomplete=("TIMEOUT", "ENCRYPTED")), "en")
    assert "(--allow-incomplete): ENCRYPTED, TIMEOUT." in page


def test_findings_of_a_rule_come_surest_first():
    unsure = finding("vague", Level.NOTE, "vehicle", at("a", "a"), confidence=Confidence.LOW)
    sure = finding("vague", Level.NOTE, "vehicle", at("z", "z"))
    group = summary.groups(replace(REPORT, findings=(unsure, sure)))[0]
    assert group.findings == (sure, unsure)


def test_the_environment_changes_nothing(monkeypatch):
    before = render(REPORT, "en", colour=True)
    for name, value in {"NO_COLOR": "1", "COLUMNS": "33", "TERM": "dumb", "FORCE_COLOR": "0"}.items():
        monkeypatch.setenv(name, value)
    assert render(REPORT, "en", colour=True) == before


def test_square_brackets_in_names_are_no_markup():
    odd = column("t", "[bold red]x[/]", detection("vehicle"))
    assert "[bold red]x[/]" in coloured(replace(REPORT, policies=(), columns=(odd,), findings=()))
