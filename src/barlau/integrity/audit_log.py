"""The audit log: one line of JSON for each run, each with the hash of the line before; a last line seals their number.

A changed, missing, added or moved line breaks the chain; lines cut from the end break the seal. The log is replaced
in one step, so that a killed run leaves it as it was. Whoever can write it can write all of it anew: a signed seal,
and the manifests that name the record of their run, show that.
"""

from __future__ import annotations

import base64
import binascii
import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from barlau import atomic_file
from barlau.errors import ConfigError
from barlau.integrity.canonical import DamagedError, Entry, opened, sealed
from barlau.integrity.signature import Checker, Signer

RECORD, SEAL = "barlau.audit/1", "barlau.audit-seal/1"
BEGINNING = "0" * 64
"""What the first record names as the one before it."""


@dataclass(frozen=True, slots=True)
class Flaw:
    """What is wrong with a log, and where."""

    kind: str
    """`record_damaged`, `record_order`, `record_foreign`, `seal_missing`, `seal_damaged`, `seal_early`, `cut`."""
    line: int


@dataclass(frozen=True, slots=True)
class Log:
    """A log as far as it can be read."""

    hashes: tuple[str, ...]
    """Of the records that hold, up to the first flaw."""
    flaw: Flaw | None
    signed_by: str | None = None
    signature: bytes = b""
    lines: tuple[bytes, ...] = ()
    """The lines of those records."""

    @property
    def head(self) -> str:
        """The hash of the last record."""
        return self.hashes[-1] if self.hashes else BEGINNING


def read(data: bytes) -> Log:
    """Follow the chain from the beginning up to the first flaw."""
    lines = data.splitlines(keepends=True)
    hashes: list[str] = []
    for number, line in enumerate(lines, 1):
        try:
            entry = opened(line)
        except DamagedError:
            kind = "seal_damaged" if number == len(lines) and b"seal" in line else "record_damaged"
            return _flawed(lines, hashes, kind, number)
        if entry.get("schema") == SEAL:
            return _sealed(lines, hashes, entry, number)
        flaw = _misplaced(entry, hashes)
        if flaw:
            return _flawed(lines, hashes, flaw, number)
        hashes.append(entry["digest"])
    return _flawed(lines, hashes, "seal_missing", len(lines) + 1)


def _misplaced(entry: Entry, hashes: list[str]) -> str | None:
    """Why an undamaged record cannot stand here; None: it can."""
    if entry.get("schema") != RECORD:
        return "record_foreign"
    follows = hashes[-1] if hashes else BEGINNING
    return None if (entry.get("number"), entry.get("previous")) == (len(hashes) + 1, follows) else "record_order"


def _sealed(lines: list[bytes], hashes: list[str], seal: Entry, number: int) -> Log:
    if number != len(lines):
        return _flawed(lines, hashes, "seal_early", number + 1)
    if seal.get("records") != len(hashes) or seal.get("head") != (hashes[-1] if hashes else BEGINNING):
        return _flawed(lines, hashes, "cut", number)
    try:
        signature = base64.b64decode(seal["signature"] or "", validate=True)
        signed_by = seal["signed_by"]
        if not isinstance(signed_by, str | None):
            raise TypeError
    except (binascii.Error, KeyError, TypeError, ValueError):
        return _flawed(lines, hashes, "seal_damaged", number)
    return Log(tuple(hashes), None, signed_by, signature, tuple(lines[:-1]))


def _flawed(lines: list[bytes], hashes: list[str], kind: str, line: int) -> Log:
    return Log(tuple(hashes), Flaw(kind, line), lines=tuple(lines[: len(hashes)]))


def signature_holds(log: Log, checker: Checker) -> bool:
    """Did this key seal the log?"""
    return log.signed_by == checker.fingerprint and checker.holds(_statement(len(log.hashes), log.head), log.signature)


def load(path: Path) -> Log:
    """The log to be continued; one that does not exist is empty. Raises `ConfigError` if it was tampered with."""
    try:
        data = path.read_bytes()
    except FileNotFoundError:
        return Log((), None)
    except OSError:
        raise ConfigError(str(path), "cannot be read", remedy="check the path and its permissions") from None
    log = read(data) if data else Log((), None)
    if log.flaw:
        remedy = f"see barlau verify {path}; keep it as evidence elsewhere, and a new log begins"
        raise ConfigError(str(path), "the audit log was changed or cut", line=log.flaw.line, remedy=remedy)
    return log


def append(path: Path, record: Entry, signer: Signer | None = None) -> tuple[int, str]:
    """Add the record of a run; returns its number and its hash. Raises `ConfigError` and `OSError`."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with _alone(path.parent):
        log = load(path)
        number = len(log.hashes) + 1
        line = sealed({**record, "schema": RECORD, "number": number, "previous": log.head})
        hash_ = str(opened(line)["digest"])
        signature = base64.b64encode(signer.sign(_statement(number, hash_))).decode() if signer else None
        seal = {"schema": SEAL, "records": number, "head": hash_, "signature": signature}
        seal["signed_by"] = signer.fingerprint if signer else None
        atomic_file.write(path, b"".join((*log.lines, line, sealed(seal))))
        return number, hash_


def _statement(records: int, head: str) -> bytes:
    """What a seal signs."""
    return f"{SEAL} {records} {head}\n".encode()


@contextmanager
def _alone(folder: Path) -> Iterator[None]:
    """Keep other runs from appending at the same time."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX)
        yield
    finally:
        os.close(handle)
