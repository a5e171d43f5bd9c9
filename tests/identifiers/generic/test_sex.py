import pytest

from barlau.identifiers.generic import sex
from barlau.identifiers.tables import word_lists


@pytest.mark.parametrize("value", ["0", "1", "2", 1, "E", "e", "жоқ", "x", ""])
def test_ambiguous_values_are_rejected(value):
    assert not sex.is_valid(value)


@pytest.mark.parametrize(
    ("value", "meaning"), [("Е", "male"), ("Ә", "female"), (" ЖЕН. ", "female"), ("Мужской", "male")]
)
def test_case_and_spaces_do_not_matter(value, meaning):
    assert sex.validate(value) == meaning


def test_no_word_means_both():
    male, female = word_lists("sex", "values").values()
    assert set(male).isdisjoint(female)
