"""Options that several commands share, and how their texts become values."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from barlau.errors import ConfigError

if TYPE_CHECKING:
    from barlau.api import Options
    from barlau.integrity.sealing import Seal
    from barlau.model.reading import Reason, Sampling
    from barlau.model.report import Level


class Language(StrEnum):
    """Languages of the interface."""

    EN = "en"
    RU = "ru"
    KK = "kk"


class Format(StrEnum):
    """Report formats."""

    TERMINAL = "terminal"
    JSON = "json"
    HTML = "html"
    CSV = "csv"
    XLSX = "xlsx"
    SARIF = "sarif"
    JUNIT = "junit"
    GITHUB = "github"
    GITLAB = "gitlab"
    MARKDOWN = "markdown"
    OPENMETADATA = "openmetadata"
    DATAHUB = "datahub"
    OPENLINEAGE = "openlineage"
    FIDES = "fides"
    DBT = "dbt"
    ODCS = "odcs"
    DPV = "dpv"


class Plain(StrEnum):
    """Formats of what is no report of a scan."""

    TERMINAL = "terminal"
    JSON = "json"


BINARY: tuple[Format, ...] = (Format.XLSX,)
"""Formats that are no text."""


class FailOn(StrEnum):
    """The level at which findings make the exit code 1 (or 4); `new…`: only those that the history does not have."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"
    NEVER = "never"
    NEW = "new"
    NEW_WARNING = "new-warning"
    NEW_ERROR = "new-error"


Formats = Annotated[
    list[Format] | None,
    typer.Option(
        "--format",
        "-f",
        help="Format of the report; several make --output a folder.  [default: terminal]",
        show_default=False,
    ),
]
Sample = Annotated[str, typer.Option("--sample", help="all, or this many random rows of each object.")]
AllowIncomplete = Annotated[
    str, typer.Option("--allow-incomplete", help="Reasons, comma-separated, that do not count as incomplete.")
]
Recognizers = Annotated[
    list[Path] | None,
    typer.Option("--recognizers", help="Folder with recognizer files of your own; may be repeated."),
]
PlainFormat = Annotated[Plain, typer.Option("--format", "-f", help="For reading or for programs.")]
Output = Annotated[
    Path | None,
    typer.Option("--output", "-o", help="File for the report, or folder for several; standard output without it."),
]
Sign = Annotated[
    Path | None,
    typer.Option("--sign", help="Ed25519 private key (PEM) that signs the report.", envvar="BARLAU_SIGN_KEY"),
]
AuditLog = Annotated[
    Path | None, typer.Option("--audit-log", help="Log that gets one hash-chained record of this run (.jsonl).")
]
Lang = Annotated[Language, typer.Option("--lang", help="Language of the texts.", envvar="BARLAU_LANG")]
Quiet = Annotated[bool, typer.Option("--quiet", "-q", help="No progress on standard error.")]
LogLevel = Annotated[str, typer.Option("--log-level", help="off, info or debug: one line an event on standard error.")]


def reading(sample: str, fail_on: FailOn, allow_incomplete: str) -> Options:
    """How a scan or an audit runs, as far as both say it in the same words. Raises `ConfigError`."""
    from barlau.api import Options

    level, only_new = threshold(fail_on)
    return Options(
        sampling=sampling(sample), fail_on=level, only_new=only_new, allow_incomplete=reasons(allow_incomplete)
    )


def sampling(text: str) -> Sampling:
    """`all` or a number of rows. Raises `ConfigError`."""
    from barlau.model.reading import Sampling

    if text == "all":
        return Sampling()
    if not text.isascii() or not text.isdigit() or int(text) == 0:
        raise ConfigError("--sample", f"'{text}' is not a sample", remedy="say all or a number of rows")
    return Sampling(rows=int(text))


def reasons(text: str) -> tuple[Reason, ...]:
    """A comma-separated list of reasons. Raises `ConfigError`."""
    from barlau.model.reading import Reason

    names = [name.strip().upper() for name in text.split(",") if name.strip()]
    unknown = [name for name in names if name not in Reason.__members__]
    if unknown:
        raise ConfigError("--allow-incomplete", f"unknown reason {unknown[0]}", remedy="for example ROW_ERRORS")
    return tuple(Reason[name] for name in names)


def threshold(text: FailOn) -> tuple[Level | None, bool]:
    """The level, and whether only new findings count."""
    from barlau.model.report import Level

    if text is FailOn.NEVER:
        return None, False
    if text in (FailOn.NEW, FailOn.NEW_WARNING, FailOn.NEW_ERROR):
        return Level(text.value.removeprefix("new").removeprefix("-") or Level.NOTE), True
    return Level(text.value), False


def seal(key: Path | None, log: Path | None, output: Path | None) -> Seal:
    """The key and the audit log of a run. Raises `ConfigError`."""
    from barlau.integrity.sealing import prepare

    if key and output is None:
        raise ConfigError("--sign", "a signature needs a file", remedy="name it with --output")
    if log and log.suffix != ".jsonl":
        raise ConfigError("--audit-log", f"{log} is no log", remedy="its name ends in .jsonl")
    return prepare(key, log)


def formats(chosen: Sequence[Format] | None, output: Path | None) -> tuple[Format, ...]:
    """The formats asked for, each once. Raises `ConfigError` where they do not fit the place."""
    wanted = tuple(dict.fromkeys(chosen or (Format.TERMINAL,)))
    if len(wanted) > 1 and output is None:
        raise ConfigError("--format", "several formats need a folder", remedy="name it with --output")
    if len(wanted) > 1 and output is not None and output.exists() and not output.is_dir():
        raise ConfigError("--output", f"{output} is a file", remedy="several formats need a folder")
    if wanted[0] in BINARY and output is None and sys.stdout.isatty():
        raise ConfigError("--format", f"{wanted[0]} is not for a terminal", remedy="name a file with --output")
    return wanted
