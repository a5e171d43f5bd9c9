"""Digests are known by their length in every way of writing them; the key is their first eight bytes."""

import base64
import hashlib

import pyarrow as pa
import pytest

from barlau.engine.digests import SIZES, keys_of, share

VALUES = [f"value {number}".encode() for number in range(40)]
WRITTEN = {
    "hexadecimal": bytes.hex,
    "capitals": lambda digest: digest.hex().upper(),
    "0x": lambda digest: "0x" + digest.hex(),
    "bytea as text": lambda digest: "\\x" + digest.hex(),
    "Base64": lambda digest: base64.b64encode(digest).decode(),
    "Base64 for addresses, bare": lambda digest: base64.urlsafe_b64encode(digest).decode().rstrip("="),
    "blanks around": lambda digest: f" {digest.hex()} ",
    "bytes": lambda digest: digest,
    "text in bytes": lambda digest: digest.hex().encode(),
}


def digests(function: str) -> list[bytes]:
    return [hashlib.new(function, value).digest() for value in VALUES]


@pytest.mark.parametrize("function", SIZES)
@pytest.mark.parametrize("way", WRITTEN)
def test_every_digest_of_every_function_is_read(function, way):
    made = digests(function)
    cells = [None, *map(WRITTEN[way], made)]
    found = list(keys_of(pa.array(cells, pa.binary() if isinstance(cells[1], bytes) else pa.string())))
    assert [(name, keys.tolist()) for name, keys in found] == [
        (function, [int.from_bytes(digest[:8], "big") for digest in made])
    ]


def test_functions_may_be_mixed_and_what_is_none_is_left_out():
    cells = [digest.hex() for function in ("md5", "sha256") for digest in digests(function)]
    found = {name: len(keys) for name, keys in keys_of(pa.array([*cells, "", "n/a", "f" * 33, "г" * 32]))}
    assert found == {"md5": 40, "sha256": 40}


def test_a_named_function_is_passed_over():
    cells = pa.array(["sha256:" + digest.hex() for digest in digests("sha256")]).dictionary_encode()
    assert [name for name, _ in keys_of(cells)] == ["sha256"]


@pytest.mark.parametrize(
    "cells",
    [
        ["a" * 31],
        ["слово"],
        ["z" * 32],
        ["AAAA" * 5 + "A===="],
        ["1" * 12],
        [],
        ["550e8400-e29b-41d4-a716-446655440000"],
    ],
)
def test_no_digest(cells):
    assert share(pa.array(cells, pa.string())) == 0.0


def test_share_counts_digests_among_texts():
    assert share(pa.array([digests("sha1")[0].hex(), "word", "12", ""])) == 0.25
