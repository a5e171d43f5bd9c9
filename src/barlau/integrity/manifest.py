"""The manifest of a run's report: its files with size and SHA-256, its place in the audit log, who signed it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from barlau.integrity.canonical import DamagedError, opened, sealed, sha256

SCHEMA = "barlau.manifest/1"
IN_FOLDER = "manifest.json"
BESIDE_FILE = ".manifest"
"""Suffix of the manifest of a report that is a single file: `report.html.manifest`."""
SIGNATURE = ".sig"


@dataclass(frozen=True, slots=True)
class Entry:
    """One file of the report."""

    name: str
    """Relative to the manifest, with slashes."""
    size: int
    sha256: str


@dataclass(frozen=True, slots=True)
class Anchor:
    """Where the run stands in the audit log."""

    log: str
    """The log, relative to the manifest's folder."""
    record: int
    hash: str


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a run wrote."""

    tool_version: str
    finished_at: str
    files: tuple[Entry, ...]
    anchor: Anchor | None = None
    signed_by: str | None = None
    """SHA-256 of the public key whose signature lies beside the manifest."""

    def to_bytes(self) -> bytes:
        """The file; equal manifests give equal bytes."""
        anchor = self.anchor
        return sealed(
            {
                "schema": SCHEMA,
                "tool": {"name": "barlau", "version": self.tool_version},
                "finished_at": self.finished_at,
                "files": [{"name": e.name, "bytes": e.size, "sha256": e.sha256} for e in self.files],
                "audit_log": {"path": anchor.log, "record": anchor.record, "hash": anchor.hash} if anchor else None,
                "signed_by": self.signed_by,
            },
            indent=2,
        )


def entries(files: Mapping[str, bytes]) -> tuple[Entry, ...]:
    """The entries of some files, by name."""
    return tuple(Entry(name, len(data), sha256(data)) for name, data in sorted(files.items()))


def load(data: bytes) -> Manifest:
    """A manifest from its bytes. Raises `DamagedError`."""
    found = opened(data, indent=2)
    try:
        if found["schema"] != SCHEMA:
            raise DamagedError
        files = tuple(Entry(_inside(e["name"]), _whole(e["bytes"]), _text(e["sha256"])) for e in found["files"])
        log, signed_by = found["audit_log"], found["signed_by"]
        anchor = Anchor(_text(log["path"]), _whole(log["record"]), _text(log["hash"])) if log else None
        version, finished = _text(found["tool"]["version"]), _text(found["finished_at"])
        return Manifest(version, finished, files, anchor, signed_by if signed_by is None else _text(signed_by))
    except (KeyError, TypeError, AttributeError):
        raise DamagedError from None


def _text(value: object) -> str:
    if not isinstance(value, str) or "\0" in value:
        raise DamagedError
    return value


def _whole(value: object) -> int:
    if not isinstance(value, int) or value < 0:
        raise DamagedError
    return value


def _inside(name: object) -> str:
    """A name that cannot lead out of the folder."""
    parts = PurePosixPath(_text(name))
    if not parts.parts or parts.is_absolute() or ".." in parts.parts:
        raise DamagedError
    return _text(name)


def signature_of(manifest: Path) -> Path:
    """Where the signature of a manifest lies."""
    return manifest.with_name(manifest.name + SIGNATURE)
