"""A minimal policy for every verdict, then for every edge between two of them."""

import pytest

from barlau.model.policy import Provider, Ref, Verdict
from barlau.policy import Context, verdict

from .minimal import BOTH, policy, ruled, said

CUSTOMER = Context()
GUARANTOR = Context("third_party")
WORKER = Context("employee")
GIVEN = Context(collected_from=Provider.SUBJECT)
TRACKED = Context(collected_from=Provider.AUTOMATIC)
FOR_CONTRACT = Context(purposes=("contract",))
FOR_ADS = Context(purposes=("advertising",))


@pytest.mark.parametrize(
    ("declarations", "category", "context", "expected"),
    [
        pytest.param([said("identity.iin")], "identity.iin", CUSTOMER, "declared", id="declared"),
        pytest.param([said("vehicle", "vague")], "vehicle.plate", CUSTOMER, "vague", id="vague"),
        pytest.param([said("auth.password", "implied")], "auth.password", CUSTOMER, "implied", id="implied"),
        pytest.param([said("catch_all", "catch_all")], "identity.iin", CUSTOMER, "catch_all", id="catch_all"),
        pytest.param(
            [said("identity.iin", by=["third_party"])],
            "identity.iin",
            GIVEN,
            "wrong_source",
            id="wrong_source",
        ),
        pytest.param(
            [said("contact.phone", why=["contract"])],
            "contact.phone",
            FOR_ADS,
            "wrong_purpose",
            id="wrong_purpose",
        ),
        pytest.param([said("identity.iin")], "identity.iin", WORKER, "other_subject", id="other_subject"),
        pytest.param([said("identity.iin")], "health", CUSTOMER, "undeclared", id="undeclared"),
        pytest.param([said("biometric", "denied")], "biometric", CUSTOMER, "denied", id="denied"),
        pytest.param([said("org.bin", "not_personal")], "org.bin", CUSTOMER, "not_personal", id="not_personal"),
    ],
)
def test_each_verdict_has_a_minimal_policy(declarations, category, context, expected):
    assert ruled(policy(*declarations), category, context) == expected


def test_what_one_of_two_equal_language_versions_declares_is_ambiguous():
    assert ruled(policy(said("identity.iin"), documents=BOTH), "identity.iin") == "ambiguous"


@pytest.mark.parametrize(
    ("declarations", "category", "expected"),
    [
        pytest.param([said("document.id")], "document.id.number", "declared", id="parent-declares-child"),
        pytest.param([said("document.id.number")], "document.id", "undeclared", id="child-leaves-parent"),
        pytest.param(
            [said("contact", "vague"), said("contact.phone")], "contact.phone", "declared", id="specific-wins"
        ),
        pytest.param(
            [said("online.browsing"), said("online.browsing.pages", "vague")],
            "online.browsing.pages",
            "vague",
            id="specific-umbrella-wins-over-declared-parent",
        ),
        pytest.param([said("identity")], "identity.name", "vague", id="whole-group-declares-nothing"),
        pytest.param([said("vehicle", "vague")], "vehicle", "vague", id="umbrella-itself"),
        pytest.param([said("auth", "implied")], "auth.password", "undeclared", id="mention-covers-no-child"),
        pytest.param(
            [said("behaviour", "vague"), said("behaviour.survey", "implied")],
            "behaviour.survey",
            "vague",
            id="umbrella-comes-before-mention",
        ),
        pytest.param(
            [said("auth.password", "implied"), said("catch_all", "catch_all")],
            "auth.password",
            "implied",
            id="mention-comes-before-catch-all",
        ),
        pytest.param([said("online", "catch_all")], "online.ip", "catch_all", id="catch-all-of-one-group-covers-it"),
        pytest.param(
            [said("online", "catch_all")],
            "identity.iin",
            "undeclared",
            id="catch-all-of-one-group-ends-there",
        ),
        pytest.param([said("biometric", "denied")], "biometric.face", "denied", id="denial-covers-children"),
        pytest.param(
            [said("biometric", "denied"), said("biometric.face")],
            "biometric.face",
            "denied",
            id="denial-beats-a-more-specific-declaration",
        ),
        pytest.param(
            [said("biometric.face", "denied"), said("biometric", "vague")],
            "biometric.voiceprint",
            "vague",
            id="denial-leaves-siblings",
        ),
        pytest.param(
            [said("online.ip", "not_personal")], "online.ip", "implied", id="personal-data-cannot-be-excluded"
        ),
        pytest.param(
            [said("document.id.copy")], "identity.name", "undeclared", id="contained-data-need-their-own-word"
        ),
    ],
)
def test_levels_and_statuses(declarations, category, expected):
    assert ruled(policy(*declarations), category) == expected


@pytest.mark.parametrize(
    ("declarations", "context", "expected"),
    [
        pytest.param([said("contact.phone", by=["subject"])], TRACKED, "wrong_source", id="other-provider"),
        pytest.param([said("contact.phone", by=["unstated"])], TRACKED, "declared", id="policy-names-none"),
        pytest.param([said("contact.phone", by=["subject"])], CUSTOMER, "declared", id="provider-unknown"),
        pytest.param(
            [said("contact.phone", by=["subject"])],
            Context(collected_from=Provider.UNSTATED),
            "declared",
            id="provider-unstated-here",
        ),
        pytest.param(
            [said("contact.phone", by=["third_party"]), said("contact.phone", by=["subject"])],
            GIVEN,
            "declared",
            id="second-declaration-names-the-provider",
        ),
        pytest.param([said("contact.phone")], FOR_ADS, "declared", id="every-purpose"),
        pytest.param([said("contact.phone", why=["contract"])], CUSTOMER, "declared", id="purpose-unknown"),
        pytest.param(
            [said("contact.phone", why=["contract"])],
            Context(purposes=("advertising", "contract")),
            "declared",
            id="one-purpose-in-common",
        ),
        pytest.param(
            [said("contact.phone")], Context(purposes=("resale",)), "wrong_purpose", id="purpose-of-no-policy"
        ),
        pytest.param(
            [
                said("contact.phone", by=["subject"], why=["contract"]),
                said("contact.phone", by=["third_party"], why=["advertising"]),
            ],
            Context("customer", Provider.SUBJECT, ("advertising",)),
            "wrong_purpose",
            id="provider-of-one-purpose-of-the-other",
        ),
        pytest.param(
            [said("contact", "vague"), said("contact.phone", why=["contract"])],
            FOR_ADS,
            "wrong_purpose",
            id="umbrella-does-not-free-a-purpose",
        ),
        pytest.param(
            [said("contact.phone", why=["contract"]), said("contact.phone", "vague", why=["advertising"])],
            FOR_ADS,
            "vague",
            id="same-category-vague-for-this-purpose",
        ),
        pytest.param(
            [said("contact.phone", why=["contract"]), said("contact.phone", "implied")],
            FOR_ADS,
            "wrong_purpose",
            id="wrong-purpose-comes-before-mention",
        ),
    ],
)
def test_providers_and_purposes(declarations, context, expected):
    assert ruled(policy(*declarations), "contact.phone", context) == expected


def test_declared_parent_declares_its_child_for_the_parents_purposes_too():
    shop = policy(said("contact.address", why=["contract"]), said("contact.address.postal", why=["profiling"]))
    assert ruled(shop, "contact.address.postal", FOR_CONTRACT) == "declared"
    assert ruled(shop, "contact.address.postal", FOR_ADS) == "wrong_purpose"


@pytest.mark.parametrize(
    ("denial", "context", "expected"),
    [
        pytest.param(said("contact.phone", "denied", by=["third_party"]), GIVEN, "declared", id="elsewhere"),
        pytest.param(
            said("contact.phone", "denied", by=["third_party"]), CUSTOMER, "declared", id="provider-not-known"
        ),
        pytest.param(
            said("contact.phone", "denied", by=["third_party"]),
            Context(collected_from=Provider.THIRD_PARTY),
            "denied",
            id="from-that-provider",
        ),
        pytest.param(said("contact.phone", "denied", why=["advertising"]), FOR_ADS, "denied", id="that-purpose"),
        pytest.param(
            said("contact.phone", "denied", why=["advertising"]), FOR_CONTRACT, "declared", id="other-purpose"
        ),
        pytest.param(
            said("contact.phone", "denied", why=["advertising"]), CUSTOMER, "declared", id="purpose-not-known"
        ),
        pytest.param(said("contact.phone", "denied", of=["third_party"]), CUSTOMER, "declared", id="of-others"),
    ],
)
def test_limited_denial_needs_proof(denial, context, expected):
    assert ruled(policy(said("contact.phone"), denial), "contact.phone", context) == expected


@pytest.mark.parametrize(
    ("declarations", "category", "context", "expected"),
    [
        pytest.param([], "org.bin", CUSTOMER, None, id="silence-is-no-offence"),
        pytest.param([said("catch_all", "catch_all")], "org.bin", CUSTOMER, None, id="catch-all-is-about-people"),
        pytest.param([said("org.bin")], "org.bin", CUSTOMER, "declared", id="declared"),
        pytest.param([said("org.bin")], "org.bin", GUARANTOR, "declared", id="an-organisation-is-no-subject"),
        pytest.param([said("org", "vague")], "org.name", CUSTOMER, "vague", id="umbrella"),
        pytest.param([said("org", "not_personal")], "org.name", WORKER, "not_personal", id="parent-excluded"),
        pytest.param(
            [said("org.bin", "not_personal", by=["subject"], why=["contract"])],
            "org.bin",
            Context("customer", Provider.THIRD_PARTY, ("advertising",)),
            "not_personal",
            id="exclusion-holds-for-every-use",
        ),
        pytest.param(
            [said("org.bin"), said("org.bin", "not_personal")],
            "org.bin",
            CUSTOMER,
            "ambiguous",
            id="sections",
        ),
        pytest.param([said("anonymised", "vague")], "anonymised", CUSTOMER, None, id="anonymised"),
        pytest.param([said("catch_all", "catch_all")], "catch_all", CUSTOMER, None, id="catch-all-itself"),
        pytest.param([], "vehicle.plate", CUSTOMER, "undeclared", id="linkable-counts-as-personal"),
        pytest.param([], "pets.name", CUSTOMER, "undeclared", id="key-of-somebodys-own"),
    ],
)
def test_data_that_is_not_personal(declarations, category, context, expected):
    assert ruled(policy(*declarations), category, context) == expected


@pytest.mark.parametrize(
    ("context", "expected"),
    [
        pytest.param(FOR_CONTRACT, (Verdict.DECLARED, (Ref("ru", "1"),)), id="those-that-reach"),
        pytest.param(
            Context(purposes=("profiling",)),
            (Verdict.WRONG_PURPOSE, (Ref("ru", "1"), Ref("ru", "2"))),
            id="those-that-fail",
        ),
    ],
)
def test_references_are_those_of_the_declarations_that_decide(context, expected):
    shop = policy(
        said("contact.phone", why=["contract"], section="1"),
        said("contact.phone", why=["advertising"], section="2"),
        said("contact", "vague", section="3"),
    )
    assert verdict(shop, "contact.phone", context) == expected


def test_undeclared_has_no_reference():
    assert verdict(policy(said("identity.iin")), "health", CUSTOMER) == (Verdict.UNDECLARED, ())
