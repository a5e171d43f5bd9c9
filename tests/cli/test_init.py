"""A first project file: valid, honest about what it guessed, without a password, and run as it is."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
import yaml

from barlau import project
from barlau.model.project import Project

from .conftest import POLICY

PHONES = [f"+7701{n:07d}" for n in range(1000, 1200)]
HOSTILE = 'a"b\\c [x]*\u202e: #\n- д'


@pytest.fixture
def database(folder: Path) -> Path:
    path = folder / "app.db"
    with closing(sqlite3.connect(path)) as connection, connection:
        for table, columns in (
            ("clients", ("phone", "guarantor_phone")),
            ("sotrudniki", ("telefon_sotrudnika",)),
            (HOSTILE, ("phone",)),
            ("stock", ("sku",)),
        ):
            quoted = table.replace('"', '""')
            connection.execute(f'CREATE TABLE "{quoted}" ({", ".join(columns)})')
            rows = [("AB-1",) if table == "stock" else (phone,) * len(columns) for phone in PHONES]
            connection.executemany(f'INSERT INTO "{quoted}" VALUES ({", ".join("?" * len(columns))})', rows)
    (folder / "shop.yaml").write_text(POLICY)
    return path


def loaded(path: Path) -> Project:
    return project.load(path)


@pytest.mark.parametrize("language", ["en", "ru", "kk"])
def test_file_binds_every_table_with_personal_data(run, folder: Path, database: Path, language: str) -> None:
    made = run("init", "sqlite:///app.db", "--policy", "shop.yaml", "--quiet", "--lang", language)
    assert made.code == 0
    assert made.out == ""
    (source,) = loaded(folder / "barlau.yaml").sources
    assert source.target.name == "app"
    found = {binding.match: binding for binding in source.bindings}
    assert {match: binding.subjects for match, binding in found.items()} == {
        "clients": ("customer",),
        "sotrudniki": ("employee",),
        HOSTILE.replace("[", "[[]").replace("*", "[*]"): ("customer",),
    }
    assert [(part.match, part.subjects) for part in found["clients"].columns] == [("guarantor_phone", ("third_party",))]
    text = (folder / "barlau.yaml").read_text()
    assert "\u202e" not in text
    assert "#   stock\n" in text
    assert not [phone for phone in PHONES if phone in text]
    comments = [line for line in text.splitlines() if line.lstrip().startswith("#")]
    assert not [line for line in comments if len(line) > 120]


def test_file_runs_as_it_is_and_once_its_comments_are_filled_in(run, folder: Path, database: Path) -> None:
    assert run("init", "app.db", "-p", "shop.yaml", "--quiet").code == 0
    report = run("audit", "--format", "json").report()
    assert not report.get("notices")
    assert {o["object"]: o["status"] for o in report["objects"]}["clients"] == "scanned"
    path = folder / "barlau.yaml"
    text = path.read_text()
    for comment, entry in (
        ("# collected_from", "collected_from"),
        ("# purposes: []", "purposes: [contract]"),
        ('# include: ["public.*"]', 'include: ["*"]'),
    ):
        assert comment in text
        text = text.replace(comment, entry)
    path.write_text(text)
    (source,) = loaded(path).sources
    assert {binding.purposes for binding in source.bindings} == {("contract",)}
    assert run("audit", "--format", "json").report()["columns"]


def test_folder_that_holds_the_file_leaves_out_what_barlau_keeps(run, folder: Path, database: Path) -> None:
    assert run("init", ".", "--quiet").code in (0, 3)
    run("audit", "--quiet")
    objects = {o["object"]: o["status"] for o in run("audit", "--format", "json").report()["objects"]}
    assert objects["barlau.yaml"] == "excluded"
    assert {status for name, status in objects.items() if name.startswith(".barlau")} <= {"excluded"}
    assert objects["app.db#clients"] == "scanned"


def test_file_elsewhere_names_paths_as_seen_from_there(run, folder: Path, database: Path) -> None:
    (folder / "projects").mkdir()
    for target in ("app.db", "sqlite:///app.db"):
        made = run("init", target, "-p", "shop.yaml", "-o", "projects/p.yaml", "--force", "--quiet")
        assert made.code == 0
        assert loaded(folder / "projects" / "p.yaml").policies == (folder / "shop.yaml",)
        assert run("audit", "projects/p.yaml", "--quiet").code in (0, 1)


def test_file_that_exists_is_kept(run, folder: Path, database: Path) -> None:
    (folder / "barlau.yaml").write_text("mine")
    refused = run("init", "app.db")
    assert (refused.code, refused.err.count("\n")) == (2, 1)
    assert "exists already" in refused.err
    assert (folder / "barlau.yaml").read_text() == "mine"
    assert run("init", "gone.db", "--force").code == 2
    assert (folder / "barlau.yaml").read_text() == "mine"


def test_password_is_not_written(run, folder: Path, postgresql) -> None:
    postgresql.run("CREATE TABLE clients (phone text)", "INSERT INTO clients VALUES ('+77011234567')")
    user = postgresql.user("pa-ss")
    postgresql.run(f"GRANT SELECT ON clients TO {user}")
    made = run("init", postgresql.url(user, "pa-ss"), "--quiet")
    assert made.code == 0
    assert "DB_PASSWORD" in made.err
    text = (folder / "barlau.yaml").read_text()
    assert "pa-ss" not in text
    assert "${DB_PASSWORD}" in yaml.safe_load(text)["sources"][0]["url"]
    assert run("audit", "--quiet").code == 2
    assert run("audit", "--quiet", env={"DB_PASSWORD": "pa-ss"}).code in (0, 1)
