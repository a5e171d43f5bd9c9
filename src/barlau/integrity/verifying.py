"""Is everything still what a run wrote? Says of each file what became of it; never raises over what it finds."""

from __future__ import annotations

import hashlib
import os
import stat
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from barlau.atomic_file import is_unfinished
from barlau.errors import ConfigError
from barlau.integrity import audit_log, manifest
from barlau.integrity.canonical import DamagedError
from barlau.integrity.manifest import BESIDE_FILE, IN_FOLDER, SIGNATURE, Anchor, Manifest
from barlau.integrity.signature import Checker

LOG = ".jsonl"
PIECE = 1 << 20
SIGNED, UNCHECKED, UNSIGNED, WRONG = "signed", "unchecked", "unsigned", "wrong"


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that is not as it was written."""

    kind: str
    """`changed`, `missing`, `renamed`, `unlisted`, `unreadable`, `manifest_damaged`, `signature_missing`,
    `signature_wrong`, `log_missing`, `log_rolled_back`, or a kind of `audit_log.Flaw`."""
    name: str
    other: str = ""
    """The new name of a renamed file."""
    line: int | None = None
    """In an audit log."""


@dataclass(frozen=True, slots=True)
class Checked:
    """What was found of one manifest or log."""

    path: Path
    kind: str
    """`manifest` or `log`."""
    count: int
    """Files listed, or records that hold."""
    problems: tuple[Problem, ...] = ()
    signature: str = UNSIGNED
    """`signed`, `unchecked` (no key was given), `unsigned`, or `wrong`."""
    signed_by: str | None = None
    written_at: str = ""
    log: str | None = None
    """The audit log that names this run, when it is not there to be compared with."""


def verify(path: Path, checker: Checker | None = None, log: Path | None = None) -> tuple[Checked, ...]:
    """Check a folder of reports, one report, a manifest or an audit log.

    Raises `ConfigError` where there is nothing to check by.
    """
    try:
        manifests, logs = _found(path)
    except OSError:
        raise ConfigError(str(path), "cannot be read", remedy="check the path and its permissions") from None
    out = [_manifest(found, checker, log) for found in manifests] + [_log(found, checker) for found in logs]
    if log is not None and log not in logs:
        out.append(_log(log, checker))
    return tuple(out)


def _found(path: Path) -> tuple[list[Path], list[Path]]:
    """The manifests and logs that a path stands for."""
    if path.is_dir():
        names = sorted(entry for entry in path.iterdir() if entry.is_file())
        manifests = [e for e in names if e.name == IN_FOLDER or e.name.endswith(BESIDE_FILE)]
        logs = [entry for entry in names if entry.suffix == LOG and _is_log(entry)]
    elif path.suffix == LOG and path.is_file() and not _beside(path).exists():
        return [], [path]
    else:
        named = path.name == IN_FOLDER or path.name.endswith(BESIDE_FILE)
        manifests = [e for e in ((path,) if named else (_beside(path), path.with_name(IN_FOLDER))) if e.is_file()][:1]
        logs = []
    if not manifests and not logs:
        problem = "has no manifest to check by" if path.exists() else "does not exist"
        remedy = "a report that is written to a file or folder with --output has one"
        raise ConfigError(str(path), problem, remedy=remedy)
    return manifests, logs


def _beside(path: Path) -> Path:
    return path.with_name(path.name + BESIDE_FILE)


def _is_log(path: Path) -> bool:
    """Does it look like one of ours, even a damaged one?"""
    try:
        with path.open("rb") as file:
            return b"barlau.audit" in file.read(1 << 16)
    except OSError:
        return False


def _manifest(path: Path, checker: Checker | None, log: Path | None) -> Checked:
    try:
        data = path.read_bytes()
        listed = manifest.load(data)
    except OSError:
        return Checked(path, "manifest", 0, (Problem("unreadable", path.name),))
    except DamagedError:
        return Checked(path, "manifest", 0, (Problem("manifest_damaged", path.name),))
    problems = _files(path, listed)
    status, amiss = _signature(path, data, listed, checker)
    anchored, absent = _anchor(path, listed.anchor, log)
    return Checked(
        path,
        "manifest",
        len(listed.files),
        (*problems, *amiss, *anchored),
        status,
        listed.signed_by,
        listed.finished_at,
        absent,
    )


def _files(path: Path, listed: Manifest) -> tuple[Problem, ...]:
    folder, problems = path.parent, []
    for entry in listed.files:
        state = _state(folder / entry.name, entry)
        if state:
            problems.append(Problem(state, entry.name))
    if path.name == IN_FOLDER:
        own = {path.name}
        own |= {path.name + SIGNATURE} if listed.signed_by else set()
        own |= {listed.anchor.log} if listed.anchor else set()
        own |= {entry.name for entry in listed.files}
        others = sorted(name for name in set(_names(folder)) - own if not any(is_unfinished(name, one) for one in own))
        problems = _renames(folder, listed, problems, others)
    return tuple(problems)


def _renames(folder: Path, listed: Manifest, problems: list[Problem], others: list[str]) -> list[Problem]:
    """A missing file whose content stands under another name was renamed; what else is not listed was added."""
    strangers = {name: _digest(folder / name) for name in others}
    out = []
    for problem in problems:
        digest = next(entry.sha256 for entry in listed.files if entry.name == problem.name)
        new = next((name for name, found in strangers.items() if found == digest), None)
        if problem.kind == "missing" and new is not None:
            del strangers[new]
            problem = replace(problem, kind="renamed", other=new)
        out.append(problem)
    return out + [Problem("unlisted", name) for name in strangers]


def _state(path: Path, entry: manifest.Entry) -> str | None:
    """What became of a listed file; None: nothing."""
    try:
        status = path.lstat()
    except (FileNotFoundError, NotADirectoryError):
        return "missing"
    except OSError:
        return "unreadable"
    if not stat.S_ISREG(status.st_mode):
        return "changed"
    if status.st_size != entry.size:
        return "changed"
    digest = _digest(path)
    return "unreadable" if digest is None else None if digest == entry.sha256 else "changed"


def _digest(path: Path) -> str | None:
    """SHA-256 of a regular file; None: it is none, or cannot be read."""
    try:
        if not stat.S_ISREG(path.lstat().st_mode):
            return None
        digest = hashlib.sha256()
        with path.open("rb") as file:
            while piece := file.read(PIECE):
                digest.update(piece)
    except OSError:
        return None
    return digest.hexdigest()


def _names(folder: Path) -> Iterator[str]:
    """Everything below a folder, relative to it; links are not followed."""
    for parent, folders, files in os.walk(folder):
        for name in (*files, *(name for name in folders if Path(parent, name).is_symlink())):
            yield Path(parent, name).relative_to(folder).as_posix()


def _signature(path: Path, data: bytes, listed: Manifest, checker: Checker | None) -> tuple[str, tuple[Problem, ...]]:
    """Whether the signature holds."""
    beside = manifest.signature_of(path)
    if listed.signed_by is None:
        missing = (Problem("signature_missing", beside.name),) if checker else ()
        return UNSIGNED, missing
    try:
        signature = beside.read_bytes()
    except OSError:
        return WRONG, (Problem("signature_missing", beside.name),)
    if checker is None:
        return UNCHECKED, ()
    if checker.fingerprint == listed.signed_by and checker.holds(data, signature):
        return SIGNED, ()
    return WRONG, (Problem("signature_wrong", beside.name),)


def _anchor(path: Path, anchor: Anchor | None, named: Path | None) -> tuple[tuple[Problem, ...], str | None]:
    """Whether the audit log still holds the record of this run. The log is named, or where the manifest says."""
    if anchor is None:
        return (), None
    place = named or path.parent / anchor.log
    try:
        log = audit_log.read(place.read_bytes())
    except OSError:
        return (), None if named else anchor.log
    if 1 <= anchor.record <= len(log.hashes) and log.hashes[anchor.record - 1] == anchor.hash:
        return (), None
    return (Problem("log_rolled_back", str(place), line=anchor.record),), None


def _log(path: Path, checker: Checker | None) -> Checked:
    try:
        log = audit_log.read(path.read_bytes())
    except FileNotFoundError:
        return Checked(path, "log", 0, (Problem("log_missing", path.name),))
    except OSError:
        return Checked(path, "log", 0, (Problem("unreadable", path.name),))
    if log.flaw:
        return Checked(path, "log", len(log.hashes), (Problem(log.flaw.kind, path.name, line=log.flaw.line),))
    status, problems = _seal(path, log, checker)
    return Checked(path, "log", len(log.hashes), problems, status, log.signed_by)


def _seal(path: Path, log: audit_log.Log, checker: Checker | None) -> tuple[str, tuple[Problem, ...]]:
    if log.signed_by is None:
        return UNSIGNED, (Problem("signature_missing", path.name),) if checker else ()
    if checker is None:
        return UNCHECKED, ()
    if audit_log.signature_holds(log, checker):
        return SIGNED, ()
    return WRONG, (Problem("signature_wrong", path.name),)
