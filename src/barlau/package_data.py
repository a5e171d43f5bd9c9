"""Where the files that travel with the package are: in the installed wheel, or in a checkout beside `src`."""

from __future__ import annotations

from pathlib import Path

_HERE = Path(__file__).resolve().parent


def folder(name: str) -> Path:
    """The packaged folder `recognizers` or `sample_data`."""
    installed = _HERE / "data" / name
    return installed if installed.is_dir() else _HERE.parent.parent / name
