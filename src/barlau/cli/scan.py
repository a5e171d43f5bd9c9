"""`barlau scan`: files, folders, globs and database URLs."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Annotated

import typer

from barlau.cli.options import (
    AllowIncomplete,
    AuditLog,
    FailOn,
    Formats,
    Lang,
    Language,
    LogLevel,
    Output,
    Quiet,
    Recognizers,
    Sample,
    Sign,
)


def scan(
    targets: Annotated[
        list[str],
        typer.Argument(
            metavar="TARGET...",
            help="File, folder, glob, or database URL (postgresql, mysql, sqlite, duckdb).",
        ),
    ],
    policy: Annotated[
        list[Path] | None,
        typer.Option("--policy", "-p", help="Policy file to compare with; may be repeated."),
    ] = None,
    sample: Sample = "all",
    form: Formats = None,
    output: Output = None,
    fail_on: Annotated[FailOn, typer.Option("--fail-on", help="Exit 1 from this level on.")] = FailOn.ERROR,
    allow_incomplete: AllowIncomplete = "",
    include: Annotated[
        list[str] | None, typer.Option("--include", help="Only objects whose name matches; may be repeated.")
    ] = None,
    exclude: Annotated[
        list[str] | None, typer.Option("--exclude", help="No objects whose name matches; may be repeated.")
    ] = None,
    recognizers: Recognizers = None,
    sign: Sign = None,
    audit_log: AuditLog = None,
    lang: Lang = Language.EN,
    quiet: Quiet = False,
    log_level: LogLevel = "off",
) -> None:
    """Scan targets for personal data; with a policy, say what it does not declare.

    Exit status: 0 nothing at --fail-on, 1 something, 2 wrong usage, 3 something could not be read, 4 both 1 and 3.
    """
    from barlau.api import scan as run_scan
    from barlau.cli import options as parsed
    from barlau.cli.output import deliver
    from barlau.cli.running import run, set_log_level
    from barlau.errors import ConfigError
    from barlau.model.reading import Target

    set_log_level(log_level)
    forms = parsed.formats(form, output)
    options = parsed.reading(sample, fail_on, allow_incomplete)
    if options.only_new:
        raise ConfigError("--fail-on", f"{fail_on} needs a history", remedy="barlau audit keeps one")
    seal = parsed.seal(sign, audit_log, output)
    options = replace(options, policies=tuple(policy or ()), recognizers=tuple(recognizers or ()))
    named = [Target(spec, include=tuple(include or ()), exclude=tuple(exclude or ())) for spec in targets]
    report, code = run(lambda chosen: run_scan(*named, options=chosen), options, language=lang, quiet=quiet)
    deliver(report, forms, lang, output, seal=seal, command="scan", code=code)
    raise typer.Exit(code)
