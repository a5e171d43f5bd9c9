"""`barlau report`: the runs of a history, and any of them again, without scanning."""

from __future__ import annotations

import os
import shutil
import sys
from dataclasses import replace
from pathlib import Path
from typing import Annotated

import typer

from barlau.cli.options import Formats, Lang, Language, Output, Sign
from barlau.cli.recorded import PROJECT, HistoryFile, ProjectFile


def report(
    run: Annotated[
        str | None,
        typer.Argument(metavar="[RUN]", help="Number of a run, last, previous, or a JSON report; without it, a list."),
    ] = None,
    form: Formats = None,
    output: Output = None,
    decided: Annotated[
        bool, typer.Option("--decided", help="With the decisions made since, not as it was made.")
    ] = False,
    sign: Sign = None,
    history: HistoryFile = None,
    project: ProjectFile = PROJECT,
    lang: Lang = Language.EN,
) -> None:
    """Show a run that the history keeps, or a JSON report, in any format, without scanning; without RUN, list the runs.

    Exit status: 0 shown, 2 no such run or history.
    """
    from barlau.api.remembering import decided as judged
    from barlau.api.remembering import recall, trend
    from barlau.cli import options as parsed
    from barlau.cli.output import deliver, write
    from barlau.cli.recorded import history_file, is_file, number
    from barlau.history import opened
    from barlau.report.json_load import read

    forms = parsed.formats(form, output)
    seal = parsed.seal(sign, None, output)
    if run is not None and is_file(run):
        deliver(read(Path(run)), forms, lang, output, seal=seal, command="report", code=0)
        return
    with opened(history_file(history, project)) as store:
        if run is None:
            from barlau.report.runs_view import render_runs

            colour = sys.stdout.isatty() and "NO_COLOR" not in os.environ
            write(render_runs(trend(store), lang, width=shutil.get_terminal_size().columns, colour=colour))
            return
        found = recall(store, number(store, run))
        if decided:
            found = replace(found, findings=judged(found.findings, store.decisions()))
    deliver(found, forms, lang, output, seal=seal, command="report", code=0)
