"""`barlau recognizers`: what is recognised."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from barlau.cli.options import Lang, Language, Plain, PlainFormat, Recognizers
from barlau.cli.output import write
from barlau.report.visible import visible

if TYPE_CHECKING:
    from barlau.recognizers.examples import Failure

app = typer.Typer(help="What is recognised.", no_args_is_help=True)


@app.command("list")
def list_all(
    recognizers: Recognizers = None,
    form: PlainFormat = Plain.TERMINAL,
    lang: Lang = Language.EN,
) -> None:
    """List every recognizer: entity, category, file."""
    from barlau import taxonomy
    from barlau.recognizers.load import load

    rows = sorted((r.category or "", r.entity, r.origin) for r in load(recognizers or []).recognizers)
    if form is Plain.JSON:
        listed = [{"category": category or None, "entity": entity, "file": file} for category, entity, file in rows]
        write(json.dumps(listed, ensure_ascii=False, indent=2) + "\n")
        return
    title = taxonomy.load().title
    lines = (
        f"{entity:<24} {category or '-':<26} {title(category, lang) if category else '-':<36} {origin}"
        for category, entity, origin in rows
    )
    write("".join(f"{visible(line)}\n" for line in lines))


@app.command()
def test(recognizers: Recognizers = None) -> None:
    """Run the examples of every recognizer: what must match does, what must not does not (exit 1 otherwise)."""
    from barlau.recognizers.examples import failures
    from barlau.recognizers.load import load

    pack = load(recognizers or [])
    wrong = failures(pack)
    examples = sum(len(r.match) + len(r.no_match) for r in pack.recognizers)
    total = f"{len(pack.recognizers)} recognizers, {examples} examples, {len(wrong)} wrong"
    write("".join(f"{visible(line)}\n" for line in (*map(_line, wrong), total)))
    raise typer.Exit(1 if wrong else 0)


def _line(failure: Failure) -> str:
    verb = "should match" if failure.expected else "should not match"
    return f"{failure.origin}: {failure.recognizer} {verb} '{failure.example}'"


@app.command()
def export(
    output: Annotated[Path | None, typer.Option("--output", "-o", help="File; standard output without it.")] = None,
    recognizers: Recognizers = None,
) -> None:
    """Write all recognizers as one registry file that plain Presidio loads."""
    from barlau.recognizers.load import load
    from barlau.recognizers.presidio import export as registry

    write(registry(load(recognizers or [])), output)
