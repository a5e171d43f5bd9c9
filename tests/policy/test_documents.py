"""`list-gap` between the three texts of an operator and the data; `languages-disagree` between language versions."""

from dataclasses import replace

import pytest

from barlau.model.policy import Policy, Purpose
from barlau.model.reading import Column
from barlau.model.report import ColumnResult, Confidence, Detection, Kind, Level
from barlau.policy import Contexts, languages_disagree, list_gaps
from barlau.report.messages import translate

from .minimal import BOTH, policy, said

TEXTS = (("ru", "policy", "ru"), ("form", "consent", "ru"), ("list", "approved_list", "ru"))
EVERYWHERE = ("ru", "form", "list")


def column(*categories: str, name: str = "c", confidence: Confidence = Confidence.HIGH) -> ColumnResult:
    found = tuple(Detection(c, None, 10, 1.0, (0.7, 1.0), confidence, 0.95, ()) for c in categories)
    return ColumnResult("app", "clients", Column(name, None, "text"), 10, 0, 10, Kind.UNIFORM, "customer", found)


def told(of: Policy, *columns: ColumnResult) -> list[tuple[str, str | None, str]]:
    """Category, column and sentence of each finding."""
    found = list(list_gaps(columns, of, Contexts(of).of))
    assert {finding.rule for finding in found} <= {"list-gap"}
    assert len({finding.fingerprint for finding in found}) == len(found)
    for finding in found:
        assert all(set("{?").isdisjoint(translate(finding.message, language)) for language in ("en", "ru", "kk"))
    return [(f.category, f.location and f.location.column, translate(f.message)) for f in found]


def named(*declarations: object, consent: bool = True) -> list[tuple[str, str, str]]:
    """Category, where it is named, where it lacks."""
    of = policy(*declarations, documents=TEXTS)  # type: ignore[arg-type]
    if consent:
        of = replace(of, purposes=(Purpose("offers", {"en": "Offers"}, ("consent",)), *of.purposes))
    return [
        (f.category, dict(f.message.args)["named"], dict(f.message.args)["lacking"])
        for f in list_gaps((), of, Contexts(of).of)
    ]


def test_texts_that_agree() -> None:
    assert named(said("identity.iin", where=EVERYWHERE), said("contact.phone", where=EVERYWHERE)) == []


@pytest.mark.parametrize(
    ("where", "there", "lacking"),
    [
        (("ru",), "policy", "consent, approved_list"),
        (("list",), "approved_list", "policy, consent"),
        (("form",), "consent", "policy, approved_list"),
        (("ru", "form"), "policy, consent", "approved_list"),
        (("ru", "list"), "policy, approved_list", "consent"),
    ],
)
def test_a_category_in_one_text_only(where: tuple[str, ...], there: str, lacking: str) -> None:
    assert named(said("identity.iin", where=where)) == [("identity.iin", there, lacking)]


def test_a_consent_names_only_what_is_kept_by_consent() -> None:
    outside = said("identity.iin", where=("ru", "list"), why=("contract",))
    assert named(outside) == []
    assert named(replace(outside, purposes=("contract", "offers"))) == [
        ("identity.iin", "policy, approved_list", "consent")
    ]
    assert named(said("identity.iin", where=("ru", "list")), consent=False) == []


def test_a_parent_or_an_umbrella_covers_its_children_and_is_itself_covered() -> None:
    assert named(said("document.id.number", where=("ru", "form")), said("document.id", where=("list",))) == []
    assert named(said("vehicle.vin", where=("ru", "form")), said("vehicle", "vague", where=("list",))) == []


def test_children_of_a_gap_are_told_once() -> None:
    parts = ("document.id", "document.id.number", "document.id.expiry")
    assert named(*(said(part, where=("ru", "form")) for part in parts)) == [
        ("document.id", "policy, consent", "approved_list")
    ]


def test_mentions_denials_and_catch_alls_name_nothing() -> None:
    statuses = {"identity.iin": "implied", "health": "denied", "catch_all": "catch_all"}
    assert named(*(said(category, status) for category, status in statuses.items())) == []


def test_a_policy_alone_has_no_gap() -> None:
    assert told(policy(said("identity.iin")), column("identity.iin"), column("health")) == []


def test_columns_that_the_approved_list_lacks() -> None:
    of = policy(said("identity.iin", where=("ru", "list")), said("contact.phone"), documents=(TEXTS[0], TEXTS[2]))
    assert [
        found[:2] for found in told(of, column("identity.iin", name="iin"), column("contact.phone", name="tel"))
    ] == [
        ("contact.phone", None),
        ("contact.phone", "tel"),
    ]
    assert told(of, column("health", name="diagnosis"))[-1] == (
        "health",
        "diagnosis",
        'Data of the category "Health" are stored here, but the approved list of shop does not name them',
    )


def test_a_list_for_other_people_does_not_reach() -> None:
    of = policy(said("identity.iin", where=("ru", "list"), of=("employee",)), documents=(TEXTS[0], TEXTS[2]))
    assert [found[:2] for found in told(of, column("identity.iin", name="iin"))] == [("identity.iin", "iin")]


def test_organisation_data_are_no_matter_of_the_list() -> None:
    of = policy(said("identity.iin", where=("ru", "list")), documents=(TEXTS[0], TEXTS[2]))
    assert told(of, column("org.bin")) == []


def disagreed(of: Policy) -> list[tuple[str, str, Level]]:
    found = list(languages_disagree(of))
    for finding in found:
        assert finding.rule == "languages-disagree"
        assert all(set("{?").isdisjoint(translate(finding.message, language)) for language in ("en", "ru", "kk"))
    return [(f.category, f.message.key.removeprefix("rule.languages-disagree."), f.level) for f in found]


def test_versions_that_agree() -> None:
    assert disagreed(policy(said("identity.iin", where=("ru", "kk")), documents=BOTH)) == []
    assert (
        disagreed(policy(said("identity.iin", where=("kk",)), said("identity.iin", of=("customer",)), documents=BOTH))
        == []
    )


def test_one_language_declares_and_another_does_not() -> None:
    of = policy(said("identity.iin", where=("ru", "kk")), said("contact.phone"), documents=BOTH)
    assert disagreed(of) == [("contact.phone", "message", Level.WARNING)]
    (finding,) = languages_disagree(of)
    assert dict(finding.message.args) == {"category": "contact.phone", "policy": "shop", "named": "ru", "lacking": "kk"}
    assert finding.refs == of.declarations[1].refs


def test_one_language_denies_what_another_declares() -> None:
    of = policy(said("biometric"), said("biometric", "denied", where=("kk",)), documents=BOTH)
    assert disagreed(of) == [("biometric", "otherwise", Level.WARNING)]


def test_the_parent_in_one_language_covers_its_child_in_the_other() -> None:
    of = policy(said("document.id", where=("kk", "ru")), said("document.id.number"), documents=BOTH)
    assert disagreed(of) == []
    vague = policy(said("vehicle", "vague", where=("kk", "ru")), said("vehicle.vin"), documents=BOTH)
    assert disagreed(vague) == [("vehicle.vin", "otherwise", Level.WARNING)]


def test_an_umbrella_here_and_its_parts_there_are_said_otherwise() -> None:
    of = policy(said("contact", "vague", where=("kk",)), said("contact.phone", where=("ru",)), documents=BOTH)
    assert disagreed(of) == [
        ("contact", "otherwise", Level.WARNING),
        ("contact.phone", "otherwise", Level.WARNING),
    ]


def test_children_that_differ_as_their_parent_does_are_told_once() -> None:
    of = policy(said("document.id"), said("document.id.number"), documents=BOTH)
    assert [category for category, _, _ in disagreed(of)] == ["document.id"]


def test_the_language_that_prevails_decides() -> None:
    of = policy(said("identity.iin"), documents=BOTH, prevailing="ru")
    assert disagreed(of) == [("identity.iin", "message_prevails", Level.NOTE)]


def test_documents_of_one_language_each_do_not_disagree() -> None:
    of = policy(
        said("identity.iin", where=("ru",)), documents=(("ru", "policy", "ru"), ("list", "approved_list", "ru"))
    )
    assert disagreed(of) == []
