"""Contexts of columns: bound by a project file, or inferred from names; and what the real policies say of them."""

from functools import cache

import pytest

from barlau import package_data
from barlau.model.policy import Provider
from barlau.model.project import Binding
from barlau.model.reading import Column
from barlau.model.report import ColumnResult, Confidence, Detection, Kind, Message
from barlau.policy import Contexts, compare, load
from barlau.report.messages import translate

from .minimal import policy, said

POLICIES = package_data.folder("sample_data") / "policies"
STAFF, OTHERS = ("employee",), ("third_party",)
SUBJECT, THIRD = Provider.SUBJECT, Provider.THIRD_PARTY


@cache
def company(name):
    return load(POLICIES / f"{name}.yaml")


def column(table, name, category="contact.phone", *, subject="customer", path=None, confidence=Confidence.HIGH):
    detection = Detection(category, None, 9, 0.9, (0.8, 1.0), confidence, 0.95, ())
    return ColumnResult(
        "app", table, Column(name, path, "text"), 10, 0, 10, Kind.UNIFORM, subject, detections=(detection,)
    )


def context(item, *bindings, of=None):
    (only,) = Contexts(of or policy(), {"app": bindings}).of(item, item.detections[0].category)
    return only


def judged(of, item, *bindings):
    result = compare([item], of, contexts=Contexts(of, {"app": bindings}).of, complete=False)
    return result.columns[0].verdicts[0].verdict.value, next(iter(result.findings), None)


def test_bound_context_is_not_inferred():
    binding = Binding("clients", ("employee",), (SUBJECT,), ("contract",))
    found = context(column("clients", "tel"), binding)
    assert (found.subject, found.collected_from, found.purposes) == ("employee", SUBJECT, ("contract",))
    assert found.inferred == frozenset()


def test_what_nobody_bound_is_inferred_and_says_so():
    found = context(column("marketing_leads", "tel"))
    assert (found.subject, found.collected_from, found.purposes) == ("customer", SUBJECT, ("advertising",))
    assert found.inferred == {"subject", "collected_from", "purposes"}


def test_a_binding_of_another_source_says_nothing():
    contexts = Contexts(policy(), {"other": [Binding("*", ("employee",))]})
    assert contexts.of(column("clients", "tel"), "contact.phone")[0].subject == "customer"


@pytest.mark.parametrize(
    ("bindings", "subject"),
    [
        pytest.param({"*": STAFF, "public.*": OTHERS}, "third_party", id="longer"),
        pytest.param({"public.*": OTHERS, "*": STAFF}, "third_party", id="in-any-order"),
        pytest.param({"public.staff": STAFF, "public.staff*": OTHERS}, "employee", id="exact"),
        pytest.param({"*staff": STAFF, "publi*": OTHERS}, "third_party", id="equal-later"),
        pytest.param({"private.*": STAFF}, "customer", id="no-match"),
    ],
)
def test_most_specific_binding_wins(bindings, subject):
    rules = [Binding(glob, people) for glob, people in bindings.items()]
    assert context(column("public.staff", "tel"), *rules).subject == subject


def test_binding_of_a_column_beats_one_of_its_table():
    wide = Binding("public.*", columns=(Binding("tel", OTHERS),))
    assert context(column("public.staff", "tel"), wide, Binding("public.staff", STAFF)).subject == "third_party"


def test_each_part_of_a_context_comes_from_the_most_specific_binding_that_has_it():
    found = context(column("public.staff", "tel"), Binding("*", (), (SUBJECT,)), Binding("public.*", ("employee",)))
    assert (found.subject, found.collected_from) == ("employee", SUBJECT)


@pytest.mark.parametrize("glob", ["$.guarantor.iin", "guarantor.*", "*iin"])
def test_columns_are_bound_by_name_or_by_path(glob):
    nested = column("forms.jsonl", "guarantor", path="$.guarantor.iin")
    assert context(nested, Binding("*", columns=(Binding(glob, ("third_party",)),))).subject == "third_party"


def test_of_several_bound_people_the_column_name_tells_which():
    both = Binding("clients", ("customer", "third_party"))
    assert context(column("clients", "guarantor_tel", subject="third_party"), both).subject == "third_party"


def test_of_several_providers_the_gravest_verdict_counts():
    shop = policy(said("contact.phone", by=["third_party"]))
    verdict, finding = judged(shop, column("clients", "tel"), Binding("clients", (), (THIRD, SUBJECT)))
    assert verdict == "wrong_source"
    assert dict(finding.message.args)["provider"] == "subject"


def test_purposes_of_another_policy_are_no_purposes_of_this_one():
    found = context(column("clients", "tel"), Binding("clients", purposes=("contract", "of-another-policy")))
    assert found.purposes == ("contract",)


@pytest.mark.parametrize(
    ("bindings", "confidence", "basis"),
    [([], Confidence.MEDIUM, "inferred"), ([Binding("leads", (), (SUBJECT,))], Confidence.HIGH, "")],
    ids=["inferred", "bound"],
)
def test_a_guess_is_never_of_high_confidence(bindings, confidence, basis):
    _, finding = judged(policy(said("contact.phone", by=["third_party"])), column("leads", "tel"), *bindings)
    assert (finding.rule, finding.level.value, finding.confidence) == ("wrong-source", "warning", confidence)
    assert dict(finding.message.args)["basis"] == basis


def test_no_purpose_is_inferred_that_the_policy_does_not_have():
    found = context(column("marketing_list", "tel"), of=policy(said("contact.phone"), purposes=["contract"]))
    assert found.purposes == ()


@pytest.mark.parametrize("bindings", [[], [Binding("marketing_*", purposes=("marketing",))]], ids=["inferred", "bound"])
def test_call_recordings_in_a_marketing_table_of_jet_car(bindings):
    recordings = column("marketing_calls", "record_file", "comms.call.recording")
    verdict, finding = judged(company("jet-car"), recordings, *bindings)
    assert verdict == "wrong_purpose"
    text = translate(finding.message)
    assert "contract, assignment, evidence, recording, model-improvement" in text
    assert "§4.1, row 1" in text
    assert "this table serves marketing" in text


@pytest.mark.parametrize("category", ["identity.sex", "identity.ethnicity"])
@pytest.mark.parametrize("bindings", [[], [Binding("anketa*", (), (SUBJECT,))]], ids=["inferred", "bound"])
def test_sex_and_ethnicity_in_a_client_form_of_autocheck(category, bindings):
    verdict, finding = judged(company("autocheck"), column("anketa_klienta", "x", category), *bindings)
    assert verdict == "wrong_source"
    text = translate(finding.message)
    assert "third parties; §3.1.2, item 1" in text
    assert "the source here: the person" in text


def test_name_in_a_client_form_of_autocheck_is_declared():
    assert judged(company("autocheck"), column("anketa_klienta", "fio", "identity.name"))[0] == "declared"


def test_guarantors_of_jet_leasing_are_not_addressed():
    guarantor = Binding("zayavki", columns=(Binding("garant_*", ("third_party",)),))
    verdict, finding = judged(company("jet-leasing"), column("zayavki", "garant_iin", "identity.iin"), guarantor)
    assert verdict == "other_subject"
    assert "customers and users; §3.2.4" in translate(finding.message)
    assert "third persons" in translate(finding.message)


def test_nothing_to_point_at_when_the_policy_never_names_the_category():
    _, finding = judged(policy(), column("staff", "x", "health", subject="employee"))
    assert finding.message == Message(
        "rule.other-subject.silent",
        (("category", "health"), ("policy", "shop"), ("subject", "employee"), ("basis", "inferred")),
    )
