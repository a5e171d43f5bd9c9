"""A summary in Markdown, for `$GITHUB_STEP_SUMMARY`, a merge request or a ticket.

A name is a `<code>` element whose every sign that Markdown reads is a character reference: it cannot end a cell, begin
a link or mention anybody.
"""

from collections.abc import Iterable, Iterator, Sequence

from barlau.model.report import Finding, Location, Report
from barlau.report.exports.github import summary_line
from barlau.report.html.overview import overview
from barlau.report.json_values import string
from barlau.report.messages import category_title, has, text
from barlau.report.places import column_name, location_of, sections, where
from barlau.report.summary import gaps, groups, is_personal
from barlau.report.visible import shorten, visible

MOST_ROWS, LONGEST = 100, 160
"""Of one table; characters of a name. GitHub refuses a summary above one mebibyte."""
_SIGNS = {ord(sign): f"&#{ord(sign)};" for sign in "\\`*_{}[]<>#|~&$@!\"'"}


def render(report: Report, language: str) -> str:
    """The answer, the findings by rule, what was not read."""
    return string("\n".join(_lines(report, language)) + "\n")


def escaped(words: str) -> str:
    """Text that Markdown takes for nothing but text."""
    return words.translate(_SIGNS).replace("://", "&#58;//").replace("www.", "www&#46;")


def code(name: str) -> str:
    """A name."""
    return f"<code>{escaped(shorten(visible(name), LONGEST))}</code>" if name else ""


def _lines(report: Report, language: str) -> Iterator[str]:
    yield f"# {text('page.title', language)}"
    yield ""
    yield f"**{escaped(_answer(report, language))}**"
    yield ""
    yield escaped(summary_line(report, language))
    yield from _findings(report, language)
    if not report.policies:
        yield from _columns(report, language)
    yield from _unread(report, language)


def _answer(report: Report, language: str) -> str:
    """The first sentence of the page."""
    found = overview(report)
    if found.answer in ("yes", "weak"):
        return text(f"lead.{found.answer}", language, count=found.columns)
    if found.answer == "no_policy":
        return text("lead.no_policy", language, count=found.totals.personal)
    return text("lead.no" if found.complete else "lead.no_but", language)


def _findings(report: Report, language: str) -> Iterator[str]:
    fields = ("find.place", "find.category", "find.says", "find.sure", "find.state")
    for group in groups(report):
        title, todo = f"rule.{group.rule}.title", f"rule.{group.rule}.help"
        shown = text(title, language) if has(title) else code(group.rule)
        yield from ("", f"## {shown}: {text(f'count.{group.level.value}', language, count=len(group.findings))}", "")
        if has(todo):
            yield from (escaped(text(todo, language)), "")
        yield from _table(fields, [_finding(finding, language) for finding in group.findings], language)


def _finding(finding: Finding, language: str) -> Sequence[str]:
    place = code(where(finding.location)) if finding.location else text("ui.whole_policy", language)
    refs = escaped(sections(finding.refs, language).replace("\u00a0", " "))
    return (
        place,
        escaped(category_title(finding.category, language)),
        " ".join(part for part in (code(finding.policy or ""), refs) if part),
        text(f"confidence.{finding.confidence.value}", language),
        text(f"state.{finding.state}", language) if finding.state else "",
    )


def _columns(report: Report, language: str) -> Iterator[str]:
    """Without a policy: what was found."""
    rows = [
        (
            code(where(Location(column.source, column.object))),
            code(column_name(column.column.name, column.column.path)),
            escaped(category_title(column.detections[0].category, language)),
            text(f"confidence.{column.detections[0].confidence.value}", language),
        )
        for column in sorted(report.columns, key=lambda one: _key(location_of(one.source, one.object, one.column)))
        if is_personal(column)
    ]
    if rows:
        yield from ("", f"## {text('ui.found', language)}", "")
        yield from _table(("field.object", "field.column", "find.category", "find.sure"), rows, language)


def _key(place: Location) -> tuple[str, ...]:
    return place.source, place.object, place.column or "", place.path or ""


def _unread(report: Report, language: str) -> Iterator[str]:
    rows = []
    for gap in gaps(report):
        reason = gap.reason.value if gap.reason else "UNKNOWN"
        why, todo = text(f"reason.{reason}", language), text(f"todo.{reason}", language)
        rows += [
            (code(where(Location(item.object.source, item.object.name))), escaped(why), escaped(todo))
            for item in gap.objects
        ]
    if rows:
        yield from ("", f"## {text('ui.not_read', language)}", "")
        yield from _table(("field.object", "field.reason", "field.todo"), rows, language)


def _table(fields: Iterable[str], rows: Sequence[Sequence[str]], language: str) -> Iterator[str]:
    titles = [text(field, language) for field in fields]
    yield f"| {' | '.join(titles)} |"
    yield f"|{' --- |' * len(titles)}"
    for row in rows[:MOST_ROWS]:
        yield f"| {' | '.join(row)} |"
    if len(rows) > MOST_ROWS:
        yield from ("", text("ui.more", language, count=len(rows) - MOST_ROWS))
