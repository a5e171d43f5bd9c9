"""Detached Ed25519 signatures (RFC 8032): 64 bytes that `openssl pkeyutl -verify -rawin` checks just as well."""

from __future__ import annotations

import os
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from barlau.errors import ConfigError
from barlau.integrity.canonical import sha256

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

PASSPHRASE = "BARLAU_SIGN_PASSPHRASE"  # noqa: S105  (the name of a variable)
_MAKE = "make one with: openssl genpkey -algorithm ed25519 -out key.pem"
_TAKE = "take it out with: openssl pkey -in key.pem -pubout -out public.pem"


@dataclass(frozen=True, slots=True)
class Signer:
    """A private key."""

    key: Ed25519PrivateKey = field(repr=False)

    @property
    def fingerprint(self) -> str:
        """SHA-256 of the raw public key."""
        return sha256(self.key.public_key().public_bytes_raw())

    def sign(self, data: bytes) -> bytes:
        """The signature, 64 bytes."""
        return self.key.sign(data)


@dataclass(frozen=True, slots=True)
class Checker:
    """A public key."""

    key: Ed25519PublicKey

    @property
    def fingerprint(self) -> str:
        """SHA-256 of the raw public key."""
        return sha256(self.key.public_bytes_raw())

    def holds(self, data: bytes, signature: bytes) -> bool:
        """Did this key sign these bytes?"""
        from cryptography.exceptions import InvalidSignature

        try:
            self.key.verify(signature, data)
        except InvalidSignature:
            return False
        return True


def signer(path: Path) -> Signer:
    """The private key in a PEM file. Raises `ConfigError`."""
    data = _read(path)
    try:
        from cryptography.exceptions import UnsupportedAlgorithm
        from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
        from cryptography.hazmat.primitives.serialization import load_pem_private_key
    except ImportError:
        raise _no_library() from None
    passphrase = os.environ.get(PASSPHRASE)
    try:
        key = load_pem_private_key(data, passphrase.encode() if passphrase and b"ENCRYPTED" in data else None)
    except TypeError:
        raise ConfigError(str(path), "is locked by a passphrase", remedy=f"set {PASSPHRASE}") from None
    except (ValueError, UnsupportedAlgorithm):
        locked = b"ENCRYPTED" in data
        problem = "does not open with this passphrase" if locked else "is no private key in PEM"
        raise ConfigError(str(path), problem, remedy=f"check {PASSPHRASE}" if locked else _MAKE) from None
    if not isinstance(key, Ed25519PrivateKey):
        raise ConfigError(str(path), "is no Ed25519 key", remedy=_MAKE)
    return Signer(key)


def checker(path: Path) -> Checker:
    """The public key in a PEM file. Raises `ConfigError`."""
    data = _read(path)
    try:
        from cryptography.exceptions import UnsupportedAlgorithm
        from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
        from cryptography.hazmat.primitives.serialization import load_pem_public_key
    except ImportError:
        raise _no_library() from None
    try:
        key = load_pem_public_key(data)
    except (ValueError, UnsupportedAlgorithm):
        raise ConfigError(str(path), "is no public key in PEM", remedy=_TAKE) from None
    if not isinstance(key, Ed25519PublicKey):
        raise ConfigError(str(path), "is no Ed25519 key", remedy=_TAKE)
    return Checker(key)


def _read(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError:
        raise ConfigError(str(path), "cannot be read", remedy="check the path and its permissions") from None


def _no_library() -> ConfigError:
    return ConfigError("signature", "the package cryptography is not installed", remedy="pip install 'barlau[sign]'")
