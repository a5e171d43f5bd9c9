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
        files = tuple(Entry(_inside(e["name"]), int(e["bytes"]), str(e["sha256"])) for e in found["files"])
        log = found["audit_log"]
        anchor = Anchor(str(log["path"]), int(log["record"]), str(log["hash"])) if log else None
        return Manifest(str(found["tool"]["version"]), str(found["finished_at"]), files, anchor, found["signed_by"])
    except (KeyError, TypeError, ValueError, AttributeError):
        raise DamagedError from None


def _inside(name: str) -> str:
    """A name that cannot lead out of the folder."""
    parts = PurePosixPath(name)
    if not parts.parts or parts.is_absolute() or ".." in parts.parts or "\0" in name:
        raise DamagedError
    return name


def signature_of(manifest: Path) -> Path:
    """Where the signature of a manifest lies."""
    return manifest.with_name(manifest.name + SIGNATURE)
