"""What the shipped pack finds in single cells: as a whole, in text, beside words, and what stands for nothing."""

from concurrent.futures import ThreadPoolExecutor

import numpy as np
import pyarrow as pa
import pytest

from barlau.engine.entities import Tries

from . import synthetic
from .columns import ENTITIES, PACK, hits, matcher, tries

IIN, CARD = "110715399990", "4111111111111111"
PADDED = "текст без чисел, который нужен только для того, чтобы ячейка стала длинной; " * 2


def _found(*texts):
    return hits(texts)[0]


def _entities(text):
    return {entity for entity, _, _ in _found(text)}


@pytest.mark.parametrize(
    ("text", "entity"),
    [
        pytest.param(IIN, "KZ_IIN", id="iin"),
        pytest.param("110715 399990", "KZ_IIN", id="iin in two groups"),
        pytest.param("110 715 399 990", "KZ_IIN", id="iin in four groups"),
        pytest.param("971240001315", "KZ_BIN", id="bin"),
        pytest.param("9712-4000-1315", "KZ_BIN", id="bin with dashes"),
        pytest.param("+77010000001", "PHONE_NUMBER", id="phone"),
        pytest.param("8 (705) 000-00-02", "PHONE_NUMBER", id="phone with brackets"),
        pytest.param("8 (7172) 00-00-14", "PHONE_NUMBER", id="fixed line"),
        pytest.param("777ABC02", "KZ_VEHICLE_PLATE", id="plate"),
        pytest.param("777 ABC 02", "KZ_VEHICLE_PLATE", id="plate in groups"),
        pytest.param("777 АВС 02", "KZ_VEHICLE_PLATE", id="plate in Cyrillic"),
        pytest.param("777abc02", "KZ_VEHICLE_PLATE", id="plate in lower case"),
        pytest.param("A 123 ABC", "KZ_VEHICLE_PLATE", id="plate of 1993"),
        pytest.param("XTA21099000000001", "VIN", id="vin"),
        pytest.param("ХТА21099000000001", "VIN", id="vin in Cyrillic"),
        pytest.param("KZ86125KZT5004100100", "IBAN_CODE", id="iban"),
        pytest.param("KZ86 125K ZT50 0410 0100", "IBAN_CODE", id="iban in fours"),
        pytest.param(CARD, "CREDIT_CARD", id="card"),
        pytest.param("4111 1111 1111 1111", "CREDIT_CARD", id="card in fours"),
        pytest.param("378282246310005", "CREDIT_CARD", id="american express"),
        pytest.param("012345678", "KZ_ID_CARD", id="identity card"),
        pytest.param("N12345678", "KZ_PASSPORT", id="passport"),
        pytest.param("user.name+tag@example.kz", "EMAIL_ADDRESS", id="e-mail"),
        pytest.param("192.0.2.10", "IP_ADDRESS", id="ip"),
        pytest.param("2001:db8::1", "IP_ADDRESS", id="ip version 6"),
        pytest.param("00:00:5e:00:53:01", "MAC_ADDRESS", id="mac"),
        pytest.param("43.238949, 76.889709", "GEO_POINT", id="point"),
        pytest.param("$2b$12$......................aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", "PASSWORD_HASH", id="bcrypt"),
    ],
)
def test_a_whole_cell_is_recognised(text, entity):
    assert (entity, True, 1) in _found("-", text)


@pytest.mark.parametrize(
    ("text", "entity"),
    [
        pytest.param(f"ИИН {IIN}, звонить", "KZ_IIN", id="iin"),
        pytest.param("организация БИН 971240001315 г. Алматы", "KZ_BIN", id="bin"),
        pytest.param("перезвонить на 8-701-000-00-01 вечером", "PHONE_NUMBER", id="phone"),
        pytest.param("оплата картой 4111 1111 1111 1111 прошла", "CREDIT_CARD", id="card"),
        pytest.param("счёт KZ86125KZT5004100100 в банке", "IBAN_CODE", id="iban"),
        pytest.param("машина 777 ABC 02 стоит у дома", "KZ_VEHICLE_PLATE", id="plate"),
        pytest.param("пишите на user@example.kz.", "EMAIL_ADDRESS", id="e-mail"),
        pytest.param("звонил Серік Асанұлы по договору", "PERSON", id="name"),
        pytest.param("вход с 203.0.113.7 в 10:00", "IP_ADDRESS", id="ip"),
        pytest.param('{"iin": "110715399990", "n": 1}', "KZ_IIN", id="json"),
        pytest.param(f"a;{IIN};b", "KZ_IIN", id="cell of a joined row"),
    ],
)
@pytest.mark.parametrize("before", ["", PADDED], ids=["short", "long"])
def test_an_identifier_inside_text_is_found(before, text, entity):
    assert (entity, False, 0) in _found(before + text)


@pytest.mark.parametrize(
    ("text", "entity"),
    [
        pytest.param("ИИН110715399990", "KZ_IIN", id="iin"),
        pytest.param("ЖСН110715399990КЛИЕНТ", "KZ_IIN", id="letters on both sides"),
        pytest.param("БИН971240001315", "KZ_BIN", id="bin"),
        pytest.param("тел87010000001", "PHONE_NUMBER", id="phone"),
    ],
)
def test_cyrillic_letters_may_touch_the_number(text, entity):
    assert entity in _entities(text)


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("x110715399990", id="Latin before"),
        pytest.param("110715399990x", id="Latin behind"),
        pytest.param("ref 1110715399990", id="digit before"),
        pytest.param("ref 1107153999901", id="digit behind"),
        pytest.param("_110715399990_", id="underscores"),
        pytest.param("1107153999 90", id="cut elsewhere"),
        pytest.param("110715399991", id="wrong check digit"),
        pytest.param("010101399090", id="never issued"),
        pytest.param("١١٠٧١٥٣٩٩٩٩٠", id="Arabic digits"),
    ],
)
def test_no_iin_is_seen_where_none_stands(text):
    assert "KZ_IIN" not in _entities(text)


@pytest.mark.parametrize("marker", [*PACK.absent_markers, "", "Н/Д", " нет ", "NULL", "Жоқ"])
def test_a_marker_of_absence_is_no_value(marker):
    assert hits(["x", marker])[1] == {1}
    assert hits([marker])[0] == set()


@pytest.mark.parametrize("marker", ["-", "н/д", "жоқ", "не указан"])
def test_a_marker_is_absent_among_long_texts_too(marker):
    assert hits([PADDED, marker, PADDED])[1] == {1}


@pytest.mark.parametrize("text", ["нетто", "--x", "00", "1", "жоқтау", "nullable"])
def test_a_value_that_only_begins_like_a_marker_is_a_value(text):
    assert hits([text])[1] == set()


@pytest.mark.parametrize(
    ("entity", "alone", "beside"),
    [
        ("KZ_ID_CARD", "код 012345678 в отчёте", "удостоверение 012345678 в отчёте"),
        ("KZ_PASSPORT", "код N12345678 в отчёте", "паспорт N12345678 в отчёте"),
        ("KZ_RNN", "код 600700017446 в отчёте", "РНН 600700017446 в отчёте"),
        ("KZ_KATO", "код 750000000 в отчёте", "КАТО 750000000 в отчёте"),
        ("IMEI", "код 004401234567895 в отчёте", "IMEI 004401234567895 в отчёте"),
        ("IMSI", "код 401010000000001 в отчёте", "IMSI 401010000000001 в отчёте"),
        ("GEO_POINT", "код 43.238949, 76.889709", "координаты 43.238949, 76.889709"),
        ("BIRTH_DATE", "акт от 15.07.1990 подписан", "туған күні 15.07.1990 жазылған"),
        ("BIRTH_DATE", "акт от 1990-07-15 подписан", "родился 1990-07-15 в Алматы"),
        ("KZ_VEHICLE_PLATE", "болт 123 AB 02 в наличии", "машина 123 AB 02 в наличии"),
        ("KZ_VEHICLE_PLATE", "болт A 123 ABC в наличии", "Машина A 123 ABC в наличии"),
        ("PHONE_NUMBER", "код 701 000 00 01 в отчёте", "ТЕЛЕФОН 701 000 00 01 в отчёте"),
    ],
)
def test_a_weak_pattern_counts_in_text_only_beside_its_word(entity, alone, beside):
    assert (entity, False, 0) not in _found(alone)
    assert (entity, False, 0) in _found(beside)


def test_a_word_in_another_cell_does_not_help():
    assert ("KZ_ID_CARD", False, 1) not in _found("удостоверение личности", "код 012345678 в отчёте")


def test_a_strong_pattern_needs_no_word():
    assert ("KZ_IIN", False, 0) in _found(f"код {IIN} в отчёте")


def test_every_identifier_of_a_text_is_found():
    text = f"Ахметов А.С., ИИН {IIN}, тел. +7 701 000 00 01, user@example.kz, авто 777 ABC 02"
    assert _entities(text) >= {"PERSON", "KZ_IIN", "PHONE_NUMBER", "EMAIL_ADDRESS", "KZ_VEHICLE_PLATE"}


def test_the_same_identifier_twice_in_a_cell_is_one_row():
    found, _ = hits([f"{IIN} и {IIN}"])
    assert sorted(row for entity, _, row in found if entity == "KZ_IIN") == [0]


def test_nulls_hold_nothing_and_rows_keep_their_places():
    found, _ = hits([None, IIN, None, "ИИН 110715399990", None])
    assert found == {("KZ_IIN", True, 1), ("KZ_IIN", False, 3)}


@pytest.mark.parametrize("values", [[], [None, None], ["", ""]], ids=["empty", "nulls", "empty cells"])
def test_nothing_is_found_where_nothing_is(values):
    assert hits(values)[0] == set()


@pytest.mark.parametrize("texts", [synthetic.uuids(50), synthetic.hexes(50, 64), ["2024-01-31"] * 3], ids=str)
def test_harmless_shapes_are_no_identifiers(texts):
    assert {entity for entity, whole, _ in _found(*texts) if not whole} == set()
    assert "KZ_IIN" not in {entity for entity, _, _ in _found(*texts)}


def test_one_matcher_serves_several_threads():
    columns = [synthetic.iins(200, seed) + synthetic.phones(200, seed) for seed in range(6)]
    with ThreadPoolExecutor(3) as pool:
        together = list(pool.map(hits, columns))
    assert together == [hits(column) for column in columns]


def test_tried_counts_what_had_the_shape_valid_or_not():
    counter = tries()
    matcher().strings(pa.array([IIN, "110715399991", "x", "ИИН 110715399991"]), counter)
    assert counter.counts[ENTITIES.index("KZ_IIN")] == 3


def test_tried_counts_every_row_that_a_word_stands_for():
    counter = Tries(np.zeros(len(ENTITIES), np.int64), np.array([7, 1, 10, 100]))
    matcher().strings(pa.array(["слово", IIN, "110715399991", "ИИН 110715399991"]), counter)
    assert counter.counts[ENTITIES.index("KZ_IIN")] == 111
