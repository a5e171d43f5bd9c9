"""What a column is as a whole, how much of it, and what a clean one is worth."""

import random

import pyarrow as pa
import pytest

from barlau.engine.decision.chance import wilson
from barlau.model.profile import ObjectProfile
from barlau.model.reading import Coverage, DataObject, ObjectKind, ReadStatus
from barlau.model.report import Confidence, EvidenceKind, Kind

from . import synthetic
from .columns import FULL, RANDOM, TOP, column, decided, decider

NOTE = "Клиент обратился с вопросом о доставке, просил перенести на другой день. "
IINS = synthetic.iins(200)


def _categories(result):
    return [d.category for d in result.detections]


@pytest.mark.parametrize(
    ("name", "dtype", "category"),
    [
        pytest.param("iin", pa.string(), "identity.iin", id="iin as text"),
        pytest.param("client_iin", pa.int64(), "identity.iin", id="iin as integer"),
        pytest.param("туған күні", pa.date32(), "identity.birth_date", id="birth date"),
        pytest.param("telefon", pa.string(), "contact.phone", id="phone"),
        pytest.param("zarplata", pa.float64(), "finance.income", id="income"),
        pytest.param("diagnoz", pa.string(), "health.diagnosis", id="diagnosis"),
    ],
)
@pytest.mark.parametrize("count", [0, 50], ids=["no rows", "nulls only"])
def test_an_empty_column_is_known_by_its_name(name, dtype, category, count):
    result = column(name, pa.nulls(count, dtype))
    assert (_categories(result), result.kind) == ([category], Kind.HEADER_ONLY)
    (first,) = result.detections
    assert (first.count, first.share) == (0, 0.0)
    assert first.confidence is not Confidence.HIGH


@pytest.mark.parametrize("name", ["bin", "tel", "number", "c07", "status", "price"])
def test_an_empty_column_with_a_vague_name_is_nothing(name):
    assert column(name, pa.nulls(50, pa.string())).kind is Kind.NONE


@pytest.mark.parametrize(
    "values",
    [
        pytest.param(synthetic.hexes(200, 64), id="hashes"),
        pytest.param(synthetic.uuids(200), id="tokens"),
        pytest.param([bytes([255, n]) for n in range(200)], id="ciphertext"),
    ],
)
def test_an_iin_column_of_tokens_is_header_only(values):
    result = column("iin", values)
    assert (_categories(result), result.kind) == (["identity.iin"], Kind.HEADER_ONLY)


@pytest.mark.parametrize(
    ("name", "values"),
    [
        pytest.param("iin", synthetic.words(200, ("Алматы", "Астана")), id="iin over cities"),
        pytest.param("email", synthetic.words(200, ("красный", "синий")), id="e-mail over colours"),
        pytest.param("phone", ["description of a thing"] * 200, id="phone over text"),
        pytest.param("data_rozhd", synthetic.words(200, ("да", "нет")), id="birth date over flags"),
        pytest.param("zarplata", synthetic.uuids(200), id="income over keys"),
    ],
)
def test_values_that_contradict_the_name_refute_it(name, values):
    assert column(name, values).detections == ()


@pytest.mark.parametrize(
    ("name", "values", "category"),
    [
        pytest.param("email", IINS, "identity.iin", id="IINs under e-mail"),
        pytest.param("phone", [f"user{n}@example.kz" for n in range(200)], "contact.email", id="e-mails under phone"),
        pytest.param("product_name", synthetic.phones(200), "contact.phone", id="phones under product name"),
        pytest.param("comment", synthetic.ibans(200), "finance.bank.account", id="accounts under comment"),
    ],
)
def test_values_of_another_identifier_are_reported_as_what_they_are(name, values, category):
    assert _categories(column(name, values))[0] == category


@pytest.mark.parametrize("rows", [3, 10, 19])
def test_a_few_values_alone_are_found_but_never_sure(rows):
    (first,) = column("c07", IINS[:rows]).detections
    assert first.category == "identity.iin"
    assert first.confidence is not Confidence.HIGH


def test_from_twenty_values_on_the_column_speaks_for_itself():
    assert column("c07", IINS[:20]).detections[0].confidence is Confidence.HIGH


def test_two_values_without_a_name_are_at_most_a_hint():
    assert {d.confidence for d in column("c07", IINS[:2]).detections} <= {Confidence.LOW, Confidence.MEDIUM}


@pytest.mark.parametrize("rows", [1, 3, 10, 19])
def test_a_few_values_under_their_name_are_enough(rows):
    (first,) = column("iin", IINS[:rows]).detections
    assert (first.category, first.count) == ("identity.iin", rows)
    assert first.confidence is Confidence.HIGH


@pytest.mark.parametrize("rows", [1, 3, 10])
def test_one_number_of_few_rows_that_passes_by_accident_is_nothing(rows):
    values = [*IINS[:1], *synthetic.twelve_digits(rows * 30)]
    assert column("c07", values).detections == ()


def _notes(count, hits):
    rng = random.Random(40)
    notes = [f"{NOTE}Заявка {rng.randrange(10**5)}." for _ in range(count - len(hits))]
    return notes + [f"{NOTE}{hit}" for hit in hits]


@pytest.mark.parametrize(
    ("hits", "category"),
    [
        pytest.param([f"ИИН {n}" for n in IINS[:20]], "identity.iin", id="iin"),
        pytest.param([f"тел. {p}" for p in synthetic.phones(20, form="8-{0}-{1}")], "contact.phone", id="phone"),
        pytest.param([f"пишите {n}@example.kz" for n in range(20)], "contact.email", id="e-mail"),
        pytest.param([f"карта {n}" for n in synthetic.cards(20)], "finance.card.number", id="card"),
        pytest.param([f"{n} просил перезвонить" for n in synthetic.names(20)], "identity.name", id="name"),
        pytest.param([f"авто {n}" for n in synthetic.plates(20)], "vehicle.plate", id="plate"),
    ],
)
@pytest.mark.parametrize("count", [40, 1000], ids=["half of the notes", "one note in fifty"])
def test_identifiers_in_long_notes_are_found(count, hits, category):
    result = column("comment", _notes(count, hits))
    assert category in _categories(result)
    assert result.kind is Kind.FREE_TEXT
    found = next(d for d in result.detections if d.category == category)
    assert found.count == 20
    assert found.share == pytest.approx(20 / count, abs=1e-6)


def test_notes_with_random_numbers_hold_no_iins():
    notes = [f"{NOTE}Заказ {n}" for n in synthetic.twelve_digits(1000)]
    assert "identity.iin" not in _categories(column("comment", notes))


def test_notes_with_order_numbers_hold_no_iins():
    notes = [f"{NOTE}Заказ {n}" for n in synthetic.order_numbers(1000)]
    assert column("comment", notes).detections == ()


@pytest.mark.parametrize(
    ("share", "kind"),
    [(1.0, Kind.UNIFORM), (0.7, Kind.UNIFORM), (0.5, Kind.MIXED), (0.1, Kind.MIXED), (0.02, Kind.SPARSE)],
)
@pytest.mark.parametrize("name", ["iin", "c07"])
def test_the_kind_follows_the_share_of_hits(name, share, kind):
    count = round(2000 * share)
    values = synthetic.iins(count) + synthetic.codes(2000 - count, "NB-######")
    result = column(name, values)
    assert (_categories(result)[0], result.kind) == ("identity.iin", kind)
    assert result.detections[0].share == pytest.approx(share, abs=1e-6)


def test_absent_cells_and_nulls_are_not_in_the_share():
    result = column("iin", [*IINS[:50], *["н/д"] * 30, *[None] * 20])
    assert (result.rows, result.nulls) == (100, 20)
    assert (result.detections[0].count, result.detections[0].share) == (50, 1.0)


def test_a_full_reading_has_no_error_of_chance():
    (first,) = column("iin", IINS, method=FULL).detections
    assert first.share_ci95 == (first.share, first.share) == (1.0, 1.0)


@pytest.mark.parametrize("method", [RANDOM, TOP])
def test_a_sample_says_how_far_its_share_may_be_off(method):
    values = [*IINS[:100], *synthetic.codes(100, "NB-######")]
    first = column("iin", values, method=method).detections[0]
    assert first.share == 0.5
    assert first.share_ci95 == pytest.approx(wilson(100, 200), abs=1e-6)


def test_what_was_judged_on_a_sample_of_distinct_values_is_an_estimate_even_in_full():
    values = synthetic.names(3000) + synthetic.codes(3000, "NB-######")
    first = next(d for d in column("fio", values).detections if d.category == "identity.name")
    low, high = first.share_ci95
    assert low < first.share < high
    assert low < 0.5 < high


@pytest.mark.parametrize(
    ("name", "values"), [("c07", synthetic.vins(200)), ("rnn", synthetic.rnns(200)), ("c07", IINS), ("iin", IINS)]
)
def test_confidence_agrees_with_the_score_that_is_shown(name, values):
    first = column(name, values).detections[0]
    assert (first.confidence is Confidence.HIGH) == (first.score >= 0.9)


@pytest.mark.parametrize(
    ("method", "rows", "bound"),
    [(FULL, 300, 0.0), (RANDOM, 300, 0.01), (RANDOM, 2, 1.0), (TOP, 300, None), (RANDOM, 0, None)],
)
def test_a_clean_column_says_what_it_is_worth(method, rows, bound):
    result = column("c07", synthetic.codes(rows, "NB-######"), method=method)
    assert (result.kind, result.upper_bound_95) == (Kind.NONE, bound)


def test_a_column_with_a_finding_has_no_bound():
    assert column("iin", IINS, method=RANDOM).upper_bound_95 is None


def test_detections_stand_from_the_strongest_to_the_weakest_one_for_each_category():
    values = [*IINS[:120], *synthetic.bins(80)]
    result = column("iin_bin", values)
    scores = [d.score for d in result.detections]
    assert scores == sorted(scores, reverse=True)
    assert len(set(_categories(result))) == len(result.detections)


@pytest.mark.parametrize(
    ("name", "values"),
    [
        ("iin", IINS),
        ("c07", IINS),
        ("comment", _notes(100, IINS[:20])),
        ("fio", synthetic.names(50)),
        ("oklad", [5000]),
    ],
    ids=["named", "nameless", "text", "names", "header"],
)
def test_evidence_is_given_strongest_first_and_holds_no_value(name, values):
    result = column(name, values)
    pieces = {piece for value in values for piece in str(value).split() if len(piece) > 3}
    for detection in result.detections:
        weights = [abs(e.weight) for e in detection.evidence]
        assert weights
        assert weights == sorted(weights, reverse=True)
    assert [piece for piece in pieces if piece in repr(result)] == []


def test_a_name_that_agrees_is_a_reason_and_raises_the_score():
    named, alone = column("iin", IINS).detections[0], column("c07", IINS).detections[0]
    assert named.score > alone.score
    assert EvidenceKind.HEADER in {e.kind for e in named.evidence}
    assert EvidenceKind.HEADER not in {e.kind for e in alone.evidence}


def test_a_negative_word_is_a_reason_against():
    (first,) = column("iin_status", IINS).detections
    assert EvidenceKind.NEGATIVE in {e.kind for e in first.evidence}
    assert first.score < column("c07", IINS).detections[0].score


def test_an_object_without_columns_has_no_results():
    item = ObjectProfile(DataObject("s", "t", ObjectKind.TABLE), Coverage(ReadStatus.SCANNED))
    assert decider().decide(item) == []


def test_columns_are_decided_in_their_own_order():
    names = ["phone", "c1", "iin", "a"]
    assert list(decided({name: ["x"] for name in names})) == names
