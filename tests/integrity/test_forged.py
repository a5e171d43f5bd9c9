"""Files that somebody wrote by hand, with digests that fit: refused or named, never an exception."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from barlau.cli.verify import _as_json, _as_text
from barlau.errors import ConfigError
from barlau.integrity import sealing
from barlau.integrity.canonical import sealed
from barlau.integrity.verifying import Checked, verify

from .written import keys, write

ODD = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(),
    st.floats(allow_nan=False, allow_infinity=False),
    st.text(max_size=20),
    st.sampled_from(["..", "/etc/passwd", "a\0b", "\udcff", "\u202e", "x" * 5000, "report.json", -1, 10**30, [], {}]),
    st.lists(st.integers(), max_size=2),
)


def keys_of(value: Any, path: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    """The ways to everything inside."""
    inside = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    return [path, *(found for key, item in inside for found in keys_of(item, (*path, key)))]


def replaced(value: Any, path: tuple[Any, ...], new: object) -> Any:
    if not path:
        return new
    copy = dict(value) if isinstance(value, dict) else list(value)
    copy[path[0]] = replaced(value[path[0]], path[1:], new)
    return copy


def told(found: tuple[Checked, ...]) -> bool:
    """Everything can be said in every language; whether something is wrong."""
    assert all(_as_text(found, language) for language in ("en", "ru", "kk"))
    bad = any(one.problems for one in found)
    assert json.loads(_as_json(found, good=not bad))["good"] is not bad
    return bad


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("forged")
    private, _ = keys(folder)
    (folder / "reports").mkdir()
    for run in range(2):
        write(folder / "reports", sealing.prepare(private, folder / "audit.jsonl"), marker=str(run))
    return folder


@given(data=st.data(), new=ODD)
@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_a_manifest_with_anything_in_any_field(place: Path, data: st.DataObject, new: object) -> None:
    path = place / "reports" / "manifest.json"
    whole = path.read_bytes()
    entry = json.loads(whole)
    forged = replaced(entry, data.draw(st.sampled_from(keys_of(entry)[1:])), new)
    path.write_bytes(sealed(forged, indent=2))
    try:
        told(verify(place / "reports"))
    finally:
        path.write_bytes(whole)


@given(data=st.data(), new=ODD)
@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_a_log_with_anything_in_any_field(place: Path, data: st.DataObject, new: object) -> None:
    path = place / "audit.jsonl"
    whole = path.read_bytes()
    lines = whole.splitlines(keepends=True)
    number = data.draw(st.integers(0, len(lines) - 1))
    entry = json.loads(lines[number])
    lines[number] = sealed(replaced(entry, data.draw(st.sampled_from(keys_of(entry)[1:])), new))
    path.write_bytes(b"".join(lines))
    try:
        told(verify(path))
        told(verify(place / "reports", log=path))
    finally:
        path.write_bytes(whole)


@given(junk=st.binary(max_size=300))
@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_junk_in_place_of_each_file(place: Path, junk: bytes) -> None:
    for path in (place / "reports" / "manifest.json", place / "reports" / "manifest.json.sig", place / "audit.jsonl"):
        whole = path.read_bytes()
        path.write_bytes(junk)
        try:
            bad = told(verify(place / "reports", log=place / "audit.jsonl"))
            assert bad or path.suffix == ".sig", "without a key a signature is not looked at"
        finally:
            path.write_bytes(whole)


@pytest.mark.parametrize("name", [lambda: "x" * 5000, lambda: "a" * 300 + ".jsonl"], ids=["long", "long log"])
def test_a_path_that_cannot_be_is_refused(tmp_path: Path, name: Callable[[], str]) -> None:
    with pytest.raises(ConfigError):
        verify(tmp_path / name())
