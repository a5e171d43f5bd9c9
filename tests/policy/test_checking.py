"""`barlau policy check` names what a reviewer should look at, with its line."""

import pytest

from barlau import yamlfile
from barlau.policy import check, parse
from barlau.taxonomy import rules

HEAD = """\
schema: barlau.policy/1
id: shop
controller: {name: Shop}
documents: [{id: ru, kind: policy, language: ru}]
purposes: [{id: contract, title: {en: Contract}}]
declarations:
  - {category: identity.iin, status: declared, refs: [{document: ru, section: "3"}]}
"""
TWO = HEAD.replace("language: ru}]", "language: ru}, {id: kk, kind: policy, language: kk}]")
PREVAILING = TWO + "prevailing_language: ru\n"


def problems(text):
    file = yamlfile.parse(text.encode(), "shop.yaml")
    return check(parse(file), file)


def declaration(category, status, more=""):
    return f'  - {{category: {category}, status: {status}{more}, refs: [{{document: ru, section: "3"}}]}}\n'


def test_sound_policy_has_no_problem():
    assert problems(HEAD) == []


@pytest.mark.parametrize(
    ("text", "name", "line", "key", "gaps"),
    [
        pytest.param(
            HEAD + declaration("vehicle", "vague"),
            "vague-wording",
            8,
            "declarations[1].status",
            {"category": "vehicle"},
            id="vague",
        ),
        pytest.param(
            HEAD + declaration("catch_all", "catch_all"),
            "catch-all-clause",
            8,
            "declarations[1].status",
            {},
            id="catch-all",
        ),
        pytest.param(
            HEAD.replace(', section: "3"', ""),
            "no-section",
            7,
            "declarations[0].refs[0]",
            {"document": "ru"},
            id="no-section",
        ),
        pytest.param(
            HEAD.replace("language: ru}]", "language: ru}, {id: form, kind: consent, language: ru}]"),
            "unused-document",
            4,
            "documents[1]",
            {"document": "form"},
            id="unused-document",
        ),
        pytest.param(
            TWO,
            "one-language",
            7,
            "declarations[0].refs",
            {"category": "identity.iin", "languages": "kk"},
            id="kk",
        ),
        pytest.param(
            HEAD.replace("status: declared", "status: declared, purposes: [contract]").replace(
                "title: {en: Contract}}", "title: {en: A}}, {id: ads, title: {en: B}}"
            ),
            "unused-purpose",
            5,
            "purposes[1]",
            {"purpose": "ads"},
            id="unused-purpose",
        ),
        pytest.param(
            TWO,
            "no-prevailing-language",
            1,
            "prevailing_language",
            {"languages": "kk, ru"},
            id="none-prevails",
        ),
        pytest.param(
            HEAD + 'claims:\n  - {id: a, rule: no-aliens, refs: [{document: ru, section: "7"}]}\n',
            "unknown-claim-rule",
            9,
            "claims[0].rule",
            {"claim": "a", "rule": "no-aliens", "known": ", ".join(sorted(rules.load().claims))},
            id="unknown-claim",
        ),
        pytest.param(
            HEAD.partition("declarations:")[0] + "declarations: []\n",
            "no-declarations",
            6,
            "declarations",
            {},
            id="nothing-declared",
        ),
        pytest.param(
            HEAD + 'claims:\n  - {id: a, rule: minors-present, refs: [{document: ru, section: "7"}]}\n',
            "claim-without-params",
            9,
            "claims[0]",
            {"claim": "a", "param": "age"},
            id="claim-without-age",
        ),
        pytest.param(
            HEAD + declaration("biometric", "denied") + declaration("biometric.face", "declared"),
            "declared-under-denial",
            9,
            "declarations[2]",
            {"category": "biometric.face", "denied": "biometric"},
            id="denial-above",
        ),
        pytest.param(
            HEAD + declaration("online.ip", "not_personal"),
            "personal-data-excluded",
            8,
            "declarations[1].status",
            {"category": "online.ip"},
            id="ip-excluded",
        ),
        pytest.param(
            HEAD.replace("language: ru}]", "language: ru}, {id: list, kind: approved_list, language: ru}]")
            + '  - {category: identity.iin, status: implied, refs: [{document: list, section: "1"}]}\n',
            "list-gap",
            7,
            "declarations[0]",
            {"category": "identity.iin", "named": "policy", "lacking": "approved_list"},
            id="list-gap",
        ),
    ],
)
def test_each_problem_is_named_with_its_line(text, name, line, key, gaps):
    found = [problem for problem in problems(text) if problem.id == name]
    assert [(p.line, p.key, dict(p.message.args)) for p in found] == [(line, key, gaps)]
    assert found[0].message.key == f"problem.{name}"
    assert found[0].level is rules.load().problems[name].level


@pytest.mark.parametrize(
    ("text", "name"),
    [
        pytest.param(PREVAILING, "no-prevailing-language", id="one-prevails"),
        pytest.param(PREVAILING, "one-language", id="prevailing-language-decides"),
        pytest.param(
            TWO + "  - {category: identity.iin, status: declared, subjects: [customer], "
            'refs: [{document: kk, section: "3"}]}\n',
            "one-language",
            id="other-version-declares-apart",
        ),
        pytest.param(HEAD, "unused-purpose", id="a-declaration-for-every-purpose"),
        pytest.param(
            HEAD
            + declaration("biometric", "denied", ", subjects: [third_party]")
            + declaration("biometric.face", "declared"),
            "declared-under-denial",
            id="denial-about-others",
        ),
        pytest.param(
            HEAD + "claims:\n  - {id: a, rule: retention-exceeded, params: {months: 6, from: service_date}, "
            'refs: [{document: ru, section: "7"}]}\n',
            "claim-without-params",
            id="months-will-do",
        ),
        pytest.param(HEAD + declaration("org.bin", "not_personal"), "personal-data-excluded", id="org"),
    ],
)
def test_no_problem_is_invented(text, name):
    assert name not in [problem.id for problem in problems(text)]


def test_problems_come_in_the_order_of_the_file():
    lines = [problem.line for problem in problems(TWO + declaration("vehicle", "vague"))]
    assert lines == sorted(lines)
    assert len(lines) == 5
