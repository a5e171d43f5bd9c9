"""Language versions of one policy are documents of their own: what only one of them declares is ambiguous."""

import pytest

from barlau.policy import Context

from .minimal import BOTH, policy, ruled, said

FOR_CONTRACT = Context(purposes=("contract",))
FOR_ADS = Context(purposes=("advertising",))
RU, KK, EVERY = ["ru"], ["kk"], ["ru", "kk"]


@pytest.mark.parametrize(
    ("declarations", "expected"),
    [
        pytest.param([said("finance.card", where=EVERY)], "declared", id="both-declare"),
        pytest.param([said("finance.card", where=RU), said("finance.card", where=KK)], "declared", id="apart"),
        pytest.param(
            [said("finance.card.number", where=RU), said("finance.card", where=KK)],
            "declared",
            id="one-by-its-parent",
        ),
        pytest.param([said("finance.card", where=RU)], "ambiguous", id="other-is-silent"),
        pytest.param([said("finance", "vague", where=RU)], "ambiguous", id="umbrella-in-one"),
        pytest.param([said("finance.card", where=RU), said("finance", "vague", where=KK)], "ambiguous", id="umbrella"),
        pytest.param(
            [said("finance.card", where=RU), said("finance.card", "denied", where=KK)],
            "ambiguous",
            id="one-denies",
        ),
        pytest.param([said("finance.card", "denied", where=KK)], "denied", id="one-denies-other-is-silent"),
        pytest.param(
            [said("finance.card", where=RU), said("finance.card", "denied", where=EVERY)],
            "denied",
            id="both-deny",
        ),
        pytest.param([said("finance.card.number", "implied", where=RU)], "implied", id="mention-in-one"),
        pytest.param([said("catch_all", "catch_all", where=RU)], "catch_all", id="catch-all-in-one"),
    ],
)
def test_language_versions(declarations, expected):
    assert ruled(policy(*declarations, documents=BOTH), "finance.card.number") == expected


@pytest.mark.parametrize(
    ("where", "expected"),
    [pytest.param(RU, "declared", id="it-declares"), pytest.param(KK, "undeclared", id="it-is-silent")],
)
def test_prevailing_language_speaks_alone(where, expected):
    shop = policy(said("identity.iin", where=where), documents=BOTH, prevailing="ru")
    assert ruled(shop, "identity.iin") == expected


def test_consent_in_one_language_speaks_for_all_versions_of_the_policy():
    shop = policy(said("identity.iin", where=["form"]), documents=[*BOTH, ("form", "consent", "ru")])
    assert ruled(shop, "identity.iin") == "declared"


def test_versions_that_tie_a_category_to_different_purposes_are_ambiguous_for_one_of_them():
    shop = policy(
        said("contact.phone", why=["contract"], where=KK),
        said("contact.phone", why=["contract", "advertising"], where=RU),
        documents=BOTH,
    )
    assert ruled(shop, "contact.phone", FOR_CONTRACT) == "declared"
    assert ruled(shop, "contact.phone", FOR_ADS) == "ambiguous"
