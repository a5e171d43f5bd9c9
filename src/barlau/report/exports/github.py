"""GitHub annotations: workflow commands, one a line, for the log of a job.

GitHub shows ten errors, ten warnings and ten notices of a step beside the run and keeps the rest in the log: the
gravest come first, and the last line is the total.
"""

from collections.abc import Iterator, Mapping

from barlau.model.reading import ObjectKind
from barlau.model.report import Finding, Level, Location, Report
from barlau.report.exports.uris import file_path
from barlau.report.json_values import string
from barlau.report.messages import has, text, translate
from barlau.report.places import where
from barlau.report.summary import gaps, groups, rule_of, totals
from barlau.report.visible import visible

COMMANDS = {Level.ERROR: "error", Level.WARNING: "warning", Level.NOTE: "notice"}
_DATA = str.maketrans({"%": "%25", "\r": "%0D", "\n": "%0A"})
_PROPERTY = str.maketrans({"%": "%25", "\r": "%0D", "\n": "%0A", ":": "%3A", ",": "%2C"})
"""As the runner decodes them (actions/toolkit, command.ts)."""


def render(report: Report, language: str) -> str:
    """Every finding that counts, every object that was not read, and the total."""
    return "".join(f"{line}\n" for line in _lines(report, language))


def command(name: str, message: str, **properties: str) -> str:
    """`::error file=a.csv,title=Not declared::…`"""
    given = ",".join(f"{key}={string(value).translate(_PROPERTY)}" for key, value in properties.items() if value)
    return f"::{name}{' ' if given else ''}{given}::{string(message).translate(_DATA)}"


def _lines(report: Report, language: str) -> Iterator[str]:
    """By level, whatever the rule; what was not read stands among the warnings."""
    kinds = {(item.object.source, item.object.name): item.object.kind for item in report.objects}
    found = [finding for group in groups(report) for finding in group.findings]
    for level in Level:
        yield from (_finding(finding, kinds, language) for finding in found if finding.level is level)
        if level is Level.WARNING:
            yield from _unread(report, language)
    yield command("notice", summary_line(report, language), title="barlau")


def _finding(finding: Finding, kinds: Mapping[tuple[str, str], ObjectKind], language: str) -> str:
    title = f"rule.{rule_of(finding)}.title"
    shown = text(title, language) if has(title) else visible(finding.rule)
    return command(COMMANDS[finding.level], _message(finding, language), **_file(finding, kinds), title=shown)


def _unread(report: Report, language: str) -> Iterator[str]:
    for gap in gaps(report):
        reason = gap.reason.value if gap.reason else "UNKNOWN"
        for item in gap.objects:
            place = where(Location(item.object.source, item.object.name))
            message = f"{place}: {text(f'reason.{reason}', language)}. {text(f'todo.{reason}', language)}"
            yield command("warning", message, title=text("ui.not_read", language))


def _message(finding: Finding, language: str) -> str:
    message = translate(finding.message, language)
    return f"{where(finding.location)}: {message}" if finding.location else message


def _file(finding: Finding, kinds: Mapping[tuple[str, str], ObjectKind]) -> dict[str, str]:
    place = finding.location
    path = file_path(place.source, place.object, kinds.get((place.source, place.object))) if place else None
    return {"file": visible(path)} if path else {}


def summary_line(report: Report, language: str) -> str:
    """`The scan is complete. 3 errors, 1 warning. Read: 4 of 5 objects`"""
    counts = totals(report)
    found = ", ".join(text(f"count.{level}", language, count=count) for level, count in counts.levels)
    read = text("coverage.objects", language, read=counts.objects_read, count=counts.objects)
    return f"{text(f'run.{report.status.value}', language)} {found}. {read}."
