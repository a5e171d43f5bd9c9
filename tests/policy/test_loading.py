"""A policy file is refused with file, key, line and remedy; what it may leave out has a sensible value."""

import pytest

from barlau.errors import ConfigError
from barlau.model.policy import Claim, Declaration, DeclarationStatus, Document, Provider, Purpose, Ref
from barlau.policy import load

FULL = """\
schema: barlau.policy/1
id: example-shop
controller: {name: Example Shop, legal_form: ТОО, bin: null, sites: [], contacts: [], addresses: []}
documents:
  - {id: ru, kind: policy, language: ru, date: 2026-03-01}
  - {id: kk, kind: policy, language: kk}
prevailing_language: null
purposes:
  - id: contract
    title: {en: Contract, ru: Договор, kk: Шарт}
    legal_basis: [contract]
    refs: [{document: ru, section: "2.1"}]
declarations:
  - category: identity.iin
    status: declared
    collected_from: [subject]
    subjects: [customer]
    purposes: [contract]
    open_ended: true
    refs: [{document: ru, section: "3.10", item: b5}, {document: kk, section: "3.10"}]
    note: own words
claims:
  - {id: no-minors, rule: minors-present, params: {age: 18}, refs: [{document: ru, section: "7.7"}]}
  - {id: kept, rule: not-anonymised, params: {purposes: [contract]}, refs: [{document: ru, section: "7.8"}]}
recipients:
  - {id: banks, title: {en: Banks, ru: Банки, kk: Банктер}, refs: [{document: ru, section: "6"}]}
retention: {text: until the purpose is reached, years: null, refs: [{document: ru, section: "8"}]}
notes: [the text has no date]
"""

MINIMAL = """\
schema: barlau.policy/1
id: shop
controller: {name: Shop}
documents: [{id: ru, kind: policy, language: ru}]
purposes: [{id: contract, title: {en: Contract}}]
declarations:
  - {category: identity.iin, status: declared, refs: [{document: ru, section: "3"}]}
"""


@pytest.fixture
def write(tmp_path):
    def _write(text):
        path = tmp_path / "shop.yaml"
        path.write_text(text, encoding="utf-8")
        return path

    return _write


def test_whole_file_becomes_a_policy(write):
    policy = load(write(FULL))
    assert (policy.id, policy.controller, policy.prevailing_language) == (
        "example-shop",
        "Example Shop",
        None,
    )
    assert policy.documents == (Document("ru", "policy", "ru", "2026-03-01"), Document("kk", "policy", "kk"))
    assert policy.purposes == (
        Purpose(
            "contract",
            {"en": "Contract", "ru": "Договор", "kk": "Шарт"},
            ("contract",),
            (Ref("ru", "2.1"),),
        ),
    )
    assert policy.declarations == (
        Declaration(
            "identity.iin",
            DeclarationStatus.DECLARED,
            (Provider.SUBJECT,),
            ("customer",),
            ("contract",),
            open_ended=True,
            refs=(Ref("ru", "3.10", "b5"), Ref("kk", "3.10")),
            note="own words",
        ),
    )
    assert policy.claims[0] == Claim("no-minors", "minors-present", {"age": 18}, (Ref("ru", "7.7"),))
    assert policy.claims[1].params == {"purposes": ("contract",)}
    assert len(policy.sha256) == 64


def test_minimal_file_reads_and_addresses_customers(write):
    policy = load(write(MINIMAL))
    assert policy.subjects == ("customer",)
    assert policy.declarations[0].collected_from == policy.declarations[0].purposes == ()


@pytest.mark.parametrize(
    ("subjects", "more", "addressed"),
    [
        pytest.param("[employee]", "", ("employee",), id="only-others-are-named"),
        pytest.param("[]", "", ("customer",), id="nobody-is-named"),
        pytest.param("[customer, third_party]", "", ("customer",), id="customers-among-others"),
        pytest.param("[]", "subjects: [employee]\n", ("employee",), id="file-says-it"),
    ],
)
def test_whom_a_policy_addresses(write, subjects, more, addressed):
    text = MINIMAL.replace("status: declared", f"status: declared, subjects: {subjects}") + more
    assert load(write(text)).subjects == addressed


@pytest.mark.parametrize("retention", ["{text: a year}", "[{text: a year}, {text: two, years: 2}]"])
def test_retention_is_one_entry_or_several(write, retention):
    assert load(write(MINIMAL + f"retention: {retention}\n")).id == "shop"


def changed(old, new):
    assert old in MINIMAL
    return MINIMAL.replace(old, new)


DECLARED = '{category: identity.iin, status: declared, refs: [{document: ru, section: "3"}]}'


@pytest.mark.parametrize(
    ("text", "key", "line", "problem", "remedy"),
    [
        pytest.param("", "", None, "is empty", "schema: barlau.policy/1", id="empty"),
        pytest.param("- a\n", "", 1, "is not a policy file", "barlau.policy/1", id="list"),
        pytest.param(changed("policy/1", "policy/2"), "schema", 1, "does not read", "write schema", id="other-schema"),
        pytest.param(changed("schema: barlau.policy/1\n", ""), "schema", 1, "missing", "write schema", id="none"),
        pytest.param(
            changed("identity.iin", "identity.inn"),
            "declarations[0].category",
            7,
            "unknown category 'identity.inn'",
            "identity.iin",
            id="unknown-category",
        ),
        pytest.param(
            changed("identity.iin", "iin"),
            "declarations[0].category",
            7,
            "unknown category 'iin'",
            "nearest: identity.iin",
            id="last-part-only",
        ),
        pytest.param(
            changed("status: declared", "status: declared, purposes: [ads]"),
            "declarations[0].purposes[0]",
            7,
            "unknown purpose 'ads'",
            "one of contract",
            id="unknown-purpose",
        ),
        pytest.param(
            changed("status: declared", "status: declared, subjects: [client]"),
            "declarations[0].subjects[0]",
            7,
            "unknown subject 'client'",
            "customer",
            id="unknown-subject",
        ),
        pytest.param(
            changed("document: ru", "document: en"),
            "declarations[0].refs[0].document",
            7,
            "unknown document 'en'",
            "one of ru",
            id="unknown-document",
        ),
        pytest.param(
            changed("identity.iin", "identity"),
            "declarations[0].status",
            7,
            "'identity' is a whole group",
            "status: vague",
            id="group-declared",
        ),
        pytest.param(
            changed("identity.iin", "catch_all"),
            "declarations[0].status",
            7,
            "a catch-all cannot be declared",
            "status: catch_all",
            id="catch-all-declared",
        ),
        pytest.param(
            MINIMAL + f"  - {DECLARED}\n",
            "declarations[1]",
            8,
            "repeats the declaration in line 7",
            "merge",
            id="duplicate-declaration",
        ),
        pytest.param(
            changed("title: {en: Contract}}", "title: {en: A}}, {id: contract, title: {en: B}}"),
            "purposes[1].id",
            5,
            "the id 'contract' stands twice",
            "unique",
            id="duplicate-id",
        ),
        pytest.param(
            changed(', refs: [{document: ru, section: "3"}]', ""),
            "declarations[0]",
            7,
            "has no reference",
            "document: ru",
            id="no-refs",
        ),
        pytest.param(
            MINIMAL + "claims: [{id: a, rule: minors-present}]\n",
            "claims[0]",
            8,
            "has no reference",
            "add refs",
            id="claim-without-refs",
        ),
        pytest.param(
            changed('section: "3"', "section: 3.10"),
            "declarations[0].refs[0].section",
            7,
            "put it in quotes",
            "",
            id="bare-number",
        ),
        pytest.param(
            MINIMAL + "prevailing_language: kk\n",
            "prevailing_language",
            8,
            "no document is in this language",
            "one of ru",
            id="prevailing-language-without-a-document",
        ),
        pytest.param(
            changed("status: declared", "status: stated"),
            "declarations[0].status",
            7,
            "should be 'declared'",
            "",
            id="unknown-status",
        ),
        pytest.param(
            changed("status: declared", "status: declared, source: x"),
            "declarations[0].source",
            7,
            "unknown key",
            "",
            id="unknown-key",
        ),
        pytest.param(
            changed("status: declared", "statis: declared"),
            "declarations[0].statis",
            7,
            "unknown key",
            "perhaps 'status' is meant",
            id="misspelt-key",
        ),
        pytest.param(
            changed("language: ru", "language: russian"),
            "documents[0].language",
            4,
            "two letters",
            "",
            id="language-in-words",
        ),
        *(
            pytest.param(
                changed("language: ru", f"language: ru, date: {day}"),
                "documents[0].date",
                4,
                problem,
                "",
                id=f"date-{day}",
            )
            for day, problem in [
                ('"01.03.2026"', "should be a day, a month or a year"),
                ('"2026-13-45"', "should be a day, a month or a year"),
                ('"2026-W01-1"', "should be a day, a month or a year"),
                ("2026-13-45", "cannot be read"),
                ("2026", "should be text"),
            ]
        ),
        *(
            pytest.param(
                MINIMAL + f"claims: [{{id: a, rule: prohibited, params: {{x: {value}}}}}]\n",
                "claims[0].params.x",
                8,
                "should be a text, a number, true or false, or a list of texts",
                "",
                id=f"param-{value}",
            )
            for value in ("{a: 5}", "[1, 2]", "null")
        ),
        pytest.param(
            changed("schema: barlau.policy/1", "schema: barlau.project/1"),
            "schema",
            1,
            "is that of a project file",
            "a policy file is expected",
            id="project-file",
        ),
        pytest.param(MINIMAL + "owner: x\n", "owner", 8, "unknown key", "known here", id="unknown-top-key"),
        pytest.param(changed("kind: policy", "kind: law"), "documents[0].kind", 4, "'policy'", "", id="kind"),
    ],
)
def test_error_names_file_key_line_and_remedy(write, text, key, line, problem, remedy):
    path = write(text)
    with pytest.raises(ConfigError) as caught:
        load(path)
    error = caught.value
    assert (error.file, error.key, error.line) == (str(path), key, line)
    assert problem in error.problem
    assert remedy in error.remedy


def test_same_category_may_be_declared_for_other_people_and_purposes(write):
    other = DECLARED.replace("declared", "declared, subjects: [employee]")
    assert len(load(write(MINIMAL + f"  - {other}\n")).declarations) == 2


@pytest.mark.parametrize("status", ["vague", "implied", "denied", "not_personal", "catch_all"])
def test_group_may_be_anything_but_declared(write, status):
    text = changed("identity.iin, status: declared", f"online, status: {status}")
    assert load(write(text)).declarations[0].status == status


def test_category_without_members_is_no_group(write):
    assert load(write(changed("identity.iin", "criminal"))).declarations[0].category == "criminal"
