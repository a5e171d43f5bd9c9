"""Cells that hold several values become columns by path; cells that hide a value are read through."""

import base64
import json
import random
from functools import cache

import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from barlau.engine import by_path, unpack
from barlau.model.reading import Column, ReadStatus, Reason
from barlau.model.report import Kind

from . import synthetic
from .columns import decider, profiled, read, tallies

COUNT = 240
IINS = synthetic.iins(COUNT)
PHONES = synthetic.phones(COUNT)
NAMES = ["Ахметова Айгерім Болатқызы", "Иванов Пётр Сергеевич", "Ким Виктор Алексеевич"]


def _object(n):
    client = {"iin": IINS[n], "fio": NAMES[n % 3], "age": n % 90 or None}
    return {"client": client, "phones": PHONES[n : n + n % 3], "sum": n if n % 2 else n / 4}


def _json(value):
    return json.dumps(value, ensure_ascii=False)


def _coded(text):
    return base64.b64encode(text.encode()).decode()


OBJECTS = [_json(_object(n)) for n in range(COUNT)]
LOG = [f"2026-03-01 12:00:01 INFO login iin={iin} phone={phone} ok" for iin, phone in zip(IINS, PHONES, strict=True)]
LABELLED = [f"ИИН: {iin}; тел: {phone}" for iin, phone in zip(IINS, PHONES, strict=True)]
QUERY = [f"https://x.example/a?iin={iin}&phone=%2B{phone[1:]}" for iin, phone in zip(IINS, PHONES, strict=True)]
CODED = [_coded(iin) for iin in IINS]
CODED_OBJECTS = [base64.urlsafe_b64encode(text.encode()).decode().rstrip("=") for text in OBJECTS]
INSIDE_OUT = [_json({"body": text, "n": n}) for n, text in enumerate(OBJECTS)]
MIXED = [kind[n] for n in range(COUNT) for kind in [random.Random(n).choice([OBJECTS, LOG, CODED, IINS, NAMES * 80])]]
MAPS = [_json({f"client {n}": {"iin": IINS[n]}, "type": "a"}) for n in range(COUNT)]
NESTED = {
    "objects": OBJECTS,
    "log": LOG,
    "labelled": LABELLED,
    "query": QUERY,
    "coded": CODED,
    "coded objects": CODED_OBJECTS,
    "inside out": INSIDE_OUT,
    "mixed": [*MIXED, None, "", "-", "{bad", "[1, 2", '{"a": }'],
    "maps": MAPS,
    "rare pairs": [*NAMES * 80, *LOG[:20]],
}


def paths(values, **options):
    """Profiles by path; the column itself is None."""
    return {column.column.path: column for column in read({"c": values}, **options).columns}


def held(values):
    """What each path of a column called `c` holds."""
    profile = read({"c": values})
    return {r.column.path: r.detections[0].category if r.detections else None for r in decider().decide(profile)}


def test_json_becomes_columns_by_path():
    found = paths(OBJECTS)
    expected = ["$.client.age", "$.client.fio", "$.client.iin", "$.phones[*]", "$.sum"]
    assert list(found) == [None, *expected]
    assert all(column.column.name == "c" for column in found.values())
    assert tallies(found["$.client.iin"])["KZ_IIN"].cells == COUNT
    assert tallies(found["$.phones[*]"])["PHONE_NUMBER"].cells == sum(len(_object(n)["phones"]) for n in range(COUNT))
    assert (found["$.client.age"].rows, found["$.client.age"].nulls) == (COUNT, sum(n % 90 == 0 for n in range(COUNT)))


def test_the_outer_column_is_reported_and_its_json_is_not_found_twice():
    outer = paths(OBJECTS)[None]
    assert (outer.rows, outer.nulls, outer.distinct, outer.tallies) == (COUNT, 0, COUNT, ())
    assert dict(outer.forms) == {"json": pytest.approx(1)}


@pytest.mark.parametrize("name", NESTED)
def test_every_path_is_decided(name):
    expected = {
        "objects": {"$.client.iin": "identity.iin", "$.phones[*]": "contact.phone", "$.client.fio": "identity.name"},
        "log": {"$.iin": "identity.iin", "$.phone": "contact.phone", None: None},
        "labelled": {"$.ИИН": "identity.iin", "$.тел": "contact.phone", None: None},
        "query": {"$.iin": "identity.iin", "$.phone": "contact.phone"},
        "coded": {None: "identity.iin"},
        "coded objects": {"$.client.iin": "identity.iin", "$.client.fio": "identity.name"},
        "inside out": {"$.body.client.iin": "identity.iin", "$.n": None},
        "mixed": {"$.client.iin": "identity.iin", "$.iin": "identity.iin", None: "identity.iin"},
    }.get(name, {})
    found = held(NESTED[name])
    assert {path: found.get(path, "no such path") for path in expected} == expected


def test_a_path_below_a_named_column_knows_the_name():
    profile = read({"guarantor": OBJECTS, "value": [_json({"phone": {"value": phone}}) for phone in PHONES]})
    found = {(r.column.name, r.column.path): r for r in decider().decide(profile)}
    assert found["guarantor", "$.client.iin"].subject == "third_party"
    assert found["value", "$.phone.value"].detections[0].category == "contact.phone"


def test_cells_of_bad_json_are_searched_as_text():
    cut = ['{"iin": "' + iin + '", "x": ' for iin in IINS[:40]]
    found = paths([*OBJECTS, *cut, *(f"{text}}}" for text in cut)])
    assert tallies(found[None])["KZ_IIN"].inside == 80
    assert tallies(found["$.client.iin"])["KZ_IIN"].cells == COUNT


@pytest.mark.parametrize(
    "text", ["{}", "[]", "[1]", "{", "[", "]", "{]", "[null]", '{"a":null}', "{1}", "[[[]]]", "NaN"]
)
def test_tiny_json_is_harmless(text):
    assert read({"c": [text] * 3}).coverage.status is ReadStatus.SCANNED


def test_equal_keys_are_both_read():
    found = paths([f'{{"iin": "{a}", "iin": "{b}"}}' for a, b in zip(IINS, reversed(IINS), strict=True)])
    assert tallies(found["$.iin[*]"])["KZ_IIN"].cells == 2 * COUNT


def test_numbers_in_json_are_numbers():
    found = paths([f'{{"iin": {int(iin)}, "card": 4400430012345678901234}}' for iin in IINS])
    assert tallies(found["$.iin"])["KZ_IIN"].cells == profiled([int(iin) for iin in IINS]).tallies[0].cells


def test_keys_that_are_data_are_searched_and_name_no_column():
    found = paths([f'{{"{iin}": {{"city": "Алматы"}}}}' for iin in IINS])
    assert set(found) == {None, "$.*.city", "$.*~"}
    assert tallies(found["$.*~"])["KZ_IIN"].cells == COUNT


@pytest.mark.parametrize("colon", [": ", " : "])
def test_people_who_talk_name_no_column(colon):
    speakers = ["Ажар", "Дана", "Ольга", "Петров Пётр Сергеевич"]
    chat = [f"{speakers[n % 4]}{colon}salem\n{speakers[-n % 4]}{colon}iin {IINS[n]}" for n in range(COUNT)]
    held = read({"c": chat, "d": [_json({speaker: n}) for n, speaker in enumerate(speakers * 60)]})
    shown = repr(held)
    assert [speaker for speaker in speakers if speaker in shown] == []
    keys = [tallies(column) for column in held.columns if column.column.path == "$.*~"]
    assert [found["PERSON"].cells > 0 for found in keys] == [True, True]


def test_keys_that_hardly_come_again_name_no_column():
    held = read({"c": [f"w{n}x: {n}, w{n}y: {n}" for n in range(COUNT)]})
    assert {column.column.path for column in held.columns} == {None, "$.*", "$.*~"}


def test_an_object_of_very_many_keys_is_a_map(monkeypatch):
    monkeypatch.setattr(by_path, "MAX_KEYS", 100)
    monkeypatch.setattr(unpack, "MAX_KEYS", 100)
    found = paths(MAPS, cuts=[50])
    assert set(found) == {None, "$.*", "$.*.iin", "$.*~"}
    assert tallies(found["$.*.iin"])["KZ_IIN"].cells == COUNT
    assert found["$.*~"].distinct == COUNT + 1


@pytest.mark.parametrize("threads", [1, 2])
def test_too_many_paths_are_said_and_nothing_is_lost(monkeypatch, threads):
    monkeypatch.setattr(by_path, "MAX_PATHS", 50)
    cells = [_json({f"a{n % 12}": {f"b{n % 13}": {"iin": iin}}}) for n, iin in enumerate(IINS)]
    profile = read({"c": cells}, cuts=[60, 120, 180], threads=threads)
    assert (profile.coverage.status, profile.coverage.reason) == (ReadStatus.PARTIAL, Reason.TOO_MANY_ENTRIES)
    assert len(profile.columns) <= 60
    assert sum(tallies(c)["KZ_IIN"].cells for c in profile.columns if "KZ_IIN" in tallies(c)) == COUNT


@pytest.mark.parametrize(
    ("cell", "reason"),
    [
        ('{"a":' * 150 + f'"{IINS[0]}"' + "}" * 150, Reason.TOO_DEEP),
        ("[" * 100_000, None),  # not closed: no JSON
        ("[" * 5_000 + "]" * 5_000, Reason.TOO_DEEP),
        ('{"a": "' + "x " * 2_500 + IINS[0] + '"}', Reason.TOO_LARGE),
        (_json({"a": _json({"b": _json({"c": _json({"d": IINS[0]})})})}), Reason.TOO_DEEP),
    ],
    ids=["deep", "open", "bomb", "long", "inside inside inside"],
)
def test_limits_are_said_and_the_cell_is_searched_as_text(monkeypatch, cell, reason):
    monkeypatch.setattr(unpack, "MAX_CELL", 4_000 if reason is Reason.TOO_LARGE else 1 << 24)
    profile = read({"c": [cell, "x"]})
    assert profile.coverage.reason is reason
    assert profile.coverage.status is (ReadStatus.PARTIAL if reason else ReadStatus.SCANNED)
    assert (IINS[0] in cell) == any("KZ_IIN" in tallies(column) for column in profile.columns)


def test_nesting_up_to_the_limit_is_unpacked():
    cell = '{"a":' * 100 + f'"{IINS[0]}"' + "}" * 100
    assert read({"c": [cell]}).coverage.status is ReadStatus.SCANNED


CUTS = st.lists(st.integers(0, COUNT), max_size=4)


@cache
def _whole(name):
    return read({"c": NESTED[name]}).columns


@pytest.mark.parametrize("name", NESTED)
@settings(max_examples=5)
@given(CUTS)
def test_any_cut_into_chunks_gives_the_same_columns(name, cuts):
    assert read({"c": NESTED[name]}, cuts=cuts).columns == _whole(name)


@pytest.mark.parametrize("name", NESTED)
def test_threads_and_shuffled_rows_give_the_same_columns(name):
    shuffled = random.Random(1).sample(NESTED[name], len(NESTED[name]))
    assert read({"c": shuffled}, cuts=[30, 60, 120], threads=3).columns == _whole(name)


def test_a_map_is_one_however_its_keys_arrive(monkeypatch):
    monkeypatch.setattr(by_path, "MAX_KEYS", 100)
    monkeypatch.setattr(unpack, "MAX_KEYS", 100)
    whole = read({"c": MAPS}).columns
    for threads, cuts in ((1, [90]), (1, [10, 200]), (2, [80, 160]), (3, [50, 100, 150, 200])):
        assert read({"c": MAPS}, cuts=cuts, threads=threads).columns == whole


@pytest.mark.parametrize("name", NESTED)
def test_a_dictionary_is_unpacked_like_its_cells(name):
    cells = pa.array(NESTED[name] * 2, pa.string())
    plain = read({Column("c", None, "t"): cells})
    assert read({Column("c", None, "t"): cells.dictionary_encode()}).columns == plain.columns


def test_text_that_came_as_bytes_is_unpacked():
    assert "$.client.iin" in paths(pa.array([text.encode() for text in OBJECTS]))


def test_few_named_values_among_notes_stay_text():
    found = paths(NESTED["rare pairs"])
    assert set(found) == {None}
    assert tallies(found[None])["KZ_IIN"].inside == 20


def test_what_stands_before_the_first_key_is_searched():
    found = paths([f"клиент {iin} вошёл: ip=10.0.0.1 code=5" for iin in IINS])
    assert tallies(found[None])["KZ_IIN"].inside == COUNT
    assert tallies(found["$.ip"])["IP_ADDRESS"].cells == COUNT


def test_decoded_values_say_so_in_the_evidence():
    result = decider().decide(read({"token": CODED}))[0]
    assert (result.kind, result.detections[0].category) == (Kind.UNIFORM, "identity.iin")
    assert "values.base64" in {evidence.detail.key for evidence in result.detections[0].evidence}


def test_a_json_file_with_json_inside_names_the_whole_path():
    payload = Column("payload", "$.payload", "json")
    profile = read({payload: OBJECTS})
    assert Column("payload.client.iin", "$.payload.client.iin", "json") in [c.column for c in profile.columns]
