"""The command line: arguments in, exit code out."""

from __future__ import annotations

import os
import sys

from barlau.cli.application import app
from barlau.errors import BarlauError, place

USAGE_ERROR, NO_REPORT = 2, 5


def main() -> None:
    """Run, and turn every outcome into an exit code (interfaces: 0-5, 130, 143)."""
    try:
        app()
    except BarlauError as error:
        print(f"barlau: {error}", file=sys.stderr)
        sys.exit(USAGE_ERROR)
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), 1)  # the reader of a pipe may leave early
        sys.exit(0)
    except Exception as error:  # noqa: BLE001  (the text of a stranger's exception may hold values: name its type and place only)
        print(f"barlau: internal error {place(error)}", file=sys.stderr)
        sys.exit(NO_REPORT)
