"""`minors-present`: by IIN, else by birth date, on a day."""

import base64
import json
from collections.abc import Callable
from datetime import date

import pytest

from .promised import adults, born, broken, judged, kept, phones, promise, shop, why

ADULT = promise("minors-present", age=18)
YOUNG = ("2008-06-02", "2010-01-01", "2012-12-31")
"""Not yet 18 on 1 June 2026."""


def test_adults_keep_it() -> None:
    iins = [*adults(20), *born("2008-06-01")]  # 18 on the very day
    assert kept(ADULT, {"clients": {"iin": iins}}) == 21


def test_minors_are_counted_by_iin() -> None:
    iins = [*adults(20), *born(*YOUNG)]
    assert broken(ADULT, {"clients": {"iin": iins}}) == {"clients.iin": (3, 23)}


def test_iin_stored_as_a_number_has_lost_its_zeros() -> None:
    iins = [int(iin) for iin in [*adults(20), *born(*YOUNG)]]
    assert broken(ADULT, {"clients": {"iin": iins}}) == {"clients.iin": (3, 23)}


def test_minors_are_counted_by_birth_date() -> None:
    births = [date(1990, 1, n % 28 + 1) for n in range(20)] + [date.fromisoformat(day) for day in YOUNG]
    assert broken(ADULT, {"clients": {"birth_date": births}}) == {"clients.birth_date": (3, 23)}
    written = [f"{day:%d.%m.%Y}" for day in births]
    assert broken(ADULT, {"clients": {"дата рождения": written}}) == {"clients.дата рождения": (3, 23)}


def test_a_person_counts_once_where_a_row_has_both() -> None:
    iins = [*adults(20), *born(*YOUNG), None]
    births = [None] * 20 + [date.fromisoformat(day) for day in YOUNG] + [date(2015, 5, 5)]
    assert broken(ADULT, {"clients": {"iin": iins, "birth_date": births}}) == {"clients.iin": (4, 24)}


def test_age_and_day_are_parameters() -> None:
    iins = [*adults(20), *born(*YOUNG)]
    assert broken(promise("minors-present", age=21), {"clients": {"iin": iins}}) == {"clients.iin": (3, 23)}
    assert kept(promise("minors-present", age=13), {"clients": {"iin": iins}}) == 23
    assert kept(promise("minors-present", age=18, at="2031-01-01"), {"clients": {"iin": iins}}) == 23


def test_people_not_born_on_that_day_are_not_checked() -> None:
    assert (
        kept(promise("minors-present", age=18, at="2008-01-01"), {"clients": {"iin": [*adults(20), *born(*YOUNG)]}})
        == 20
    )


def test_children_of_clients_are_not_clients() -> None:
    iins, children = adults(20), born(*(["2015-03-04"] * 20))
    assert kept(ADULT, {"clients": {"iin": iins, "child_iin": children}}) == 20
    assert why(ADULT, {"children": {"iin": children}}) == "no_birth"


def test_other_people_are_not_meant() -> None:
    tables = {"staff": {"employee_iin": [*adults(20), *born(*YOUNG)]}}
    assert why(ADULT, tables) == "no_birth"
    assert broken(promise("minors-present", age=18, subjects=["employee"]), tables) == {"staff.employee_iin": (3, 23)}
    assert broken(ADULT, tables, policy=shop(ADULT, subjects=["employee"])) == {"staff.employee_iin": (3, 23)}


def test_nothing_that_tells_an_age() -> None:
    assert why(ADULT, {"clients": {"phone": phones(20)}}) == "no_birth"


def test_nobody_is_there() -> None:
    assert why(ADULT, {"clients": {"iin": [None] * 5, "phone": phones(5)}}) == "empty"


def test_birth_dates_that_cannot_be_read_leave_a_doubt() -> None:
    births = [*(f"1990-01-{n % 28 + 1:02d}" for n in range(40)), "весна 1990", "при крещении"]
    result = judged(ADULT, {"clients": {"birth_date": births}})
    assert result.reason is not None
    assert (result.reason.key, dict(result.reason.args)["count"]) == ("unverifiable.unknown", "2")


def test_a_sample_says_how_many_may_hide() -> None:
    result = judged(ADULT, {"clients": {"iin": adults(60)}}, sample=30)
    assert result.reason is not None
    assert dict(result.reason.args) == {"claim": "p1", "count": "30", "bound": "0.100000"}


PACKED: list[Callable[[str], object]] = [
    lambda iin: json.dumps({"client": {"iin": iin}, "name": None}),
    lambda iin: json.dumps({"client": json.dumps({"iin": iin})}),
    lambda iin: base64.b64encode(json.dumps({"client": {"iin": iin}, "form": "questionnaire"}).encode()).decode(),
    lambda iin: f"iin={iin} source=questionnaire",
]


@pytest.mark.parametrize("packed", PACKED, ids=["json", "json-in-json", "base64", "named-values"])
def test_iins_inside_the_text_of_a_cell_are_read_again(packed: Callable[[str], object]) -> None:
    assert kept(ADULT, {"clients": {"payload": [packed(iin) for iin in adults(30)]}}) == 30
    payload = [packed(iin) for iin in [*adults(27), *born(*YOUNG)]]
    assert broken(ADULT, {"clients": {"payload": payload}}) == {"clients.payload": (3, 30)}


def test_birth_date_inside_json_breaks_it_beside_an_empty_column() -> None:
    births = ["1990-02-03"] * 27 + ["2010-01-01"] * 3
    tables = {"clients": {"payload": [json.dumps({"birth_date": day}) for day in births], "birth_date": [None] * 30}}
    assert broken(ADULT, tables) == {"clients.payload": (3, 30)}


def test_iins_inside_lists_leave_a_doubt_and_spoil_nothing_else() -> None:
    payload = [json.dumps({"family": [{"iin": iin}, {"iin": iin}]}) for iin in adults(30)]
    assert why(ADULT, {"clients": {"payload": payload}}) == "nested"
    tables = {"clients": {"payload": payload, "iin": adults(30)}}
    assert why(ADULT, tables) == "nested"
    tables["clients"]["iin"] = [*adults(27), *born(*YOUNG)]
    assert broken(ADULT, tables) == {"clients.iin": (3, 30)}
