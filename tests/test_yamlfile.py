"""YAML written by people: every error names file, key and line; nothing clever is let in."""

from typing import Literal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import BaseModel, ConfigDict

from barlau import yamlfile
from barlau.errors import ConfigError


class Entry(BaseModel):
    model_config = ConfigDict(extra="forbid")
    name: str
    kind: Literal["a", "b"] = "a"


class Whole(BaseModel):
    model_config = ConfigDict(extra="forbid")
    entries: list[Entry]


def parse(text):
    return yamlfile.parse(text if isinstance(text, bytes) else text.encode(), "f.yaml")


def failure(call, *args):
    with pytest.raises(ConfigError) as caught:
        call(*args)
    return caught.value


def test_nodes_know_their_lines():
    file = parse("a: 1\nb:\n  - x\n  - y: [1,\n      2]\n")
    assert file.data == {"a": 1, "b": ["x", {"y": [1, 2]}]}
    assert [file.line(p) for p in [("a",), ("b",), ("b", 1, "y"), ("b", 1, "y", 1)]] == [1, 2, 4, 5]


def test_missing_node_has_the_line_of_its_parent():
    assert parse("a: 1\nb:\n  - x: 1\n").line(("b", 0, "gone", "deeper")) == 3


@pytest.mark.parametrize(
    ("place", "shown"),
    [((), ""), (("a",), "a"), (("a", 3, "b"), "a[3].b"), ((0, 1), "[0][1]")],
    ids=["root", "key", "entry", "lists"],
)
def test_places_are_shown_dotted(place, shown):
    assert yamlfile.dotted(place) == shown


@pytest.mark.parametrize("text", ["", "# nothing\n", "---\n", "null\n"], ids=["bytes", "comment", "marker", "null"])
def test_empty_file_is_none(text):
    assert parse(text).data is None


@pytest.mark.parametrize(
    ("text", "line", "problem"),
    [
        pytest.param("a: 1\nb: 2\na: 3\n", 3, "'a' stands twice", id="duplicate-key"),
        pytest.param("x:\n  a: 1\n  a: 2\n", 3, "'a' stands twice", id="duplicate-key-nested"),
        pytest.param("1: x\n'1': y\n", 2, "'1' stands twice", id="duplicate-by-type"),
        pytest.param("a: &x [1]\nb: *x\n", 1, "aliases are not allowed", id="alias"),
        pytest.param("? [a, b]\n: 1\n", 1, "plain word", id="key-is-a-list"),
        pytest.param("a: [1, 2\nb: 3\n", 2, "is not valid YAML", id="open-bracket"),
        pytest.param("a: b: c\n", 1, "is not valid YAML", id="colon"),
        pytest.param("a: 1\n---\nb: 2\n", 2, "is not valid YAML", id="two-documents"),
        pytest.param("a: !!python/object/apply:os.getcwd []\n", 1, None, id="tag-on-a-list-is-inert"),
        pytest.param("a: 1\nb: !!python/name:os.system x\n", 2, "cannot be read", id="tag-on-a-word"),
        pytest.param("a: 2026-13-45\n", 1, "cannot be read", id="impossible-date"),
        pytest.param(b"a: 1\nb: \xff\n", 2, "is not UTF-8", id="encoding"),
        pytest.param("a: " + "[" * 60 + "]" * 60, 1, "nested too deeply", id="deep"),
        pytest.param("a: " + "[" * 5000 + "]" * 5000, 1, "nested too deeply", id="abyss"),
    ],
)
def test_what_is_not_plain_yaml_is_refused(text, line, problem):
    if problem is None:
        assert parse(text).data == {"a": []}
        return
    error = failure(parse, text)
    assert problem in error.problem
    assert (error.file, error.line) == ("f.yaml", line)


@pytest.mark.parametrize(
    ("line", "remedy"),
    [
        ("\tb: 1", "indent with spaces, not tabs"),
        ("  \tb: 1", "indent with spaces, not tabs"),
        ("b: {", "mind indentation"),
    ],
    ids=["tab", "blanks-and-tab", "bracket"],
)
def test_remedy_of_broken_yaml_fits_it(line, remedy):
    error = failure(parse, f"a:\n{line}\n")
    assert remedy in error.remedy


def test_value_that_cannot_be_read_has_its_key():
    assert failure(parse, "a:\n  - {b: 2026-13-45}\n").key == "a[0].b"


@pytest.mark.parametrize(
    ("text", "problem", "remedy"),
    [
        ("entries: {a: 1}", "should be a list", "after a dash"),
        ("entries: yes", "should be a list", "after a dash"),
        ("entries: [x]", "should be a mapping", "{key: value}"),
        ("entries: [{name: }]", "should be text", "in quotes"),
        ("entries: [{nmae: x}]", "unknown key", "perhaps 'name' is meant; known here: name, kind"),
        ("entries: [{kind: a}]", "is missing", "add it"),
    ],
)
def test_wrong_shapes_are_told_in_plain_words(text, problem, remedy):
    error = failure(yamlfile.validate, parse(text), Whole)
    assert (error.problem, remedy in error.remedy) == (problem, True)


def test_same_text_twice_is_no_alias():
    assert parse("a: [x]\nb: [x]\n").data == {"a": ["x"], "b": ["x"]}


def test_byte_order_mark_is_ignored_and_dates_stay_text():
    assert parse(b"\xef\xbb\xbfa: 2026-03-01\n").data == {"a": "2026-03-01"}


def test_content_decides_the_hash():
    assert parse("a: 1\n").sha256 == parse("a: 1\n").sha256 != parse("a: 1 \n").sha256


@pytest.mark.parametrize(
    ("make", "problem"),
    [
        pytest.param(lambda _path: None, "no such file", id="missing"),
        pytest.param(lambda path: path.mkdir(), "is a folder", id="folder"),
        pytest.param(lambda path: path.write_bytes(b"#" * (yamlfile.MAX_BYTES + 1)), "is too large", id="too-large"),
    ],
)
def test_unreadable_file_is_named(tmp_path, make, problem):
    path = tmp_path / "shop.yaml"
    make(path)
    error = failure(yamlfile.read, path)
    assert (error.file, problem in error.problem) == (str(path), True)


def test_shown_name_replaces_the_path(tmp_path):
    assert failure(yamlfile.read, tmp_path / "x.yaml", "policy.yaml").file == "policy.yaml"


def test_valid_content_becomes_the_model():
    assert yamlfile.validate(parse("entries: [{name: x, kind: b}]"), Whole).entries[0].kind == "b"


@pytest.mark.parametrize(
    ("text", "key", "line", "problem"),
    [
        pytest.param("entries:\n  - {kind: a}\n", "entries[0].name", 2, "is missing", id="missing"),
        pytest.param("entries:\n  - name: x\n    kind: c\n", "entries[0].kind", 3, "should be 'a' or 'b'", id="enum"),
        pytest.param("entries:\n  - name: x\n    age: 3\n", "entries[0].age", 3, "unknown key", id="unknown-key"),
        pytest.param("entries: []\nmore: 1\n", "more", 2, "unknown key", id="unknown-top-key"),
        pytest.param("entries: 3\n", "entries", 1, "should be a list", id="type"),
    ],
)
def test_invalid_content_names_key_and_line(text, key, line, problem):
    error = failure(yamlfile.validate, parse(text), Whole)
    assert (error.key, error.line) == (key, line)
    assert problem in error.problem


def test_unknown_top_key_lists_the_known_ones():
    assert "entries" in failure(yamlfile.validate, parse("entries: []\nmore: 1\n"), Whole).remedy


@given(st.binary(max_size=200) | st.text(max_size=200).map(str.encode))
def test_any_bytes_are_read_or_refused_with_our_own_error(raw):
    try:
        file = yamlfile.parse(raw, "f.yaml")
    except ConfigError:
        return
    last = len(raw.decode("utf-8-sig").splitlines()) + 1
    assert all(1 <= line <= last for line in file.lines.values())
