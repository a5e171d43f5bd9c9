"""Counts over rows: SQL's three-valued logic, batches, look-ups in other tables, failures that are told."""

import pytest

from barlau.engine.questions import lookup as lookups
from barlau.model.question import Apply, Found, Function, Lookup, TableRef
from barlau.model.reading import Reason, Sampling

from .tables import MAIN, ask, cell, count, f

OTHER = TableRef("s", "other")


def test_rows_checked_broken_and_not_told() -> None:
    question = count(f("<", f("number", cell("age")), 18.0), f("=", cell("status"), "active"))
    ages = ["17", "18", "x", "-", "5", "3", None]
    status = ["active"] * 5 + ["closed", "active"]
    found = ask(question, {MAIN: {"age": ages, "status": status}})
    assert (found.rows, found.checked, found.broken, found.unknown) == (7, 6, 2, 3)
    assert found.reason is None


def test_years_of_the_broken_rows_only() -> None:
    day = f("day", cell("d"))
    question = count(f("<", day, f("day", "2020-01-01")), day=day)
    found = ask(question, {MAIN: {"d": ["01.02.2018", "2019-05-06", "2015 жылғы 3 мамыр", "2024-01-01", "?"]}})
    assert found.years == (2015, 2019)
    assert (found.broken, found.unknown) == (3, 1)


def test_labels_are_counted_among_the_rows_checked() -> None:
    protection = f("protection", cell("p"))
    question = count(f("one_of", protection, "plain", "encoded"), f("not", f("is_null", protection)), labels=protection)
    found = ask(question, {MAIN: {"p": ["qwerty", "cXdlcnR5MTIz", "d41d8cd98f00b204e9800998ecf8427e", "*****", None]}})
    assert found.labels == (("encoded", 1), ("fast", 1), ("plain", 1))
    assert (found.checked, found.broken) == (3, 2)


@pytest.mark.parametrize("rows_a_batch", [1, 2, 100])
def test_rows_without_a_match_in_another_table(rows_a_batch: int) -> None:
    consents = Lookup(OTHER, f("key", cell("phone")), where=f("true", cell("given")))
    question = count(_not(Found(f("key", cell("tel")), 0)), lookups=(consents,))
    tables = {
        MAIN: {"tel": ["8 (701) 111-22-33", "77022223344", "+77033334455", None]},
        OTHER: {"phone": ["+77011112233", "87022223344", "87055556677"], "given": ["да", "нет", "1"]},
    }
    found = ask(question, tables, rows_a_batch=rows_a_batch)
    assert (found.broken, found.unknown) == (2, 1)


def _not(found: Found) -> Apply:
    return Apply(Function.NOT, (found,))


def test_last_day_under_a_key() -> None:
    outs = Lookup(OTHER, f("key", cell("id")), day=f("day", cell("at")))
    after = Apply(Function.LESS, (Found(f("key", cell("user")), 0), f("day", cell("sent"))))
    tables = {
        MAIN: {"user": [1, 2, 3, 1], "sent": ["2025-03-01"] * 3 + ["2024-01-01"]},
        OTHER: {"id": ["1", "1", "2"], "at": ["2024-06-01", "2025-02-01", "2025-06-01"]},
    }
    found = ask(count(after, lookups=(outs,)), tables)
    assert (found.broken, found.unknown) == (1, 1)


def test_keys_of_another_type_are_the_same_keys() -> None:
    ids = Lookup(OTHER, f("key", cell("iin")))
    tables = {MAIN: {"iin": [10101399088.0, 5.0]}, OTHER: {"iin": ["010101399088", "x"]}}
    found = ask(count(Found(f("key", cell("iin")), 0), lookups=(ids,)), tables)
    assert found.broken == 1


def test_other_table_is_read_in_full_where_this_one_is_a_sample() -> None:
    ids = Lookup(OTHER, f("key", cell("id")))
    tables = {MAIN: {"id": list(range(500))}, OTHER: {"id": list(range(500))}}
    found = ask(count(_not(Found(f("key", cell("id")), 0)), lookups=(ids,)), tables, Sampling(50), 100)
    assert (found.rows, found.broken, found.sampled) == (50, 0, True)


def test_too_many_keys_are_told_and_not_guessed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lookups, "MAX_KEYS", 10)
    monkeypatch.setattr(lookups, "COMPACTED", 5)
    ids = Lookup(OTHER, f("key", cell("id")))
    tables = {MAIN: {"id": [1]}, OTHER: {"id": list(range(50))}}
    found = ask(count(_not(Found(f("key", cell("id")), 0)), lookups=(ids,)), tables)
    assert (found.reason, found.lookup_incomplete) == (Reason.MEMORY_LIMIT, True)


def test_column_that_is_gone_is_a_reason() -> None:
    found = ask(count(f("is_null", cell("gone"))), {MAIN: {"a": [1]}})
    assert (found.reason, found.checked) == (Reason.SCHEMA_CHANGED, 0)


def test_born_by_iin_before_a_day() -> None:
    born = f("born", cell("iin"), "2026-01-01")
    minors = f("<", f("day", "2008-01-01"), born)
    found = ask(count(minors), {MAIN: {"iin": ["110715399990", "010101399088", "x"]}})
    assert (found.broken, found.unknown) == (0, 1)
