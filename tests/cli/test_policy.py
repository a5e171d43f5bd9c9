"""`barlau policy show` and `check`."""

import json
from pathlib import Path

import pytest

from barlau import taxonomy
from barlau.demo.blueprint import COMPANIES, policy_path

from .conftest import POLICY


@pytest.mark.parametrize("company", COMPANIES)
def test_show_lists_the_declarations_as_json(run, company: str) -> None:
    done = run("policy", "show", policy_path(company), "--format", "json")
    assert (done.code, done.err) == (0, "")
    shown = json.loads(done.out)
    assert shown.keys() == {"policy", "declarations", "purposes", "claims"}
    assert shown["policy"] == company
    fields = {"category", "status", "collected_from", "subjects", "purposes", "open_ended", "refs", "languages"}
    assert all(declaration.keys() >= fields for declaration in shown["declarations"])


@pytest.mark.parametrize("lang", ["en", "ru", "kk"])
def test_show_speaks_every_language(run, folder: Path, lang: str) -> None:
    (folder / "policy.yaml").write_text(POLICY)
    done = run("policy", "show", "policy.yaml", "--lang", lang)
    assert (done.code, done.err) == (0, "")
    assert taxonomy.load().title("contact.phone", lang) in done.out


def test_check_of_a_good_policy_is_0(run, folder: Path) -> None:
    (folder / "policy.yaml").write_text(POLICY)
    assert run("policy", "check", "policy.yaml").code == 0


def test_check_refuses_a_whole_group_as_declared(run, folder: Path) -> None:
    (folder / "policy.yaml").write_text(POLICY.replace("contact.phone", "contact"))
    done = run("policy", "check", "policy.yaml")
    assert (done.code, done.out) == (2, "")
    assert done.err.startswith("barlau: policy.yaml:7: declarations[0].status: 'contact' is a whole group")


def test_output_is_utf_8_whatever_the_locale(run, folder: Path) -> None:
    (folder / "policy.yaml").write_text(POLICY)
    plain = run("policy", "show", "policy.yaml", "--lang", "kk")
    assert run("policy", "show", "policy.yaml", "--lang", "kk", env={"PYTHONIOENCODING": "latin-1"}) == plain
