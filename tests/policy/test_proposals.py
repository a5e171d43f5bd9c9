"""Lines of a draft that nobody has reviewed: shown and counted, but no verdict rests on them."""

import pytest

from barlau import yamlfile
from barlau.errors import ConfigError
from barlau.policy import check, parse, show, verdict
from barlau.policy.reach import Context
from barlau.report.policy_view import render

DRAFT = """\
schema: barlau.policy/1
id: shop
controller: {name: Shop}
documents: [{id: ru, kind: policy, language: ru}]
purposes:
  - {id: contract, title: {en: Contract}, status: proposed, refs: [{document: ru, section: "2"}]}
declarations:
  - {category: identity.name, status: rejected, proposed: declared, refs: [{document: ru, section: "3"}]}
  - {category: identity.iin, status: proposed, proposed: declared, refs: [{document: ru, section: "3", span: [5, 8]}]}
  - {category: vehicle, status: vague, proposed: declared, refs: [{document: ru, section: "3"}]}
  - {category: finance, status: proposed, proposed: denied, refs: [{document: ru, section: "4"}]}
claims:
  - {id: adults, rule: minors-present, params: {age: 18}, status: proposed, refs: [{document: ru, section: "5"}]}
"""


def policy(text: str = DRAFT):
    return parse(yamlfile.parse(text.encode(), "shop.yaml"))


@pytest.mark.parametrize(
    ("category", "expected"),
    [
        pytest.param("identity.iin", "undeclared", id="proposed"),
        pytest.param("identity.name", "undeclared", id="rejected"),
        pytest.param("vehicle.plate", "vague", id="reviewed"),
        pytest.param("finance.income", "undeclared", id="proposed-denial"),
    ],
)
def test_only_a_reviewed_line_decides_a_verdict(category, expected):
    ruled = verdict(policy(), category, Context())
    assert ruled is not None
    assert ruled[0] == expected


def test_a_reviewed_line_decides_once_its_status_is_changed():
    ruled = verdict(
        policy(DRAFT.replace("status: proposed, proposed: declared", "status: declared")), "identity.iin", Context()
    )
    assert ruled is not None
    assert ruled[0] == "declared"


def test_proposed_purposes_and_claims_do_not_count():
    assert (policy().purposes, policy().claims) == ((), ())


def test_check_counts_what_awaits_review_and_keeps_the_lines_of_the_rest():
    file = yamlfile.parse(DRAFT.encode(), "shop.yaml")
    problems = {problem.id: problem for problem in check(parse(file), file)}
    assert (problems["awaits-review"].line, dict(problems["awaits-review"].message.args)) == (6, {"count": "4"})
    assert (problems["vague-wording"].line, problems["vague-wording"].key) == (10, "declarations[2].status")


def test_show_marks_what_awaits_review():
    shown = show(policy())
    rows = {row["category"]: (row["status"], row.get("proposed")) for row in shown["declarations"]}
    expected = {"identity.iin": ("proposed", "declared"), "finance": ("proposed", "denied"), "vehicle": ("vague", None)}
    assert rows == expected
    assert shown["purposes"][0].get("status") == "proposed"
    assert shown["claims"][0].get("status") == "proposed"
    page = render(policy(), "en", width=140)
    assert page.count("awaiting review") == 4


@pytest.mark.parametrize(
    ("text", "key"),
    [
        pytest.param(DRAFT.replace(", proposed: denied", ""), "declarations[3]", id="nothing-proposed"),
        pytest.param(DRAFT.replace("proposed: denied", "proposed: declared"), "declarations[3].proposed", id="group"),
        pytest.param(DRAFT.replace("status: rejected", "status: refused"), "declarations[0].status", id="unknown"),
    ],
)
def test_what_no_draft_writes_is_refused(text, key):
    with pytest.raises(ConfigError) as caught:
        policy(text)
    assert caught.value.key == key
