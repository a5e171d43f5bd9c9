"""What holds for every policy, however odd."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from barlau import taxonomy
from barlau.model.policy import Declaration, DeclarationStatus, Policy, Provider, Ref, Verdict
from barlau.policy import Context, verdict

from .minimal import BOTH, PURPOSES, policy

KEYS = sorted(taxonomy.load().categories)
PERSONAL = [key for key in KEYS if taxonomy.load().is_personal(key) and key not in ("catch_all", "third_party")]
DECLARABLE = [key for key in PERSONAL if not taxonomy.load().is_group(key)]
SUBJECTS = sorted(taxonomy.load().subjects)
# few keys and related ones, so that declarations meet
NEAR = ["contact", "contact.address", "contact.address.postal", "org", "org.bin", "third_party", "catch_all"]

refs = st.lists(st.sampled_from(["kk", "ru"]), min_size=1, max_size=2, unique=True).map(
    lambda documents: tuple(Ref(document, "1") for document in documents)
)
declarations = st.builds(
    Declaration,
    st.sampled_from(NEAR) | st.sampled_from(KEYS),
    st.sampled_from(DeclarationStatus),
    st.lists(st.sampled_from(Provider), max_size=2, unique=True).map(tuple),
    st.lists(st.sampled_from(SUBJECTS), max_size=2, unique=True).map(tuple),
    st.lists(st.sampled_from(PURPOSES), max_size=2, unique=True).map(tuple),
    refs=refs,
)
policies = st.builds(
    lambda said, prevailing, subjects: policy(*said, documents=BOTH, prevailing=prevailing, subjects=subjects),
    st.lists(declarations, max_size=8),
    st.sampled_from([None, "kk", "ru"]),
    st.lists(st.sampled_from(SUBJECTS), min_size=1, max_size=2, unique=True),
)
contexts = st.builds(
    Context,
    st.sampled_from(SUBJECTS),
    st.none() | st.sampled_from(Provider),
    st.lists(st.sampled_from([*PURPOSES, "resale"]), max_size=2, unique=True).map(tuple),
)
categories = st.sampled_from(NEAR) | st.sampled_from(KEYS)


def extended(shop: Policy, said: Declaration) -> Policy:
    return replace(shop, declarations=(*shop.declarations, said))


@given(policies, categories, contexts)
def test_verdict_is_total_and_personal_data_always_get_one(shop, category, context):
    answer = verdict(shop, category, context)
    assert answer is not None or category == "catch_all" or not taxonomy.load().is_personal(category)


@given(policies, categories, contexts)
def test_order_of_declarations_does_not_matter(shop, category, context):
    turned = replace(shop, declarations=shop.declarations[::-1])
    one, other = verdict(shop, category, context), verdict(turned, category, context)
    assert (one and one[0]) == (other and other[0])
    assert set(one[1] if one else ()) == set(other[1] if other else ())


@given(policies, st.sampled_from(PERSONAL), contexts)
def test_denial_in_every_version_always_wins(shop, category, context):
    for denied in taxonomy.lineage(category):
        both = (Ref("kk", "9"), Ref("ru", "9"))
        denial = Declaration(denied, DeclarationStatus.DENIED, subjects=(context.subject,), refs=both)
        answer = verdict(extended(shop, denial), category, context)
        assert answer is not None
        assert answer[0] is Verdict.DENIED


@given(policies, st.sampled_from(DECLARABLE), contexts)
def test_exact_declaration_declares_unless_a_denial_stands(shop, category, context):
    exact = Declaration(
        category,
        DeclarationStatus.DECLARED,
        (context.collected_from,) if context.collected_from else (),
        (context.subject,),
        context.purposes,
        refs=(Ref("kk", "9"), Ref("ru", "9")),
    )
    kept = tuple(said for said in shop.declarations if said.status is not DeclarationStatus.DENIED)
    answer = verdict(extended(replace(shop, declarations=kept), exact), category, context)
    assert answer is not None
    assert answer[0] is Verdict.DECLARED
    assert set(exact.refs) <= set(answer[1])


@given(policies, categories, st.sampled_from(SUBJECTS))
def test_unknown_context_never_accuses_of_wrong_source_or_purpose(shop, category, subject):
    answer = verdict(shop, category, Context(subject))
    assert answer is None or answer[0] not in (Verdict.WRONG_SOURCE, Verdict.WRONG_PURPOSE)


@given(policies, categories, contexts)
def test_catch_all_never_reaches_people_whom_the_policy_does_not_address(shop, category, context):
    answer = verdict(shop, category, context)
    if answer is not None and answer[0] is Verdict.CATCH_ALL:
        assert context.subject in shop.subjects
