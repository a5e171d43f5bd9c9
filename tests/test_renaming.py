"""Steps told to another process: whole or not at all."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from barlau import renaming

NAMES = [Path(os.fsdecode(name)) for name in ("отчёт.html".encode(), b"line\nbreak", b"\xff\xfe", b"-rf", b"a b")]
STEPS: list[renaming.Step] = [(path, path.with_suffix(".new")) for path in NAMES] + [(Path("gone"), None)]


def test_what_is_told_is_understood() -> None:
    assert renaming.steps(renaming.message(STEPS)) == STEPS


def test_a_message_that_was_cut_off_says_nothing() -> None:
    whole = renaming.message(STEPS)
    assert not any(renaming.steps(whole[:end]) for end in range(len(whole)))


def test_an_error_stops_it(tmp_path: Path) -> None:
    first, last = tmp_path / "first", tmp_path / "last"
    first.write_text("")
    last.write_text("")
    with pytest.raises(FileNotFoundError):
        renaming.carry_out([(first, tmp_path / "1"), (tmp_path / "none", tmp_path / "2"), (last, tmp_path / "3")])
    assert sorted(path.name for path in tmp_path.iterdir()) == ["1", "last"]
