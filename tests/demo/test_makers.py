"""Every maker is held against the validator of what it makes, look-alikes against the one they must fail."""

from collections.abc import Callable
from datetime import date

import numpy as np
import pytest

from barlau.demo.draw import Cell, Draw
from barlau.demo.makers import MAKERS
from barlau.demo.people import FIRST_SERIAL, MINORS, crowd
from barlau.identifiers.generic import (
    card,
    client_id,
    email,
    frame_number,
    geo_point,
    imei,
    ip,
    mac,
    password_hash,
    sex,
    vin,
)
from barlau.identifiers.kz import (
    bic,
    driver_licence,
    iban,
    id_card,
    iin,
    kato,
    passport,
    phone,
    plate,
    srts,
)
from barlau.identifiers.kz import bin as company_bin

FIRST, LAST = date(2024, 3, 1), date(2026, 10, 31)


def make(maker: str, rows: int = 300, **options: object) -> list[Cell]:
    people = crowd(rows, (7,))
    draw = Draw(np.random.default_rng(7), people, people[::-1], FIRST, LAST)
    return MAKERS[maker](draw, **options)


def case(value: object) -> str | None:
    """The id of a parameter."""
    if isinstance(value, dict):
        return "-".join(map(str, value.values())) or "default"
    return value.__module__.rpartition(".")[2] if callable(value) else None


def share(cells: list[Cell], check: Callable[[object], bool]) -> float:
    return sum(map(check, cells)) / len(cells)


@pytest.mark.parametrize(
    ("maker", "options", "check"),
    [
        ("iin", {}, iin.is_valid),
        ("iin", {"style": "mixed"}, iin.is_valid),
        ("phone", {}, phone.is_valid),
        ("phone", {"style": "mixed"}, phone.is_valid),
        ("email", {}, email.is_valid),
        ("email", {"upper": True}, email.is_valid),
        ("sex", {"style": "letter"}, sex.is_valid),
        ("sex", {"style": "kazakh"}, sex.is_valid),
        ("sex", {"style": "word"}, sex.is_valid),
        ("id_card", {}, id_card.is_valid),
        ("passport", {}, passport.is_valid),
        ("driver_licence", {}, driver_licence.is_valid),
        ("plate", {}, plate.is_valid),
        ("plate", {"style": "mixed"}, plate.is_valid),
        ("vin", {"cyrillic": 0.5}, vin.is_valid),
        ("body_number", {}, frame_number.is_valid),
        ("certificate", {}, srts.is_valid),
        ("iban", {}, iban.is_valid),
        ("iban", {"spaced": True}, iban.is_valid),
        ("bank_code", {}, bic.is_valid),
        ("card", {}, card.is_valid),
        ("card", {"style": "spaced"}, card.is_valid),
        ("bin", {}, company_bin.is_valid),
        ("company_phone", {}, phone.is_valid),
        ("ip", {}, ip.is_valid),
        ("mac", {}, mac.is_valid),
        ("imei", {}, imei.is_valid),
        ("cookie", {}, client_id.is_valid),
        ("coordinate", {}, geo_point.is_valid),
        ("password_hash", {}, password_hash.is_valid),
        ("kato", {}, kato.is_valid),
    ],
    ids=case,
)
def test_made_values_are_what_they_say(maker: str, options: dict[str, object], check: Callable[[object], bool]) -> None:
    assert share(make(maker, **options), check) == 1.0


@pytest.mark.parametrize(
    ("maker", "options", "check", "at_most"),
    [
        ("order_number", {}, iin.is_valid, 0),  # digit 7 is 0: no century
        ("moment", {"form": "%Y%m%d%H%M"}, iin.is_valid, 0),  # from 2013 on the month is none
        ("moment", {"form": "%y%m%d%H%M%S"}, iin.is_valid, 0.1),  # 6 % are right for births in the 1800s
        ("twelve_digits", {}, iin.is_valid, 0.02),  # one in 460
        ("epoch", {}, phone.is_valid, 0),
        ("epoch", {"unit": "ms"}, phone.is_valid, 0),
        ("ean", {}, card.is_valid, 0.2),  # starts with 4 as old cards do, and one in ten passes
        ("part_number", {}, vin.is_valid, 0),
    ],
    ids=case,
)
def test_lookalikes_pass_no_more_often_than_chance_lets_them(
    maker: str, options: dict[str, object], check: Callable[[object], bool], at_most: float
) -> None:
    assert share(make(maker, **options), check) <= at_most


def test_order_numbers_pass_the_check_digit_of_the_iin() -> None:
    numbers = [str(cell) for cell in make("order_number")]
    assert all(iin.check_digit(number[:11]) == number[11] for number in numbers)
    assert len(set(numbers)) == len(numbers)


def test_people_agree_with_themselves() -> None:
    for person in crowd(300, (3,)):
        read = iin.parse(person.iin)
        assert read.birth_date == person.birth
        assert read.sex == ("female" if person.female else "male")
        assert int(person.iin[7:11]) >= FIRST_SERIAL
        assert person.login in person.email
        assert person.female == person.patronymic.endswith(("қызы", "вна"))


def test_no_two_people_share_an_iin_or_a_phone() -> None:
    people = crowd(3_000, (3,))
    assert len({person.iin for person in people}) == len({person.mobile for person in people}) == 3_000


def test_minors_are_made_only_when_asked_for() -> None:
    assert all(person.birth < MINORS[0] for person in crowd(500, (3,)))
    assert any(person.birth >= MINORS[0] for person in crowd(500, (3,), minors=0.05))


@pytest.mark.parametrize(
    ("spelling", "letters"),
    [("russian", "абвгдежзийклмнопрстуфхцчшщъыьэюяё "), ("latin", "abcdefghijklmnopqrstuvwxyz ")],
)
def test_spelled_names_have_no_foreign_letters(spelling: str, letters: str) -> None:
    names = "".join(str(cell) for cell in make("full_name", spelling=spelling)).lower()
    assert set(names) <= set(letters)


def test_remarks_hold_what_they_are_asked_to_hold() -> None:
    remarks = [str(cell) for cell in make("remark", phones=0.5, iins=0.5)]
    assert all(any(letter.isdigit() for letter in remark) for remark in remarks)
    assert not any(letter.isdigit() for remark in make("remark", phones=0.0, iins=0.0) for letter in str(remark))


def test_pattern_keeps_the_marks_that_are_no_letters() -> None:
    assert all(str(cell).startswith("ДЛ-") and str(cell)[3:7].isdigit() for cell in make("pattern", form="ДЛ-####/26"))
