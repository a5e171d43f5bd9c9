"""What would change a decision: each answer is what the decision says of a column that is really so."""

import pytest

from barlau.engine.decision.changes import changes
from barlau.report.messages import has

from . import synthetic
from .columns import PACK, decider, read


def asked(values, name="c07", *, table="t", **others):
    """What would change the decision on the first of the columns, by the kind of change."""
    columns = {name: values, **others}
    return {change.condition.key: change for change in changes(decider(), PACK, read(columns, table=table), 0)}


def args(change):
    return dict(change.condition.args)


def decided(values, name="c07"):
    result = decider().decide(read({name: values}))[0]
    return (result.detections[0].category, result.detections[0].confidence, result.kind) if result.detections else None


def test_the_number_of_values_that_is_named_is_the_number_that_is_needed():
    found = asked(synthetic.iins(4))["change.more_values"]
    needed = int(args(found)["distinct"])
    assert decided(synthetic.iins(needed))[1] is found.outcome.confidence
    assert decided(synthetic.iins(needed - 1)) == decided(synthetic.iins(4))


def test_a_clear_name_is_offered_and_does_what_is_said():
    found = asked(synthetic.iins(4))["change.name_says"]
    assert decided(synthetic.iins(4), args(found)["word"])[:2] == (found.outcome.category, found.outcome.confidence)


def test_the_share_that_is_named_is_where_the_kind_changes():
    iins, others = synthetic.iins(300), synthetic.words(300, among=("алма", "нан", "су"))
    found = asked(iins, "iin")["change.share_below"]
    edge = float(args(found)["share"]) / 100
    hits = round(edge * 300) - 3
    mixed = decided([*iins[:hits], *(f"{word} {i}" for i, word in enumerate(others[hits:]))], "iin")
    assert mixed[2] == found.outcome.kind


def test_without_its_name_an_empty_column_says_nothing():
    found = asked([None] * 30, "iin")["change.name_silent"]
    assert found.outcome.category is None


def test_without_the_word_that_speaks_against_it_the_name_counts():
    found = asked([None] * 30, "iin_status")["change.name_without"]
    assert args(found) == {"word": "status"}
    assert found.outcome.category == "identity.iin"


def test_the_harmless_reading_is_named():
    found = asked(synthetic.eans(500, digits=13))["change.without_harmless"]
    assert args(found) == {"harmless": "gtin"}
    assert found.outcome.category == "finance.card.number"


def test_the_table_that_tells_whose_data_they_are_is_named():
    found = asked(synthetic.iins(300), "iin", table="guarantors")["change.table_silent"]
    assert found.outcome.subject == "customer"


def test_neighbours_that_decide_are_named():
    plates = synthetic.plates(200)
    found = asked(synthetic.words(200, among=("Camry", "Rio", "Polo")), "model", plate=plates)
    assert found["change.alone"].outcome.category is None


def test_what_changes_nothing_is_left_out():
    assert asked([1, 2, 3] * 50, "quantity") == {}


@pytest.mark.parametrize("values", [synthetic.iins(300), synthetic.names(50), [None] * 9, synthetic.epochs(100)])
def test_every_change_differs_and_has_its_sentence(values):
    for name in ("iin", "c07", "fio"):
        now = decider().decide(read({name: values}))[0]
        for change in changes(decider(), PACK, read({name: values}), 0):
            then = change.outcome
            ruling = now.detections[0] if now.detections else None
            before = (ruling and ruling.category, ruling and ruling.confidence, now.kind, now.subject)
            assert (then.category, then.confidence, then.kind, then.subject) != before
            assert has(change.condition.key)


def test_more_of_a_text_with_phones_is_not_said_to_hold_none():
    texts = [
        f"звоните {phone} вечером" if i % 4 == 0 else "звоните вечером" for i, phone in enumerate(synthetic.phones(800))
    ]
    found = asked(texts, "opisanie")
    assert "change.share_above" not in found
    assert float(args(found["change.share_below"])["share"]) < 5, "a quarter is far above what is needed"
