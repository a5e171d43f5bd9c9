"""What is written: complete, in the encodings named, and the same for the same seed."""

import csv
import hashlib
import io
import json
import os
import shutil
import sqlite3
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import closing
from functools import partial
from pathlib import Path

import pyarrow.parquet as pq
import pytest
from python_calamine import CalamineWorkbook

from barlau import package_data
from barlau.demo.blueprint import COMPANIES, TablePlan, load
from barlau.demo.generate import Warehouse, generate
from barlau.errors import ConfigError

MARKS = {"utf-8-sig": b"\xef\xbb\xbf", "utf-16-le": b"\xff\xfe"}


@pytest.fixture(scope="module")
def warehouses(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Warehouse]:
    return {made.company: made for made in generate(tmp_path_factory.mktemp("demo"))}


def plans(company: str, suffix: str) -> list[TablePlan]:
    return [table for table in load(company).tables if table.format == suffix]


def digests(folder: Path) -> dict[str, str]:
    given = (".yaml",)  # policy and project file are copied, not made
    files = (path for path in sorted(folder.rglob("*")) if path.is_file() and path.suffix not in given)
    return {str(path.relative_to(folder)): hashlib.sha256(path.read_bytes()).hexdigest() for path in files}


def test_same_seed_gives_the_same_bytes_and_another_seed_does_not(tmp_path: Path) -> None:
    for folder, seed in (("one", 1), ("again", 1), ("other", 2)):
        generate(tmp_path / folder, ["autocheck"], seed)
    one, other = digests(tmp_path / "one"), digests(tmp_path / "other")
    assert one == digests(tmp_path / "again")
    assert one.keys() == other.keys()
    assert not set(one.values()) & set(other.values())


def test_one_company_comes_out_the_same_alone(tmp_path: Path, warehouses: dict[str, Warehouse]) -> None:
    generate(tmp_path, ["mycar"])
    assert digests(tmp_path / "mycar") == digests(warehouses["mycar"].database.parent)


def test_unknown_company_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match="no such company"):
        generate(tmp_path, ["acme"])


@pytest.mark.parametrize("company", COMPANIES)
def test_database_has_every_table_with_all_its_rows(company: str, warehouses: dict[str, Warehouse]) -> None:
    with closing(sqlite3.connect(warehouses[company].database)) as connection:
        for plan in plans(company, ""):
            cursor = connection.execute(f'SELECT * FROM "{plan.object}"')
            assert [column[0] for column in cursor.description] == [column.name for column in plan.columns]
            assert len(cursor.fetchall()) == plan.rows


@pytest.mark.parametrize("company", COMPANIES)
def test_text_files_are_written_in_the_encoding_that_the_blueprint_names(
    company: str, warehouses: dict[str, Warehouse]
) -> None:
    for plan in (*plans(company, ".csv"), *plans(company, ".tsv")):
        raw = (warehouses[company].dumps / plan.file).read_bytes()
        mark = MARKS.get(plan.encoding, b"")
        assert raw.startswith(mark)
        text = raw.removeprefix(mark).decode(plan.encoding.removesuffix("-sig"))
        separator = "\t" if plan.format == ".tsv" else plan.separator
        rows = list(csv.reader(io.StringIO(text), delimiter=separator))
        assert rows[0] == [column.name for column in plan.columns]
        assert len(rows) == plan.rows + 1
        assert {len(row) for row in rows} == {len(plan.columns)}


def test_all_encodings_met_in_kazakhstan_occur() -> None:
    used = {plan.encoding for company in COMPANIES for plan in (*plans(company, ".csv"), *plans(company, ".tsv"))}
    assert used == {"utf-8", "utf-8-sig", "cp1251", "kz1048", "utf-16-le"}


def test_kazakh_letters_are_kept_in_kz1048_and_written_as_russian_in_cp1251(
    warehouses: dict[str, Warehouse],
) -> None:
    kazakh = (warehouses["jet-leasing"].dumps / "kontakty.csv").read_text("kz1048")
    russian = (warehouses["jetauto"].dumps / "leads.csv").read_text("cp1251")
    assert set(kazakh) & set("әғқңөұүһі")
    assert not set(russian) & set("ѓќњґўћєї")


@pytest.mark.parametrize("company", COMPANIES)
def test_parquet_json_and_excel_have_the_rows_and_columns_of_the_blueprint(
    company: str, warehouses: dict[str, Warehouse]
) -> None:
    dumps = warehouses[company].dumps
    for plan in plans(company, ".parquet"):
        table = pq.read_table(dumps / plan.file)
        assert (table.num_rows, table.column_names) == (plan.rows, [column.name for column in plan.columns])
    for plan in plans(company, ".jsonl"):
        records = [json.loads(line) for line in (dumps / plan.file).read_text("utf-8").splitlines()]
        assert len(records) == plan.rows
        assert {".".join(names) for names in leaves(records[0])} == {column.name for column in plan.columns}
    for plan in plans(company, ".xlsx"):
        rows = CalamineWorkbook.from_path(dumps / plan.file).get_sheet_by_name(plan.sheet).to_python()
        assert rows[0] == [column.name for column in plan.columns]
        assert len(rows) == plan.rows + 1


def leaves(record: object, above: tuple[str, ...] = ()) -> list[tuple[str, ...]]:
    if not isinstance(record, dict):
        return [above]
    return [leaf for key, value in record.items() for leaf in leaves(value, (*above, key))]


def test_numbers_in_a_workbook_are_numbers(warehouses: dict[str, Warehouse]) -> None:
    book = CalamineWorkbook.from_path(warehouses["jetauto"].dumps / "crm.xlsx")
    column = [row[1] for row in book.get_sheet_by_name("Клиенттер").to_python()[1:]]
    assert all(isinstance(cell, float) for cell in column)
    assert any(len(f"{cell:.0f}") < 12 for cell in column)  # born after 1999: the zero is lost


def test_postgresql_loads_the_script_of_every_company(warehouses: dict[str, Warehouse], postgresql: list[str]) -> None:
    def answer(database: str, *arguments: object) -> str:
        command = [*postgresql, database, "-v", "ON_ERROR_STOP=1", "-qAt", *map(str, arguments)]
        return subprocess.run(command, check=True, capture_output=True, text=True).stdout

    for company, made in warehouses.items():
        answer("postgres", "-c", f'CREATE DATABASE "{company}"')
        answer(company, "-f", made.postgresql)
        for plan in plans(company, ""):
            assert answer(company, "-c", f'SELECT count(*) FROM "{plan.object}"') == f"{plan.rows}\n"


@pytest.fixture
def postgresql() -> Iterator[list[str]]:
    """The psql command of a private server that lives as long as the test."""
    if not (shutil.which("initdb") and shutil.which("pg_ctl") and shutil.which("psql")):
        pytest.skip("PostgreSQL is not installed")
    user = "postgres" if os.geteuid() == 0 else None  # the server refuses to run as root
    with tempfile.TemporaryDirectory() as name:  # a short path: sockets have at most 107 bytes
        if user:
            shutil.chown(name, user)
        data = f"{name}/data"
        run = partial(subprocess.run, check=True, user=user, cwd=name, stdout=subprocess.DEVNULL)
        run(["initdb", "-D", data, "-U", "postgres", "-A", "trust", "--no-sync"])
        options = f"-c listen_addresses= -c unix_socket_directories={name} -c fsync=off"
        run(["pg_ctl", "-D", data, "-o", options, "-w", "-l", f"{name}/log", "start"])
        try:
            yield ["psql", "-h", name, "-U", "postgres", "-d"]
        finally:
            run(["pg_ctl", "-D", data, "-m", "immediate", "-w", "stop"])


def test_readme_says_that_all_of_it_is_invented() -> None:
    text = (package_data.folder("sample_data") / "README.md").read_text("utf-8")
    assert "All of it is invented" in text
    assert "nothing about any company" in text
