"""`barlau demo`: the main job on the invented data of five companies."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import Annotated

import typer

from barlau.cli.options import Lang, Language, LogLevel, Quiet
from barlau.report.visible import visible


def demo(
    output: Annotated[
        Path,
        typer.Option("--output", "-o", help="Folder for the data and the reports; made if it is missing."),
    ] = Path("barlau-demo"),
    company: Annotated[list[str] | None, typer.Option("--company", help="Only this company; may be repeated.")] = None,
    lang: Lang = Language.EN,
    quiet: Quiet = False,
    log_level: LogLevel = "off",
) -> None:
    """Make invented warehouses for five companies, scan each, and compare it with the company's privacy policy.

    The data are made up from a seed and say nothing about any company.
    """
    from barlau.api import Options, audit
    from barlau.cli.options import Format
    from barlau.cli.output import cannot_write, deliver, rendered, write
    from barlau.cli.running import run, set_log_level
    from barlau.demo.blueprint import COMPANIES
    from barlau.demo.generate import generate
    from barlau.model.report import RunStatus
    from barlau.report.messages import text

    set_log_level(log_level)
    try:
        warehouses = generate(output, tuple(company or COMPANIES))
    except OSError as error:
        raise cannot_write(output, error) from None
    write(text("demo.invented", lang) + "\n")
    reports = []
    for warehouse in warehouses:
        report, code = run(partial(audit, warehouse.project), Options(), language=lang, quiet=quiet)
        folder = warehouse.project.parent / "reports"
        deliver(report, (Format.HTML, Format.JSON), lang, folder, command="demo", code=code)
        reports += [folder / "report.html", folder / "report.json"]
        write(f"\n{'═' * 8} {warehouse.company} {'═' * 8}\n")
        write(rendered(report, Format.TERMINAL, lang, to_file=False))
        if report.status is RunStatus.INTERRUPTED:
            raise typer.Exit(code)
    write("\n".join(["", text("demo.reports", lang), *(f"  {visible(str(path))}" for path in reports), ""]))
