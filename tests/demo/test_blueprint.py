"""A blueprint with a mistake is refused with the place of the mistake."""

import pytest

from barlau import yamlfile
from barlau.demo.blueprint import COMPANIES, Blueprint, load, path
from barlau.errors import ConfigError

HEAD = """schema: barlau.warehouse/1
policy: jetauto
first_day: 2024-03-01
last_day: 2026-10-31
tables:
  - object: {object}
    rows: 20
    columns:
      - {column}
"""


def parse(column: str = "{name: id, make: serial}", table: str = "users") -> Blueprint:
    text = HEAD.format(object=table, column=column)
    return yamlfile.validate(yamlfile.parse(text.encode(), "shop.yaml"), Blueprint)


@pytest.mark.parametrize("company", COMPANIES)
def test_shipped_blueprint_loads_and_names_its_policy(company: str) -> None:
    assert path(company).is_file()
    assert load(company).policy == company


@pytest.mark.parametrize(
    ("column", "problem"),
    [
        ("{name: id}", "give one of make, words, values"),
        ("{name: id, make: serial, values: [1]}", "give one of make, words, values"),
        ("{name: id, make: nonsense}", "not the name of a maker"),
        ("{name: id, words: nonsense}", "not a list of words.yaml"),
        ("{name: id, make: serial, with: {stop: 9}}", "an option that the maker does not know"),
        ("{name: id, make: serial, category: identity.nose}", "category is not in the taxonomy"),
        ("{name: id, make: iin, category: identity.iin, resembles: bin}", "exclude each other"),
        ("{name: id, make: iin, verdict: declared}", "a verdict needs a category"),
        ("{name: id, make: iin, category: identity.iin, verdict: maybe}", "should be"),
        ("{name: id, make: serial, colour: red}", "unknown key"),
        ("{name: id, make: serial, nulls: 2}", "should be less than or equal to 1"),
    ],
)
def test_wrong_column_is_refused_with_its_line(column: str, problem: str) -> None:
    with pytest.raises(ConfigError, match=problem) as caught:
        parse(column)
    assert caught.value.line is not None
    assert caught.value.line >= 9


def test_object_of_an_unknown_format_is_refused() -> None:
    with pytest.raises(ConfigError, match="has to be a table or a csv"):
        parse(table="users.docx")


@pytest.mark.parametrize(
    ("name", "format_", "file", "sheet"),
    [
        ("users", "", "", ""),
        ("leads.csv", ".csv", "leads.csv", ""),
        ("crm.xlsx#Клиенттер", ".xlsx", "crm.xlsx", "Клиенттер"),
    ],
)
def test_object_name_tells_format_file_and_sheet(name: str, format_: str, file: str, sheet: str) -> None:
    table = parse(table=f'"{name}"').tables[0]
    assert (table.format, table.file, table.sheet) == (format_, file, sheet)
