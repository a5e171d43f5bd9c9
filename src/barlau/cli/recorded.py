"""Where the history is, and which of its runs an argument names."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from barlau.errors import ConfigError

if TYPE_CHECKING:
    from barlau.history import Store
    from barlau.model.report import Report

HistoryFile = Annotated[
    Path | None, typer.Option("--history", help="History file; without it, the one that the project file names.")
]
ProjectFile = Annotated[Path, typer.Option("--project", help="Project file that names the history.")]
PROJECT = Path("barlau.yaml")
LAST, PREVIOUS = "last", "previous"


def history_file(history: Path | None, project: Path) -> Path:
    """The file, by its own name or by the project's. Raises `ConfigError`."""
    from barlau.project import history_of

    if history is not None:
        return history
    if not project.exists():
        raise ConfigError(str(project), "no such file", remedy="name it with --project, or a history with --history")
    return history_of(project)


def number(store: Store, name: str) -> int:
    """The number of a run that is called `12`, `last` or `previous`. Raises `ConfigError`."""
    if name.isascii() and name.isdigit():
        return int(name)
    runs = store.runs(last=2)
    if name == LAST and runs:
        return runs[-1].id
    if name == PREVIOUS and len(runs) == 2:
        return runs[0].id
    if name in (LAST, PREVIOUS):
        raise ConfigError(name, "there is no such run yet", remedy="barlau audit makes one")
    raise ConfigError(name, "is no run", remedy="say a number, last or previous; barlau report lists the runs")


def is_file(name: str) -> bool:
    """Whether it names a JSON report and no run. Raises `ConfigError` where it names neither."""
    if name in (LAST, PREVIOUS) or (name.isascii() and name.isdigit()):
        return False
    if not Path(name).exists():
        raise ConfigError(name, "is no run and no file", remedy="say a number, last, previous or a JSON report")
    return True


def report(name: str, history: Path | None, project: Path) -> tuple[Report, str | int]:
    """The report of a run or in a file, and how it is called. Raises `ConfigError`."""
    from barlau.api.remembering import recall
    from barlau.history import opened
    from barlau.report.json_load import read

    if is_file(name):
        return read(Path(name)), name
    with opened(history_file(history, project)) as store:
        run = number(store, name)
        return recall(store, run), run
