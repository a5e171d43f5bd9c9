"""The shipped pack: every file loads, keeps its own promises and compiles in every engine."""

import re
from importlib import import_module
from pathlib import Path

import numpy as np
import polars as pl
import pyarrow as pa
import pyarrow.compute as pc
import pytest

from barlau import package_data, taxonomy
from barlau.recognizers import examples, load

PACK = load()
FOLDER = package_data.folder("recognizers")
MODULES = Path(import_module("barlau.identifiers").__file__).parent
TESTS = Path(__file__).parents[1] / "identifiers"

# Groups: their columns are always one of their children's.
GROUPS = {
    *("identity", "contact", "document", "finance", "vehicle", "media", "online"),
    *("social", "behaviour", "auth", "consent", "contract", "comms", "internal"),
}
# Words of policies, which no column can hold.
WORDS_OF_POLICIES = {"third_party", "anonymised", "catch_all"}
# The pattern, the shape or the column name is all there is to check.
WITHOUT_MODULE = {
    "card_cvv", "card_expiry", "card_last4", "card_masked", "phone_masked", "push_token", "religion", "social_account",
    "user_agent",
}  # fmt: skip
# Used by other modules, not a recognizer: a date alone is no personal data.
WITHOUT_RECOGNIZER = {"date"}


def test_the_pack_is_the_same_each_time():
    assert load() == PACK
    assert re.fullmatch("[0-9a-f]{12}", PACK.version)


@pytest.mark.parametrize("recognizer", PACK.recognizers, ids=lambda r: r.name)
def test_examples_hold(recognizer):
    assert examples.failures(_only(recognizer)) == ()
    assert recognizer.match
    assert recognizer.no_match


@pytest.mark.parametrize("recognizer", PACK.recognizers, ids=lambda r: r.name)
def test_a_file_is_named_after_its_only_recognizer(recognizer):
    assert Path(recognizer.origin).stem == recognizer.name


def test_examples_are_not_the_same_for_every_recognizer():
    wrong = [e for r in PACK.recognizers for e in r.no_match if examples.recognises(r, e)]
    right = [e for r in PACK.recognizers for e in r.match if not examples.recognises(r, e)]
    assert (wrong, right) == ([], [])


def test_every_category_that_a_column_can_hold_has_words():
    announced = {rule.category for rule in (*PACK.recognizers, *PACK.headers) if rule.header.phrases}
    assert set(taxonomy.load().categories) - announced == GROUPS | WORDS_OF_POLICIES


@pytest.mark.parametrize("group", ["kz", "generic"])
def test_recognizer_module_and_test_have_the_same_name(group):
    files = {path.stem for path in (FOLDER / group).glob("*.yaml")}
    modules = {path.stem for path in (MODULES / group).glob("[a-z]*.py")}
    tests = {path.stem.removeprefix("test_") for path in (TESTS / group).glob("test_*.py")}
    assert files - modules == (WITHOUT_MODULE if group == "generic" else set())
    assert modules - files == (WITHOUT_RECOGNIZER if group == "generic" else set())
    assert modules - tests == set()


@pytest.mark.parametrize("recognizer", [r for r in PACK.recognizers if r.validator], ids=lambda r: r.name)
def test_validator_is_the_module_of_the_same_name_and_has_the_kernels(recognizer):
    group = Path(recognizer.origin).parent.name
    assert recognizer.validator == f"{group}.{recognizer.name}"
    module = import_module(f"barlau.identifiers.{recognizer.validator}")
    assert hasattr(module, "check_cells") or not recognizer.shapes
    assert hasattr(module, "check_integers") or not recognizer.integers
    assert hasattr(module, "is_valid_array")


@pytest.mark.parametrize("recognizer", [r for r in PACK.recognizers if r.patterns], ids=lambda r: r.name)
def test_patterns_find_the_same_in_python_re2_and_rust(recognizer):
    texts = [*recognizer.match, *recognizer.no_match]
    for pattern in recognizer.patterns:
        expected = [bool(examples._pattern(pattern.regex).search(text)) for text in texts]
        re2 = pc.match_substring_regex(pa.array(texts), pattern.regex).to_pylist()
        rust = pl.Series(texts).str.contains(pattern.regex.replace(r"\b", r"(?-u:\b)")).to_list()
        assert (re2, rust) == (expected, expected), pattern.name


def test_shapes_of_the_examples_agree_with_the_engine():
    from barlau.engine.cells import from_array
    from barlau.engine.shapes import ShapeSet, compile_shape

    shapes = sorted({shape for r in PACK.recognizers for shape in r.shapes})
    texts = [e for r in PACK.recognizers for e in (*r.match, *r.no_match) if e.isascii()]
    engine = ShapeSet([compile_shape(shape, i) for i, shape in enumerate(shapes)])
    found = {(shapes[i], texts[row]) for i, _, rows in engine.match(from_array(pa.array(texts))) for row in rows}
    assert found == {(s, t) for s in shapes for t in texts if examples._shape(s).fullmatch(t)}


def test_the_engine_finds_what_the_examples_promise():
    from barlau.engine.entities import Tries
    from barlau.engine.matcher import Matcher

    matcher = Matcher(PACK)
    wrong = []
    for index, entity in enumerate(matcher.entities):
        recognizer = entity.recognizer
        for expected, texts in ((True, recognizer.match), (False, recognizer.no_match)):
            for text in texts:
                values = pa.array([text])
                hits, _ = matcher.strings(values, Tries(np.zeros(len(matcher.entities), np.int64)))
                judged = matcher.judge(values).get(index)
                found = recognizer.entity in {matcher.entities[hit.entity].recognizer.entity for hit in hits}
                if (found or (judged is not None and bool(judged[0]))) is not expected:
                    wrong.append((recognizer.entity, text))
    assert wrong == []


def test_absent_markers_are_lower_case_and_status_words_are_folded():
    assert all(marker == marker.lower() for marker in PACK.absent_markers)
    assert {"-", "н/д", "жоқ", "null"} <= set(PACK.absent_markers)
    assert {"status", "rastalgan", "kol", "verified"} <= set(PACK.status_words)


def _only(recognizer):
    from dataclasses import replace

    return replace(PACK, recognizers=(recognizer,))
