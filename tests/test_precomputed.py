import sys
from pathlib import Path

import pytest

from barlau import precomputed
from barlau.engine.decision.lexicon import Lexicon
from barlau.recognizers.load import load

NAMES = ["client_iin", "ФИО клиента", "data_rozhd", "telefonklienta", "kol_izhd", "order_no", "$.device.cookie_id"]


class Made:
    """Counts how often it was made."""

    def __init__(self) -> None:
        self.times = 0

    def __call__(self) -> list[int]:
        self.times += 1
        return [self.times]


@pytest.fixture
def package(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / "words.yaml").write_text("a: 1\n")
    (tmp_path / "code").mkdir()
    (tmp_path / "code" / "one.py").write_text("x = 1\n")
    monkeypatch.setattr(precomputed, "_HERE", tmp_path)
    monkeypatch.setattr(sys, "pycache_prefix", None)
    monkeypatch.setattr(sys, "dont_write_bytecode", False)
    return tmp_path


def kept(make: Made) -> list[int]:
    return precomputed.kept("thing", ("code", "words.yaml"), make)


def the_file(package: Path) -> Path:
    (path,) = (package / "__pycache__").iterdir()
    return path


def test_it_is_made_once(package: Path) -> None:
    make = Made()
    assert [kept(make), kept(make), kept(make)] == [[1], [1], [1]]
    assert the_file(package).stat().st_mode & 0o777 == 0o644


@pytest.mark.parametrize("changed", ["words.yaml", "code/one.py"])
def test_it_is_made_anew_when_data_or_code_change(package: Path, changed: str) -> None:
    make = Made()
    kept(make)
    path = package / changed
    path.write_text(path.read_text().replace("1", "2"))
    assert [kept(make), kept(make)] == [[2], [2]]


@pytest.mark.parametrize("damage", [lambda raw: raw[:-3], lambda raw: raw[:10], lambda raw: raw[:32] + b"junk"])
def test_a_damaged_file_is_made_anew(package: Path, damage: object) -> None:
    make = Made()
    kept(make)
    path = the_file(package)
    path.write_bytes(damage(path.read_bytes()))  # type: ignore[operator]
    assert [kept(make), kept(make)] == [[2], [2]]


def test_nothing_is_written_where_bytecode_is_not(package: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "dont_write_bytecode", True)
    make = Made()
    assert [kept(make), kept(make)] == [[1], [2]]
    assert not (package / "__pycache__").exists()


def test_what_cannot_be_written_is_made_each_time(package: Path) -> None:
    (package / "__pycache__").write_text("in the way")
    make = Made()
    assert [kept(make), kept(make)] == [[1], [2]]


def test_the_kept_lexicon_finds_what_a_new_one_finds() -> None:
    pack = load()
    assert pack.shipped
    kept_one, new = Lexicon.of(pack), Lexicon(pack)
    for name in NAMES:
        assert kept_one.matches(name, "clients") == new.matches(name, "clients"), name


def test_recognizers_of_ones_own_are_read_each_time(tmp_path: Path) -> None:
    (tmp_path / "headers").mkdir()
    header = tmp_path / "headers" / "own.yaml"
    header.write_text("contact.email:\n  header:\n    en: [smoke signal]\n")
    own = load([tmp_path])
    assert not own.shipped
    assert any(m.rule.category == "contact.email" for m in Lexicon.of(own).matches("smoke_signal"))
    assert not Lexicon.of(load()).matches("smoke_signal")
