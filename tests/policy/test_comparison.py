"""From verdicts to findings: rules, levels, fingerprints, order, and what became of each declaration."""

from dataclasses import replace

import pytest

from barlau.model.policy import Provider, Verdict
from barlau.model.reading import Column
from barlau.model.report import ColumnResult, Confidence, Detection, Kind, Level, Location, Message
from barlau.policy import Context, compare, fingerprint, prohibited
from barlau.taxonomy import rules

from .minimal import BOTH, policy, said


def column(name, *categories, confidence="high", subject="customer", table="public.clients"):
    detections = tuple(
        Detection(category, None, 9, 0.9, (0.8, 1.0), Confidence(confidence), 0.9, ()) for category in categories
    )
    kind = Kind.UNIFORM if categories else Kind.NONE
    return ColumnResult("app", table, Column(name, None, "text"), 10, 0, 10, kind, subject, detections)


def findings(of, *columns, context=None, complete=False):
    contexts = None if context is None else lambda *_: (context,)
    return compare(columns, of, contexts=contexts, complete=complete).findings


@pytest.mark.parametrize(
    ("declarations", "context", "rule", "level", "gaps"),
    [
        pytest.param([], Context(), "undeclared", "error", {}, id="undeclared"),
        pytest.param([said("contact", "denied")], Context(), "denied", "error", {}, id="denied"),
        pytest.param([said("contact", "vague")], Context(), "vague", "note", {}, id="vague"),
        pytest.param([said("contact.phone", "implied")], Context(), "implied", "note", {}, id="implied"),
        pytest.param([said("catch_all", "catch_all")], Context(), "catch-all", "warning", {}, id="catch-all"),
        pytest.param(
            [said("contact.phone", by=["third_party"])],
            Context(collected_from=Provider.SUBJECT),
            "wrong-source",
            "warning",
            {"provider": "subject", "declared": "third_party", "sections": "§3.1", "basis": ""},
            id="wrong-source",
        ),
        pytest.param(
            [said("contact.phone", why=["contract"])],
            Context(purposes=("advertising", "profiling")),
            "wrong-purpose",
            "warning",
            {"purposes": "advertising, profiling", "declared": "contract", "sections": "§3.1", "basis": ""},
            id="wrong-purpose",
        ),
        pytest.param(
            [],
            Context("employee"),
            "other-subject",
            "warning",
            {"subject": "employee", "basis": ""},
            id="other-subject",
        ),
    ],
)
def test_each_verdict_is_a_finding_of_its_rule(declarations, context, rule, level, gaps):
    (found,) = findings(policy(*declarations), column("tel", "contact.phone"), context=context)
    assert (found.rule, found.level, found.verdict) == (rule, level, rule.replace("-", "_"))
    assert found.message == Message(
        f"rule.{rule}.{'silent' if rule == 'other-subject' else 'message'}",
        tuple({"category": "contact.phone", "policy": "shop", **gaps}.items()),
    )
    assert found.location == Location("app", "public.clients", "tel")
    assert found.level is rules.load().rules[rule].level


def test_ambiguous_is_a_finding():
    (found,) = findings(policy(said("contact.phone"), documents=BOTH), column("tel", "contact.phone"))
    assert (found.rule, found.level) == ("ambiguous", Level.WARNING)


@pytest.mark.parametrize(
    ("declaration", "category"),
    [(said("contact.phone"), "contact.phone"), (said("org.bin", "not_personal"), "org.bin")],
    ids=["declared", "not-personal"],
)
def test_what_breaks_no_rule_has_a_verdict_and_no_finding(declaration, category):
    result = compare([column("x", category)], policy(declaration), complete=False)
    assert len(result.columns[0].verdicts) == 1
    assert result.findings == ()


@pytest.mark.parametrize(
    ("category", "confidence", "level"),
    [
        pytest.param("health", "high", "error", id="undeclared-high"),
        pytest.param("health", "medium", "warning", id="undeclared-medium"),
        pytest.param("health", "low", "warning", id="undeclared-low"),
        pytest.param("biometric", "high", "error", id="denied-high"),
        pytest.param("biometric", "medium", "error", id="denied-medium"),
        pytest.param("biometric", "low", "warning", id="denied-low"),
        pytest.param("vehicle.vin", "low", "note", id="vague-low-stays-a-note"),
    ],
)
def test_level_depends_on_confidence(category, confidence, level):
    shop = policy(said("biometric", "denied"), said("vehicle", "vague"))
    (found,) = findings(shop, column("x", category, confidence=confidence))
    assert found.level == level


def test_every_detection_of_a_column_is_judged_and_a_clean_column_is_not():
    shop = policy(said("identity.iin"))
    result = compare([column("note", "health", "identity.iin"), column("n")], shop, complete=False)
    assert [(v.category, v.verdict) for v in result.columns[0].verdicts] == [
        ("health", Verdict.UNDECLARED),
        ("identity.iin", Verdict.DECLARED),
    ]
    assert result.columns[1].verdicts == ()


def test_column_is_judged_by_the_people_it_seems_to_be_about():
    (found,) = findings(policy(said("health")), column("x", "health", subject="employee"))
    assert found.rule == "other-subject"


def test_two_entities_of_one_category_are_one_finding():
    assert len(findings(policy(), column("x", "health", "health"))) == 1


def test_second_policy_adds_its_verdicts():
    first = compare([column("x", "criminal")], policy(), complete=False)
    second = compare(first.columns, replace(policy(said("criminal")), id="other"), complete=False)
    assert [(v.policy, v.verdict) for v in second.columns[0].verdicts] == [
        ("shop", Verdict.UNDECLARED),
        ("other", Verdict.DECLARED),
    ]


def test_people_of_another_policy_are_left_to_it():
    staff, clients = column("iin", "identity.iin", subject="employee"), column("iin", "identity.iin")
    of = policy(said("contact.phone"))

    def verdicts(elsewhere):
        judged = compare([staff, clients], of, elsewhere=lambda _: elsewhere, complete=False)
        return [[ruled.verdict for ruled in c.verdicts] for c in judged.columns], len(judged.findings)

    assert verdicts([]) == ([["other_subject"], ["undeclared"]], 2)
    assert verdicts(["employee", "customer"]) == ([[], ["undeclared"]], 1)
    assert verdicts(["representative"]) == ([["other_subject"], ["undeclared"]], 2)


def test_not_found_is_a_note_without_place_and_with_the_policys_sections():
    shop = policy(said("health", section="3.2"), said("health", of=["employee"], section="3.3"))
    (found,) = findings(shop, column("x"), complete=True)
    assert (found.level, found.location, found.policy) == (Level.NOTE, None, "shop")
    assert [ref.section for ref in found.refs] == ["3.2", "3.3"]


def test_child_found_is_its_parent_found():
    result = compare([column("no", "document.id.number")], policy(said("document.id")), complete=True)
    (outcome,) = result.policy_results
    assert (outcome.found, outcome.columns) == ("found", (Location("app", "public.clients", "no"),))
    assert result.findings == ()


@pytest.mark.parametrize("status", ["vague", "implied", "denied"])
def test_only_a_declared_category_can_be_missing(status):
    result = compare([], policy(said("health", status)), complete=True)
    assert [r.found for r in result.policy_results] == ["not_found"]
    assert result.findings == ()


@pytest.mark.parametrize("word", ["anonymised", "third_party"])
def test_words_of_policies_cannot_be_verified(word):
    result = compare([], policy(said(word, "vague")), complete=True)
    assert [r.found for r in result.policy_results] == ["unverifiable"]


def test_results_are_sorted_and_leave_out_catch_alls():
    shop = policy(said("catch_all", "catch_all"), said("vehicle", "vague"), said("health"), said("health"))
    result = compare([], shop, complete=False)
    assert [(r.category, r.status) for r in result.policy_results] == [
        ("health", "declared"),
        ("vehicle", "vague"),
    ]


def test_findings_come_sorted_by_place_whatever_the_order_of_columns():
    columns = [column("b", "health"), column("a", "health", "criminal"), column("c", "health", table="other")]
    shop = policy(said("belief"))
    one, other = findings(shop, *columns, complete=True), findings(shop, *columns[::-1], complete=True)
    assert one == other
    assert [(f.location and f.location.column, f.category) for f in one] == [
        ("c", "health"),
        ("a", "criminal"),
        ("a", "health"),
        ("b", "health"),
        (None, "belief"),
    ]


def test_card_verification_code_is_prohibited_without_any_policy():
    (found,) = prohibited([column("cvv", "finance.card.cvv"), column("pan", "finance.card.number")])
    assert (found.rule, found.level, found.policy, found.verdict) == ("prohibited", Level.ERROR, None, None)


@pytest.mark.parametrize(
    ("declarations", "rules_told"),
    [
        ([said("catch_all", "catch_all")], []),
        ([said("finance.card", "vague")], []),
        ([said("finance.card.cvv")], []),
        ([said("finance.card.cvv", "denied")], ["denied"]),
        ([], ["undeclared"]),
    ],
)
def test_what_is_prohibited_is_not_told_again_as_badly_declared(declarations, rules_told):
    compared = compare([column("cvv", "finance.card.cvv")], policy(*declarations), complete=False)
    assert [finding.rule for finding in compared.findings if finding.location] == rules_told
    assert len(compared.columns[0].verdicts) == 1


def test_card_verification_code_of_low_confidence_is_a_warning():
    (found,) = prohibited([column("c", "finance.card.cvv", confidence="low")])
    assert found.level is Level.WARNING


PLACE = Location("app", "t", "c", "$.a")


def test_fingerprint_is_32_hex_digits_that_never_change():
    assert fingerprint("undeclared", "health", PLACE) == "62fda8909cc31b763e2c0477c2872b6b"


@pytest.mark.parametrize(
    "other",
    [
        ("denied", "health", PLACE),
        ("undeclared", "criminal", PLACE),
        ("undeclared", "health", replace(PLACE, source="b")),
        ("undeclared", "health", replace(PLACE, object="u")),
        ("undeclared", "health", replace(PLACE, column="d")),
        ("undeclared", "health", replace(PLACE, path=None)),
        ("undeclared", "health", Location("app|t", "c", "$.a")),
    ],
    ids=["rule", "category", "source", "object", "column", "path", "separator-in-a-name"],
)
def test_fingerprint_tells_apart_rule_category_and_each_part_of_the_place(other):
    assert fingerprint("undeclared", "health", PLACE) != fingerprint(*other)


def test_fingerprint_takes_names_that_are_not_unicode():
    assert len(fingerprint("undeclared", "health", Location("app", "\udcff"))) == 32
