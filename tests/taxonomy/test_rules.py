"""The catalogue is complete in three languages, and every verdict that is no good news has its rule."""

from string import Formatter

import pytest

from barlau.model.policy import Verdict
from barlau.model.report import Level
from barlau.taxonomy import rules

LANGUAGES = ("en", "kk", "ru")
CATALOGUE = rules.load()

# fixed: scripts rely on these levels; undeclared is a warning unless the confidence is high
LEVELS = {
    Verdict.UNDECLARED: Level.ERROR,
    Verdict.DENIED: Level.ERROR,
    Verdict.CATCH_ALL: Level.WARNING,
    Verdict.WRONG_SOURCE: Level.WARNING,
    Verdict.WRONG_PURPOSE: Level.WARNING,
    Verdict.OTHER_SUBJECT: Level.WARNING,
    Verdict.AMBIGUOUS: Level.WARNING,
    Verdict.VAGUE: Level.NOTE,
    Verdict.IMPLIED: Level.NOTE,
}


def gaps(sentence):
    return sorted(f"{name}:{spec}" for _, name, spec, _ in Formatter().parse(sentence) if name)


@pytest.mark.parametrize("verdict", Verdict, ids=str)
def test_verdict_has_its_fixed_level(verdict):
    rule = CATALOGUE.rules.get(verdict.replace("_", "-"))
    assert (rule and rule.level) == LEVELS.get(verdict)


@pytest.mark.parametrize(
    "name",
    [
        "claim-broken",
        "prohibited",
        "declared-not-found",
        "unverifiable",
        "list-gap",
        "languages-disagree",
        "reversible-hash",
        "derivable",
    ],
)
def test_rule_beside_the_verdicts_exists(name):
    assert name in CATALOGUE.rules


def test_sentences_have_the_same_keys_and_gaps_in_every_language():
    english = {key: gaps(sentence) for key, sentence in rules.sentences("en").items()}
    for language in LANGUAGES:
        sentences = rules.sentences(language)
        assert {key: gaps(sentence) for key, sentence in sentences.items()} == english
        assert all(sentences.values())


def test_no_sentence_was_left_untranslated():
    english, russian, kazakh = (rules.sentences(language) for language in ("en", "ru", "kk"))
    for key, sentence in english.items():
        assert len({sentence, russian[key], kazakh[key]}) == 3, key


@pytest.mark.parametrize("name", CATALOGUE.problems)
def test_problem_speaks_exactly_three_languages(name):
    assert tuple(sorted(CATALOGUE.problems[name].message)) == LANGUAGES


@pytest.mark.parametrize("name", [*CATALOGUE.rules, *CATALOGUE.problems, *CATALOGUE.claims])
def test_names_are_kebab_case(name):
    assert name.replace("-", "").isascii()
    assert name == name.lower().replace("_", "-")


def test_choice_of_parameters_is_split():
    assert CATALOGUE.claims["retention-exceeded"].params == (
        ("years", "months", "days", "working_days"),
        ("from",),
    )
