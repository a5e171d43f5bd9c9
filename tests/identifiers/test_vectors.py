"""Every vector of the fact sheet, by the scalar and by the vectorised function."""

import datetime
import json
from importlib import import_module
from pathlib import Path

import pyarrow as pa
import pytest

TODAY = datetime.date(2026, 11, 21)
ELSEWHERE = {"_meta", "person_name", "address", "encoding"}
MODULES = {
    "card": "generic.card",
    "birth_date": "generic.birth_date",
    "sex": "generic.sex",
    "nationality": "generic.nationality",
    "email": "generic.email",
    "ip": "generic.ip",
    "mac": "generic.mac",
    "imei": "generic.imei",
    "imsi": "generic.imsi",
    "client_id": "generic.client_id",
    "geo": "generic.geo_point",
    "secret_hash": "generic.password_hash",
}
PATH = Path(__file__).parent.parent / "data" / "kz-identifier-vectors.json"
VECTORS = [
    (kind, vector)
    for kind, vectors in json.loads(PATH.read_text(encoding="utf-8")).items()
    if kind not in ELSEWHERE
    for vector in vectors
]
IDS = [f"{kind}-{vector['reason']}-{number}" for number, (kind, vector) in enumerate(VECTORS)]


def module_of(kind, vector):
    part = (vector["derived"] or {}).get("kind", "")
    if kind == "id_document":
        name = "generic.mrz" if part.startswith("mrz") else f"kz.{part}"
    elif kind == "vin":
        name = "generic.frame_number" if part else "generic.vin"
    else:
        name = MODULES.get(kind, f"kz.{kind}")
    return import_module(f"barlau.identifiers.{name}")


def options_of(kind, vector):
    if kind in ("iin", "birth_date"):
        return {"today": TODAY}
    if kind == "secret_hash":
        return {"plaintext": vector.get("requires_context", False)}
    return {}


@pytest.mark.parametrize(("kind", "vector"), VECTORS, ids=IDS)
def test_scalar_and_column_give_the_verdict_of_the_vector(kind, vector):
    module, options = module_of(kind, vector), options_of(kind, vector)
    value = vector["value"]
    if vector["reason"] == "multiple":
        assert module.find(value) == vector["normalized"]
        assert not module.is_valid(value)
        return
    column = module.is_valid_array(pa.array([value, None]), **options)
    assert (module.is_valid(value, **options), column.to_pylist()) == (
        vector["valid"],
        [vector["valid"], None],
    )
    if vector["valid"] and vector["normalized"]:
        assert module.validate(value, **options) == vector["normalized"]


NAMES = {"type": "kind", "pass": "check_pass", ("kato", "region"): "region_code"}
SAID_ELSEWHERE = {
    "checksum_ok",
    "plausible_living",
}  # a parsed number has a right check digit; the tier says the rest
PARSED = [
    pytest.param(kind, vector, id=name)
    for name, (kind, vector) in zip(IDS, VECTORS, strict=True)
    if vector["valid"] and vector["reason"] != "multiple" and set(vector["derived"] or ()) - {"kind"}
]


@pytest.mark.parametrize(("kind", "vector"), PARSED)
def test_parse_derives_the_facts_of_the_vector(kind, vector):
    found = module_of(kind, vector).parse(vector["value"], **options_of(kind, vector))
    for key in vector["derived"].keys() - SAID_ELSEWHERE:
        actual = getattr(found, NAMES.get((kind, key), NAMES.get(key, key)))
        shown = actual.isoformat() if isinstance(actual, datetime.date) else actual
        assert shown == vector["derived"][key], key


@pytest.mark.parametrize(
    "vector",
    [vector for kind, vector in VECTORS if kind == "iin"],
    ids=[name for name in IDS if name.startswith("iin-")],
)
def test_tier_of_an_iin_is_that_of_the_vector(vector):
    tier = import_module("barlau.identifiers.kz.iin").tier(vector["value"], today=TODAY)
    assert ("strict" if tier == "plausible" else tier) == vector["tier"]
    if vector["tier"] == "strict":
        assert (tier == "plausible") == vector["derived"]["plausible_living"]


def test_every_kind_of_the_fact_sheet_is_covered():
    counts = {}
    for kind, _ in VECTORS:
        counts[kind] = counts.get(kind, 0) + 1
    assert (len(counts), sum(counts.values())) == (24, 510)
