"""`password-not-protected`: plain, encoded and fast hashes without a salt, counted by kind."""

import base64
import hashlib

import pytest

from .promised import broken, emails, judged, kept, promise, why

PROTECTED = promise("password-not-protected")
WORDS = [f"Tulpar{n}-gul" for n in range(30)]
SLOW = {
    "bcrypt": ["$2b$12$" + hashlib.sha256(w.encode()).hexdigest()[:53] for w in WORDS],
    "argon2": [
        "$argon2id$v=19$m=65536,t=3,p=4$c29tZXNhbHQ$" + base64.b64encode(w.encode() * 3).decode().rstrip("=")[:43]
        for w in WORDS
    ],
    "pbkdf2": [
        "pbkdf2_sha256$600000$saltsalt$" + base64.b64encode(hashlib.sha256(w.encode()).digest()).decode() for w in WORDS
    ],
    "scrypt": ["scrypt:32768:8:1$saltsalt$" + hashlib.sha512(w.encode()).hexdigest() for w in WORDS],
}
WEAK = {
    "plain": WORDS,
    "encoded": [base64.b64encode(w.encode()).decode() for w in WORDS],
    "fast": [hashlib.md5(w.encode(), usedforsecurity=False).hexdigest() for w in WORDS],
}


@pytest.mark.parametrize("kind", SLOW)
def test_slow_salted_hashes_keep_it(kind: str) -> None:
    assert kept(PROTECTED, {"users": {"email": emails(30), "password_hash": SLOW[kind]}}) == 30


@pytest.mark.parametrize("kind", WEAK)
def test_weak_ones_are_counted_by_kind(kind: str) -> None:
    values = [*SLOW["bcrypt"][:20], *WEAK[kind][:10]]
    tables = {"users": {"email": emails(30), "password": values}}
    assert broken(PROTECTED, tables) == {"users.password": (10, 30)}


def test_the_sentence_tells_the_kinds() -> None:
    from .promised import scanned, shop

    values = [*WEAK["plain"][:5], *WEAK["encoded"][:4], *WEAK["fast"][:3], *SLOW["bcrypt"][:18]]
    report = scanned(shop(PROTECTED), {"users": {"email": emails(30), "password": values}})
    (finding,) = [f for f in report.findings if f.rule == "claim-broken"]
    told = dict(finding.message.args)
    assert {kind: told[kind] for kind in ("plain", "encoded", "fast", "broken")} == {
        "plain": "5",
        "encoded": "4",
        "fast": "3",
        "broken": "12",
    }


def test_fast_hash_beside_a_salt_cannot_be_told() -> None:
    tables = {"users": {"email": emails(30), "password": WEAK["fast"], "salt": [f"s{n:07d}" for n in range(30)]}}
    result = judged(PROTECTED, tables)
    assert result.reason is not None
    assert (result.reason.key, dict(result.reason.args)["count"]) == ("unverifiable.unknown", "30")


def test_plain_text_beside_a_salt_is_plain() -> None:
    tables = {"users": {"email": emails(30), "password": WORDS, "salt": [f"s{n:07d}" for n in range(30)]}}
    assert broken(PROTECTED, tables) == {"users.password": (30, 30)}


def test_masks_and_empty_cells_are_no_passwords() -> None:
    values = ["********", None, "-", *SLOW["bcrypt"][:27]]
    assert kept(PROTECTED, {"users": {"email": emails(30), "password": values}}) == 27


def test_no_column_of_passwords() -> None:
    assert why(PROTECTED, {"users": {"email": emails(30)}}) == "no_password"
    changed = {"email": emails(30), "password_changed_at": ["2026-01-02"] * 30}
    assert why(PROTECTED, {"users": changed}) == "no_password"


def test_nobody_has_a_password() -> None:
    assert why(PROTECTED, {"users": {"email": emails(30), "password": [None] * 30}}) == "empty"
