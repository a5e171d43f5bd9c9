"""Where reports go: standard output, or a file that appears whole or not at all."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from barlau.report.visible import visible

if TYPE_CHECKING:
    from barlau.cli.options import Format, Language
    from barlau.integrity.sealing import Seal
    from barlau.model.report import Report

CANNOT_WRITE = 5


def rendered(report: Report, form: Format, language: Language, *, to_file: bool) -> str | bytes:
    """The report in a format."""
    if form == "terminal":
        from barlau.report import terminal

        colour = not to_file and sys.stdout.isatty() and "NO_COLOR" not in os.environ
        return terminal.render(report, language, width=shutil.get_terminal_size().columns, colour=colour)
    from barlau.report.formats import FORMATS

    return FORMATS[form].render(report, language)


def deliver(
    report: Report,
    forms: Sequence[Format],
    language: Language,
    output: Path | None,
    *,
    seal: Seal | None = None,
    command: str,
    code: int,
) -> None:
    """Write one format to standard output or a file, several to a folder as `report.json`, `report.html` …

    Files get a manifest; `seal` says who signs it and which log records the run.
    """
    from barlau.integrity import sealing

    files: dict[Path, bytes] = {}
    if output is None:
        write(rendered(report, forms[0], language, to_file=False))
    else:
        files = _files(report, forms, language, output)
    try:
        if output is not None and len(forms) > 1:
            output.mkdir(parents=True, exist_ok=True)
        sealing.write(report, files, seal or sealing.Seal(), command=command, exit_code=code)
    except OSError as error:
        raise cannot_write(output or (seal and seal.log) or "report", error) from None


def _files(report: Report, forms: Sequence[Format], language: Language, output: Path) -> dict[Path, bytes]:
    """The bytes of each file."""
    from barlau.report.formats import FORMATS

    if len(forms) == 1:
        return {output: _bytes(rendered(report, forms[0], language, to_file=True))}
    return {
        output / f"report{FORMATS[form].suffix}": _bytes(rendered(report, form, language, to_file=True))
        for form in forms
    }


def write(text: str | bytes, path: Path | None = None) -> None:
    """Print, or replace the file in one step; a report that cannot be written is exit code 5."""
    try:
        if path is None:
            _print(text)
        else:
            from barlau import atomic_file

            atomic_file.write(path, _bytes(text))
    except OSError as error:
        raise cannot_write(path or "standard output", error) from None


def cannot_write(place: Path | str, error: OSError) -> typer.Exit:
    """Say so on standard error; raise what is returned."""
    typer.echo(f"barlau: {visible(str(place))}: cannot be written ({os.strerror(error.errno or 0)})", err=True)
    return typer.Exit(CANNOT_WRITE)


def _print(text: str | bytes) -> None:
    try:
        if isinstance(text, bytes):
            sys.stdout.buffer.write(text)
        else:
            sys.stdout.write(text)
        sys.stdout.flush()
    except BrokenPipeError:  # the reader of a pipe may leave early; the exit code stays that of the scan
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _bytes(text: str | bytes) -> bytes:
    return text if isinstance(text, bytes) else text.encode("utf-8", "backslashreplace")
