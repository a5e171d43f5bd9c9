"""Values in clear are hashed in their usual spellings; the counts say how many digests are theirs."""

import hashlib

import pyarrow as pa
import pytest

from barlau.engine.digests import SIZES
from barlau.engine.questions import Samples, answer
from barlau.engine.questions.spellings import CATEGORIES, spellings
from barlau.errors import ReadError
from barlau.model.question import Known, TableRef, Unhash
from barlau.model.reading import Chunk, Column, Coverage, ReadStatus, Reason, Sampling
from barlau.policy import hashed
from engine import synthetic

HASHES, CLEAR = TableRef("app", "hashes"), TableRef("app", "clear")
DIGEST, VALUE = Column("h", None, "text"), Column("v", None, "text")
IINS = synthetic.iins(60)
PHONE = "7071234567"


class Reading:
    def __init__(self, column, cells):
        self.column, self.cells = column, cells

    def chunks(self):
        cells = self.cells if isinstance(self.cells, pa.Array) else pa.array(self.cells)
        half = len(cells) // 2
        yield Chunk(self.column, cells[:half])
        rest = cells[half:]
        yield Chunk(self.column, rest.dictionary_encode() if pa.types.is_string(rest.type) else rest)

    def coverage(self):
        return Coverage(ReadStatus.SCANNED, rows_read=len(self.cells))

    def close(self):
        pass


def ask(digests, values, category="identity.iin", samples=None, opened=None):
    def open_one(table, sampling, columns):
        return Reading(DIGEST, digests) if table == HASHES else Reading(VALUE, values)

    known = (Known(CLEAR, VALUE, category),)
    question = Unhash("q", HASHES, DIGEST, known, Sampling(), Sampling(1000))
    (found,) = answer(HASHES, [question], opened or open_one, Sampling(), samples=samples)
    return found


def of(values, function="sha256"):
    return [hashlib.new(function, value.encode()).hexdigest() for value in values]


@pytest.mark.parametrize("function", SIZES)
def test_every_function_is_tried(function):
    found = ask(of(IINS, function), IINS)
    assert [(r.function, r.tried, r.matched) for r in found.reversals] == [(function, 60, 60)]
    assert found.hashes == 60


def test_counts_are_of_distinct_values():
    (entry,) = ask(of(IINS[:15] * 4), [*IINS, *IINS]).reversals
    assert (entry.tried, entry.matched) == (60, 15)


@pytest.mark.parametrize(
    "written",
    ["+77071234567", "77071234567", "87071234567", "7071234567", "+7 707 123 45 67", "8 707 123 45 67",
     "+7 (707) 123-45-67", "8 (707) 123-45-67", "+7(707)123-45-67", "8(707)123-45-67", "+7 707 123-45-67",
     "8-707-123-45-67", "+7-707-123-45-67"],
)  # fmt: skip
@pytest.mark.parametrize("stored", ["8 (707) 123-45-67", "+77071234567", "7071234567"])
def test_a_phone_is_found_however_it_was_written(written, stored):
    (entry,) = ask(of([written] * 2), [stored, stored], "contact.phone").reversals
    assert entry.matched == 1


@pytest.mark.parametrize(
    ("category", "stored", "hashed_as"),
    [
        ("contact.email", "A.Serik@Example.KZ", "a.serik@example.kz"),
        ("contact.email", "A.Serik@Example.KZ", "A.Serik@Example.KZ"),
        ("identity.iin", f"{IINS[0][:6]} {IINS[0][6:]}", IINS[0]),
        ("org.bin", synthetic.bins(1)[0], synthetic.bins(1)[0]),
        ("finance.card.number", "4000 0000 0000 0002", "4000000000000002"),
        ("finance.card.number", "4000000000000002", "4000-0000-0000-0002"),
    ],
)
def test_usual_spellings(category, stored, hashed_as):
    (entry,) = ask(of([hashed_as]), [stored], category).reversals
    assert entry.matched == 1


def test_numbers_that_lost_their_zeros_are_hashed_with_them():
    young = synthetic.young_iins(20)
    (entry,) = ask(of(young), pa.array([int(number) for number in young])).reversals
    assert entry.matched == 20


@pytest.mark.parametrize(
    "digests",
    [
        [hashlib.sha256(b"salt" + number.encode()).hexdigest() for number in IINS],
        [hashlib.sha256(hashlib.sha256(number.encode()).digest()).hexdigest() for number in IINS],
        [hashlib.sha256(bytes([number])).hexdigest() for number in range(200)],
    ],
    ids=["salted", "hashed twice", "of something else"],
)
def test_others_match_nothing(digests):
    assert [r.matched for r in ask(digests, IINS).reversals] == [0]


def test_placeholders_are_not_tried():
    found = ask(of(["000000000000", "нет", ""]), ["000000000000", "нет", "", *IINS])
    assert [(r.tried, r.matched) for r in found.reversals] == [(60, 0)]


def test_values_are_read_once_for_all_tables():
    samples, read = Samples(), []

    def opened(table, sampling, columns):
        read.append(table)
        return Reading(DIGEST, of(IINS)) if table == HASHES else Reading(VALUE, IINS)

    for _ in range(2):
        assert ask(None, None, samples=samples, opened=opened).reversals[0].matched == 60
    assert read == [HASHES, CLEAR, HASHES]


def test_without_digests_nothing_else_is_read():
    def opened(table, sampling, columns):
        assert table == HASHES
        return Reading(DIGEST, ["word"] * 10)

    assert ask(None, None, opened=opened).reversals == ()


def test_what_cannot_be_read_is_told():
    def opened(table, sampling, columns):
        if table == CLEAR:
            raise ReadError(Reason.LOCKED)
        return Reading(DIGEST, of(IINS))

    assert ask(None, None, opened=opened).reason is Reason.LOCKED


def test_the_rule_asks_for_what_can_be_spelled():
    assert set(hashed.CATEGORIES) == set(CATEGORIES)
    for category in CATEGORIES:
        assert spellings(category, pa.array(["слово", None])) == []
