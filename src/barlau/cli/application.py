"""The commands and their options. Nothing heavy is imported before a command runs: `--help` stays instant."""

from __future__ import annotations

from typing import Annotated

import typer

import barlau
from barlau.cli import audit, decide, demo, diff, explain, history, init, policy, recognizers, report, scan, verify

app = typer.Typer(
    name="barlau",
    help="Finds personal data in databases and file dumps and compares it with what a privacy policy declares.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)


def _version(asked: bool) -> None:
    if asked:
        typer.echo(f"barlau {barlau.__version__}")
        raise typer.Exit


@app.callback()
def _root(
    version: Annotated[  # handled by its callback
        bool, typer.Option("--version", help="Show the version and stop.", callback=_version, is_eager=True)
    ] = False,
) -> None:
    pass


app.command("scan")(scan.scan)
app.command("audit")(audit.audit)
app.command("init")(init.init)
app.command("report")(report.report)
app.command("diff")(diff.diff)
app.command("decide")(decide.decide)
app.command("explain")(explain.explain)
app.command("verify")(verify.verify)
app.command("demo")(demo.demo)
app.add_typer(history.app, name="history")
app.add_typer(policy.app, name="policy")
app.add_typer(recognizers.app, name="recognizers")
