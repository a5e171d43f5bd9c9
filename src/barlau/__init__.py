"""barlau finds personal data in databases and file dumps and compares it with a privacy policy."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from barlau.api import audit as audit
    from barlau.api import scan as scan

__version__ = "0.1.0"


def __getattr__(name: str) -> object:
    """Import `scan` and `audit` when they are first asked for: the command line stays quick."""
    if name in ("audit", "scan"):
        from barlau import api

        return getattr(api, name)
    raise AttributeError(f"module 'barlau' has no attribute '{name}'")
