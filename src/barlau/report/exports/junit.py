"""JUnit XML, as Jenkins, GitLab and most CI services read it.

An object is a suite. A column with personal data and no finding is a test that passed; a finding is one that failed if
it is an error, and one that was skipped, with its text, if it is a warning, a note, suppressed or rejected. An object
that was not read is an error, unless that was asked for.
"""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from xml.etree import ElementTree as ET

from barlau.model.reading import ReadStatus, Reason
from barlau.model.report import Finding, Level, Location, ObjectResult, Report
from barlau.report.json_report import column_key, finding_key
from barlau.report.json_values import string
from barlau.report.messages import category_title, has, text, translate
from barlau.report.places import ascii_sections, column_name, location_of, where
from barlau.report.summary import is_personal, object_key
from barlau.report.visible import visible

FAILURE, ERROR, SKIPPED = "failure", "error", "skipped"


@dataclass(frozen=True, slots=True)
class Case:
    """One test: passed without an outcome."""

    name: str
    outcome: str = ""
    type: str = ""
    message: str = ""
    detail: str = ""


def render(report: Report, language: str) -> str:
    """The XML document."""
    suites = _suites(report, language)
    root = ET.Element(
        "testsuites", {"name": "barlau", **_counts([case for cases in suites.values() for case in cases])}
    )
    for name, cases in suites.items():
        counts = _counts(cases)
        skipped = str(sum(case.outcome == SKIPPED for case in cases))
        suite = ET.SubElement(root, "testsuite", {"name": name, **counts, SKIPPED: skipped})
        if report.started_at:
            suite.set("timestamp", report.started_at.removesuffix("Z"))
        for case in cases:
            _write(suite, name, case)
    ET.indent(root)
    return '<?xml version="1.0" encoding="UTF-8"?>\n' + ET.tostring(root, encoding="unicode") + "\n"


def _write(suite: ET.Element, name: str, case: Case) -> None:
    element = ET.SubElement(suite, "testcase", {"classname": name, "name": case.name})
    if case.outcome:
        outcome = ET.SubElement(element, case.outcome, {"type": case.type, "message": case.message})
        outcome.text = case.detail or None


def _counts(cases: Sequence[Case]) -> dict[str, str]:
    failures, errors = (sum(case.outcome == outcome for case in cases) for outcome in (FAILURE, ERROR))
    return {"tests": str(len(cases)), "failures": str(failures), "errors": str(errors)}


def _suites(report: Report, language: str) -> dict[str, list[Case]]:
    """Cases by the name of the object, then those of policies as a whole."""
    suites: dict[str, list[Case]] = {}
    for item in sorted(report.objects, key=object_key):
        suites.setdefault(_object_name(item.object.source, item.object.name), []).append(_reading(item, language))
    found: dict[str, list[Case]] = defaultdict(list)
    places = set()
    for finding in sorted(report.findings, key=finding_key):
        if finding.state != "gone":
            place = finding.location
            places.add(place)
            name = _object_name(place.source, place.object) if place else visible(finding.policy or "barlau")
            found[name].append(_finding(finding, language))
    for column in sorted(report.columns, key=column_key):
        if is_personal(column) and location_of(column.source, column.object, column.column) not in places:
            title = category_title(column.detections[0].category, language)
            name = f"{column_name(column.column.name, column.column.path)}: {title}"
            suites.setdefault(_object_name(column.source, column.object), []).append(Case(string(name)))
    for name, cases in found.items():
        suites.setdefault(name, []).extend(cases)
    return suites


def _object_name(source: str, name: str) -> str:
    return where(Location(source, name))


def _reading(item: ObjectResult, language: str) -> Case:
    reading = item.coverage
    name = text("junit.reading", language)
    if reading.status is ReadStatus.SCANNED:
        return Case(name)
    reason = reading.reason.value if reading.reason else "UNKNOWN"
    asked_for = reading.status is ReadStatus.EXCLUDED or reading.reason is Reason.SAMPLED
    message = f"{text(f'status.{reading.status.value}', language)}: {text(f'reason.{reason}', language)}"
    return Case(name, SKIPPED if asked_for else ERROR, reason, message, text(f"todo.{reason}", language))


def _finding(finding: Finding, language: str) -> Case:
    place = finding.location
    column = column_name(place.column, place.path) if place else ""
    title = f"rule.{finding.rule}.title"
    rule = text(title, language) if has(title) else visible(finding.rule)
    name = ": ".join(part for part in (column, rule, category_title(finding.category, language)) if part)
    message = string(translate(finding.message, language))
    fails = finding.counts and finding.level is Level.ERROR
    if finding.policy:
        name += f" ({visible(finding.policy)})"
    return Case(
        string(name),
        FAILURE if fails else SKIPPED,
        f"{finding.level.value}: {finding.rule}" if finding.counts else _set_aside(finding),
        message if fails else f"{text(f'level.{finding.level.value}', language)}: {message}",
        _detail(finding, language),
    )


def _set_aside(finding: Finding) -> str:
    return "suppressed" if finding.exemption else "rejected"


def _detail(finding: Finding, language: str) -> str:
    """Where the policy says so, why it does not count, what to do, and how to find it again."""
    reason = finding.exemption or finding.decision
    help_key = f"rule.{finding.rule}.help"
    lines = (
        ascii_sections(finding.refs),
        f"{visible(reason.by)}: {visible(reason.reason)}" if reason else "",
        text(help_key, language) if has(help_key) else "",
        finding.fingerprint,
    )
    return string("\n".join(line for line in lines if line))
