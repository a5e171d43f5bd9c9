"""What two languages or two files of a policy declare differently."""

from dataclasses import replace

import pytest

from barlau.demo.blueprint import policy_path
from barlau.model.policy import Claim, Ref
from barlau.policy import compare_files, compare_languages, load

from .minimal import BOTH, policy, said


def keys(found):
    return [one.key for one in found.declarations]


def test_languages_that_agree():
    found = compare_languages(policy(said("identity.iin", where=("ru", "kk")), documents=BOTH))
    assert ([version.name for version in found.versions], len(found)) == (["kk", "ru"], 0)


def test_what_one_language_declares_alone():
    found = compare_languages(policy(said("identity.iin", where=("ru", "kk")), said("contact.phone"), documents=BOTH))
    (one,) = found.declarations
    assert (one.key, [len(lines) for lines in one.said], one.shared) == ("contact.phone", [0, 1], (False, False))
    assert one.covered_by == (None, None)


def test_the_parent_that_covers_it_is_named():
    of = policy(said("document.id", where=("ru", "kk")), said("document.id.number"), documents=BOTH)
    (one,) = compare_languages(of).declarations
    assert one.covered_by == ("document.id", None)


@pytest.mark.parametrize(
    "change", [{"status": "vague"}, {"by": ["third_party"]}, {"of": ["employee"]}, {"why": ["contract"]}]
)
def test_the_same_category_said_otherwise(change):
    of = policy(said("identity.iin", where=("kk",)), said("identity.iin", **change), documents=BOTH)
    (one,) = compare_languages(of).declarations
    assert [len(lines) for lines in one.said] == [1, 1]


def test_lines_that_both_have_are_left_out():
    of = policy(said("identity.iin", where=("ru", "kk")), said("identity.iin", by=["third_party"]), documents=BOTH)
    (one,) = compare_languages(of).declarations
    assert ([len(lines) for lines in one.said], one.shared) == ([0, 1], (True, True))


def test_equal_lines_that_stand_apart_agree():
    of = policy(said("identity.iin", where=("kk",)), replace(said("identity.iin"), note="here"), documents=BOTH)
    assert len(compare_languages(of)) == 0


def test_purposes_and_promises_of_one_language():
    claims = [Claim("adults", "minors-present", {"age": 18}, (Ref("kk", "7"),))]
    of = policy(said("identity.iin", where=("ru", "kk")), documents=BOTH, claims=claims)
    of = replace(of, purposes=(replace(of.purposes[0], refs=(Ref("ru", "2"),)), *of.purposes[1:]))
    found = compare_languages(of)
    assert [(one.key, [len(lines) for lines in one.said]) for one in found.purposes] == [("contract", [0, 1])]
    assert [(one.key, [len(lines) for lines in one.said]) for one in found.claims] == [("adults", [1, 0])]


def test_the_language_that_prevails():
    assert compare_languages(policy(said("identity.iin"), documents=BOTH, prevailing="ru")).prevailing == "ru"


def test_two_files():
    old = policy(said("identity.iin"), said("contact.phone"), claims=[Claim("a", "minors-present", {"age": 18})])
    new = policy(
        said("identity.iin", "vague"), said("contact.email"), claims=[Claim("a", "minors-present", {"age": 16})]
    )
    old, new = replace(old, origin="old.yaml"), replace(new, origin="new.yaml")
    found = compare_files(old, new)
    assert [version.name for version in found.versions] == ["old.yaml", "new.yaml"]
    assert keys(found) == ["contact.email", "contact.phone", "identity.iin"]
    assert [one.key for one in found.claims] == ["a"]
    assert len(compare_files(old, old)) == 0
    assert [v.name for v in compare_files(old, replace(new, id="shop-2027")).versions] == ["shop", "shop-2027"]


def test_sections_alone_are_no_difference_between_files():
    assert len(compare_files(policy(said("identity.iin")), policy(said("identity.iin", section="4")))) == 0


def test_recipients_of_one_language():
    found = compare_languages(load(policy_path("mycar")))  # 6.1 b2: sellers only in Russian
    assert [(one.key, [len(lines) for lines in one.said]) for one in found.recipients] == [("sellers", [0, 1])]


@pytest.mark.parametrize(
    ("company", "differing"),
    [
        # as the notes of the policy files say: mycar 2.1 b19 behaviour (ru) or usage (kk); autocheck's 3.1.2 b14-b16
        ("mycar", {"behaviour"}),
        ("jetauto", set()),
        ("jet-car", set()),
        ("jet-leasing", set()),
    ],
)
def test_policies_of_the_sample_data(company, differing):
    assert set(keys(compare_languages(load(policy_path(company))))) == differing


def test_policy_whose_russian_version_says_more():
    found = compare_languages(load(policy_path("autocheck")))
    assert found.prevailing == "ru"
    assert {"catch_all", "contact", "finance.card", "social.account", "contact.phone"} <= set(keys(found))
