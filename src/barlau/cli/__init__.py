"""The command line: arguments in, exit code out."""

from __future__ import annotations

import gc
import io
import sys

from barlau.cli.application import app
from barlau.errors import BarlauError, WriteError, place
from barlau.report.visible import visible

USAGE_ERROR, NO_REPORT = 2, 5
COLLECTED = 100_000
"""New objects after which garbage is looked for: at Python's 700 that is a third of the start."""


def main() -> None:
    """Run, and turn every outcome into an exit code (interfaces: 0-5, 130, 143)."""
    gc.set_threshold(COLLECTED)
    _encode()
    try:
        app()
    except BarlauError as error:
        print(f"barlau: {visible(str(error))}", file=sys.stderr)
        sys.exit(NO_REPORT if isinstance(error, WriteError) else USAGE_ERROR)
    except Exception as error:  # noqa: BLE001  (the text of a stranger's exception may hold values: name its type and place only)
        print(f"barlau: internal error {place(error)}", file=sys.stderr)
        sys.exit(NO_REPORT)


def _encode() -> None:
    """Write UTF-8 to files and pipes whatever the locale; a terminal gets what it understands, the rest as escapes."""
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(encoding=None if sys.stdout.isatty() else "utf-8", errors="backslashreplace")
