"""`consent-missing`: recipients of a campaign, holders of a category, or everybody with a consent column."""

from datetime import date

import pytest

from barlau.model.policy import Claim

from .promised import adults, broken, emails, judged, kept, phones, promise, why

ADS = promise("consent-missing", purpose="advertising")
ANY = promise("consent-missing")
PHONES = promise("consent-missing", category="contact.phone")
IDS = list(range(1, 31))
CLIENTS = {"id": IDS, "phone": phones(30)}


def consented(*, given: list[object] | None = None, **more: list[object]) -> dict[str, list[object]]:
    return {"client_id": IDS, "marketing_consent": given or ["да"] * 30, **more}  # type: ignore[dict-item]


def test_recipients_with_a_consent() -> None:
    tables = {"campaign_sms": {"client_id": IDS, "phone": phones(30)}, "consents": consented()}
    assert kept(ADS, tables) == 30


@pytest.mark.parametrize("no", ["нет", "0", "жоқ", False, None])
def test_recipients_without_one_are_counted(no: object) -> None:
    given = [True] * 25 + [no] * 5 if isinstance(no, bool) else ["да"] * 25 + [no] * 5
    tables = {"campaign_sms": {"client_id": IDS, "phone": phones(30)}, "consents": consented(given=given)}
    assert broken(ADS, tables) == {"campaign_sms.client_id": (5, 30)}


def test_who_is_not_in_the_register_at_all_has_none() -> None:
    consents = {"client_id": IDS[:27], "marketing_consent": ["да"] * 27}
    tables = {"campaign_sms": {"client_id": IDS, "phone": phones(30)}, "consents": consents}
    assert broken(ADS, tables) == {"campaign_sms.client_id": (3, 30)}


def test_a_consent_that_was_withdrawn_is_none() -> None:
    withdrawn = [None] * 26 + ["2026-01-01"] * 4
    tables = {
        "campaign_sms": {"client_id": IDS, "phone": phones(30)},
        "consents": consented(withdrawn_at=withdrawn),
    }
    assert broken(ADS, tables) == {"campaign_sms.client_id": (4, 30)}


@pytest.mark.parametrize(
    ("left", "right"),
    [
        pytest.param({"client_id": IDS}, {"client_id": IDS}, id="same-key"),
        pytest.param({"phone": phones(30)}, {"phone": [p.replace("+7", "8 ") for p in phones(30)]}, id="phone"),
        pytest.param({"email": emails(30)}, {"email": [e.upper() for e in emails(30)]}, id="email"),
        pytest.param({"iin": adults(30)}, {"iin": [int(i) for i in adults(30)]}, id="iin"),
    ],
)
def test_people_are_found_by_key_or_identifier(left: dict[str, list[object]], right: dict[str, list[object]]) -> None:
    consents = {**right, "marketing_consent": ["да"] * 28 + ["нет"] * 2}
    tables = {"campaign_sms": {**left, "text": ["Скидка"] * 30}, "consents": consents}
    ((_, counts),) = broken(ADS, tables).items()
    assert counts == (2, 30)


def test_foreign_key_meets_the_id_of_a_table_of_clients() -> None:
    clients = {"id": IDS, "phone": phones(30), "marketing_consent": ["да"] * 28 + ["нет"] * 2}
    assert broken(ADS, {"campaign_sms": {"client_id": IDS}, "clients": clients}) == {"campaign_sms.client_id": (2, 30)}


def test_no_common_key() -> None:
    tables = {
        "campaign_sms": {"phone": phones(30)},
        "consents": {"email": emails(30), "marketing_consent": ["да"] * 30},
    }
    assert why(ADS, tables) == "no_key"


@pytest.mark.parametrize(
    "claim", [ADS, promise("consent-missing", category="contact.phone"), ANY], ids=["purpose", "category", "all"]
)
def test_one_table_without_a_key_leaves_a_doubt(claim: Claim) -> None:
    said = ["да"] * 30
    clients = {"client_id": IDS, "phone": phones(30), "marketing_consent": said, "consent_pd": said}
    told = {"campaign_sms": {"client_id": IDS, "phone": phones(30)}, "clients": clients}
    assert kept(claim, told) in (30, 60)
    told["campaign_viber"] = {"viber_phone": phones(60)[30:], "telegram_phone": phones(90)[60:]}
    result = judged(claim, told)
    assert result.reason is not None
    assert (result.reason.key, dict(result.reason.args)["table"]) == ("unverifiable.no_key_in", "campaign_viber")
    said[28:] = ["нет"] * 2
    assert sum(count for count, _ in broken(claim, told).values()) in (2, 4)


def test_no_table_serves_the_purpose() -> None:
    assert why(ADS, {"clients": CLIENTS, "consents": consented()}) == "no_campaign"


def test_no_consents_anywhere() -> None:
    assert why(ADS, {"campaign_sms": {"client_id": IDS, "phone": phones(30)}, "clients": CLIENTS}) == "no_consent"


def test_a_register_of_several_purposes_proves_presence_only() -> None:
    tables = {
        "campaign_sms": {"client_id": IDS, "phone": phones(30)},
        "consents": consented(purpose=["реклама", "скоринг"] * 15),
    }
    assert why(ADS, tables) == "purpose_not_told"


def test_without_parameters_every_row_with_a_consent_column_is_checked() -> None:
    clients = {**CLIENTS, "consent_pd": ["да"] * 27 + ["нет", None, "нет"]}
    assert broken(ANY, {"clients": clients}) == {"clients.consent_pd": (3, 30)}
    assert kept(ANY, {"clients": {**CLIENTS, "consent_pd": ["да"] * 30}}) == 30


def test_rows_without_personal_data_need_no_consent() -> None:
    clients = {"id": IDS, "phone": [*phones(27), None, None, None], "consent_pd": ["да"] * 27 + ["нет"] * 3}
    assert kept(ANY, {"clients": clients}) == 27


def test_holders_of_a_category() -> None:
    claim = promise("consent-missing", category="contact.email")
    tables = {
        "clients": {"client_id": IDS, "email": [*emails(20), *[None] * 10]},
        "orders": {"client_id": IDS, "phone": phones(30)},
        "consents": {"client_id": IDS[5:], "consent": ["да"] * 25},
    }
    assert broken(claim, tables) == {"clients.client_id": (5, 20)}
    assert why(promise("consent-missing", category="health"), tables) == "no_category"


def test_a_consent_expires() -> None:
    claim = promise("consent-missing", purpose="advertising", months=13)
    given = [date(2026, 1, 1)] * 28 + [date(2025, 1, 1)] * 2
    tables = {"campaign_sms": {"client_id": IDS, "phone": phones(30)}, "consents": consented(consent_date=given)}
    assert broken(claim, tables) == {"campaign_sms.client_id": (2, 30)}


def test_a_consent_without_a_date_may_have_expired() -> None:
    claim = promise("consent-missing", months=13)
    result = judged(claim, {"clients": {**CLIENTS, "consent_pd": ["да"] * 30}})
    assert result.reason is not None
    assert (result.reason.key, dict(result.reason.args)["count"]) == ("unverifiable.unknown", "30")


def test_an_undated_consent_elsewhere_may_have_expired() -> None:
    claim = promise("consent-missing", purpose="advertising", months=13)
    consents = {"client_id": IDS[2:], "marketing_consent": ["да"] * 28}
    tables = {"campaign_sms": {"client_id": IDS[2:], "phone": phones(28)}, "consents": consents}
    assert why(claim, tables) == "unknown"
    tables["campaign_sms"] = {"client_id": IDS, "phone": phones(30)}
    assert broken(claim, tables) == {"campaign_sms.client_id": (2, 30)}  # who has none at all breaks it


def test_in_a_sample_of_recipients_the_register_is_read_in_full() -> None:
    ids = list(range(1, 201))
    tables = {
        "campaign_sms": {"client_id": ids, "phone": phones(200)},
        "consents": {"client_id": ids, "marketing_consent": ["да"] * 200},
    }
    assert why(ADS, tables, sample=50) == "sampled"
