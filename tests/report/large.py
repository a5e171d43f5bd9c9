"""A report as a large operator has it: 12 systems, 200 objects, 2,000 columns, 500 findings, 3 policies, a history."""

from dataclasses import replace
from itertools import cycle, islice

from barlau import taxonomy
from barlau.model.policy import Declaration, DeclarationStatus, Provider, Verdict
from barlau.model.reading import ReadStatus, Reason, SamplingMethod
from barlau.model.report import (
    ColumnVerdict,
    Confidence,
    Decision,
    EvidenceKind,
    Exemption,
    History,
    Kind,
    Level,
    Location,
    PolicyResult,
    Report,
    RunStatus,
    TrendPoint,
)

from .fixture import POLICY, REPORT, _object, column, detection, evidence, finding, ref

SOURCES, OBJECTS, COLUMNS, FINDINGS = 12, 200, 2000, 500
HOSTILE = (
    "<script>alert(1)</script>",
    "</script><img src=x onerror=alert(2)>",
    '=HYPERLINK("http://evil.example","x")',
    "+7+cmd|' /C calc'!A0",
    "@SUM(1+1)*cmd",
    "-2+3",
    "\tтаб\rкаретка",
    "iin\u202egnp.\u200bx",
    "\u2066שם\u2069العمود",
    "👩‍👩‍👧‍👦 семья 🇰🇿",
    "ж" * 63,
    "{{7*7}} ${7*7} {0.__class__}",
    'a" onmouseover="alert(3)" b=\'',
    "javascript:alert(4)",
    "<!--<script>]]>\u2028&amp;",
    "\udcff\udc80сломано",
    "=1+1\u0000\ufeff",
    "＝1+1",
)
"""Names as an attacker or an accident makes them: markup, formulas, templates, bidi, emoji, no UTF-8."""
_RULES = (
    ("undeclared", Level.ERROR, Verdict.UNDECLARED),
    ("denied", Level.ERROR, Verdict.DENIED),
    ("catch-all", Level.WARNING, Verdict.CATCH_ALL),
    ("other-subject", Level.WARNING, Verdict.OTHER_SUBJECT),
    ("vague", Level.NOTE, Verdict.VAGUE),
)
POLICIES = tuple(
    replace(
        POLICY,
        id=name,
        controller=f"ТОО «{name}»",
        declarations=tuple(
            Declaration(
                key, DeclarationStatus.DECLARED, (Provider.SUBJECT,), purposes=("contract",), refs=ref("ru:3.4:b1")
            )
            for key in islice(taxonomy.load().categories, start, start + 40)
        ),
    )
    for name, start in (("example-shop", 1), ("example-bank", 20), ("example-app", 40))
)


def large() -> Report:
    """Made by counting, not by chance: the same every time."""
    keys = [key for key in taxonomy.load().categories if taxonomy.load().is_personal(key) and "." in key]
    categories, hostile, sources = cycle(keys[:70]), cycle(HOSTILE), cycle(range(SOURCES))
    columns, findings, objects = [], [], []
    for table in range(OBJECTS):
        source = f"system_{next(sources):02d}"
        name = f"public.table_{table:03d}" if table % 9 else f"{next(hostile)}{table}"
        objects.append(_reading(table, name, source))
        for number in range(COLUMNS // OBJECTS):
            title = f"column_{number}" if (table + number) % 20 else next(hostile) + str(number)
            if number % 2:
                columns.append(column(table=name, name=title, kind=Kind.NONE, bound=0.003, source=source))
                continue
            category = next(categories)
            personal, found = _personal(table, number, name, title, category, source)
            columns.append(personal)
            findings += found
    return replace(
        REPORT,
        objects=tuple(objects),
        columns=tuple(columns),
        findings=tuple(findings[:FINDINGS]),
        policies=tuple((policy.id, policy.sha256) for policy in POLICIES),
        policy_results=tuple(
            PolicyResult(policy.id, said.category, said.status, "found" if i % 3 else "not_found")
            for policy in POLICIES
            for i, said in enumerate(policy.declarations)
        ),
        declared=POLICIES,
        history=History(
            31,
            30,
            tuple(
                TrendPoint(n, f"2026-02-{n:02d}T02:00:00Z", RunStatus.COMPLETE, 90 - n, 40, 20 + n, n % 4, n % 3)
                for n in range(1, 29)
            ),
        ),
    )


def _reading(table: int, name: str, source: str):
    if table % 25 == 7:
        return _object(name, ReadStatus.NOT_SCANNED, Reason.PERMISSION_DENIED, 0, None, source=source)
    if table % 25 == 8:
        return _object(
            name, ReadStatus.PARTIAL, Reason.SAMPLED, 1000, 90000, source=source, method=SamplingMethod.RANDOM
        )
    return _object(name, read=100_000 + table, total=100_000 + table, source=source)


def _personal(table: int, number: int, name: str, title: str, category: str, source: str):
    rule, level, verdict = _RULES[(table + number) % len(_RULES)]
    policy = POLICIES[table % 3].id
    sure = (Confidence.HIGH, Confidence.HIGH, Confidence.MEDIUM, Confidence.LOW)[(table + number) % 4]
    found = replace(
        detection(category, share=0.5 + number / 100, confidence=sure),
        evidence=(
            evidence(EvidenceKind.HEADER, "header.phrase", 3.0, word=title[:20]),
            evidence(EvidenceKind.PATTERN, "values.whole", 2.0, share=str(50 + number), entity="KZ_IIN"),
            evidence(EvidenceKind.NEGATIVE, "negative.serial", -1.0),
            evidence(EvidenceKind.PATTERN, "values.sampled", 0.0, sample=str(1000 + table)),
        ),
    )
    declared = ColumnVerdict(category, Verdict.DECLARED, POLICIES[(table + 1) % 3].id, ref("ru:3.4:b5", "kk:3.4:b5"))
    judged = (ColumnVerdict(category, verdict, policy, ref("ru:2.1:")), declared)
    made = finding(
        rule,
        level,
        category,
        Location(source, name, title),
        policy,
        "ru:2.1:",
        confidence=sure,
        state="new" if table % 10 == 0 else "unchanged",
        subject="employee",
    )
    seen = replace(made, first_seen=f"2026-01-{1 + table % 28:02d}T02:00:00Z", last_seen="2026-03-01T08:00:00Z")
    if table % 40 == 3:
        seen = replace(seen, exemption=Exemption("договор закрыт <b>", "dpo", "2027-01-01"))
    if table % 40 == 5:
        seen = replace(seen, decision=Decision(False, "dpo", "=ложное", "2026-02-02T00:00:00Z"))
    return column(name, title, found, verdicts=judged, source=source), [seen]
