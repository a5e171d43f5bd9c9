"""Every path under a folder or behind a glob, in a fixed order; no link is followed."""

from __future__ import annotations

import os
from dataclasses import dataclass
from fnmatch import fnmatchcase
from pathlib import Path
from typing import TYPE_CHECKING

from barlau.model.reading import Reason
from barlau.sources.regular_file import reason_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

MAGIC = frozenset("*?[")


@dataclass(frozen=True, slots=True)
class Entry:
    """A file, or something that cannot be read and why."""

    path: str
    name: str
    """Relative to the target; shown."""
    reason: Reason | None = None


def shown(path: str) -> str:
    """A path as text: file names are bytes, and need not be UTF-8."""
    return os.fsencode(path).decode("utf-8", "backslashreplace")


def entries(target: str) -> Iterator[Entry]:
    """Yield what a target names, sorted: a file, all files of a folder, all matches of a glob.

    A link is followed only if it is itself the target. Nothing is yielded for what does not exist.
    """
    if os.path.lexists(target):
        real = os.path.realpath(target)
        file = Entry(real, shown(Path(target).name))
        yield from _folder(real) if Path(real).is_dir() else iter((file,))
    elif MAGIC.intersection(target):
        parts = Path(target).parts
        first = next(i for i, part in enumerate(parts) if MAGIC.intersection(part))
        root = os.path.realpath(Path(*parts[:first]))
        matches = _matching(root, "", parts[first:]) if Path(root).is_dir() else ()
        found = {entry.path: entry for entry in matches}
        yield from sorted(found.values(), key=lambda entry: os.fsencode(entry.path))


def _folder(root: str, name: str = "") -> Iterator[Entry]:
    """All files below a folder, depth first."""
    waiting = [iter(_listed(root, name))]
    while waiting:
        entry, is_folder = next(waiting[-1], (None, False))
        if entry is None:
            waiting.pop()
        elif is_folder:
            waiting.append(iter(_listed(entry.path, entry.name)))
        else:
            yield entry


def _listed(folder: str, name: str) -> list[tuple[Entry, bool]]:
    """The entries of one folder in the order of their bytes, each with whether it is a folder."""
    try:
        with os.scandir(folder) as scan:
            found = sorted(scan, key=lambda entry: os.fsencode(entry.name))
    except OSError as error:
        return [(Entry(folder, name or os.curdir, reason_of(error)), False)]
    prefix = f"{name}/" if name else ""
    return [_entry(entry, prefix + shown(entry.name)) for entry in found]


def _entry(entry: os.DirEntry[str], name: str) -> tuple[Entry, bool]:
    try:
        if entry.is_symlink():
            return Entry(entry.path, name, Reason.SYMLINK_NOT_FOLLOWED), False
        if entry.is_dir(follow_symlinks=False):
            return Entry(entry.path, name), True
        regular = entry.is_file(follow_symlinks=False)
    except OSError as error:
        return Entry(entry.path, name, reason_of(error)), False
    return Entry(entry.path, name, None if regular else Reason.NOT_REGULAR_FILE), False


def _matching(folder: str, name: str, pattern: Sequence[str]) -> Iterator[Entry]:
    """What matches the parts of a glob below a folder; `**` is any number of folders."""
    part, rest = pattern[0], pattern[1:]
    if part == "**" and rest:
        yield from _matching(folder, name, rest)
    for entry, is_folder in _listed(folder, name):
        if part == "**" and rest:
            if is_folder:
                yield from _matching(entry.path, entry.name, pattern)
        elif entry.path == folder or fnmatchcase(Path(entry.path).name, part):
            if rest and is_folder:
                yield from _matching(entry.path, entry.name, rest)
            elif is_folder:
                yield from _folder(entry.path, entry.name)
            elif not rest or entry.reason is Reason.SYMLINK_NOT_FOLLOWED:
                yield entry
