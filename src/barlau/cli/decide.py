"""`barlau decide`: a reviewer confirms or rejects a finding; later audits remember it."""

from __future__ import annotations

import getpass
import os
import shutil
import sys
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

import typer

from barlau.cli.options import Lang, Language
from barlau.cli.recorded import PROJECT, HistoryFile, ProjectFile
from barlau.errors import ConfigError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from barlau.model.report import Finding


class Verdict(StrEnum):
    """What a reviewer may decide."""

    CONFIRMED = "confirmed"
    REJECTED = "rejected"
    WITHDRAWN = "withdrawn"


def decide(
    what: Annotated[
        str | None,
        typer.Argument(metavar="[FINDING]", help="Number of a finding, or its place; without it, a list."),
    ] = None,
    confirm: Annotated[bool, typer.Option("--confirm", help="It is right.")] = False,
    reject: Annotated[bool, typer.Option("--reject", help="It is a false alarm, and does not count any more.")] = False,
    withdraw: Annotated[bool, typer.Option("--withdraw", help="Take an earlier decision back.")] = False,
    reason: Annotated[str, typer.Option("--reason", help="Why; a rejection needs it.")] = "",
    by: Annotated[str, typer.Option("--by", help="Who decides; without it, the name of the login.")] = "",
    everything: Annotated[bool, typer.Option("--all", help="All findings at that place.")] = False,
    history: HistoryFile = None,
    project: ProjectFile = PROJECT,
    lang: Lang = Language.EN,
) -> None:
    """Confirm or reject a finding for all later audits; without FINDING, list those that are open.

    A finding is named by the number in that list, or by its place as reports print it (app.clients.iin).
    Exit status: 0 decided or listed, 2 no such finding.
    """
    from barlau.api.deciding import decide as keep
    from barlau.api.deciding import open_findings, selected
    from barlau.cli.output import write
    from barlau.cli.recorded import history_file
    from barlau.history import opened

    chosen = [v for v, said in zip(Verdict, (confirm, reject, withdraw), strict=True) if said]
    if (what is None and chosen) or (what is not None and len(chosen) != 1):
        raise ConfigError(
            "decide", "does not say what to do", remedy="name one finding, and --confirm, --reject or --withdraw"
        )
    if Verdict.REJECTED in chosen and not reason.strip():
        raise ConfigError("--reason", "is missing", remedy="say why it is a false alarm, for who reads it next year")
    with opened(history_file(history, project)) as store:
        if what is None:
            from barlau.report.runs_view import render_findings

            colour = sys.stdout.isatty() and "NO_COLOR" not in os.environ
            width = shutil.get_terminal_size().columns
            write(render_findings(open_findings(store), lang, width=width, colour=colour))
            return
        findings = selected(store, what, everything=everything)
        keep(store, findings, chosen[0].value, by=by or _login(), reason=reason)
    write(_said(findings, chosen[0], lang))


def _login() -> str:
    try:
        return getpass.getuser()
    except (KeyError, OSError):  # a container whose user has no name
        return str(os.getuid())


def _said(findings: Sequence[Finding], verdict: Verdict, language: str) -> str:
    from barlau.report import summary
    from barlau.report.messages import text
    from barlau.report.runs_view import SHORT, place

    lines = [
        text(
            "decision.line",
            language,
            decision=text(f"decision.{verdict}", language),
            place=place(finding),
            rule=summary.rule_of(finding),
            fingerprint=finding.fingerprint[:SHORT],
        )
        for finding in findings
    ]
    return "\n".join((*lines, text("decision.effect", language), ""))
