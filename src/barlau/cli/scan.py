"""`barlau scan`: files, folders, globs and database URLs."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from barlau.cli.options import AuditLog, FailOn, Formats, Lang, Language, LogLevel, Output, Quiet, Sign


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
    sample: Annotated[str, typer.Option("--sample", help="all, or this many random rows of each object.")] = "all",
    form: Formats = None,
    output: Output = None,
    fail_on: Annotated[FailOn, typer.Option("--fail-on", help="Exit 1 from this level on.")] = FailOn.ERROR,
    allow_incomplete: Annotated[
        str,
        typer.Option("--allow-incomplete", help="Reasons, comma-separated, that do not count as incomplete."),
    ] = "",
    include: Annotated[
        list[str] | None, typer.Option("--include", help="Only objects whose name matches; may be repeated.")
    ] = None,
    exclude: Annotated[
        list[str] | None, typer.Option("--exclude", help="No objects whose name matches; may be repeated.")
    ] = None,
    recognizers: Annotated[
        list[Path] | None, typer.Option("--recognizers", help="Folder with recognizer files of your own.")
    ] = None,
    sign: Sign = None,
    audit_log: AuditLog = None,
    lang: Lang = Language.EN,
    quiet: Quiet = False,
    log_level: LogLevel = "off",
) -> None:
    """Scan targets for personal data; with a policy, say what it does not declare.

    Exit status: 0 nothing at --fail-on, 1 something, 2 wrong usage, 3 something could not be read, 4 both 1 and 3.
    """
    from barlau.api import Options
    from barlau.api import scan as run_scan
    from barlau.cli import options as parsed
    from barlau.cli.output import deliver
    from barlau.cli.running import run, set_log_level
    from barlau.errors import ConfigError
    from barlau.model.reading import Target

    set_log_level(log_level)
    forms = parsed.formats(form, output)
    level, only_new = parsed.threshold(fail_on)
    if only_new:
        raise ConfigError("--fail-on", f"{fail_on} needs a history", remedy="barlau audit keeps one")
    seal = parsed.seal(sign, audit_log, output)
    options = Options(
        policies=tuple(policy or ()),
        recognizers=tuple(recognizers or ()),
        sampling=parsed.sampling(sample),
        fail_on=level,
        allow_incomplete=parsed.reasons(allow_incomplete),
    )
    named = [Target(spec, include=tuple(include or ()), exclude=tuple(exclude or ())) for spec in targets]
    report, code = run(lambda chosen: run_scan(*named, options=chosen), options, language=lang, quiet=quiet)
    deliver(report, forms, lang, output, seal=seal, command="scan", code=code)
    raise typer.Exit(code)
