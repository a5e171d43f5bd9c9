"""Reports written with their manifests, in the folder of a test."""

from __future__ import annotations

import subprocess
from dataclasses import replace
from pathlib import Path

from barlau.integrity import sealing
from barlau.model.report import Report, RunStatus

REPORT = Report("1.0", "pack", RunStatus.COMPLETE, False, "2026-03-01T08:00:00Z", "2026-03-01T08:00:42Z")
FILES = {
    "report.json": b'{"schema": "barlau.report/1"}\n',
    "report.html": b"<!doctype html><title>\xd0\xbe\xd1\x82\xd1\x87\xd1\x91\xd1\x82</title>\n",
    "report.xlsx": bytes(range(256)) * 8,
}


def write(folder: Path, seal: sealing.Seal | None = None, *, marker: str = "", only: str = "") -> None:
    """One run; `marker` makes its files differ from those of another."""
    files = {folder / name: data + marker.encode() for name, data in FILES.items() if only in ("", name)}
    report = replace(REPORT, pack_version=f"pack{marker}")
    sealing.write(report, files, seal or sealing.Seal(), command="scan", exit_code=0)


def keys(folder: Path, name: str = "key") -> tuple[Path, Path]:
    """A pair made by openssl, as the documentation says: private, public."""
    private, public = folder / f"{name}.pem", folder / f"{name}.pub.pem"
    subprocess.run(["openssl", "genpkey", "-algorithm", "ed25519", "-out", private], check=True, capture_output=True)
    subprocess.run(["openssl", "pkey", "-in", private, "-pubout", "-out", public], check=True, capture_output=True)
    return private, public
