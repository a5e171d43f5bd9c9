"""The composition root: opens, scans, decides, compares and returns a report. Import `scan` and `audit` from here or
from `barlau`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from barlau.api.observer import Observer

if TYPE_CHECKING:
    from barlau.api.auditing import audit
    from barlau.api.run import Interrupted, Options, scan

__all__ = ["Interrupted", "Observer", "Options", "audit", "scan"]


def __getattr__(name: str) -> object:
    """Import what is asked for: a worker lives in this package and needs no decision and no policy."""
    if name == "audit":
        from barlau.api.auditing import audit

        return audit
    if name in __all__:
        from barlau.api import run

        return getattr(run, name)
    raise AttributeError(name)
