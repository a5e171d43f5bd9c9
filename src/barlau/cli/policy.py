"""`barlau policy`: look at a policy file."""

from __future__ import annotations

import json
import shutil
import sys
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from barlau.cli.options import Lang, Language, Output
from barlau.cli.output import write
from barlau.report.visible import visible

app = typer.Typer(help="Look at policy files.", no_args_is_help=True)


class Form(StrEnum):
    """How a policy is shown."""

    TERMINAL = "terminal"
    MARKDOWN = "markdown"
    JSON = "json"


class Compared(StrEnum):
    """How a comparison is shown."""

    TERMINAL = "terminal"
    JSON = "json"


File = Annotated[Path, typer.Argument(metavar="FILE", help="Policy file (YAML).")]


class DraftFormat(StrEnum):
    """Formats of a draft."""

    YAML = "yaml"
    JSON = "json"


@app.command()
def show(
    file: File,
    form: Annotated[
        Form, typer.Option("--format", "-f", help="For reading, for a wiki or for a script.")
    ] = Form.TERMINAL,
    lang: Lang = Language.EN,
) -> None:
    """List what a policy declares, with the sections where it stands."""
    from barlau import policy

    declared = policy.load(file)
    if form is Form.JSON:
        write(json.dumps(policy.show(declared), ensure_ascii=False, indent=2, sort_keys=True) + "\n")
        return
    if form is Form.MARKDOWN:
        from barlau.report.policy_markdown import render as markdown

        write(markdown(declared, lang))
        return
    from barlau.report.policy_view import render

    write(render(declared, lang, width=shutil.get_terminal_size().columns, colour=sys.stdout.isatty()))


@app.command()
def check(file: File, lang: Lang = Language.EN) -> None:
    """Check a policy file: errors stop it (exit 2), weak spots are listed (exit 1 when one is an error)."""
    from barlau import policy, yamlfile
    from barlau.model.report import Level
    from barlau.report.policy_view import render_problems

    source = yamlfile.read(file)
    problems = policy.check(policy.parse(source), source)
    write(render_problems(problems, lang, width=shutil.get_terminal_size().columns, colour=sys.stdout.isatty()))
    raise typer.Exit(1 if any(problem.level is Level.ERROR for problem in problems) else 0)


@app.command()
def draft(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="Text of the policy: txt, md, html, docx or pdf.")],
    lang: Annotated[
        Language | None, typer.Option("--lang", help="Language of the text; found part by part without it.")
    ] = None,
    form: Annotated[DraftFormat, typer.Option("--format", "-f", help="yaml or json.")] = DraftFormat.YAML,
    previous: Annotated[
        Path | None, typer.Option("--previous", help="Reviewed file of an earlier text: its decisions are kept.")
    ] = None,
    output: Output = None,
) -> None:
    """Propose a policy file from a policy's text: every line waits for review and clears nothing until then."""
    from barlau.policy import draft as drafting

    proposed = drafting.content(drafting.draft(file, lang))
    if previous is not None:
        made = drafting.redraft(proposed, previous)
        proposed = made.content
        for line in drafting.summary(made):
            typer.echo(visible(line), err=True)
    write(drafting.as_yaml(proposed) if form is DraftFormat.YAML else drafting.as_json(proposed), output)


@app.command()
def compare(
    file: File,
    other: Annotated[
        Path | None, typer.Argument(metavar="OTHER", help="Newer version of the policy; without it, the languages.")
    ] = None,
    form: Annotated[Compared, typer.Option("--format", "-f", help="How to show it.")] = Compared.TERMINAL,
    lang: Lang = Language.EN,
) -> None:
    """Show what two languages of a policy, or two policy files, declare differently."""
    from barlau import policy
    from barlau.report import compare_view

    declared = policy.load(file)
    newer = policy.load(other) if other else None
    found = policy.compare_files(declared, newer) if newer else policy.compare_languages(declared)
    if form is Compared.JSON:
        write(compare_view.as_json(found))
        return
    titles = {**compare_view.titles(declared, lang), **(compare_view.titles(newer, lang) if newer else {})}
    width = shutil.get_terminal_size().columns
    write(compare_view.render(found, lang, titles, declared.id, width=width, colour=sys.stdout.isatty()))
