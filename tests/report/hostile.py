"""Reports whose names attack: those of the large report, with every state that a finding can have."""

from dataclasses import replace

from barlau.model.policy import Verdict
from barlau.model.reading import ObjectKind
from barlau.model.report import Decision, Level, Location, Message, Notice, Report

from .fixture import POLICY, REPORT, _object, at, column, detection, finding, verdict
from .large import HOSTILE

NAMES = (
    *HOSTILE,
    "a,b;c\td",
    "quote\"'`",
    "|pipe|\\",
    "line\nbreak\r\n::error::x",
    "%0A::set-output",
    "]]>",
    "&amp;",
    "null",
    "*",
    "- x: y",
)


def hostile() -> Report:
    """Each name once as a source, a table, a file, a column, a path and a category of somebody's own."""
    objects, columns, findings = [], [], []
    for number, name in enumerate(NAMES):
        kind = (ObjectKind.TABLE, ObjectKind.FILE, ObjectKind.SHEET, ObjectKind.MEMBER)[number % 4]
        source = name if number % 5 == 0 else "app"
        objects.append(_object(name, kind=kind, source=source))
        category = f"own.{name}" if number % 3 == 0 else "identity.iin"
        judged = (verdict(category, Verdict.UNDECLARED, "example-shop", "ru:3.4:b5"),)
        path = f"$.{name}" if number % 4 == 1 else None
        columns.append(column(name, name, detection(category), verdicts=judged, path=path, source=source))
        made = finding("undeclared", Level.ERROR, category, Location(source, name, name, path), "example-shop")
        findings.append(replace(made, message=Message("no.such.key", (("name", name),))) if number % 7 == 6 else made)
    return replace(
        REPORT,
        objects=tuple(objects),
        columns=tuple(columns),
        findings=tuple(findings),
        declared=(replace(POLICY, controller=NAMES[1]),),
        notices=(Notice(Level.WARNING, Message("notice.password_in_file", (("source", NAMES[0]),)), "barlau.yaml:12"),),
    )


def remembered() -> Report:
    """The fixture with a history: new, unchanged, gone, suppressed, rejected and confirmed findings."""
    states = ("new", "unchanged", "gone", "unchanged", "new")
    decided = (
        None,
        Decision(False, "dpo", "=ложная тревога", "2026-02-02T00:00:00Z"),
        None,
        Decision(True, "dpo", "да", "2026-02-02T00:00:00Z"),
    )
    findings = [
        replace(
            one,
            state=states[i % 5],
            decision=decided[i % 4],
            first_seen="2026-01-01T02:00:00Z",
            last_seen="2026-03-01T08:00:00Z",
        )
        for i, one in enumerate(REPORT.findings)
    ]
    return replace(REPORT, findings=tuple(findings), declared=(POLICY,))


__all__ = ["NAMES", "at", "hostile", "remembered"]
