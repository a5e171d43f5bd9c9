"""Keys that cannot be used are refused in one line, before anything is read."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from barlau.errors import ConfigError
from barlau.integrity import signature

from .written import keys


def made(path: Path, *arguments: str) -> Path:
    subprocess.run(["openssl", *arguments, "-out", path], check=True, capture_output=True)
    return path


def test_keys_of_another_kind_and_no_keys_are_refused(tmp_path: Path) -> None:
    private, public = keys(tmp_path)
    other = made(tmp_path / "rsa.pem", "genpkey", "-algorithm", "RSA")
    nonsense = tmp_path / "nonsense.pem"
    nonsense.write_bytes(b"\xff\x00 secret")
    for path in (other, nonsense, public, tmp_path / "missing", tmp_path):
        with pytest.raises(ConfigError) as caught:
            signature.signer(path)
        assert "secret" not in str(caught.value)
    for path in (private, nonsense, tmp_path / "missing"):
        with pytest.raises(ConfigError):
            signature.checker(path)


def test_a_locked_key_opens_with_its_passphrase_only(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    private, public = keys(tmp_path)
    locked = made(
        tmp_path / "locked.pem", "pkcs8", "-topk8", "-v2", "aes-256-cbc", "-in", str(private), "-passout", "pass:right"
    )
    for passphrase, problem in ((None, "locked"), ("wrong", "does not open")):
        if passphrase:
            monkeypatch.setenv(signature.PASSPHRASE, passphrase)
        else:
            monkeypatch.delenv(signature.PASSPHRASE, raising=False)
        with pytest.raises(ConfigError, match=problem):
            signature.signer(locked)
    monkeypatch.setenv(signature.PASSPHRASE, "right")
    assert signature.signer(locked).fingerprint == signature.checker(public).fingerprint
    assert signature.signer(private).fingerprint == signature.checker(public).fingerprint


def test_without_the_package_the_remedy_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    private, public = keys(tmp_path)
    for name in [name for name in sys.modules if name.split(".")[0] == "cryptography"]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.setitem(sys.modules, "cryptography", None)
    for load, path in ((signature.signer, private), (signature.checker, public)):
        with pytest.raises(ConfigError, match=r"barlau\[sign\]"):
            load(path)
