"""Where data is read from: one entry a kind of target, imported when it is needed."""

from __future__ import annotations

import os
from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from barlau.model.reading import Source, Target

    Opener = Callable[[Target], Source]


def _module(name: str) -> Opener:
    def open_source(target: Target) -> Source:
        opener: Opener = import_module(f"barlau.sources.{name}").open_source
        return opener(target)

    return open_source


SCHEMES: dict[str, Opener] = {
    "postgresql": _module("postgresql"),
    "postgres": _module("postgresql"),
    "mysql": _module("mysql"),
    "mariadb": _module("mysql"),
    "sqlite": _module("sqlite"),
    "duckdb": _module("duckdb"),
}
"""Scheme of a URL (without a driver: `postgresql+psycopg` is `postgresql`) to what opens it."""


def open_source(target: Target) -> Source:
    """Open what a target names: a database by its URL or by its file, or files.

    Raises `TargetError` if it cannot be opened or names nothing, `ConfigError` for a wrong URL.
    """
    from barlau.errors import ReadError, TargetError
    from barlau.sources import embedded, files

    scheme, separator, _ = target.spec.partition("://")
    if separator:
        opener = SCHEMES.get(scheme.partition("+")[0].lower())
        if opener is None:
            remedy = f"use one of {', '.join(SCHEMES)}"
            raise TargetError(f"{scheme}://", "is no scheme that can be read", remedy=remedy)
        return opener(target)
    try:
        _, found = files.format_of(os.path.realpath(target.spec))
    except ReadError:
        found = None
    if found in embedded.FORMATS:
        return SCHEMES[found.value](target)
    return files.open_source(target)
