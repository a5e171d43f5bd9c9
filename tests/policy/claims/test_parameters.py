"""What is wrong with the parameters of a promise is said by `policy check`, with the line."""

import pytest

from barlau import yamlfile
from barlau.policy import check, parse
from barlau.policy.claims.parameters import PARAMETERS
from barlau.policy.claims.planning import RULES
from barlau.report.messages import translate
from barlau.taxonomy import rules

HEAD = """\
schema: barlau.policy/1
id: shop
controller: {name: Shop}
documents: [{id: ru, kind: policy, language: ru}]
purposes: [{id: advertising, title: {en: Advertising}}]
declarations:
  - {category: identity.iin, status: declared, refs: [{document: ru, section: "3"}]}
claims:
"""


def problems(rule: str, params: str) -> list[tuple[str, str, str]]:
    text = HEAD + f'  - {{id: p, rule: {rule}, params: {{{params}}}, refs: [{{document: ru, section: "7"}}]}}\n'
    file = yamlfile.parse(text.encode(), "shop.yaml")
    found = check(parse(file), file)
    assert all(problem.line == 9 for problem in found)
    return [(problem.id, problem.key, translate(problem.message)) for problem in found]


def test_every_rule_has_parameters_texts_and_code() -> None:
    assert set(rules.load().claims) == set(RULES) == set(PARAMETERS)


@pytest.mark.parametrize(
    ("rule", "params"),
    [
        ("minors-present", "age: 18"),
        ("minors-present", 'age: 16, at: "2026-01-31", subjects: [customer, employee]'),
        ("password-not-protected", ""),
        ("retention-exceeded", "years: 1.5, from: created"),
        ("retention-exceeded", "working_days: 10, from: Дата обращения, category: [contact.phone]"),
        ("consent-missing", "purposes: [advertising], months: 13"),
        ("not-anonymised", "purpose: advertising"),
        ("prohibited", "categories: [health, finance.card.cvv]"),
        ("before-the-company-existed", 'registered: "2025-06"'),
        ("before-the-company-existed", 'registered: "2025"'),
        ("own", 'where: "a < 5", among: "@contact.phone is not null"'),
    ],
)
def test_right_parameters(rule: str, params: str) -> None:
    assert problems(rule, params) == []


@pytest.mark.parametrize(
    ("rule", "params", "problem", "key"),
    [
        ("minors-present", "", "claim-without-params", "claims[0]"),
        ("minors-present", "age: 0", "claim-wrong-param", "claims[0].params.age"),
        ("minors-present", "age: 121", "claim-wrong-param", "claims[0].params.age"),
        ("minors-present", 'age: "18"', "claim-wrong-param", "claims[0].params.age"),
        ("minors-present", "age: 18, ages: 3", "claim-unknown-param", "claims[0].params.ages"),
        ("minors-present", 'age: 18, at: "31.01.2026"', "claim-wrong-param", "claims[0].params.at"),
        ("minors-present", "age: 18, subjects: [martian]", "claim-wrong-param", "claims[0].params.subjects"),
        ("retention-exceeded", "years: 5", "claim-without-params", "claims[0]"),
        ("retention-exceeded", "from: created", "claim-without-params", "claims[0]"),
        ("retention-exceeded", "years: -1, from: created", "claim-wrong-param", "claims[0].params.years"),
        ("retention-exceeded", "months: 1.5, from: created", "claim-wrong-param", "claims[0].params.months"),
        ("retention-exceeded", "days: true, from: created", "claim-wrong-param", "claims[0].params.days"),
        ("retention-exceeded", 'days: 5, from: " "', "claim-wrong-param", "claims[0].params.from"),
        ("consent-missing", "purpose: ads", "claim-wrong-param", "claims[0].params.purpose"),
        ("prohibited", "category: finance.cvv", "claim-wrong-param", "claims[0].params.category"),
        ("before-the-company-existed", 'registered: "2025-13"', "claim-wrong-param", "claims[0].params.registered"),
        ("own", "", "claim-without-params", "claims[0]"),
        ("own", 'where: "a <"', "claim-wrong-expression", "claims[0].params.where"),
        ("own", 'where: "a = 1", among: "@contact.fone is null"', "claim-wrong-param", "claims[0].params.among"),
    ],
)
def test_wrong_parameters_are_named(rule: str, params: str, problem: str, key: str) -> None:
    ((found, where, sentence),) = problems(rule, params)
    assert (found, where) == (problem, key)
    assert "{" not in sentence


def test_the_sentence_counts_characters_from_one() -> None:
    ((_, _, sentence),) = problems("own", "where: \"a = 'x' and b == 2\"")
    assert "at character 16" in sentence  # the second equals sign


@pytest.mark.parametrize("rule", sorted(PARAMETERS))
def test_the_catalogue_tells_every_parameter(rule: str) -> None:
    told = rules.load().claims[rule]
    names = {name for choice in (*told.params, *told.optional) for name in choice}
    assert names == PARAMETERS[rule].keys() - {"at", "subjects"}
