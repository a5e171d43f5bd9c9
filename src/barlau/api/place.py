"""`TARGET.table.column` taken apart: what a report prints as one place names a target, an object and a column."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Sequence
from difflib import get_close_matches
from pathlib import Path

from barlau.errors import TargetError
from barlau.model.reading import Column, DataObject
from barlau.report.places import column_name
from barlau.report.visible import visible

FILE_SCHEMES = ("sqlite:///", "duckdb:///")
QUOTES = str.maketrans("", "", '"`[]')
"""Marks around names in SQL: `"public"."Клиенты"`."""


def split(spec: str) -> tuple[str, str] | None:
    """The target and what follows it; None where nothing that exists is named.

    A server's database ends at the first dot behind its name, a path at the longest file or folder there is.
    """
    scheme, found, rest = spec.partition("://")
    if found and not spec.startswith(FILE_SCHEMES):
        authority, slash, path = rest.partition("/")
        database, dot, place = path.partition(".")
        usable = slash and dot and place and "?" not in path
        return (f"{scheme}://{authority}/{database}", place) if usable else None
    prefix = next((s for s in FILE_SCHEMES if spec.startswith(s)), "")
    for target, place in _cuts(spec.removeprefix(prefix)):
        if os.path.lexists(target):
            return prefix + target, place
    return None


def _cuts(text: str) -> Iterator[tuple[str, str]]:
    """At each dot or number sign (a sheet of a file), the last first."""
    for at in range(len(text) - 2, 0, -1):
        if text[at] in ".#":
            yield text[:at], text[at + 1 :]


def objects(place: str, found: Sequence[DataObject]) -> list[DataObject]:
    """The objects that a place may speak of: those whose name it starts with, or the only one there is."""
    for fits in (_starts, _ends_in):
        chosen = [item for item in found if any(fits(item.name, head) for head, _ in _heads(place))]
        if chosen:
            return chosen
    return list(found) if len(found) == 1 else []


def columns(place: str, item: DataObject, held: Sequence[Column], *, alone: bool) -> list[int]:
    """Which of an object's columns a place names; `alone`: the object need not be named."""
    rests = [rest for head, rest in _heads(place) if _starts(item.name, head) or _ends_in(item.name, head)]
    rests += [place] if alone else []
    for form in (str, _unquoted, _folded):
        wanted = {form(rest) for rest in rests}
        chosen = [i for i, column in enumerate(held) if any(form(name) in wanted for name in names(column))]
        if chosen:
            return chosen
    return []


def names(column: Column) -> list[str]:
    """How a column may be called: by its name, its path, or both, as reports print them."""
    if column.path is None:
        return [column.name, visible(column.name)]
    shown = column_name(column.name, column.path)
    inner = column.path.removeprefix("$.")
    both = [f"{column.name}.{inner}", f"{column.name}.{column.path}", shown, shown.replace(" ", ".")]
    return [column.path, inner, *both]


def unknown(place: str, item: DataObject | None, held: Sequence[str]) -> TargetError:
    """Nothing of that name is there: say what is."""
    near = get_close_matches(place.rpartition(".")[2], held, 3, cutoff=0.5) or list(held)[:8]
    where = f"{visible(item.source)}: {visible(item.name)}" if item else visible(place)
    what = f"has no column '{visible(place)}'" if item else "names no object of the target"
    return TargetError(where, what, remedy="there are " + ", ".join(map(visible, near)) if near else "check the name")


def ambiguous(place: str, found: Sequence[tuple[DataObject, Column]]) -> TargetError:
    """Several columns fit: say which."""
    shown = ", ".join(f"{visible(item.name)}.{column_name(c.name, c.path)}" for item, c in found[:4])
    return TargetError(visible(place), "names several columns", remedy=f"say which: {shown}")


def _heads(place: str) -> Iterator[tuple[str, str]]:
    yield from _cuts(place)


def _starts(name: str, head: str) -> bool:
    return _any_form(name, head, lambda a, b: a == b)


def _ends_in(name: str, head: str) -> bool:
    """`clients` for `public.clients`, a sheet for `file.xlsx#sheet`, `file.csv` for `folder/file.csv`."""
    return _any_form(name, head, lambda a, b: a.endswith((f".{b}", f"#{b}", f"/{b}")))


def _any_form(name: str, head: str, fits: Callable[[str, str], bool]) -> bool:
    return any(fits(form(name), form(head)) for form in (str, visible, _unquoted, _folded))


def _unquoted(text: str) -> str:
    return text.translate(QUOTES)


def _folded(text: str) -> str:
    return _unquoted(text).casefold()


def exists(spec: str) -> bool:
    """Whether it is a file, a folder or a URL, with no column behind it."""
    return "://" in spec or Path(spec).exists()
