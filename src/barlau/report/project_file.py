"""A first project file from a scan: every table with personal data, whose data they seem to be, and what to fill in.

What was guessed is marked as guessed, and what only a person can know (who provided the data, what for) stands there as
a comment. The file is valid as it is.
"""

from __future__ import annotations

import glob
import json
import textwrap
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from barlau.model.policy import Provider
from barlau.model.reading import ReadStatus
from barlau.model.report import ColumnResult, ObjectResult, Report
from barlau.report import summary
from barlau.report.messages import category_title, text, translate
from barlau.report.places import column_name
from barlau.report.visible import is_unsafe, visible

SCHEMA = "barlau.project/1"
MOST_NAMED = 8
"""Categories that a comment names."""
WIDTH = 110


@dataclass(frozen=True, slots=True)
class FirstSource:
    """The one source of the file."""

    name: str
    url: str
    """Without a password."""
    exclude: tuple[str, ...] = ()


def render(report: Report, source: FirstSource, policies: Sequence[tuple[str, Sequence[str]]], language: str) -> str:
    """The file. `policies` are paths as the file shall have them, each with the ids of its purposes."""
    left_out = ", ".join(map(quoted, source.exclude))
    lines = [
        *_comment("init.head", language, date=report.started_at[:10]),
        f"schema: {SCHEMA}",
        "",
        *_comment("init.policies", language),
        f"policies: [{', '.join(quoted(path) for path, _ in policies)}]",
        "",
        "sources:",
        f"  - name: {quoted(source.name)}",
        f"    url: {quoted(source.url)}",
        *_comment("init.selection", language, 4),
        '    # include: ["public.*"]',
        f"    exclude: [{left_out}]" if left_out else '    # exclude: ["public.tmp_*"]',
        *_tables(report, [purpose for _, ids in policies for purpose in ids], language),
        *_left_out(report, language),
        "",
        *_comment("init.suppressions", language),
        "# suppressions:",
        '#   - {category: online.ip, column: "app.public.log.*", reason: "…", by: dpo, until: 2027-01-01}',
        "",
        *_comment("init.history", language),
        "history: .barlau/history.sqlite",
    ]
    return "\n".join(lines) + "\n"


def quoted(name: str) -> str:
    """A YAML string in double quotes, in which nothing hides or moves the text."""
    shown = json.dumps(name, ensure_ascii=False)
    return "".join(_escaped(char) if is_unsafe(char) else char for char in shown)


def _escaped(char: str) -> str:
    return f"\\u{ord(char):04x}" if ord(char) < 1 << 16 else f"\\U{ord(char):08x}"


def _comment(key: str, language: str, indent: int = 0, /, **args: str | int) -> list[str]:
    lines = text(key, language, **args).splitlines()
    return [f"{' ' * indent}# {part}" for line in lines for part in textwrap.wrap(line, WIDTH - indent)]


def _listed(key: str, names: Iterable[str], language: str, indent: int, /, **args: int) -> Iterator[str]:
    """A comment that ends in a list, wrapped."""
    line = f"{text(key, language, **args)} {', '.join(map(visible, names))}"
    yield from (f"{' ' * indent}# {part}" for part in textwrap.wrap(line, WIDTH - indent, break_on_hyphens=False))


def _tables(report: Report, purposes: Sequence[str], language: str) -> Iterator[str]:
    found = [item for item in sorted(report.objects, key=summary.object_key) if _personal(report, item)]
    if not found:
        yield from _comment("init.nothing", language, 4)
        return
    yield from _comment("init.tables", language, 4, providers=" | ".join(provider.value for provider in Provider))
    yield from _listed("init.purposes", purposes or ("contract", "advertising"), language, 4)
    yield "    tables:"
    for item in found:
        yield from _table(item, _personal(report, item), language)


def _personal(report: Report, item: ObjectResult) -> list[ColumnResult]:
    return [
        column
        for column in report.columns
        if (column.source, column.object) == (item.object.source, item.object.name) and summary.is_personal(column)
    ]


def _table(item: ObjectResult, columns: Sequence[ColumnResult], language: str) -> Iterator[str]:
    subject = Counter(column.subject for column in columns).most_common(1)[0][0]
    titles = list(dict.fromkeys(category_title(column.detections[0].category, language) for column in columns))
    named = titles[:MOST_NAMED] + ["…"] * (len(titles) > MOST_NAMED)
    yield from _listed("init.table", named, language, 6, count=len(columns))
    yield f"      - match: {quoted(glob.escape(item.object.name))}"
    yield f"        subjects: [{subject}]  # {_why(columns, subject, language)}"
    yield "        # collected_from: [subject]"
    yield "        # purposes: []"
    others = [column for column in columns if column.subject != subject]
    if others:
        yield "        columns:"
    for column in others:
        place = column.column.path or column.column.name
        why = _why([column], column.subject, language)
        yield f"          - {{match: {quoted(glob.escape(place))}, subjects: [{column.subject}]}}  # {why}"


def _why(columns: Sequence[ColumnResult], subject: str, language: str) -> str:
    """What speaks for these people; that nothing does, where nothing does."""
    for column in columns:
        if column.subject == subject and column.subject_evidence:
            name = column_name(column.column.name, column.column.path)
            reason = translate(column.subject_evidence[0].detail, language)
            return text("init.guessed", language, column=name, reason=" ".join(reason.split()))
    return text("init.assumed", language)


def _left_out(report: Report, language: str) -> Iterator[str]:
    """Tables without personal data, and those that could not be read, each named."""
    clean, unread = [], []
    for item in sorted(report.objects, key=summary.object_key):
        if item.coverage.status in (ReadStatus.NOT_SCANNED, ReadStatus.EXCLUDED):
            reason = item.coverage.reason.value if item.coverage.reason else ""
            unread.append(f"{visible(item.object.name)} ({reason})")
        elif not _personal(report, item):
            clean.append(visible(item.object.name))
    if clean:
        yield from _comment("init.clean", language, 4, count=len(clean))
        yield from (f"    #   {name}" for name in clean)
    if unread:
        yield from _comment("init.unread", language, 4, count=len(unread))
        yield from (f"    #   {name}" for name in unread)
