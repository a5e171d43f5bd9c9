"""Formats of CI services: JUnit by its schema, GitHub's commands as the runner decodes them, GitLab, Markdown."""

import json
import re
import xml.etree.ElementTree as ET
from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest
import xmlschema
from markdown_it import MarkdownIt

from barlau.model.report import Exemption, Level
from barlau.report.exports import github, gitlab, junit, markdown
from barlau.report.exports.github import command
from barlau.report.messages import LANGUAGES
from barlau.report.summary import current
from barlau.report.visible import visible

from .fixture import REPORT
from .hostile import NAMES, hostile, remembered
from .large import large

SCHEMAS = Path(__file__).parents[1] / "data" / "schemas"
EMPTY = replace(REPORT, policies=(), objects=(), columns=(), findings=(), policy_results=())
REPORTS = [REPORT, remembered(), hostile(), large(), EMPTY]
COMMAND = re.compile(r"::(error|warning|notice)(?: ([^:]*))?::(.*)")


@cache
def junit_schema():
    return xmlschema.XMLSchema(SCHEMAS / "junit-10.xsd")


def suites(report):
    return {suite.get("name"): suite for suite in ET.fromstring(junit.render(report, "en"))}  # noqa: S314  (our own)


def cases(report):
    return [case for suite in suites(report).values() for case in suite.iter("testcase")]


@pytest.mark.parametrize("report", REPORTS)
@pytest.mark.parametrize("language", LANGUAGES)
def test_junit_follows_its_schema_and_counts_itself_truly(report, language):
    text = junit.render(report, language)
    junit_schema().validate(text)
    root = ET.fromstring(text)  # noqa: S314  (our own)
    for element, outcomes in [(root, root.iter("testcase")), *((suite, suite.iter("testcase")) for suite in root)]:
        kinds = [case[0].tag if len(case) else "passed" for case in outcomes]
        assert element.get("tests") == str(len(kinds))
        assert element.get("failures") == str(kinds.count("failure"))
        assert element.get("errors") == str(kinds.count("error"))


def test_junit_fails_for_errors_that_count_alone():
    failed = [case[0].get("type") for case in cases(remembered()) if len(case) and case[0].tag == "failure"]
    expected = [f"error: {finding.rule}" for finding in current(remembered()) if finding.level is Level.ERROR]
    assert sorted(failed) == sorted(expected)


def test_junit_keeps_suppressed_and_rejected_findings_as_skipped_with_their_reason():
    exempt = replace(REPORT.findings[0], exemption=Exemption("договор закрыт", "dpo", "2027-01-01"))
    (skipped,) = [case for case in cases(replace(REPORT, findings=(exempt,))) if "suppressed" in _type(case)]
    assert "dpo: договор закрыт" in skipped[0].text
    assert [case for case in cases(remembered()) if _type(case) == "rejected"]


def _type(case) -> str:
    return case[0].get("type", "") if len(case) else ""


def test_junit_object_not_read_is_an_error_and_a_sample_asked_for_is_not():
    reading = {name: suite[0] for name, suite in suites(REPORT).items()}
    assert reading["dumps.old.zip!кадры.xlsx"][0].tag == "error"
    assert reading["app.public.payments"][0].tag == "error"
    assert reading["dumps.mail.parquet"][0].tag == "skipped"
    assert reading["app.public.tmp_x"][0].tag == "skipped"
    assert len(reading["app.public.customers"]) == 0


def test_junit_column_that_breaks_no_rule_is_a_test_that_passed():
    passed = [case.get("name") for case in suites(REPORT)["app.public.customers"] if not len(case)]
    assert passed == ["reading"]
    clean = [case.get("name") for case in suites(replace(REPORT, findings=()))["app.public.customers"]]
    assert "iin: Individual identification number (IIN)" in clean
    assert not [name for name in clean if name.startswith("org_bin")]


def decoded(line: str) -> tuple[str, dict[str, str], str]:
    """As the runner reads it."""
    name, properties, message = COMMAND.fullmatch(line).groups()
    codes = {"%25": "%", "%0D": "\r", "%0A": "\n", "%3A": ":", "%2C": ","}
    read = lambda text: re.sub("%25|%0D|%0A|%3A|%2C", lambda match: codes[match[0]], text)  # noqa: E731
    pairs = dict(part.split("=", 1) for part in (properties or "").split(",") if part)
    return name, {key: read(value) for key, value in pairs.items()}, read(message)


@pytest.mark.parametrize("report", REPORTS)
def test_every_line_for_github_is_a_command_of_ours(report):
    lines = github.render(report, "ru").splitlines()
    read = [decoded(line) for line in lines]
    assert {key for _, properties, _ in read for key in properties} <= {"file", "title"}
    errors = sum(finding.level is Level.ERROR for finding in current(report))
    assert sum(name == "error" for name, *_ in read) == errors
    assert read[-1][0] == "notice"


def test_command_escapes_what_the_runner_would_read():
    line = command("error", "100%\nline ::error::x", file="a,b:c%.csv", title="T")
    assert line == "::error file=a%2Cb%3Ac%25.csv,title=T::100%25%0Aline ::error::x"
    assert decoded(line) == ("error", {"file": "a,b:c%.csv", "title": "T"}, "100%\nline ::error::x")


def test_github_puts_the_gravest_first():
    order = [decoded(line)[0] for line in github.render(REPORT, "en").splitlines()]
    assert order == sorted(order, key=["error", "warning", "notice"].index)


@pytest.mark.parametrize("report", REPORTS)
def test_gitlab_issues_have_what_gitlab_reads(report):
    """Fields and values of docs.gitlab.com, Code Quality report format."""
    issues = json.loads(gitlab.render(report, "en"))
    assert len(issues) == len(current(report))
    for issue in issues:
        assert set(issue) == {"description", "check_name", "fingerprint", "severity", "location"}
        assert all(isinstance(issue[name], str) and issue[name] for name in ("description", "check_name"))
        assert issue["severity"] in ("info", "minor", "major", "critical", "blocker")
        assert re.fullmatch("[0-9a-f]{32}", issue["fingerprint"])
        assert issue["location"]["path"]
        assert not issue["location"]["path"].startswith(("/", "./"))
        assert issue["location"]["lines"] == {"begin": 1}
    assert len({issue["fingerprint"] for issue in issues}) == len(issues)


def test_gitlab_tells_two_policies_apart():
    one = REPORT.findings[1]
    both = replace(REPORT, findings=(one, replace(one, policy="example-bank")))
    first, second = json.loads(gitlab.render(both, "en"))
    assert first["fingerprint"] != second["fingerprint"]


def rendered(report, language="en") -> str:
    return MarkdownIt("gfm-like", {"html": True, "linkify": False}).render(markdown.render(report, language))


@pytest.mark.parametrize("language", LANGUAGES)
def test_names_in_markdown_are_shown_and_do_nothing(language):
    page = rendered(hostile(), language)
    tags = set(re.findall(r"<([a-z0-9]+)", page))
    assert tags <= {"h1", "h2", "p", "strong", "table", "thead", "tbody", "tr", "th", "td", "code"}
    shown = _unescaped(page)
    assert [name for name in NAMES if visible(name) not in shown] == []
    assert "](" not in markdown.render(hostile(), language)


def _unescaped(page: str) -> str:
    import html

    return html.unescape(re.sub("<[^>]+>", "", page))


@pytest.mark.parametrize("report", REPORTS)
def test_markdown_tables_have_a_cell_for_every_column(report):
    for table in re.findall(r"<table>.*?</table>", rendered(report), re.DOTALL):
        width = table.count("<th>")
        assert all(row.count("<td>") == width for row in re.findall(r"<tr>.*?</tr>", table, re.DOTALL)[1:])


def test_markdown_answers_first_and_stays_small():
    assert "Yes: 4\u00a0columns hold undeclared personal data." in _unescaped(rendered(REPORT)).split("\n")[1]
    assert len(markdown.render(large(), "ru").encode()) < 1 << 20
    assert "and " in markdown.render(large(), "en")


def test_markdown_without_a_policy_lists_what_was_found():
    page = _unescaped(rendered(replace(REPORT, policies=(), findings=())))
    assert "Personal data found" in page
    assert "comment_of_the_manager" in page
