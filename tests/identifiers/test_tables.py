"""Packaged tables: dated, and without the surprises of YAML (`no`, `on`, 01)."""

from pathlib import Path

import pytest
import yaml

import barlau.identifiers
from barlau.identifiers import tables

FILES = sorted((Path(barlau.identifiers.__file__).parent / "data").glob("*.yaml"))


def scalars_of(node):
    if isinstance(node, dict):
        for key, value in node.items():
            yield key
            yield from scalars_of(value)
    elif isinstance(node, list):
        for value in node:
            yield from scalars_of(value)
    else:
        yield node


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_table_is_dated_and_holds_texts_only(path):
    content = yaml.safe_load(path.read_text(encoding="utf-8"))
    as_of = content.pop("as_of")
    assert as_of.isoformat() >= "2026-01-01"
    assert content
    assert all(isinstance(scalar, str) for scalar in scalars_of(content))


def test_bank_codes_are_three_digits():
    codes = {**tables.mapping("banks", "codes"), **tables.mapping("banks", "historic")}
    assert all(len(code) == 3 and code.isdigit() and len(bic) == 8 for code, bic in codes.items())


@pytest.mark.parametrize(
    ("read", "key"),
    [(tables.mapping, "postal"), (tables.words, "kato"), (tables.word_lists, "postal")],
    ids=["mapping", "words", "word_lists"],
)
def test_key_of_another_form_is_a_type_error(read, key):
    with pytest.raises(TypeError, match=key):
        read("regions", key)
