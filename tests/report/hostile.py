"""Reports whose names attack: those of the large report, with every state that a finding can have."""

from dataclasses import replace

from barlau.model.policy import Verdict
from barlau.model.reading import ObjectKind
from barlau.model.report import (
    ClaimOutcome,
    ClaimPlace,
    ClaimResult,
    Decision,
    Level,
    Location,
    Message,
    Notice,
    Report,
)

from .fixture import POLICY, REPORT, _object, at, column, detection, finding, ref, verdict
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


def promised(claim: str = "no-minors", name: str = "iin") -> Report:
    """The fixture with three promises: one kept, one broken in one of two places, one that cannot be checked."""
    place = ClaimPlace(Location("app", "public.customers", name), 100, 90, 4)
    none = replace(place, broken=0)
    reason = Message("unverifiable.no_birth", (("claim", claim),))
    claims = (
        ClaimResult("example-shop", "kept", "minors-present", ClaimOutcome.KEPT, places=(none,), refs=ref("ru:7.7:")),
        ClaimResult("example-shop", claim, "minors-present", ClaimOutcome.BROKEN, places=(place, none)),
        ClaimResult("example-shop", claim, "own", ClaimOutcome.UNVERIFIABLE, reason),
    )
    return replace(REPORT, claims=claims)


__all__ = ["NAMES", "at", "hostile", "promised", "remembered"]
