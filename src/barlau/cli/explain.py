"""`barlau explain`: why a column was decided as it was; what a rule, a category or an entity is."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Sequence
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from barlau.cli.options import Lang, Language, LogLevel, Quiet, Recognizers

if TYPE_CHECKING:
    from barlau.api import Options
    from barlau.model.explanation import Explanation
    from barlau.report.reference import Document

INCOMPLETE = 3


class Form(StrEnum):
    """How an explanation is written."""

    TERMINAL = "terminal"
    JSON = "json"
    MARKDOWN = "markdown"


def explain(
    what: Annotated[
        str,
        typer.Argument(
            metavar="NAME",
            help="A rule, verdict, promise, category or entity; TARGET.table.column, as reports print it; or TARGET.",
        ),
    ],
    column: Annotated[
        str | None,
        typer.Argument(metavar="[COLUMN]", help="table.column, apart from its TARGET."),
    ] = None,
    policy: Annotated[
        list[Path] | None,
        typer.Option("--policy", "-p", help="Policy file to judge the column by; may be repeated."),
    ] = None,
    report: Annotated[
        Path | None, typer.Option("--report", "-r", help="Explain from this JSON report, reading nothing.")
    ] = None,
    sample: Annotated[str, typer.Option("--sample", help="all, or this many random rows.")] = "all",
    form: Annotated[Form, typer.Option("--format", "-f", help="Markdown is for rules and words.")] = Form.TERMINAL,
    output: Annotated[
        Path | None, typer.Option("--output", "-o", help="File for the explanation; standard output without it.")
    ] = None,
    recognizers: Recognizers = None,
    lang: Lang = Language.EN,
    quiet: Quiet = False,
    log_level: LogLevel = "off",
) -> None:
    """Explain a rule (undeclared), a category (identity.iin), an entity (KZ_IIN); or why a column is what it is.

    A column is named as reports print it (app.sqlite.clients.iin), or apart from its target (app.sqlite clients.iin).
    Only its table is read: why it is what it is said to be, what competed, what would change it.
    Exit status: 0 explained, 2 no such thing, 3 it could not be read, or not in full.
    """
    from barlau.api import Options, reference
    from barlau.cli import options as parsed
    from barlau.cli.output import write
    from barlau.cli.running import set_log_level
    from barlau.errors import TargetError

    set_log_level(log_level)
    if column is None and report is None and (name := reference.find(what, recognizers or ())) is not None:
        document = reference.document(name, lang, recognizers or ())
        write(_page(document, form, lang, to_file=output is not None), output)
        return
    if form is Form.MARKDOWN:
        raise TargetError(what, "is no rule, category or entity", remedy=_remedy(what, recognizers, "--format json"))
    options = Options(
        policies=tuple(policy or ()), recognizers=tuple(recognizers or ()), sampling=parsed.sampling(sample)
    )
    explained = _stored(report, column or what, options) if report else _read(what, column, options, lang, quiet=quiet)
    write(_rendered(explained, form, lang, to_file=output is not None), output)
    raise typer.Exit(_exit_code(explained))


def _stored(report: Path, place: str, options: Options) -> Explanation:
    from barlau import policy
    from barlau.api.explain import explain_stored
    from barlau.report.json_load import read

    return explain_stored(read(report), place, [policy.load(path) for path in options.policies])


def _read(what: str, column: str | None, options: Options, language: str, *, quiet: bool) -> Explanation:
    from dataclasses import replace

    from barlau.api.explain import explain as explained
    from barlau.api.place import split
    from barlau.cli.running import watching
    from barlau.errors import ReadError, TargetError
    from barlau.model.reading import Target
    from barlau.report.messages import text
    from barlau.report.visible import visible

    named = (what, column) if column is not None else split(what)
    if named is None:
        problem = "names no column of a target that exists, and is no rule, category or entity"
        raise TargetError(what, problem, remedy=_remedy(what, options.recognizers, "barlau explain TARGET COLUMN"))
    target, place = named
    try:
        with watching(language=language, quiet=quiet or not sys.stderr.isatty()) as watcher:
            return explained(Target(target), place, replace(options, observer=watcher))
    except ReadError as error:
        reason = text(f"reason.{error.reason}", language)
        typer.echo(f"barlau: {visible(error.at)}: {error.reason.value}: {reason}", err=True)
        typer.echo(text(f"todo.{error.reason}", language), err=True)
        raise typer.Exit(INCOMPLETE) from None


def _remedy(what: str, recognizers: Sequence[Path] | None, otherwise: str) -> str:
    from barlau.api import reference

    near = reference.nearest(what, recognizers or ())
    return f"did you mean {' or '.join(near)}?" if near else otherwise


def _page(document: Document, form: Form, language: str, *, to_file: bool) -> str:
    from barlau.report import reference

    if form is Form.JSON:
        return reference.as_json(document)
    if form is Form.MARKDOWN:
        return reference.as_markdown(document, language)
    colour = not to_file and sys.stdout.isatty() and "NO_COLOR" not in os.environ
    return reference.as_text(document, language, width=shutil.get_terminal_size().columns, colour=colour)


def _rendered(explained: Explanation, form: Form, language: str, *, to_file: bool) -> str:
    if form is Form.JSON:
        from barlau.report.explanation_json import render as as_json

        return as_json(explained)
    from barlau.report.explanation_view import render

    colour = not to_file and sys.stdout.isatty() and "NO_COLOR" not in os.environ
    return render(explained, language, width=shutil.get_terminal_size().columns, colour=colour)


def _exit_code(explained: Explanation) -> int:
    from barlau.model.reading import ReadStatus, Reason

    reading = explained.coverage
    complete = reading is None or reading.status is ReadStatus.SCANNED or reading.reason is Reason.SAMPLED
    return 0 if complete else INCOMPLETE
