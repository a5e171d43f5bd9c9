"""`barlau diff`: what two runs, or two reports, found differently."""

from __future__ import annotations

import os
import shutil
import sys
from pathlib import Path
from typing import Annotated

import typer

from barlau.cli.options import FailOn, Lang, Language, Plain, PlainFormat
from barlau.cli.recorded import PROJECT, HistoryFile, ProjectFile


def diff(
    before: Annotated[str, typer.Argument(metavar="RUN_A", help="Number of a run, last, previous, or a JSON report.")],
    after: Annotated[str, typer.Argument(metavar="RUN_B", help="The run or report to compare with it.")],
    form: PlainFormat = Plain.TERMINAL,
    output: Annotated[Path | None, typer.Option("--output", "-o", help="File; standard output without it.")] = None,
    fail_on: Annotated[
        FailOn, typer.Option("--fail-on", help="Exit 1 for a new finding from this level on.")
    ] = FailOn.NEVER,
    history: HistoryFile = None,
    project: ProjectFile = PROJECT,
    lang: Lang = Language.EN,
) -> None:
    """Compare two runs of the history, or two JSON reports: what is new, gone, changed, or was not looked at.

    Exit status: 0 compared, 1 something new at --fail-on, 2 no such run or report.
    """
    from barlau.api.diffing import diff as compared
    from barlau.cli import options as parsed
    from barlau.cli.output import write
    from barlau.cli.recorded import report
    from barlau.report.exit_code import threshold_hit

    (first, first_name), (second, second_name) = (report(name, history, project) for name in (before, after))
    found = compared(first, second, (first_name, second_name))
    if form is Plain.JSON:
        from barlau.report.diff_json import render as as_json

        write(as_json(found), output)
    else:
        from barlau.report.diff_view import render

        colour = output is None and sys.stdout.isatty() and "NO_COLOR" not in os.environ
        write(render(found, lang, width=shutil.get_terminal_size().columns, colour=colour), output)
    raise typer.Exit(int(threshold_hit(found.new, parsed.threshold(fail_on)[0])))
