"""`withdrawn-still-kept`, `biometric-after-withdrawal`, `marketing-after-opt-out`: what comes after a no."""

from datetime import date

import pytest

from barlau.model.policy import Claim

from .promised import adults, broken, emails, judged, kept, phones, promise, why

ERASED = promise("withdrawn-still-kept", days=30)
FACE = promise("biometric-after-withdrawal", days=30)
QUIET = promise("marketing-after-opt-out", days=10)
IDS = list(range(1, 31))
OLD, RECENT = date(2026, 1, 15), date(2026, 5, 20)
"""Longer ago than thirty days on 1 June 2026, and not."""
GONE: list[object] = [OLD] * 4 + [RECENT] * 3 + [None] * 23
TEMPLATES = [f"AQID{n:04d}" + "Zm9vYmFyYmF6cXV4" * 6 for n in range(30)]


def clients(**more: object) -> dict[str, object]:
    return {"client_id": IDS, "phone": phones(30), "email": emails(30), **more}


def test_kept_within_the_term() -> None:
    tables = {"clients": clients(withdrawn_at=[RECENT] * 5 + [None] * 25)}
    assert kept(ERASED, tables) == 30


def test_rows_kept_longer_are_counted() -> None:
    assert broken(ERASED, {"clients": clients(withdrawn_at=GONE)}) == {"clients.phone": (4, 30)}


def test_erased_rows_are_no_breach() -> None:
    table = {"client_id": IDS, "phone": [None] * 4 + phones(26), "withdrawn_at": GONE}
    assert kept(ERASED, {"clients": table}) == 26


@pytest.mark.parametrize("yes", ["да", "1", "true", "иә"])
def test_a_mere_flag_breaks_it_only_without_a_term(yes: str) -> None:
    no = {"да": "нет", "1": "0", "true": "false", "иә": "жоқ"}[yes]
    tables = {"clients": clients(withdrawn=[yes] * 4 + [no] * 26)}
    assert broken(promise("withdrawn-still-kept"), tables) == {"clients.phone": (4, 30)}
    assert why(ERASED, tables) == "no_withdrawal_date"


def test_in_another_table_by_key() -> None:
    tables = {
        "clients": clients(),
        "consents": {"client_id": IDS, "consent": ["да"] * 30, "withdrawn_at": GONE},
    }
    assert broken(ERASED, tables) == {"clients.phone": (4, 30)}


def test_the_register_itself_is_a_proof_and_may_stay() -> None:
    tables = {
        "clients": {"client_id": IDS[4:], "phone": phones(26)},
        "consents": {"client_id": IDS, "phone": phones(30), "consent": ["да"] * 30, "withdrawn_at": GONE},
    }
    assert kept(ERASED, tables) == 26


def test_a_withdrawal_elsewhere_whose_date_cannot_be_read_leaves_a_doubt() -> None:
    gone: list[object] = ["2026-05-20"] * 25 + ["в мае, по телефону"] * 2 + [None] * 3
    tables = {"clients": clients(), "consents": {"client_id": IDS, "consent": ["да"] * 30, "withdrawn_at": gone}}
    assert why(ERASED, tables) == "unknown"


def test_nothing_records_withdrawals() -> None:
    assert why(ERASED, {"clients": clients()}) == "no_withdrawal"


def test_nobody_has_withdrawn() -> None:
    assert kept(ERASED, {"clients": clients(withdrawn_at=[None] * 30)}) == 30


def test_nobody_is_there_any_more() -> None:
    tables = {"clients": {"phone": [None] * 30, "withdrawn_at": GONE}, "consents": {"phone": phones(30)}}
    assert why(ERASED, tables) == "empty"


def test_no_common_key() -> None:
    tables = {
        "clients": {"phone": phones(30)},
        "consents": {"email": emails(30), "consent": ["да"] * 30, "withdrawn_at": GONE},
    }
    assert why(ERASED, tables) == "no_key"


@pytest.mark.parametrize("claim", [ERASED, FACE], ids=["all", "biometrics"])
def test_one_table_without_a_key_leaves_a_doubt(claim: Claim) -> None:
    tables = {
        "clients": clients(face_template=TEMPLATES),
        "consents": {"client_id": IDS, "consent": ["да"] * 30, "withdrawn_at": [RECENT] * 3 + [None] * 27},
    }
    assert kept(claim, tables) == 30
    tables["gates"] = {"vehicle_plate": [f"{n + 100}ABC02" for n in range(30)], "face_template": TEMPLATES}
    result = judged(claim, tables)
    assert result.reason is not None
    assert (result.reason.key, dict(result.reason.args)["table"]) == ("unverifiable.no_key_in", "gates")


def test_campaigns_that_cannot_be_checked_leave_a_doubt() -> None:
    tables = {
        "campaign_sms": {"client_id": IDS, "sent_at": [date(2026, 1, 10)] * 30},
        "clients": clients(unsubscribed_at=GONE),
    }
    assert kept(QUIET, tables) == 30
    undated = {"campaign_viber": {"client_id": IDS, "phone": phones(30)}}
    assert why(QUIET, tables | undated) == "no_sent_in"
    strangers = {"campaign_viber": {"iin": adults(30), "sent_at": [date(2026, 5, 1)] * 30}}
    assert why(QUIET, tables | strangers) == "no_key_in"
    assert kept(QUIET, tables | {"campaign_plan": {"title": ["весна"] * 30}}) == 30


def test_for_a_purpose_it_is_about_what_is_sent() -> None:
    claim = promise("withdrawn-still-kept", working_days=1, purpose="advertising")
    tables = {
        "campaign_sms": {"client_id": IDS, "sent_at": [date(2026, 5, 1)] * 30},
        "consents": {"client_id": IDS, "consent": ["да"] * 30, "withdrawn_at": GONE},
    }
    assert broken(claim, tables) == {"campaign_sms.sent_at": (4, 30)}


def test_biometrics_after_withdrawal() -> None:
    tables = {"clients": clients(face_template=TEMPLATES, withdrawn_at=GONE)}
    assert broken(FACE, tables) == {"clients.face_template": (4, 30)}
    erased = [None] * 4 + TEMPLATES[4:]
    assert kept(FACE, {"clients": clients(face_template=erased, withdrawn_at=GONE)}) == 26


def test_biometrics_in_a_table_of_their_own() -> None:
    tables = {
        "biometrics": {"client_id": IDS, "face_template": TEMPLATES},
        "consents": {"client_id": IDS, "consent": ["да"] * 30, "withdrawn_at": GONE},
    }
    assert broken(FACE, tables) == {"biometrics.face_template": (4, 30)}


def test_no_biometrics_or_no_withdrawals() -> None:
    assert why(FACE, {"clients": clients(withdrawn_at=GONE)}) == "no_biometric"
    assert why(FACE, {"clients": clients(face_template=TEMPLATES)}) == "no_withdrawal"


def test_messages_after_opting_out() -> None:
    sent = [date(2026, 1, 20)] * 2 + [date(2026, 2, 20)] * 5 + [date(2026, 5, 31)] * 23
    tables = {
        "campaign_sms": {"client_id": IDS, "sent_at": sent},
        "clients": clients(unsubscribed_at=[OLD] * 7 + [RECENT] * 3 + [None] * 20),
    }
    # two messages within ten days of 15 January, five beyond them; three of 31 May eleven days after 20 May
    assert broken(QUIET, tables) == {"campaign_sms.sent_at": (8, 30)}
    assert broken(promise("marketing-after-opt-out", months=1), tables) == {"campaign_sms.sent_at": (5, 30)}


def test_messages_before_opting_out() -> None:
    tables = {
        "campaign_sms": {"client_id": IDS, "sent_at": [date(2026, 1, 10)] * 30},
        "clients": clients(unsubscribed_at=GONE),
    }
    assert kept(QUIET, tables) == 30


def test_opt_out_in_the_row_of_the_message() -> None:
    table = {"phone": phones(30), "sent_at": [date(2026, 5, 1)] * 30, "opted_out_at": GONE}
    assert broken(QUIET, {"sms_log": table}) == {"sms_log.sent_at": (4, 30)}


def test_a_message_is_counted_once() -> None:
    table = {"client_id": IDS, "phone": phones(30), "sent_at": [date(2026, 5, 1)] * 30, "opted_out_at": GONE}
    result = judged(QUIET, {"campaign_sms": table})
    assert sum(place.broken for place in result.places) == 4


def test_no_campaign_no_opt_out_no_key() -> None:
    campaign = {"client_id": IDS, "sent_at": [date(2026, 5, 1)] * 30}
    assert why(QUIET, {"clients": clients(unsubscribed_at=GONE)}) == "no_campaign"
    assert why(QUIET, {"campaign_sms": campaign, "clients": clients()}) == "no_opt_out"
    assert why(QUIET, {"campaign_sms": campaign, "stops": {"email": emails(30), "unsubscribed_at": GONE}}) == "no_key"


def test_nobody_opted_out() -> None:
    tables = {
        "campaign_sms": {"client_id": IDS, "sent_at": [date(2026, 5, 1)] * 30},
        "clients": clients(unsubscribed_at=[None] * 30),
    }
    assert kept(QUIET, tables) == 30


@pytest.mark.parametrize("apart", [True, False])
def test_opting_out_on_a_day_that_cannot_be_read_leaves_a_doubt(apart: bool) -> None:
    gone: list[object] = ["2026-05-31"] * 25 + ["по телефону, перед отпуском"] * 2 + [None] * 3
    sent = {"client_id": IDS, "phone": phones(30), "sent_at": [date(2026, 6, 1)] * 30}
    tables = {"campaign_sms": sent, "clients": clients(unsubscribed_at=gone)}
    result = judged(QUIET, tables if apart else {"campaign_sms": {**sent, "unsubscribed_at": gone}})
    assert result.reason is not None
    assert (result.reason.key, dict(result.reason.args)["count"]) == ("unverifiable.unknown", "2")
