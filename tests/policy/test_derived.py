"""Rule `derivable`: an IIN gives away the birth date and the sex where nothing else stores them."""

from dataclasses import replace

import pytest

from barlau.model.policy import Context
from barlau.model.report import Kind
from barlau.policy import derived

from .minimal import policy, said
from .test_comparison import column

IIN = said("identity.iin")
BIRTH, SEX = "identity.birth_date", "identity.sex"


def given_away(of, *columns, context=None):
    found = derived(columns, of, lambda *_: (context or Context(),))
    return {(f.category, f.location.column, f.level.value) for f in found}


def test_an_iin_gives_away_birth_date_and_sex():
    found = derived([column("iin", "identity.iin")], policy(IIN), lambda *_: (Context(),))
    assert [(f.rule, f.category, f.level.value) for f in found] == [
        ("derivable", BIRTH, "note"),
        ("derivable", SEX, "note"),
    ]
    assert dict(found[0].message.args) == {"category": BIRTH, "basis": "identity.iin", "policy": "shop"}


@pytest.mark.parametrize(
    ("declared", "left"),
    [
        ([said(BIRTH)], {SEX}),
        ([said(BIRTH), said(SEX)], set()),
        ([said("identity", "vague")], set()),
        ([said(SEX, "implied")], {BIRTH}),
        ([said("catch_all", "catch_all")], {BIRTH, SEX}),
    ],
    ids=["one declared", "both", "umbrella word", "mentioned", "catch-all"],
)
def test_only_what_the_policy_does_not_tell_is_found(declared, left):
    assert {category for category, *_ in given_away(policy(IIN, *declared), column("iin", "identity.iin"))} == left


def test_what_a_column_stores_is_not_derivable():
    found = given_away(policy(IIN), column("iin", "identity.iin"), column("dob", BIRTH))
    assert found == {(SEX, "iin", "note")}


def test_a_doubtful_column_stores_nothing_for_sure():
    found = given_away(policy(IIN), column("iin", "identity.iin"), column("x", BIRTH, SEX, confidence="low"))
    assert {category for category, *_ in found} == {BIRTH, SEX}


def test_a_policy_that_denies_it_is_contradicted():
    assert (SEX, "iin", "warning") in given_away(policy(IIN, said(SEX, "denied")), column("iin", "identity.iin"))


@pytest.mark.parametrize("kind", [Kind.HEADER_ONLY, Kind.NOT_SCANNED])
def test_a_column_of_hashes_or_of_nothing_gives_nothing_away(kind):
    hashed = replace(column("iin_hash", "identity.iin"), kind=kind)
    assert given_away(policy(IIN), hashed) == set()


def test_other_people_than_the_policy_speaks_to_are_its_other_finding():
    assert given_away(policy(IIN), column("iin", "identity.iin"), context=Context("employee")) == set()


def test_it_is_said_once_for_a_source():
    columns = [column(name, "identity.iin", table=table) for table in ("public.b", "public.a") for name in ("z", "y")]
    found = derived([*columns, replace(columns[0], source="crm")], policy(IIN), lambda *_: (Context(),))
    assert [(f.category, f.location.source, f.location.object, f.location.column) for f in found] == [
        (BIRTH, "app", "public.a", "y"),
        (BIRTH, "crm", "public.b", "z"),
        (SEX, "app", "public.a", "y"),
        (SEX, "crm", "public.b", "z"),
    ]
    assert len({f.fingerprint for f in found}) == 4
