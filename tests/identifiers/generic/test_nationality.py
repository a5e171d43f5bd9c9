import pytest

from barlau.identifiers.generic import nationality
from barlau.identifiers.tables import word_lists


@pytest.mark.parametrize(
    ("value", "meaning"),
    [("ҚАЗАҚ", "kazakh"), ("Русская", "russian"), (" өзбек ", "uzbek"), ("шешен", "chechen")],
)
def test_case_sex_and_language_do_not_matter(value, meaning):
    assert nationality.validate(value) == meaning


@pytest.mark.parametrize("value", ["Казахстан", "РК", "KAZ", "Россия"])
def test_citizenship_is_another_field(value):
    assert not nationality.is_valid(value)


def test_words_are_in_lower_case_and_mean_one_origin():
    words = [word for group in word_lists("nationality", "values").values() for word in group]
    assert len(words) == len(set(words))
    assert words == [word.lower() for word in words]
