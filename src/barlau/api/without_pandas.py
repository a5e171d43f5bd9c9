"""Keeps pandas out of a worker.

pyarrow's first array of Python or NumPy values imports pandas to ask whether they are its own: 0.2 s, and in a worker
they never are. pyarrow takes the ImportError for a machine without pandas.
"""

from __future__ import annotations

import sys
from importlib.abc import Loader, MetaPathFinder
from importlib.machinery import ModuleSpec
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence
    from types import ModuleType


class _Refusal(Loader):
    def exec_module(self, module: ModuleType) -> None:
        raise ImportError(name=module.__name__)


class _Finder(MetaPathFinder):
    """Finds pandas (polars asks whether it is there), and cannot load it."""

    def find_spec(self, name: str, path: Sequence[str] | None, target: ModuleType | None = None) -> ModuleSpec | None:  # noqa: ARG002  (the signature of a finder)
        return ModuleSpec(name, _Refusal()) if name == "pandas" else None


def install() -> None:
    """From now on `import pandas` fails in this process."""
    sys.meta_path.insert(0, _Finder())
