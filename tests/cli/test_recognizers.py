"""A recognizer of one's own is one YAML file: listed, tested, exported and used beside the shipped ones."""

import json
from pathlib import Path

import pytest
import yaml

from barlau import taxonomy

BADGE = """\
supported_languages: [en, ru]
recognizers:
  - name: badge
    supported_entity: SHOP_BADGE
    context: [badge, пропуск]
    patterns:
      - {name: badge, regex: '\\bBDG-[0-9]{5}\\b', score: 0.8}
    barlau:
      category: auth.account
      shapes: [BDG-ddddd]
      alone: 0.95
      named: 0.99
      header: {en: [badge], ru: [пропуск]}
      match: [BDG-12345]
      no_match: [BDG-1234]
"""


@pytest.fixture(autouse=True)
def _folder(folder: Path) -> None:
    (folder / "own").mkdir()
    (folder / "own" / "badge.yaml").write_text(BADGE)


def test_own_recognizer_is_listed_with_its_file(run) -> None:
    shipped, both = (
        json.loads(run("recognizers", "list", "-f", "json", *more).out) for more in ((), ("--recognizers", "own"))
    )
    assert [row for row in both if row not in shipped] == [
        {"category": "auth.account", "entity": "SHOP_BADGE", "file": "own/badge.yaml"}
    ]
    assert len(shipped) > 30


@pytest.mark.parametrize("lang", ["en", "ru", "kk"])
def test_list_speaks_every_language(run, lang: str) -> None:
    done = run("recognizers", "list", "--recognizers", "own", "--lang", lang)
    (line,) = [line for line in done.out.splitlines() if line.startswith("SHOP_BADGE ")]
    assert taxonomy.load().title("auth.account", lang) in line


def test_own_recognizer_finds_its_entity(run, folder: Path) -> None:
    (folder / "doors.csv").write_text("opened by,door\nBDG-10001,1\nBDG-10002,2\nBDG-20003,1\n")
    done = run("scan", "doors.csv", "--recognizers", "own", "-f", "json")
    found = {column["column"]: column["entity"] for column in done.report()["columns"]}
    assert found == {"opened by": "SHOP_BADGE", "door": None}


def test_examples_pass(run) -> None:
    done = run("recognizers", "test", "--recognizers", "own")
    assert done.code == 0
    assert done.out.endswith(" 0 wrong\n")


@pytest.mark.parametrize(
    ("right", "wrong", "told"),
    [
        ("match: [BDG-12345]", "match: [BDG-1234]", "own/badge.yaml: SHOP_BADGE should match 'BDG-1234'"),
        ("no_match: [BDG-1234]", "no_match: [BDG-99999]", "own/badge.yaml: SHOP_BADGE should not match 'BDG-99999'"),
    ],
    ids=["missed", "false"],
)
def test_failing_example_is_named_and_is_1(run, folder: Path, right: str, wrong: str, told: str) -> None:
    (folder / "own" / "badge.yaml").write_text(BADGE.replace(f"      {right}", f"      {wrong}"))
    done = run("recognizers", "test", "--recognizers", "own")
    assert (done.code, done.err) == (1, "")
    assert done.out.splitlines()[0] == told
    assert done.out.endswith(" 1 wrong\n")


def test_export_holds_it_for_every_language(run, folder: Path) -> None:
    done = run("recognizers", "export", "--recognizers", "own", "--output", "registry.yaml")
    assert (done.code, done.out) == (0, "")
    registry = yaml.safe_load((folder / "registry.yaml").read_text("utf-8"))
    badges = [entry for entry in registry["recognizers"] if entry["supported_entity"] == "SHOP_BADGE"]
    assert [entry["supported_language"] for entry in badges] == ["kk", "ru", "en"]
    assert "barlau" not in badges[0]


def test_entity_defined_twice_is_refused(run, folder: Path) -> None:
    (folder / "own" / "again.yaml").write_text(BADGE)
    done = run("recognizers", "list", "--recognizers", "own")
    assert (done.code, done.out) == (2, "")
    assert "SHOP_BADGE is defined twice" in done.err
