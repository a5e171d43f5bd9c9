"""What an audit leaves for whoever watches over it: figures for Prometheus, a line for the log."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import typer

from barlau.cli.output import cannot_write
from barlau.errors import ConfigError

if TYPE_CHECKING:
    from barlau.model.report import Report

READABLE = 0o644
"""node_exporter is another user; the file holds counts only."""


def check(prometheus: Path | None) -> None:
    """Raise `ConfigError` for a file that node_exporter would not look at."""
    if prometheus is not None and prometheus.suffix != ".prom":
        raise ConfigError("--prometheus", f"{prometheus} would not be read", remedy="node_exporter reads *.prom")
    if prometheus is not None and not prometheus.parent.is_dir():
        raise ConfigError("--prometheus", f"there is no folder {prometheus.parent}", remedy="make it")


def leave(report: Report, project: Path, code: int, *, prometheus: Path | None, line: bool) -> None:
    """Write the figures in one step, and the line to standard error."""
    name = str(project.absolute())
    if prometheus is not None:
        from barlau import atomic_file
        from barlau.report.prometheus import render

        try:
            atomic_file.write(prometheus, render(report, name, code).encode())
            prometheus.chmod(READABLE)
        except OSError as error:
            raise cannot_write(prometheus, error) from None
    if line:
        from barlau.report.log_line import render as as_line

        typer.echo(as_line(report, name, code), err=True)
