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


@pytest.mark.parametrize("company", COMPANIES)
@pytest.mark.parametrize("lang", ["en", "ru", "kk"])
def test_show_as_markdown_has_a_row_for_every_line(run, company: str, lang: str) -> None:
    done = run("policy", "show", policy_path(company), "--format", "markdown", "--lang", lang)
    assert (done.code, done.err) == (0, "")
    shown = json.loads(run("policy", "show", policy_path(company), "--format", "json").out)
    rows = [line for line in done.out.splitlines() if line.startswith("| ") and " --- " not in line]
    heads = done.out.count(" --- |\n")
    assert len(rows) - heads == len(shown["declarations"]) + len(shown["purposes"]) + len(shown["claims"])
    assert not any("policy." in line or "claim_" in line for line in done.out.splitlines())
    # a cell that had a bar would split its row
    assert {line.count("|") - line.count("\\|") for line in rows} == {5}


def test_show_says_purposes_and_terms_in_words(run) -> None:
    shown = run("policy", "show", policy_path("mycar"), "--lang", "ru").out
    assert "месяцев: 13; категория: Файлы cookie; считая от: даты согласия" in shown
    assert "«Сделки, заявки, объявления»" in shown or "«" in shown
    assert "contract-conclusion" in shown  # the key stands once, beside the title
    assert shown.count("contract-conclusion") == 1


@pytest.mark.parametrize("form", ["terminal", "markdown"])
def test_show_names_recipients_and_terms_of_keeping(run, form: str) -> None:
    shown = run("policy", "show", policy_path("mycar"), "--lang", "ru", "--format", form).out
    for words in ("Получатели", "Аффилированные лица", "Сроки хранения", "отзыв согласия: 1 рабочий день"):
        assert words in shown


def test_show_refuses_a_format_of_reports(run) -> None:
    done = run("policy", "show", policy_path("mycar"), "--format", "html")
    assert done.code == 2


@pytest.mark.parametrize("lang", ["en", "ru", "kk"])
def test_compare_shows_what_the_languages_declare_differently(run, lang: str) -> None:
    done = run("policy", "compare", policy_path("mycar"), "--lang", lang)
    assert (done.code, done.err) == (0, "")
    assert taxonomy.load().title("behaviour", lang) in done.out
    assert "ru:2.1:b19" in done.out
    assert "compare." not in done.out


def test_compare_as_json(run) -> None:
    shown = json.loads(run("policy", "compare", policy_path("mycar"), "--format", "json").out)
    assert (shown["versions"], shown["prevailing"]) == (["kk", "ru"], None)
    ((category, said),) = [(one["category"], one["said"]) for one in shown["declarations"]]
    assert (category, said["kk"]["lines"], said["ru"]["lines"][0]["status"]) == ("behaviour", [], "implied")


def test_compare_of_one_language_says_so(run) -> None:
    done = run("policy", "compare", policy_path("jet-car"))
    assert (done.code, "only one language version" in done.out) == (0, True)


def test_compare_of_two_files(run, folder: Path) -> None:
    (folder / "old.yaml").write_text(POLICY)
    (folder / "new.yaml").write_text(POLICY.replace("contact.phone", "contact.email"))
    done = run("policy", "compare", "old.yaml", "new.yaml")
    assert (done.code, done.err) == (0, "")
    assert "What old.yaml and new.yaml declare differently  2 differences" in done.out
    assert run("policy", "compare", "old.yaml", "none.yaml").code == 2
