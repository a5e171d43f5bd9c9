import re
from pathlib import Path
from string import Formatter

import pytest

import barlau
from barlau import taxonomy
from barlau.model.policy import DeclarationStatus, Provider, Verdict
from barlau.model.reading import ObjectKind, ReadStatus, Reason
from barlau.model.report import Confidence, EvidenceKind, Kind, Level, Message, RunStatus
from barlau.report import messages
from barlau.report.messages import LANGUAGES, catalogue, has, items_in_words, text, translate
from barlau.report.quantities import PLURALS
from barlau.taxonomy import rules

SOURCES = Path(barlau.__file__).parent
FAMILIES = {
    "verdict": Verdict,
    "level": Level,
    "confidence": Confidence,
    "kind": Kind,
    "object_kind": ObjectKind,
    "status": ReadStatus,
    "run": RunStatus,
    "evidence": EvidenceKind,
    "reason": Reason,
    "todo": Reason,
    "provider": Provider,
    "declaration": DeclarationStatus,
}
ENGINE_GAPS = {
    "header.phrase": "word",
    "header.weak": "word",
    "header.negative": "word",
    "header.status": "word",
    "values.whole": "share entity",
    "values.valid": "share entity",
    "values.invalid": "entity",
    "values.distinct": "hits distinct",
    "values.inside": "count",
    "values.chance": "expected hits",
    "values.form": "form share",
    "values.form_against": "form",
    "values.base64": "share",
    "values.sampled": "sample",
    "checksum.passed": "share",
    "checksum.failed": "share",
    "dictionary.names": "share",
    "dictionary.words": "share",
    "context.words": "count",
    "neighbour.table": "word",
    "neighbour.column": "column",
    "neighbour.subject": "subject",
    "negative.serial": "",
    "negative.timestamp": "share",
    "negative.gtin": "share",
    "negative.form": "form",
    "negative.organisation": "word",
    "lost_zeros": "share",
    "derived": "",
}


def forms(entry: messages.Entry) -> list[str]:
    return [entry] if isinstance(entry, str) else [form for key, form in entry.items() if key != "by"]


def gaps(pattern: str) -> set[tuple[str, str]]:
    return {(gap, spec or "") for _, gap, spec, _ in Formatter().parse(pattern) if gap}


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_language_has_the_same_keys(language):
    assert set(catalogue(language)) == set(catalogue("en"))


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_form_of_a_sentence_has_the_gaps_of_the_english_one(language):
    english = catalogue("en")
    different = [
        key
        for key, entry in catalogue(language).items()
        for form in forms(entry)
        if gaps(form) != gaps(forms(english[key])[0])
    ]
    assert different == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_plural_sentences_have_all_forms_of_the_language(language):
    for key, entry in catalogue(language).items():
        if not isinstance(entry, str):
            assert set(entry) == {"by", *PLURALS[language]}, key
            assert entry["by"] in {"count", *(gap for gap, _ in gaps(entry[PLURALS[language][-1]]))}, key


@pytest.mark.parametrize("language", ["ru", "kk"])
def test_translations_are_not_left_in_english(language):
    international = {"form.uuid", "form.json"}
    same = {
        key
        for key, entry in catalogue(language).items()
        if entry == catalogue("en")[key] and not str(entry).startswith("{")
    }
    assert same == international


@pytest.mark.parametrize(("family", "members"), FAMILIES.items(), ids=FAMILIES)
def test_every_member_of_a_closed_list_has_a_sentence(family, members):
    assert [member for member in members if not has(f"{family}.{member.value}")] == []


def test_every_subject_of_the_taxonomy_has_a_name():
    assert [subject for subject in taxonomy.load().subjects if not has(f"subject.{subject}")] == []


@pytest.mark.parametrize("rule", rules.load().rules)
def test_every_rule_has_a_title_and_help(rule):
    assert has(f"rule.{rule}.title")
    assert has(f"rule.{rule}.help")


@pytest.mark.parametrize(("key", "names"), ENGINE_GAPS.items(), ids=ENGINE_GAPS)
def test_evidence_sentences_show_what_the_engine_gives(key, names):
    assert {gap for gap, _ in gaps(forms(catalogue("en")[key])[0])} == set(names.split())


def used_keys() -> set[str]:
    """Keys written out in the sources, where a sentence is made."""
    calls = re.compile(r'(?:Message|_say|text|\.say)\(\s*(?:EvidenceKind\.\w+,\s*)?"([a-z_.-]+)"')
    return {key for path in SOURCES.rglob("*.py") for key in calls.findall(path.read_text("utf-8"))}


def test_every_key_written_in_the_sources_has_a_sentence():
    keys = used_keys()
    assert {"header.phrase", "policy.legend", "count.rows"} & keys, "the search finds nothing"
    assert [key for key in sorted(keys) if not has(key)] == []


@pytest.mark.parametrize(
    ("language", "count", "expected"),
    [
        ("en", 1, "1 row"),
        ("en", 0, "0 rows"),
        ("en", 1204332, "1,204,332 rows"),
        ("ru", 1, "1 строка"),
        ("ru", 3, "3 строки"),
        ("ru", 5, "5 строк"),
        ("ru", 11, "11 строк"),
        ("ru", 112, "112 строк"),
        ("ru", 121, "121 строка"),
        ("ru", 1204332, "1\u00a0204\u00a0332 строки"),
        ("kk", 1, "1 жол"),
        ("kk", 1204332, "1\u00a0204\u00a0332 жол"),
    ],
)
def test_counts_take_the_plural_and_the_separators_of_the_language(language, count, expected):
    assert text("count.rows", language, count=count) == expected


@pytest.mark.parametrize(
    ("language", "expected"),
    [
        ("en", "97.3% of the values fail the check digit"),
        ("ru", "контрольный разряд неверен у 97,3\u00a0% значений"),
        ("kk", "бақылау разряды қате мәндердің үлесі: 97,3%"),
    ],
)
def test_percentages_are_written_as_the_language_does(language, expected):
    assert translate(Message("checksum.failed", (("share", "97.3"),)), language) == expected


def test_a_category_is_shown_by_its_title():
    message = Message("rule.undeclared.message", (("category", "identity.iin"), ("policy", "p")))
    assert "Индивидуальный идентификационный номер (ИИН)" in translate(message, "ru")


def test_a_key_without_a_sentence_shows_itself_and_its_gaps():
    assert translate(Message("no.such", (("word", "x\x1b"),)), "kk") == "no.such word=x\\u{1b}"


def test_a_missing_gap_is_shown_as_a_question_mark():
    assert translate(Message("header.phrase")) == "the column name says '?'"


def test_names_in_sentences_are_made_visible_and_kept_short():
    sentence = translate(Message("header.phrase", (("word", "\u202e" + "a" * 10_000 + "\n"),)))
    assert "\u202e" not in sentence
    assert "\n" not in sentence
    assert len(sentence) < 130


def test_braces_in_a_name_are_no_gaps():
    assert translate(Message("header.phrase", (("word", "{share:percent}"),))).endswith("'{share:percent}'")


@pytest.mark.parametrize(
    ("language", "expected"),
    [
        ("en", "ru, kk §3.1.2, item 19; ru heading 1, paragraph 4; kk §4, row 2; §7, item 9.1"),
        ("ru", "ru, kk §3.1.2, пункт 19; ru заголовок 1, абзац 4; kk §4, строка 2; §7, пункт 9.1"),
        ("kk", "ru, kk §3.1.2, 19-тармақ; ru 1-тақырып, 4-абзац; kk §4, 2-жол; §7, 9.1-тармақ"),
    ],
)
def test_items_of_a_section_are_told_in_words(language, expected):
    shown = items_in_words("ru, kk §3.1.2\u00a0b19; ru §h1 p4; kk §4 r2; §7 b9.1", language)
    assert shown.replace("\u00a0", " ").replace("\u2011", "-") == expected
    assert "-" not in shown


def test_an_item_that_is_no_letter_and_number_stays_as_it_is_written():
    assert items_in_words("§3 1); §4 the section is one paragraph; §b2", "ru") == (
        "§3 1); §4 the section is one paragraph; §b2"
    )


@pytest.mark.parametrize(("checked", "expected"), [(3481, "12 из 3\u00a0481 строки"), (900, "12 из 900 строк")])
def test_rows_of_a_promise_are_counted_with_the_right_ending(checked, expected):
    assert text("ui.claim_rows", "ru", broken=12, checked=checked) == expected
