"""The matcher agrees with itself: however an array is cut, stored or typed; and with the recognizers' examples."""

import random
from dataclasses import replace
from itertools import pairwise

import numpy as np
import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from barlau.engine.entities import Tries
from barlau.engine.matcher import Matcher

from . import synthetic
from .columns import ENTITIES, PACK, hits, matcher, tries

EXAMPLES = [(r, text) for r in PACK.recognizers for text in r.match]
COUNTER_EXAMPLES = [(r, text) for r in PACK.recognizers for text in r.no_match]
LONG = "примечание без чисел, которое делает ячейку длиннее шестидесяти четырёх байтов; "
# Cells that only some of the matcher's steps know: markers, words of lists, patterns of whole cells, bare digits.
DELICATE = ["", "-", "н/д", "нет", "123ab02", "kmhd841c0au000001", "caspkzka", "7010000001", "2024-01-31", "012345678"]
CELLS = st.lists(
    st.none()
    | st.sampled_from(DELICATE)
    | st.sampled_from([LONG, LONG * 3, *(LONG + text for _, text in EXAMPLES)])
    | st.sampled_from([text for _, text in EXAMPLES + COUNTER_EXAMPLES]),
    max_size=12,
)
INTEGERS = [i for i, r in enumerate(PACK.recognizers) if r.integers]


def _judged(recognizer, text):
    index = next(i for i, e in enumerate(matcher().entities) if e.recognizer is recognizer)
    mask = matcher().judge(pa.array([text])).get(index)
    return mask is not None and bool(mask[0])


def _finds(recognizer, text):
    return recognizer.entity in {entity for entity, _, _ in hits([text])[0]} or _judged(recognizer, text)


@pytest.mark.parametrize(("recognizer", "text"), EXAMPLES, ids=[f"{r.name}-{t}" for r, t in EXAMPLES])
def test_each_recognizer_finds_its_own_examples(recognizer, text):
    assert _finds(recognizer, text)


@pytest.mark.parametrize(("recognizer", "text"), COUNTER_EXAMPLES, ids=[f"{r.name}-{t}" for r, t in COUNTER_EXAMPLES])
def test_no_recognizer_finds_its_counter_examples(recognizer, text):
    assert not _finds(recognizer, text)


def _shifted(found, absent, by):
    return {(entity, whole, row + by) for entity, whole, row in found}, {row + by for row in absent}


@settings(max_examples=80)
@given(CELLS, st.lists(st.integers(0, 12), max_size=4))
def test_any_cut_of_an_array_gives_the_same_hits(texts, cuts):
    values = pa.array(texts, pa.string())
    found, absent = set(), set()
    edges = [0, *sorted(min(cut, len(texts)) for cut in cuts), len(texts)]
    for start, end in pairwise(edges):
        more, missing = _shifted(*hits(values.slice(start, end - start)), start)
        found |= more
        absent |= missing
    assert (found, absent) == hits(values)


@settings(max_examples=60)
@given(CELLS)
def test_hits_do_not_depend_on_the_neighbours(texts):
    one_by_one = {(e, w, i) for i, text in enumerate(texts) for e, w, _ in hits([text])[0]}
    assert hits(texts)[0] == one_by_one


@settings(max_examples=60)
@given(CELLS, st.randoms(use_true_random=False))
def test_a_word_of_a_dictionary_has_the_hits_of_its_cells(texts, rng):
    words = sorted({text for text in texts if text is not None})
    rng.shuffle(words)
    of_words = {words[row]: set() for row in range(len(words))}
    for entity, whole, row in hits(words)[0]:
        of_words[words[row]].add((entity, whole))
    expected = {(e, w, i) for i, text in enumerate(texts) if text is not None for e, w in of_words[text]}
    assert hits(texts)[0] == expected


def _of_integers(numbers):
    found = matcher().integers(np.array(numbers, np.int64), Tries(np.zeros(len(matcher().entities), np.int64)))
    return {(hit.entity, int(row)) for hit in found for row in hit.rows}


def _of_texts(numbers):
    tried = Tries(np.zeros(len(matcher().entities), np.int64))
    found, _ = matcher().strings(pa.array([str(n) for n in numbers]), tried)
    return {(hit.entity, int(row)) for hit in found if hit.entity in INTEGERS for row in hit.rows}


def _numbers(seed):
    rng = random.Random(seed)
    right = [*synthetic.iins(20, seed, (1960, 1999)), *synthetic.bins(20, seed), *synthetic.cards(20, seed)]
    right += [p.removeprefix("+") for p in synthetic.phones(20, seed)] + synthetic.rnns(20, seed)
    lengths = [n for n in range(1, 19) if n != 11]  # fixed lines of Russia are read from text only
    anything = [str(rng.randrange(10 ** (n - 1), 10**n)) for n in rng.choices(lengths, k=100)]
    return [int(text) for text in (*right, *anything, *synthetic.twelve_digits(50, seed)) if not text.startswith("0")]


@settings(max_examples=15)
@given(st.integers(0, 2**32 - 1))
def test_a_number_that_lost_no_zeros_is_read_like_its_text(seed):
    numbers = _numbers(seed)
    assert _of_texts(numbers) <= _of_integers(numbers)
    full = [n for n in numbers if len(str(n)) in (12, 16)]
    assert _of_texts(full) == _of_integers(full)


@pytest.mark.parametrize(
    ("entity", "texts"),
    [
        pytest.param("KZ_IIN", synthetic.young_iins(50), id="iin born after 2000"),
        pytest.param("KZ_BIN", [f"0{b[1:]}" for b in ("020240000555", "020540003431", "010940000162")], id="bin"),
        pytest.param("KZ_ID_CARD", ["012345678", "034567890"], id="identity card"),
    ],
)
def test_a_number_that_lost_its_zeros_is_still_found(entity, texts):
    owner = ENTITIES.index(entity)
    assert {(owner, row) for row in range(len(texts))} <= _of_integers([int(text) for text in texts])


@pytest.mark.parametrize(
    "numbers", [[], [0, -1, 1], [-110715399990], [2**63 - 1, -(2**63)]], ids=["none", "small", "negative", "extreme"]
)
def test_numbers_out_of_range_are_nothing(numbers):
    assert ENTITIES.index("KZ_IIN") not in {owner for owner, _ in _of_integers(numbers)}


PATTERNS_ONLY = Matcher(PACK)
PATTERNS_ONLY._text._kernels = {}
MAIL = st.lists(
    st.sampled_from(["user", "fb.1.1234567890123.123456", "4111XXXXXXXX1234", "@", "mail", ".", "kz", "-", "7", "_"]),
    min_size=1,
    max_size=6,
).map("".join)


def _seen(found):
    return {(hit.entity, hit.whole, row) for hit in found for row in hit.rows.tolist()}


@settings(max_examples=60)
@given(st.lists(MAIL, max_size=8))
def test_kernels_of_whole_cells_find_what_the_patterns_find(texts):
    values = pa.array(texts, pa.string())
    found, absent = matcher().strings(values, tries())
    searched, also = PATTERNS_ONLY.strings(values, tries())
    assert absent.tolist() == also.tolist()
    assert _seen(found) == _seen(searched)


def test_a_marker_that_looks_like_an_address_is_absent():
    pack = replace(PACK, absent_markers=(*PACK.absent_markers, "none@none.kz"))
    found, absent = Matcher(pack).strings(pa.array(["none@none.kz", "user@mail.kz"]), tries())
    assert absent.tolist() == [True, False]
    assert [hit.rows.tolist() for hit in found] == [[1]]
