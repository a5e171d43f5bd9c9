"""Where reports go: standard output, or a file that appears whole or not at all."""

from __future__ import annotations

import os
import shutil
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from barlau.report.visible import visible

if TYPE_CHECKING:
    from barlau.cli.options import Format, Language
    from barlau.model.report import Report

CANNOT_WRITE = 5


def rendered(report: Report, form: Format, language: Language, *, to_file: bool) -> str:
    """The report as text in a format."""
    if form == "json":
        from barlau.report.json_report import render

        return render(report)
    from barlau.report import terminal

    colour = not to_file and sys.stdout.isatty() and "NO_COLOR" not in os.environ
    return terminal.render(report, language, width=shutil.get_terminal_size().columns, colour=colour)


def write(text: str, path: Path | None = None) -> None:
    """Print, or replace the file in one step; a report that cannot be written is exit code 5."""
    try:
        if path is None:
            _print(text)
        else:
            _replace(path, text)
    except OSError as error:
        raise cannot_write(path or "standard output", error) from None


def cannot_write(place: Path | str, error: OSError) -> typer.Exit:
    """Say so on standard error; raise what is returned."""
    typer.echo(f"barlau: {visible(str(place))}: cannot be written ({os.strerror(error.errno or 0)})", err=True)
    return typer.Exit(CANNOT_WRITE)


def _print(text: str) -> None:
    try:
        sys.stdout.write(text)
        sys.stdout.flush()
    except BrokenPipeError:  # the reader of a pipe may leave early; the exit code stays that of the scan
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _replace(path: Path, text: str) -> None:
    handle, temporary = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    try:
        with os.fdopen(handle, "w", encoding="utf-8", errors="backslashreplace") as file:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
        Path(temporary).replace(path)
    except BaseException:
        Path(temporary).unlink(missing_ok=True)
        raise
