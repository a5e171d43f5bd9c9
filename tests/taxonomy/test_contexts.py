"""What names tell of provider and purpose, and which purposes of real policies are of which kind."""

import pytest

from barlau import package_data, taxonomy
from barlau.model.policy import Purpose
from barlau.policy import load as load_policy
from barlau.taxonomy import contexts

POLICIES = package_data.folder("sample_data") / "policies"


@pytest.mark.parametrize(
    ("table", "column", "category", "provider"),
    [
        ("anketa_klienta", "pol", "identity.sex", "subject"),
        ("public.loan_applications", "gender", "identity.sex", "subject"),
        ("Заявки на займ", "пол", "identity.sex", "subject"),
        ("өтінімдер", "jynysy", "identity.sex", "subject"),
        ("site_leads.csv", "phone", "contact.phone", "subject"),
        ("pkb_report", "loans", "finance.obligations", "third_party"),
        ("egov_export_2025.csv", "address", "contact.address", "third_party"),
        ("кредитное бюро", "просрочки", "finance.obligations", "third_party"),
        ("customers", "egov_address", "contact.address", "third_party"),
        ("scoring.jsonl", "$.bureau.credit_history", "finance.credit_history", "third_party"),
        ("web_sessions", "ip", "online.ip", "automatic"),
        ("app_log", "ua", "online.user_agent", "automatic"),
        # nobody types the address of his device into a form, and no log makes up a phone number
        ("site_leads.csv", "ip", "online.ip", None),
        ("app_log", "msisdn", "contact.phone", None),
        # what a request to a register carries came from the person
        ("egov_export_2025.csv", "iin", "identity.iin", None),
        ("loan_applications", "credit_history", "finance.credit_history", None),
        # two providers in one name tell none; other words tell nothing
        ("bureau_applications", "pol", "identity.sex", None),
        ("customers", "phone", "contact.phone", None),
        ("platforms", "pol", "identity.sex", None),
        ("payment_formats", "pol", "identity.sex", None),
        ("catalogue", "pol", "identity.sex", None),
    ],
)
def test_provider_told_by_names(table, column, category, provider):
    assert contexts.provider(table, column, category) == provider


@pytest.mark.parametrize(
    ("table", "kinds"),
    [
        ("marketing_calls", {"advertising"}),
        ("public.campaign_2025", {"advertising"}),
        ("обзвон_клиентов", {"advertising"}),
        ("smsRassylka", {"advertising"}),
        ("zharnama_tizimi", {"advertising"}),
        ("customers", set()),
        ("supermarket", set()),
        ("promoted_staff", set()),
    ],
)
def test_purpose_told_by_the_name_of_a_table(table, kinds):
    assert contexts.table_kinds(table) == kinds


@pytest.mark.parametrize(
    ("company", "advertising"),
    [
        ("autocheck", {"advertising"}),
        ("jet-car", {"marketing", "promotions"}),
        ("jet-leasing", {"advertising"}),
        ("mycar", {"advertising", "targeted-ads"}),
        ("jetauto", set()),
    ],
)
def test_purposes_of_advertising_in_real_policies(company, advertising):
    policy = load_policy(POLICIES / f"{company}.yaml")
    assert {p.id for p in policy.purposes if "advertising" in contexts.kinds(p)} == advertising
    assert set(contexts.purposes(policy, "marketing_calls")) == advertising


def test_kinds_that_a_policy_states_beat_its_words():
    assert contexts.kinds(Purpose("advertising", {"en": "Advertising"}, kinds=("contract",))) == {"contract"}


def test_titles_speak_where_the_id_says_nothing():
    assert contexts.kinds(Purpose("p3", {"ru": "Рекламные рассылки"})) == {"advertising"}
    assert contexts.kinds(Purpose("business-analysis", {"en": "Marketing research"})) == {"analytics"}


def test_catalogue_speaks_three_languages_and_names_categories_of_the_taxonomy():
    catalogue = contexts.load()
    assert all(set(kind.title) == {"en", "ru", "kk"} for kind in catalogue.purposes.values())
    named = {key for rule in catalogue.providers for key in (*rule.only, *rule.excepted)}
    assert named <= taxonomy.load().categories.keys()
