import hashlib

import pyarrow as pa
import pytest

from barlau.errors import InvalidFormat
from barlau.identifiers.generic import password_hash


@pytest.mark.parametrize(
    ("value", "scheme", "certain"),
    [
        ("$2b$12$" + "a" * 53, "bcrypt", True),
        ("$argon2id$v=19$m=65536,t=3,p=4$c29tZXNhbHQ$" + "A" * 43, "argon2id", True),
        ("$y$j9T$abcdefgh$" + "a" * 43, "yescrypt", True),
        ("{SHA}" + "A" * 27 + "=", "ldap_sha", True),
        ("md5" + "0" * 32, "postgres_md5", True),
        ("*" + "A" * 40, "mysql41", True),
        (hashlib.sha256(b"").hexdigest(), "sha256_hex", False),
        (hashlib.sha512(b"").hexdigest().upper(), "sha512_hex", False),
    ],
    ids=lambda value: value if isinstance(value, str) and len(value) < 30 else None,
)
def test_scheme_by_form(value, scheme, certain):
    found = password_hash.parse(value)
    assert (found.scheme, found.certain) == (scheme, certain)


@pytest.mark.parametrize("value", ["password123", "a" * 31, "g" * 32, "$2b$12$short", "aA" * 16])
def test_other_texts_are_no_hashes(value):
    with pytest.raises(InvalidFormat):
        password_hash.validate(value)


def test_plain_text_counts_in_a_column_of_passwords_but_a_mask_does_not():
    values = ["password123", "********", "-", "", "пароль", None]
    column = password_hash.is_valid_array(pa.array(values), plaintext=True)
    assert column.to_pylist() == [True, False, False, False, True, None]
    assert [password_hash.is_valid(value, plaintext=True) for value in values[:5]] == column.to_pylist()[:5]
