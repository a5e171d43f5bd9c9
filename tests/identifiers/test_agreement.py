"""The scalar and the vectorised function of every identifier agree on whatever they are given."""

import datetime
import doctest
import json
from importlib import import_module
from pathlib import Path

import pyarrow as pa
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import barlau.errors
import barlau.identifiers

ROOT = Path(barlau.identifiers.__file__).parent
NAMES = sorted(
    f"{group}.{path.stem}"
    for group in ("kz", "generic")
    for path in (ROOT / group).glob("*.py")
    if path.stem != "__init__"
)
SETTINGS = settings(max_examples=30, suppress_health_check=[HealthCheck.too_slow], derandomize=True)
TODAY = {"today": datetime.date(2026, 11, 21)}

VECTORS = json.loads((Path(__file__).parent.parent / "data" / "kz-identifier-vectors.json").read_text("utf-8"))
SEEDS = {
    "kz.id_card": "id_document",
    "kz.passport": "id_document",
    "kz.srts": "id_document",
    "kz.driver_licence": "id_document",
    "kz.residence_permit": "id_document",
    "kz.birth_certificate": "id_document",
    "generic.mrz": "id_document",
    "generic.frame_number": "vin",
    "generic.date": "birth_date",
    "generic.geo_point": "geo",
    "generic.password_hash": "secret_hash",
}
EXTRA = {
    "generic.date": [
        "5.7.1911",
        "15-jul-11",
        "July 15, 1911",
        "1911.07.15",
        "15.07.1911 23:59:59",
        "2000-02-29",
    ],
    "generic.imei": ["35-209900-176148-1", "352099001761481"],
    "generic.ip": ["::", "::1", "1:2:3:4:5:6:7:8", "::ffff:192.0.2.1", "192.0.2.1:443", "1::8", "4294967295"],
    "generic.geo_point": ["POINT (76.88 43.23)", "[43.5,76.1]", "51,1692 71,4491", "0.0,0.0", "90.5,10.1"],
    "kz.phone": ["(701) 000-00-02", "7 (701) 000 00 02", "870700000.03", "-77060000012", "+ 7 7010000000"],
    "kz.iin": ["110 715 399 990", "1.1071539999e+11", "ЖСН/ИИН 110715399990", "KZ110715399990"],
}
NOISE = "0123456789ABCKOTXYZabcfxАВЕКОІікҚқЖжёМ№ -+().,/:;'\"=*\u00a0\u200b\ufeff１\t\n\x00٣ſİ"


def seeds_of(name):
    kind = SEEDS.get(name, name.split(".")[1])
    return [str(vector["value"]) for vector in VECTORS[kind]] + EXTRA.get(name, [])


@st.composite
def near_misses(draw, seeds):
    text = draw(st.sampled_from(seeds))
    for _ in range(draw(st.integers(0, 3))):
        at = draw(st.integers(0, len(text)))
        noise = draw(st.sampled_from(["", *NOISE]))
        text = text[:at] + noise + text[at + draw(st.integers(0, 1)) :]
    return text


def options_of(name):
    return TODAY if name in ("kz.iin", "generic.birth_date") else {}


def assert_agreement(name, values, kind):
    module, options = import_module(f"barlau.identifiers.{name}"), options_of(name)
    column = module.is_valid_array(pa.array([*values, None], kind), **options)
    assert column.to_pylist() == [*(module.is_valid(value, **options) for value in values), None]


@pytest.mark.parametrize("name", NAMES)
def test_on_text_that_is_almost_an_identifier(name):
    @SETTINGS
    @given(st.lists(near_misses(seeds_of(name)) | st.text(max_size=30), min_size=1, max_size=40))
    def agree(values):
        assert_agreement(name, values, pa.string())

    agree()


@pytest.mark.parametrize("name", NAMES)
def test_on_integers(name):
    numbers = st.integers(0, 18).flatmap(lambda width: st.integers(-(10**width), 10**width))

    @SETTINGS
    @given(st.lists(numbers, max_size=60))
    def agree(values):
        assert_agreement(name, values, pa.int64())

    agree()


@pytest.mark.parametrize("name", NAMES)
def test_on_floats(name):
    @SETTINGS
    @given(st.lists(st.floats() | st.integers(0, 10**16).map(float), max_size=40))
    def agree(values):
        assert_agreement(name, values, pa.float64())

    agree()


@pytest.mark.parametrize("kind", [pa.large_string(), pa.dictionary(pa.int32(), pa.string())], ids=str)
@pytest.mark.parametrize("name", NAMES)
def test_on_the_vectors_in_other_arrow_types_and_slices(name, kind):
    values = [*seeds_of(name), None, ""]
    module, options = import_module(f"barlau.identifiers.{name}"), options_of(name)
    expected = [None if value is None else module.is_valid(value, **options) for value in values]
    column = pa.array(["x", *values, "x"]).cast(kind) if pa.types.is_large_string(kind) else None
    column = pa.array(["x", *values, "x"]).dictionary_encode() if column is None else column
    assert module.is_valid_array(column.slice(1, len(values)), **options).to_pylist() == expected


@pytest.mark.parametrize("name", NAMES)
def test_on_columns_without_cells_or_without_values(name):
    module = import_module(f"barlau.identifiers.{name}")
    assert module.is_valid_array(pa.array([], pa.string())).to_pylist() == []
    assert module.is_valid_array(pa.array([None, None], pa.string())).to_pylist() == [None, None]
    assert module.is_valid_array(pa.nulls(2)).to_pylist() == [None, None]


@pytest.mark.parametrize("name", NAMES)
def test_values_that_are_no_text_and_no_number_are_rejected(name):
    module = import_module(f"barlau.identifiers.{name}")
    for value in (None, True, False, float("nan"), float("inf"), object(), [1], b"", ""):
        assert not module.is_valid(value)


@pytest.mark.parametrize("name", NAMES)
def test_normal_form_is_valid_and_stays_as_it_is(name):
    module, options = import_module(f"barlau.identifiers.{name}"), options_of(name)
    valid = [seed for seed in seeds_of(name) if module.is_valid(seed, **options)]
    assert valid
    for seed in valid:
        normal = module.validate(seed, **options)
        if name not in ("generic.sex", "generic.nationality"):
            assert module.validate(normal, **options) == normal


def error_of(module, value, options):
    try:
        module.validate(value, **options)
    except barlau.errors.InvalidIdentifier as error:
        return error
    return None


@pytest.mark.parametrize("name", NAMES)
def test_errors_never_repeat_the_value(name):
    module, options = import_module(f"barlau.identifiers.{name}"), options_of(name)
    errors = [error_of(module, seed, options) for seed in (*seeds_of(name), "110715399991", "31.04.1990", "")]
    raised = [error for error in errors if error is not None]
    assert raised
    for error in raised:
        assert (error.args, error.__cause__, str(error)) == ((), None, type(error).message)
        assert error.__suppress_context__ or error.__context__ is None


@pytest.mark.parametrize("name", NAMES)
def test_examples_of_the_manual_page_are_right(name):
    module = import_module(f"barlau.identifiers.{name}")
    result = doctest.testmod(module)
    assert result.attempted > 0
    assert result.failed == 0


def test_every_identifier_has_a_test_file_and_every_test_file_an_identifier():
    here = Path(__file__).parent
    tests = {
        f"{group}.{path.stem.removeprefix('test_')}"
        for group in ("kz", "generic")
        for path in (here / group).glob("test_*.py")
    }
    assert tests == set(NAMES)
