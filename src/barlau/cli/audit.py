"""`barlau audit`: everything in a project file."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import Annotated

import typer

from barlau.cli.options import FailOn, Formats, Lang, Language, LogLevel, Output, Quiet


def audit(
    project: Annotated[Path, typer.Argument(metavar="[PROJECT.yaml]", help="Project file.", show_default=True)] = Path(
        "barlau.yaml"
    ),
    sample: Annotated[str, typer.Option("--sample", help="all, or this many random rows of each object.")] = "all",
    form: Formats = None,
    output: Output = None,
    fail_on: Annotated[FailOn, typer.Option("--fail-on", help="Exit 1 from this level on.")] = FailOn.ERROR,
    allow_incomplete: Annotated[
        str, typer.Option("--allow-incomplete", help="Reasons, comma-separated, that do not count as incomplete.")
    ] = "",
    lang: Lang = Language.EN,
    quiet: Quiet = False,
    log_level: LogLevel = "off",
) -> None:
    """Run a project file: scan its sources and say what its policies do not declare.

    Exit status: 0 nothing at --fail-on, 1 something, 2 wrong usage, 3 something could not be read, 4 both 1 and 3.
    """
    from barlau.api import Options
    from barlau.api import audit as run_project
    from barlau.cli import options as parsed
    from barlau.cli.output import deliver
    from barlau.cli.running import run, set_log_level
    from barlau.model.report import Level

    set_log_level(log_level)
    forms = parsed.formats(form, output)
    options = Options(
        sampling=parsed.sampling(sample),
        fail_on=None if fail_on is FailOn.NEVER else Level(fail_on.value),
        allow_incomplete=parsed.reasons(allow_incomplete),
    )
    report, code = run(partial(run_project, project), options, language=lang, quiet=quiet)
    deliver(report, forms, lang, output)
    raise typer.Exit(code)
