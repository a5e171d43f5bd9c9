"""Exports to catalogues in YAML, by the schemas of fides, dbt and the Open Data Contract Standard."""

import json
import re
from dataclasses import replace
from functools import cache
from pathlib import Path

import jsonschema
import open_data_contract_standard
import pytest
import yaml
from open_data_contract_standard.model import OpenDataContractStandard

from barlau import taxonomy
from barlau.model.reading import Column, ObjectKind
from barlau.report import json_load, json_report
from barlau.report.exports import dbt, fides, odcs
from barlau.report.exports.catalogue import datasets
from barlau.report.exports.systems import System, system

from .catalogued import MYSQL, catalogued
from .fixture import REPORT, _object
from .hostile import NAMES, hostile, remembered
from .large import large

SCHEMAS = Path(__file__).parents[1] / "data" / "schemas"
REPORTS = [REPORT, remembered(), hostile(), large(), catalogued()]


@cache
def schema(name):
    return json.loads((SCHEMAS / name).read_text("utf-8"))


@cache
def odcs_validator():
    path = Path(open_data_contract_standard.__file__).with_name("schema.json")
    return jsonschema.Draft201909Validator(json.loads(path.read_text("utf-8")))


def by_name(entries):
    return {entry["name"]: entry for entry in entries}


@pytest.mark.parametrize("report", REPORTS)
def test_fides_datasets_follow_fideslang(report):
    """The schema of its model, and what its validators add: keys, known categories, names used once."""
    keys = json.loads(schema("fides-dataset-3.1.4.json")["$comment"])
    written = yaml.safe_load(fides.render(report))["dataset"]
    assert written
    for dataset in written:
        jsonschema.Draft202012Validator(schema("fides-dataset-3.1.4.json")).validate(dataset)
        assert re.fullmatch("[a-zA-Z0-9_.<>-]+", dataset["fides_key"])
        names = [collection["name"] for collection in dataset["collections"]]
        assert len(set(names)) == len(names)
        for field in (field for collection in dataset["collections"] for field in collection["fields"]):
            assert set(field) <= {"name", "description", "data_categories", "data_subjects"}
            assert set(field.get("data_categories", ())) <= set(keys["data_categories"])
            assert set(field.get("data_subjects", ())) <= set(keys["data_subjects"])
    assert len({dataset["fides_key"] for dataset in written}) == len(written)


def test_every_category_has_a_key_that_fides_knows():
    keys = json.loads(schema("fides-dataset-3.1.4.json")["$comment"])["data_categories"]
    assert {fides.category_key(category) for category in taxonomy.load().categories} <= set(keys)
    assert fides.category_key("own.category") == "user"


def test_fides_field_says_what_it_holds():
    app = {d["name"]: d for d in yaml.safe_load(fides.render(catalogued()))["dataset"]}["app"]
    fields = by_name(app["collections"][0]["fields"])
    assert fields["iin"]["data_categories"] == ["user.government_id.national_identification_number"]
    assert fields["iin"]["data_subjects"] == ["customer"]
    assert "undeclared (example-shop)" in fields["iin"]["description"]
    assert len(fields["payload"]["data_categories"]) == 2
    assert "$.client.email" in fields["payload"]["description"]
    assert fields["created_at"] == {"name": "created_at"}


@pytest.mark.parametrize("export", [fides, dbt, odcs])
def test_organisations_data_and_rejected_findings_are_not_labelled(export):
    text = export.render(catalogued())
    assert "org.bin" not in text
    assert "KZ_BIN" not in text
    labelled = {field.name: field.labels for found in datasets(catalogued()) for field in found.fields}
    assert labelled["org_bin"] == labelled["note"] == ()
    assert [label.confirmed for label in labelled["iin"]] == [True]


@pytest.mark.parametrize("report", REPORTS)
def test_dbt_properties_follow_the_schema_of_dbt(report):
    jsonschema.Draft7Validator(schema("dbt-sources-1.12.6.json")).validate(yaml.safe_load(dbt.render(report)))


def test_dbt_lists_personal_columns_of_tables_by_schema():
    sources = by_name(yaml.safe_load(dbt.render(catalogued()))["sources"])
    assert set(sources) == {"app.public", f"{MYSQL}.shop"}
    app = sources["app.public"]
    assert (app["database"], app["schema"]) == ("crm", "public")
    columns = by_name(app["tables"][0]["columns"])
    assert app["tables"][0]["name"] == "customers"
    assert set(columns) == {"iin", "payload"}
    assert columns["iin"]["config"]["tags"] == ["personal_data"]
    assert columns["iin"]["config"]["meta"]["pii"] == {
        "categories": ["identity.iin"],
        "sensitivity": "critical",
        "confidence": "high",
        "verdicts": [{"category": "identity.iin", "policy": "example-shop", "verdict": "undeclared"}],
    }
    assert "1 files with personal data" in dbt.render(catalogued())


def test_no_name_is_a_template_for_dbt():
    assert any("{{" in name for name in NAMES)
    assert not re.search(r"\{[{%#]", dbt.render(hostile()))


@pytest.mark.parametrize("report", REPORTS)
def test_data_contract_follows_the_standard(report):
    text = odcs.render(report)
    odcs_validator().validate(yaml.safe_load(text))
    contract = OpenDataContractStandard.from_string(text)
    names = [found.name for found in contract.schema_]
    assert len(set(names)) == len(names)


@pytest.mark.parametrize(
    ("own", "logical"),
    [
        ("varchar(12)", "string"),
        ("bigint", "integer"),
        ("int64", "integer"),
        ("interval", "string"),
        ("numeric(10,2)", "number"),
        ("double precision", "number"),
        ("timestamp with time zone", "timestamp"),
        ("date32[day]", "date"),
        ("datetime", "timestamp"),
        ("jsonb", "object"),
        ("text[]", "array"),
        ("boolean", "boolean"),
        ("", "string"),
    ],
)
def test_logical_type_of_a_column(own, logical):
    assert odcs.logical_type(own) == logical
    column = replace(catalogued().columns[0], column=Column("x", None, own))
    odcs_validator().validate(yaml.safe_load(odcs.render(replace(catalogued(), columns=(column,)))))


def test_data_contract_says_where_and_how_sensitive():
    contract = yaml.safe_load(odcs.render(catalogued()))
    servers = {server["server"]: server for server in contract["servers"]}
    assert servers["app.public"] == {
        "server": "app.public",
        "type": "postgres",
        "host": "db.internal",
        "port": 5433,
        "database": "crm",
        "schema": "public",
    }
    assert servers[f"{MYSQL}.shop"]["type"] == "mysql"
    fields = by_name(by_name(contract["schema"])["app.public.customers"]["properties"])
    assert fields["iin"]["classification"] == "restricted"
    assert fields["iin"]["tags"] == ["personal_data", "identity.iin"]
    assert "classification" not in fields["created_at"]


@pytest.mark.parametrize("export", [fides, odcs])
def test_names_come_back_as_they_are(export):
    """A catalogue finds a field by its name; what is no UTF-8 is written out."""
    text = str(yaml.safe_load(export.render(hostile())))
    for name in NAMES:
        if "\udcff" not in name:
            assert repr(name)[1:-1] in text, name


@pytest.mark.parametrize(
    ("source", "name", "kind", "parts"),
    [
        ("postgresql://db/crm", "public.people", ObjectKind.TABLE, ("public", "people")),
        ("mysql://db/shop", "a.b", ObjectKind.TABLE, ("shop", "a.b")),
        ("mysql://db/", "shop.people", ObjectKind.TABLE, ("shop", "people")),
        ("sqlite:///app.db", "a.b", ObjectKind.TABLE, ("", "a.b")),
        ("exports", "app.db#people", ObjectKind.TABLE, ("app.db", "people")),
        ("frame", "frame", ObjectKind.TABLE, ("", "frame")),
        ("exports", "a.csv", ObjectKind.FILE, ("", "a.csv")),
    ],
)
def test_schema_and_table_of_an_object(source, name, kind, parts):
    (found,) = datasets(replace(catalogued(), objects=(_object(name, kind=kind, source=source),)))
    assert found.schema_and_table == parts


def test_object_that_was_not_read_is_in_no_catalogue():
    assert "public.later" not in [found.name for found in datasets(catalogued())]


def test_address_of_a_source_travels_with_the_stored_report():
    stored = json_load.load(json_report.render(catalogued()))
    assert stored.addresses == catalogued().addresses


@pytest.mark.parametrize(
    ("address", "found"),
    [
        ("postgresql://db:5433/crm", System("postgresql", "db", 5433, "crm")),
        ("postgresql://db/crm", System("postgresql", "db", 5432, "crm")),
        ("mariadb://[::1]:3307/shop", System("mysql", "::1", 3307, "shop")),
        ("sqlite:////data/app.db", System("sqlite", database="/data/app.db")),
        ("duckdb:///app.db", System("duckdb", database="app.db")),
        ("exports", System("file", database="exports")),
        ("x://y", System("file", database="x://y")),
        ("mysql://[broken/shop", System("mysql", database="shop")),
    ],
)
def test_system_of_an_address(address, found):
    assert system(address) == found
