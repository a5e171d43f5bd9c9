"""Writes a report with manifest, signature and audit record; what was there before stays until all is ready."""

from __future__ import annotations

import os
import pwd
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from barlau import atomic_file
from barlau.integrity import audit_log
from barlau.integrity.canonical import Entry
from barlau.integrity.manifest import BESIDE_FILE, IN_FOLDER, Anchor, Manifest, entries, signature_of
from barlau.integrity.signature import Signer
from barlau.integrity.signature import signer as read_signer
from barlau.model.report import Report


@dataclass(frozen=True, slots=True)
class Seal:
    """How the files of a run are made tamper-evident."""

    signer: Signer | None = None
    log: Path | None = None


def prepare(key: Path | None, log: Path | None) -> Seal:
    """Read the key and the log before a run, so that it does not fail at its end. Raises `ConfigError`."""
    signer = read_signer(key) if key else None
    if log:
        audit_log.load(log)
    return Seal(signer, log)


def write(report: Report, files: Mapping[Path, bytes], seal: Seal, *, command: str, exit_code: int) -> None:
    """Write the files of a run: a single one with a manifest beside it, several with one in their folder.

    Nothing is replaced before everything is on the disk. Raises `ConfigError` if the log was changed meanwhile, and
    `OSError`.
    """
    regular = {path: data for path, data in files.items() if not path.exists() or path.is_file()}
    folder = next(iter(regular)).parent if regular else None
    listed = entries({path.name: data for path, data in regular.items()})
    with atomic_file.Staging() as staging:
        staging.put(files)
        anchor = None
        if seal.log:
            told = [{"name": entry.name, "bytes": entry.size, "sha256": entry.sha256} for entry in listed]
            record = {**_record(report, command, exit_code), "files": told}
            number, digest = audit_log.append(seal.log, record, seal.signer)
            anchor = Anchor(os.path.relpath(seal.log, folder or "."), number, digest)
        if folder is None:
            return staging.publish()
        signed_by = seal.signer.fingerprint if seal.signer else None
        made = Manifest(report.tool_version, report.finished_at, listed, anchor, signed_by).to_bytes()
        path = folder / IN_FOLDER if len(regular) > 1 else _beside(next(iter(regular)))
        signature = signature_of(path)
        staging.put({path: made, signature: seal.signer.sign(made)} if seal.signer else {path: made})
        staging.publish(without=[] if seal.signer else [signature])
    return None


def _beside(path: Path) -> Path:
    return path.with_name(path.name + BESIDE_FILE)


def _record(report: Report, command: str, exit_code: int) -> Entry:
    """What the audit log says of a run: who, when, what was read, what it came to. Never a value."""
    read = [item.coverage for item in report.objects]
    return {
        "at": report.finished_at,
        "command": command,
        "user": _user(),
        "tool": {"name": "barlau", "version": report.tool_version, "recognizer_pack": report.pack_version},
        "status": report.status.value,
        "exit_code": exit_code,
        "policies": [{"id": name, "sha256": digest} for name, digest in sorted(report.policies)],
        "sources": sorted({item.object.source for item in report.objects}),
        "objects": dict(Counter(coverage.status.value for coverage in read)),
        "reasons": dict(Counter(coverage.reason.value for coverage in read if coverage.reason)),
        "rows_read": sum(coverage.rows_read for coverage in read),
        "findings": dict(Counter(finding.level.value for finding in report.findings if finding.counts)),
    }


def _user() -> str:
    """The account that the run had."""
    try:
        return pwd.getpwuid(os.getuid()).pw_name
    except KeyError:
        return str(os.getuid())
