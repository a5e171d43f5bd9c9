"""`TARGET.table.column` taken apart, and names found however they are written."""

import pytest

from barlau.api import place
from barlau.model.reading import Column, DataObject, ObjectKind


def item(name):
    return DataObject("app", name, ObjectKind.TABLE)


@pytest.mark.parametrize(
    ("spec", "target", "rest"),
    [
        ("app.sqlite.clients.iin", "app.sqlite", "clients.iin"),
        ("dumps.people.csv.Діні", "dumps", "people.csv.Діні"),
        ("dumps/people.csv.Діні", "dumps/people.csv", "Діні"),
        ("dumps/people.csv.$.client.iin", "dumps/people.csv", "$.client.iin"),
        ("dumps/book.xlsx#Лист 1.ИИН", "dumps/book.xlsx", "Лист 1.ИИН"),
        ("sqlite:///app.sqlite.clients.iin", "sqlite:///app.sqlite", "clients.iin"),
        ("postgresql://scan@db:5432/shop.public.clients.iin", "postgresql://scan@db:5432/shop", "public.clients.iin"),
        ("mysql://db/shop.clients.data $.iin", "mysql://db/shop", "clients.data $.iin"),
    ],
)
def test_a_place_is_cut_behind_its_target(tmp_path, monkeypatch, spec, target, rest):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "dumps").mkdir()
    for name in ("app.sqlite", "dumps/people.csv", "dumps/book.xlsx"):
        (tmp_path / name).touch()
    assert place.split(spec) == (target, rest)


@pytest.mark.parametrize(
    "spec",
    ["nothing.here.at.all", "iin", "", ".", "postgresql://db/shop", "postgresql://db/shop?a=b.public.t.c", "s3://"],
)
def test_what_names_no_target_is_not_cut(tmp_path, monkeypatch, spec):
    monkeypatch.chdir(tmp_path)
    assert place.split(spec) is None


@pytest.mark.parametrize(
    ("wanted", "names"),
    [
        ("public.clients.iin", ["public.clients"]),
        ("clients.iin", ["public.clients", "archive.clients"]),
        ("archive.clients.iin", ["archive.clients"]),
        ('"archive"."clients"."iin"', ["archive.clients"]),
        ("PUBLIC.CLIENTS.IIN", ["public.clients"]),
        ("orders.id", []),
    ],
)
def test_objects_are_found_by_the_beginning_of_a_place(wanted, names):
    held = [item("public.clients"), item("archive.clients")]
    assert [found.name for found in place.objects(wanted, held)] == names


def test_a_lone_object_need_not_be_named():
    assert [found.name for found in place.objects("iin", [item("people.csv")])] == ["people.csv"]


@pytest.mark.parametrize(
    ("wanted", "index"),
    [
        ("t.iin", 0),
        ("t.IIN", 0),
        ('t."Дата рождения"', 1),
        ("t.дата рождения", 1),
        ("t.payload $.client.iin", 2),
        ("t.payload.client.iin", 2),
        ("t.client.iin", 2),
        ("t.$.client.iin", 2),
        ("t.a.b", 3),
        ("t.x\\u{202e}y", 4),
    ],
)
def test_columns_are_found_however_they_are_written(wanted, index):
    held = [
        Column("iin", None, "text"),
        Column("Дата рождения", None, "text"),
        Column("payload", "$.client.iin", "json"),
        Column("a.b", None, "text"),
        Column("x\u202ey", None, "text"),
    ]
    assert place.columns(wanted, item("t"), held, alone=False) == [index]


def test_the_name_as_it_is_goes_before_one_of_another_case():
    held = [Column("IIN", None, "text"), Column("iin", None, "text")]
    assert place.columns("t.iin", item("t"), held, alone=False) == [1]
    assert place.columns("t.Iin", item("t"), held, alone=False) == [0, 1]
