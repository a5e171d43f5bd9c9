"""Every line of evidence says plainly whether it speaks for or against."""

import pytest

from barlau.engine.decision.candidate import CHECK_DIGITS
from barlau.identifiers.normal import accepts
from barlau.model.report import Evidence, EvidenceKind, Message
from barlau.report.explanation_view import bearing
from barlau.report.messages import LANGUAGES, text

CHECKSUM, HEADER, PATTERN, NEGATIVE = (
    EvidenceKind.CHECKSUM,
    EvidenceKind.HEADER,
    EvidenceKind.PATTERN,
    EvidenceKind.NEGATIVE,
)


def item(kind: EvidenceKind, key: str, weight: float, **args: str) -> Evidence:
    return Evidence(kind, Message(key, tuple(args.items())), weight)


@pytest.mark.parametrize(
    ("evidence", "word"),
    [
        (item(HEADER, "header.phrase", 3.0, word="iin"), "strong"),
        (item(HEADER, "header.weak", 1.0, word="pol"), "for"),
        (item(CHECKSUM, "checksum.passed", 3.48, share="100"), "strong"),
        (item(CHECKSUM, "checksum.passed", -0.85, share="100"), "weak"),
        (item(CHECKSUM, "checksum.failed", -1.0, share="100"), "against"),
        (item(NEGATIVE, "header.negative", -3.0, word="status"), "strong_against"),
        (item(NEGATIVE, "values.invalid", -1.0, entity="IMEI"), "against"),
        (item(PATTERN, "values.distinct", 0.0, hits="9", distinct="9"), ""),
        (item(PATTERN, "values.chance", 0.0, hits="400", expected="0.4"), "for"),
        (item(PATTERN, "values.chance", 0.0, hits="50", expected="42"), "weak"),
        (item(PATTERN, "values.chance", 0.0, hits="2", expected="0.0018"), "for"),
        (item(PATTERN, "values.chance", 0.0, hits="1", expected="0.3"), "weak"),
        (item(PATTERN, "values.chance", 0.0, hits="?", expected=""), "weak"),
    ],
)
def test_which_way_it_points(evidence, word):
    assert bearing(evidence) == word
    if word:
        assert len({text(f"bearing.{word}", language) for language in LANGUAGES}) == len(LANGUAGES)


@pytest.mark.parametrize("validator", sorted(CHECK_DIGITS))
def test_a_check_digit_is_said_only_of_numbers_that_have_one(validator):
    module = __import__(f"barlau.identifiers.{validator}", fromlist=["validate"])
    assert hasattr(module, "check_digit") or hasattr(module, "check_digits")
    valid = {
        "kz.iin": "110715399990",
        "kz.bin": "971240001315",
        "generic.card": "4000000000000002",
        "generic.imei": "490154203237518",
    }.get(validator)
    if valid is not None:
        wrong = valid[:-1] + str((int(valid[-1]) + 1) % 10)
        assert accepts(module.validate, valid)
        assert not accepts(module.validate, wrong)
