"""The pages of `barlau explain`: complete in three languages, readable at any width, the same in docs/rules.md."""

import json
import re
from pathlib import Path

import pytest

from barlau import taxonomy
from barlau.model.policy import Verdict
from barlau.recognizers.load import load
from barlau.recognizers.notes import notes
from barlau.report import reference
from barlau.report.messages import LANGUAGES
from barlau.report.reference.handbook import handbook
from barlau.taxonomy import pages, promises, rules

PACK, NOTES = load(), notes()
DOCS = Path(__file__).parents[2] / "docs" / "rules.md"


def documents(language: str) -> list[reference.Document]:
    return [
        *(reference.rule_document(rule, language) for rule in pages.load()),
        *(reference.promise_document(rule, language) for rule in rules.load().claims),
        *(reference.category_document(key, language, PACK, NOTES) for key in taxonomy.load().categories),
        *(reference.entity_document(r.entity, language, PACK, NOTES, {}) for r in PACK.recognizers),
    ]


def test_every_rule_verdict_and_promise_has_a_page():
    verdicts = {verdict.value.replace("_", "-") for verdict in Verdict}
    assert set(pages.load()) == set(rules.load().rules) | verdicts
    assert set(promises.load()) == set(rules.load().claims)


@pytest.mark.parametrize("page", pages.load().values(), ids=pages.load())
def test_a_page_says_the_same_in_every_language(page):
    for texts in (page.means, page.why, page.todo, *page.law, *([page.title] if page.title else [])):
        assert set(texts) == set(LANGUAGES)
        assert all(texts.values())
        assert len({str(said) for said in texts.values()}) == len(LANGUAGES), "left in another language"
    assert len({len(items) for items in page.todo.values()}) == 1
    assert page.example.expect


@pytest.mark.parametrize("language", LANGUAGES)
def test_pages_fit_the_width_except_what_is_copied(language):
    for document in documents(language):
        shown = reference.as_text(document, language, width=60)
        copied = {line.strip() for s in document.sections for b in s.blocks if b.kind == "code" for line in b.lines}
        for line in shown.splitlines():
            unbroken = max(map(len, line.split()), default=0) > 40
            assert len(line) <= 60 or line.strip() in copied or unbroken, (document.id, line)
        assert document.title.split()[0] in shown
        assert "ref." not in re.sub(r"\S+\.\S+", "", shown)
        assert not re.search(r"\bref\.[a-z_]+", shown), "a sentence is missing"


@pytest.mark.parametrize("language", LANGUAGES)
def test_json_and_markdown_have_every_section(language):
    for document in documents(language):
        told = json.loads(reference.as_json(document))
        assert told["schema"] == "barlau.reference/1"
        assert [section["key"] for section in told["sections"]] == [section.key for section in document.sections]
        written = reference.as_markdown(document, language)
        assert written.startswith(f"# {document.title}\n")
        assert len(re.findall(r"^## ", written, re.M)) == len(document.sections)
        assert written.count("```") % 2 == 0


def test_a_category_tells_its_place_and_its_words():
    page = reference.as_text(reference.category_document("identity.birth_date", "en", PACK, NOTES), "en", width=200)
    for said in (
        "(identity)",
        "Birthday without the year (identity.birth_date.day_month)",
        "contained in full in: Individual identification number (IIN) (identity.iin)",
        "Russian: ",
        "Kazakh: ",
        "sensitivity: high",
    ):
        assert said in page


def test_an_entity_tells_its_source_check_and_examples():
    found = next(r for r in PACK.recognizers if r.entity == "KZ_IIN")
    document = reference.entity_document("KZ_IIN", "en", PACK, NOTES, {"KZ_IIN": "check"})
    page = reference.as_text(document, "en", width=300)
    for said in ("law No. 223", "identity.iin", found.patterns[0].regex, found.match[0], found.no_match[0], "0.09%"):
        assert said in page


def test_an_unknown_entity_or_rule_is_a_key_error():
    for ask in (
        lambda: reference.rule_document("nothing", "en"),
        lambda: reference.category_document("nothing", "en", PACK, NOTES),
        lambda: reference.entity_document("NOTHING", "en", PACK, NOTES, {}),
    ):
        with pytest.raises(KeyError):
            ask()


@pytest.mark.parametrize("rule", rules.load().rules)
def test_help_of_a_rule_as_markdown_has_no_title_and_no_example(rule):
    said = reference.rule_markdown(rule, "ru")
    assert said is not None
    assert said.startswith("### Что это значит\n")
    assert "```" not in said


def test_the_documentation_is_current():
    assert DOCS.read_text("utf-8") == handbook(), "run: make docs"
