"""`barlau history`: keeps the file of an audit's runs small."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Annotated

import typer

from barlau.cli.options import Lang, Language
from barlau.cli.recorded import PROJECT, HistoryFile, ProjectFile
from barlau.errors import ConfigError

app = typer.Typer(help="The file that keeps the runs of an audit.", no_args_is_help=True)


@app.callback()
def _group() -> None:
    pass


@app.command("prune")
def prune(
    keep: Annotated[
        int | None, typer.Option("--keep", help="Keep the reports of this many last runs.", min=1, show_default=False)
    ] = None,
    older_than: Annotated[
        int | None,
        typer.Option("--older-than", help="Drop only reports older than this many days.", min=1, show_default=False),
    ] = None,
    history: HistoryFile = None,
    project: ProjectFile = PROJECT,
    lang: Lang = Language.EN,
) -> None:
    """Drop the reports of old runs.

    Their figures, all findings with their first day, and decisions stay. The last run is always kept. With both
    options, a report goes if it is neither among the last nor recent.
    Exit status: 0 done, 2 no such history, or an audit is running.
    """
    from barlau.cli.output import write
    from barlau.cli.recorded import history_file
    from barlau.history import locked, opened
    from barlau.report.messages import text

    if keep is None and older_than is None:
        raise ConfigError(
            "history prune", "does not say what to drop", remedy="name --keep RUNS or --older-than DAYS, or both"
        )
    path = history_file(history, project)
    before = datetime.now(UTC) - timedelta(days=older_than or 0)
    with opened(path):
        pass  # a history that is not there gets no lock either
    with locked(path), opened(path) as store:
        pruned = store.prune(keep or 1, before.strftime("%Y-%m-%dT%H:%M:%SZ"))
    write(text("history.pruned", lang, count=len(pruned)) + "\n")
