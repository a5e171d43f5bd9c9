"""`barlau audit`: everything in a project file."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Annotated

import typer

from barlau.cli.options import AllowIncomplete, FailOn, Formats, Lang, Language, LogLevel, Output, Quiet, Sample, Sign


def audit(
    project: Annotated[Path, typer.Argument(metavar="[PROJECT.yaml]", help="Project file.", show_default=True)] = Path(
        "barlau.yaml"
    ),
    sample: Sample = "all",
    form: Formats = None,
    output: Output = None,
    fail_on: Annotated[
        FailOn,
        typer.Option(
            "--fail-on",
            help="Exit 1 from this level on; new: only for findings that the last runs did not have.",
        ),
    ] = FailOn.ERROR,
    history: Annotated[
        Path | None,
        typer.Option("--history", help="History file that keeps the run; without it, the one of the project file."),
    ] = None,
    no_history: Annotated[
        bool, typer.Option("--no-history", help="Compare with no earlier run, and keep nothing.")
    ] = False,
    afresh: Annotated[
        bool, typer.Option("--afresh", help="Read everything again, what has not changed since the last runs as well.")
    ] = False,
    allow_incomplete: AllowIncomplete = "",
    prometheus: Annotated[
        Path | None, typer.Option("--prometheus", help="File for the figures of the run, for node_exporter (.prom).")
    ] = None,
    sign: Sign = None,
    audit_log: Annotated[
        Path | None,
        typer.Option("--audit-log", help="Log of all runs (.jsonl); without it, audit.jsonl beside the history."),
    ] = None,
    lang: Lang = Language.EN,
    quiet: Quiet = False,
    log_level: LogLevel = "off",
) -> None:
    """Run a project file: scan its sources and say what its policies do not declare, and what is new.

    Exit status: 0 nothing at --fail-on, 1 something, 2 wrong usage, 3 something could not be read, 4 both 1 and 3.
    """
    from barlau.api import audit as run_project
    from barlau.cli import options as parsed
    from barlau.cli import scheduled
    from barlau.cli.output import deliver
    from barlau.cli.running import run, set_log_level
    from barlau.errors import ConfigError
    from barlau.project import history_of

    set_log_level(log_level)
    forms = parsed.formats(form, output)
    scheduled.check(prometheus)
    options = replace(parsed.reading(sample, fail_on, allow_incomplete), afresh=afresh)
    if no_history and (options.only_new or history):
        other = f"--fail-on {fail_on}" if options.only_new else "--history"
        raise ConfigError("--no-history", f"contradicts {other}", remedy="leave one of them out")
    if audit_log is None and not no_history:
        audit_log = (history or history_of(project)).with_name("audit.jsonl")
    seal = parsed.seal(sign, audit_log, output)
    work = partial(run_project, project, keep=not no_history, history=history)
    report, code = run(work, options, language=lang, quiet=quiet)
    deliver(report, forms, lang, output, seal=seal, command="audit", code=code)
    scheduled.leave(report, project, code, prometheus=prometheus, line=output is not None)
    raise typer.Exit(code)
