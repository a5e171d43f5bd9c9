"""`barlau recognizers`: what is recognised."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Annotated

import typer

from barlau.cli.options import Format, Lang, Language

app = typer.Typer(help="What is recognised.", no_args_is_help=True)

Folders = Annotated[
    list[Path] | None,
    typer.Option("--recognizers", help="Folder with recognizer files of your own; may be repeated."),
]


@app.command("list")
def list_all(
    recognizers: Folders = None,
    form: Annotated[Format, typer.Option("--format", "-f", help="terminal or json.")] = Format.TERMINAL,
    lang: Lang = Language.EN,
) -> None:
    """List every recognizer: entity, category, file."""
    from barlau import taxonomy
    from barlau.recognizers.load import load

    rows = sorted((r.category, r.entity, r.origin) for r in load(recognizers or []).recognizers)
    if form is Format.JSON:
        keys = ("category", "entity", "file")
        typer.echo(json.dumps([dict(zip(keys, row, strict=True)) for row in rows], ensure_ascii=False, indent=2))
        return
    names = taxonomy.load()
    for category, entity, origin in rows:
        typer.echo(f"{entity:<26} {category:<28} {names.title(category, lang)}  [{origin}]")


@app.command()
def test(recognizers: Folders = None) -> None:
    """Run the examples of every recognizer: what must match does, what must not does not (exit 1 otherwise)."""
    from barlau.recognizers.examples import failures
    from barlau.recognizers.load import load

    pack = load(recognizers or [])
    wrong = failures(pack)
    for failure in wrong:
        typer.echo(str(failure))
    examples = sum(len(r.match) + len(r.no_match) for r in pack.recognizers)
    typer.echo(f"{len(pack.recognizers)} recognizers, {examples} examples, {len(wrong)} wrong")
    raise typer.Exit(1 if wrong else 0)


@app.command()
def export(
    output: Annotated[Path | None, typer.Option("--output", "-o", help="File; standard output without it.")] = None,
    recognizers: Folders = None,
) -> None:
    """Write all recognizers as one registry file that plain Presidio loads."""
    from barlau.cli.output import write
    from barlau.recognizers.load import load
    from barlau.recognizers.presidio import export as registry

    write(registry(load(recognizers or [])), output)
