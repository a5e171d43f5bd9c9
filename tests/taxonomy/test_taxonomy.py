"""The taxonomy is consistent with itself."""

import pytest

from barlau import taxonomy

KNOWN = taxonomy.load()
LANGUAGES = ["en", "kk", "ru"]


@pytest.fixture(params=sorted(KNOWN.categories))
def category(request):
    return KNOWN[request.param]


def test_parent_of_every_category_exists(category):
    assert all(key in KNOWN for key in taxonomy.lineage(category.key))


def test_every_category_has_its_title_in_three_languages(category):
    assert sorted(category.title) == LANGUAGES
    assert all(category.title.values())


def test_fields_hold_known_words(category):
    assert category.personal in ("yes", "no", "linkable")
    assert category.kz_class in ("public", "restricted", "biometric", "sector_secret", "none")
    assert category.sensitivity in range(5)


def test_parent_is_at_least_as_sensitive(category):
    assert all(KNOWN[key].sensitivity >= category.sensitivity for key in taxonomy.lineage(category.key))


def test_derived_and_implied_categories_exist(category):
    assert all(key in KNOWN for key in (*category.derivable_from, *category.implies))


def test_titles_tell_categories_apart():
    for language in LANGUAGES:
        titles = [category.title[language] for category in KNOWN.categories.values()]
        assert len(set(titles)) == len(titles)


def test_every_subject_has_its_title_in_three_languages():
    assert all(sorted(title) == LANGUAGES for title in KNOWN.subjects.values())


def test_lineage_goes_from_the_key_to_its_group():
    assert list(taxonomy.lineage("contact.address.postal")) == [
        "contact.address.postal",
        "contact.address",
        "contact",
    ]
    assert list(taxonomy.lineage("")) == []


@pytest.mark.parametrize(
    ("key", "group"),
    [("identity", True), ("contact.address", False), ("criminal", False), ("org", True), ("pets", False)],
)
def test_group_is_a_top_level_key_with_members(key, group):
    assert KNOWN.is_group(key) is group


@pytest.mark.parametrize(
    ("key", "personal"),
    [
        ("identity.iin", True),
        ("vehicle.plate", True),
        ("org.bin", False),
        ("anonymised", False),
        ("pets", True),
    ],
)
def test_personal_means_alone_or_joined(key, personal):
    assert KNOWN.is_personal(key) is personal


@pytest.mark.parametrize(
    ("typo", "meant"),
    [
        ("identity.inn", "identity.iin"),
        ("iin", "identity.iin"),
        ("phone", "contact.phone"),
        ("contact.adress", "contact.address"),
        ("client.plate", "vehicle.plate"),
    ],
)
def test_nearest_key_of_a_typo_comes_among_the_first(typo, meant):
    near = KNOWN.nearest(typo)
    assert meant in near
    assert len(near) <= 3


def test_nothing_is_near_to_nonsense():
    assert KNOWN.nearest("") == KNOWN.nearest("qqqqqqqqqqqq") == []


def test_title_is_english_unless_asked_otherwise():
    assert KNOWN.title("identity.age") == "Age"
    assert KNOWN.title("identity.age", "ru") == "Возраст"
