"""Whose data: a declaration reaches the people it names, or those whom the policy addresses."""

import pytest

from barlau.policy import Context

from .minimal import policy, ruled, said

CUSTOMER = Context()
GUARANTOR = Context("third_party")
WORKER = Context("employee")


@pytest.mark.parametrize(
    ("declarations", "context", "expected"),
    [
        pytest.param([said("identity.name", of=["employee"])], WORKER, "declared", id="named-people"),
        pytest.param([said("identity.name", of=["employee"])], CUSTOMER, "other_subject", id="only-others"),
        pytest.param([said("identity.name"), said("identity.name", of=["employee"])], WORKER, "declared", id="both"),
        pytest.param(
            [said("identity", "vague"), said("identity.name", of=["employee"])],
            CUSTOMER,
            "vague",
            id="level-about-others-is-passed-over",
        ),
        pytest.param([], WORKER, "other_subject", id="silence-about-staff"),
        pytest.param([], CUSTOMER, "undeclared", id="silence-about-customers"),
        pytest.param([said("catch_all", "catch_all")], WORKER, "other_subject", id="catch-all-leaves-staff"),
        pytest.param(
            [said("catch_all", "catch_all", of=["employee"])],
            WORKER,
            "other_subject",
            id="catch-all-never-reaches-those-not-addressed",
        ),
        pytest.param([said("identity.name", "implied")], WORKER, "other_subject", id="mention-of-customers"),
        pytest.param([said("identity.name", "denied")], WORKER, "other_subject", id="denial-about-customers"),
        pytest.param([said("third_party", "vague")], GUARANTOR, "vague", id="bare-phrase-third-persons"),
        pytest.param([said("third_party", "denied")], GUARANTOR, "denied", id="third-persons-denied"),
        pytest.param([said("third_party", "implied")], GUARANTOR, "other_subject", id="third-persons-mentioned"),
        pytest.param(
            [said("third_party", "denied"), said("identity.name")],
            CUSTOMER,
            "declared",
            id="third-persons-denied-customers-declared",
        ),
    ],
)
def test_people(declarations, context, expected):
    assert ruled(policy(*declarations), "identity.name", context) == expected


def test_notice_for_employees_addresses_employees():
    notice = policy(said("identity.name"), subjects=["employee"])
    assert ruled(notice, "identity.name", WORKER) == "declared"
    assert ruled(notice, "health", WORKER) == "undeclared"
    assert ruled(notice, "health", CUSTOMER) == "other_subject"
