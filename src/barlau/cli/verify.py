"""`barlau verify`: is a report still what a run wrote?"""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from barlau.cli.options import Lang, Language, Plain, PlainFormat

if TYPE_CHECKING:
    from barlau.integrity.verifying import Checked

CHANGED = 1


def verify(
    path: Annotated[
        Path, typer.Argument(metavar="PATH", help="Report, folder of reports, manifest, or audit log (.jsonl).")
    ],
    key: Annotated[
        Path | None,
        typer.Option("--key", help="Ed25519 public key (PEM) whose signature is required.", envvar="BARLAU_VERIFY_KEY"),
    ] = None,
    audit_log: Annotated[
        Path | None, typer.Option("--audit-log", help="Audit log to check the report against.")
    ] = None,
    form: PlainFormat = Plain.TERMINAL,
    lang: Lang = Language.EN,
) -> None:
    """Check a report against its manifest, and the chain of the audit log.

    Exit status: 0 everything is as it was written, 1 something is not, 2 there is nothing to check by.
    """
    from barlau.cli.output import write
    from barlau.integrity.signature import checker
    from barlau.integrity.verifying import verify as run

    found = run(path, checker(key) if key else None, audit_log)
    good = not any(one.problems for one in found)
    write(_as_json(found, good=good) if form is Plain.JSON else _as_text(found, lang))
    raise typer.Exit(0 if good else CHANGED)


def _as_json(found: Sequence[Checked], *, good: bool) -> str:
    from barlau.report.json_report import canonical

    checks = [
        {
            "path": str(one.path),
            "kind": one.kind,
            "count": one.count,
            "written_at": one.written_at or None,
            "signature": one.signature,
            "signed_by": one.signed_by,
            "log_not_checked": one.log,
            "problems": [
                {"kind": p.kind, "name": p.name, "other": p.other or None, "line": p.line} for p in one.problems
            ],
        }
        for one in found
    ]
    return canonical(json.loads(json.dumps({"schema": "barlau.verification/1", "good": good, "checks": checks})))


def _as_text(found: Sequence[Checked], language: str) -> str:
    from barlau.report.messages import text
    from barlau.report.visible import visible

    lines = []
    for one in found:
        lines.append(visible(str(one.path)))
        for problem in one.problems:
            said = text(
                f"verify.{problem.kind}", language, name=problem.name, other=problem.other, line=problem.line or 0
            )
            lines.append(f"  {said}")
        if not one.problems:
            lines.append("  " + text(f"verify.good_{one.kind}", language, count=one.count))
        if one.written_at:
            lines.append("  " + text("verify.written", language, at=one.written_at))
        if one.signature != "wrong":
            lines.append("  " + text(f"verify.{one.signature}", language, by=(one.signed_by or "")[:16]))
        if one.log:
            lines.append("  " + text("verify.log_absent", language, log=one.log))
    lines.append(text("verify.bad" if any(one.problems for one in found) else "verify.good", language))
    return "".join(f"{line}\n" for line in lines)
