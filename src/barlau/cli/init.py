"""`barlau init`: a first project file from a database, a folder or files."""

from __future__ import annotations

import os
import re
from pathlib import Path
from typing import Annotated

import typer

from barlau.cli.options import Lang, Language, LogLevel, Quiet
from barlau.errors import ConfigError
from barlau.report.visible import visible

ROWS = 1000
"""Rows of each table that are looked at: enough to tell what its columns hold."""
SECRETS = re.compile(r"(?<=[?&])(?P<key>password|passwd|sslpassword|pwd)=(?!\$\{)[^&#]*", re.IGNORECASE)


def init(
    target: Annotated[str, typer.Argument(metavar="TARGET", help="Database URL, folder, file or glob.")],
    output: Annotated[Path, typer.Option("--output", "-o", help="The project file; it must not exist.")] = Path(
        "barlau.yaml"
    ),
    policy: Annotated[
        list[Path] | None, typer.Option("--policy", "-p", help="Policy file to name in it; may be repeated.")
    ] = None,
    name: Annotated[str, typer.Option("--name", help="Name of the source in reports.")] = "",
    force: Annotated[bool, typer.Option("--force", help="Replace a file that exists.")] = False,
    lang: Lang = Language.EN,
    quiet: Quiet = False,
    log_level: LogLevel = "off",
) -> None:
    """Write a first project file: each table with personal data, whose data they seem to be, and what to fill in.

    A sample of each table is read. Exit status: 0 written, 2 wrong usage, 3 written, but something could not be read.
    """
    from barlau import policy as policies
    from barlau.api import Options
    from barlau.api import scan as run_scan
    from barlau.cli.output import write
    from barlau.cli.running import run, set_log_level
    from barlau.model.reading import Sampling, Target
    from barlau.model.report import RunStatus
    from barlau.report.messages import text
    from barlau.report.project_file import FirstSource, render

    set_log_level(log_level)
    if output.exists() and not force:
        raise ConfigError(str(output), "exists already", remedy="name another with --output, or say --force")
    if not output.parent.is_dir():
        raise ConfigError(str(output), "there is no such folder", remedy="make it")
    declared = [(_relative(path, output), [p.id for p in policies.load(path).purposes]) for path in policy or ()]
    url, hidden = _kept(target, output)
    source = FirstSource(name or _name(target), url, _own_files(target, output))
    options = Options(sampling=Sampling(rows=ROWS), fail_on=None)
    named = Target(target, name=source.name, exclude=source.exclude)
    report, code = run(lambda chosen: run_scan(named, options=chosen), options, language=lang, quiet=quiet)
    if report.status is RunStatus.INTERRUPTED:
        raise typer.Exit(code)
    write(render(report, source, declared, lang), output)
    typer.echo(text("init.written", lang, file=visible(str(output))), err=True)
    if hidden:
        typer.echo(text("init.password", lang), err=True)
    raise typer.Exit(code)


def _kept(target: str, output: Path) -> tuple[str, bool]:
    """The target as the file shall have it, relative to the file; and whether a password was taken out."""
    from barlau.project.locations import FILE_URL, PASSWORD

    if "://" not in target:
        return _relative(Path(target), output), False
    found = FILE_URL.fullmatch(target)
    if found is not None:
        path = found["path"] if found["path"].startswith("/") else _relative(Path(found["path"]), output)
        return f"{found['head']}{path}{found['rest']}", False
    password = PASSWORD.search(target)
    kept = target
    if password is not None and password["password"] and "${" not in password["password"]:
        kept = f"{target[: password.start('password')]}${{DB_PASSWORD}}{target[password.end('password') :]}"
    kept = SECRETS.sub(lambda match: f"{match['key']}=${{DB_PASSWORD}}", kept)
    return kept, kept != target


def _own_files(target: str, output: Path) -> tuple[str, ...]:
    """What barlau itself keeps in the folder that it shall read."""
    if "://" in target or not output.absolute().is_relative_to(Path(os.path.normpath(Path(target).absolute()))):
        return ()
    here = output.absolute().parent.relative_to(os.path.normpath(Path(target).absolute())).as_posix()
    prefix = "" if here == "." else f"{here}/"
    return (f"{prefix}{output.name}", f"{prefix}.barlau/*")


def _relative(path: Path, output: Path) -> str:
    """As seen from the folder of the file; absolute where it lies elsewhere."""
    folder = output.absolute().parent
    absolute = Path(os.path.normpath(path.absolute()))
    if absolute == folder:
        return "."
    return absolute.relative_to(folder).as_posix() if absolute.is_relative_to(folder) else absolute.as_posix()


def _name(target: str) -> str:
    """A short name for reports, from the database, the folder or the file."""
    path = target.partition("://")[2].partition("?")[0] if "://" in target else target
    last = Path(os.path.normpath(path) if "://" in target else os.path.abspath(path)).name  # noqa: PTH100
    stem = last.partition(".")[0] if "://" in target or Path(target).is_file() else last
    return re.sub(r"[^\w-]+", "-", stem).strip("-") or "data"
