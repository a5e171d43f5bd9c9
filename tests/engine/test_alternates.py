"""What a column could have been instead, and why its data seem to be these people's."""

import pytest

from barlau.report.messages import has

from . import synthetic
from .columns import column


def alternates(result):
    return {item.harmless or item.category: item for item in result.alternates}


def test_timestamps_name_the_number_that_accident_explains():
    moments = column("c07", synthetic.moments(2000, "%y%m%d%H%M%S"))
    assert moments.detections == ()
    found = alternates(moments)
    assert found["timestamp"].score > 0.9
    chance = found["identity.identification"]
    assert chance.entity == "KZ_RNN", "one 12-digit number in ten passes its check digit"
    said = {key: float(value) for key, value in chance.evidence[0].detail.args}
    assert said["hits"] == pytest.approx(said["expected"], rel=0.3)


def test_a_word_that_turns_the_name_is_named():
    found = alternates(column("iin_status", ["ok", "bad"] * 50))
    words = [dict(reason.detail.args)["word"] for reason in found["identity.iin"].evidence]
    assert words == ["iin", "status"]


def test_the_winner_is_not_among_its_rivals():
    iin = column("client_iin", synthetic.iins(300))
    assert iin.detections[0].category not in alternates(iin)


def test_they_come_strongest_first_and_their_sentences_are_in_the_catalogue():
    for values in (synthetic.eans(500, digits=13), synthetic.uuids(300), synthetic.epochs(500)):
        found = column("c07", values).alternates
        assert [item.score for item in found] == sorted((item.score for item in found), reverse=True)
        assert all(has(reason.detail.key) for item in found for reason in item.evidence)


@pytest.mark.parametrize(
    ("name", "table", "key", "word"),
    [
        ("guarantor_iin", "clients", "whose.column", "guarantor"),
        ("iin", "clients", "whose.table", "clients"),
        ("iin", "dealers", "whose.iin_of_organisation", None),
    ],
)
def test_the_subject_is_said_with_its_reason(name, table, key, word):
    result = column(name, synthetic.iins(300), table=table)
    said = result.subject_evidence[-1].detail
    assert (said.key, dict(said.args).get("word")) == (key, word)
    assert has(key)


def test_nothing_is_said_of_the_subject_where_nothing_speaks():
    assert column("iin", synthetic.iins(300)).subject_evidence == ()
