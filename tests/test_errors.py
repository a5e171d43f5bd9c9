"""Errors say what, where and what to do."""

import pytest

from barlau import errors
from barlau.model.reading import Reason


@pytest.mark.parametrize(
    ("error", "text"),
    [
        (errors.ConfigError("a.yaml", "is missing"), "a.yaml: is missing"),
        (
            errors.ConfigError("a.yaml", "is missing", key="policy.id", line=3, remedy="add it"),
            "a.yaml:3: policy.id: is missing (add it)",
        ),
        (errors.TargetError("db", "no such host"), "db: no such host"),
        (
            errors.TargetError("db", "no such host", remedy="check the name"),
            "db: no such host (check the name)",
        ),
    ],
    ids=["short-config", "full-config", "short-target", "full-target"],
)
def test_text_names_place_problem_and_remedy(error, text):
    assert str(error) == text
    assert isinstance(error, errors.BarlauError)


@pytest.mark.parametrize(
    "kind", [errors.InvalidLength, errors.InvalidFormat, errors.InvalidChecksum, errors.InvalidComponent]
)
def test_invalid_identifier_is_a_value_error_whose_text_is_fixed(kind):
    assert issubclass(kind, ValueError)
    assert str(kind("110715399990")) == kind.message


def test_read_error_names_the_reason_and_the_place():
    assert str(errors.ReadError(Reason.CORRUPT)) == "CORRUPT"
    assert str(errors.ReadError(Reason.CORRUPT, "row 3")) == "CORRUPT at row 3"


def test_place_of_an_error_has_no_text_of_it():
    try:
        int("110715399990x")
    except ValueError as error:
        shown = errors.place(error)
    assert shown.startswith("ValueError at test_errors.py:")
    assert "110715399990" not in shown
    assert errors.place(KeyError("110715399990")) == "KeyError"
