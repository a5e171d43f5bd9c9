import json
import random
from pathlib import Path

import pyarrow as pa
import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from barlau.demo import words
from barlau.fold import stem
from barlau.identifiers.generic import person_name
from barlau.identifiers.name_parts import _lexicon

DATA = Path(__file__).parents[2] / "data"
VECTORS = [
    pytest.param(vector, id=f"{number}-{vector['reason']}")
    for number, vector in enumerate(
        json.loads((DATA / "kz-identifier-vectors.json").read_text(encoding="utf-8"))["person_name"]
    )
]
SETTINGS = settings(max_examples=60)

COLUMNS = yaml.safe_load((DATA / "person_name_columns.yaml").read_text(encoding="utf-8"))
WORDS = {kind: text.split() for kind, text in COLUMNS["words"].items()}
MEN, WOMEN, ROOTS = WORDS["men"], WORDS["women"], WORDS["roots"]


def latin(text):
    return words.latin(text.lower()).title()


def people(count=300, seed=20):
    """Surname, given name and patronymic of invented people."""
    rng = random.Random(seed)
    for _ in range(count):
        female = rng.random() < 0.5
        bare = rng.random() < 0.15
        surname = rng.choice(WORDS["bare surnames"]) if bare else rng.choice(ROOTS) + ("ова" if female else "ов")
        yield surname, rng.choice(WOMEN if female else MEN), rng.choice(MEN) + ("қызы" if female else "ұлы")


def english(count=300, seed=21):
    rng = random.Random(seed)
    for _ in range(count):
        yield rng.choice(WORDS["English surnames"]), rng.choice(WORDS["English given names"]), ""


def unchanged(text):
    return text


def in_kz1048(text):
    return text.encode("kz1048").decode("cp1251")


def cells(text):
    return text.split(" | ")


def share(values, function=person_name.is_valid_array):
    return sum(function(pa.array(values)).to_pylist()) / len(values)


@pytest.mark.parametrize("vector", VECTORS)
def test_vector_is_judged_alike_by_the_value_and_by_the_column(vector):
    value, valid = vector["value"], vector["valid"]
    assert person_name.is_valid(value) == valid
    assert person_name.is_valid_array(pa.array([value, None])).to_pylist() == [valid, None]
    if vector["normalized"]:
        assert person_name.validate(value) == vector["normalized"]


@pytest.mark.parametrize("vector", [vector for vector in VECTORS if vector.values[0]["derived"]])
def test_vector_is_parsed_into_its_parts(vector):
    found, derived = person_name.parse(vector["value"]), vector["derived"]
    assert found.order == derived.get("order", found.order)
    assert found.script == derived.get("script", found.script)
    assert found.patronymic.lower().endswith(derived.get("patronymic_suffix", ""))


@pytest.mark.parametrize(
    ("value", "parts"),
    [
        pytest.param("Сейтқали Айгүл", ("Айгүл", "Сейтқали", "", ""), id="bare surname"),
        pytest.param("Мамедов Рашад Асан оглы", ("Рашад", "Мамедов", "Асан оглы", ""), id="separate oghly"),
        pytest.param("А. С. Ахметова", ("", "Ахметова", "", "А. С."), id="initials"),
        pytest.param("Айгерімге", ("Айгерім", "", "", ""), id="dative"),
        pytest.param("Серікқызы", ("", "", "Серікқызы", ""), id="patronymic"),
        pytest.param("John F. Kennedy", ("John", "Kennedy", "", "F."), id="English"),
    ],
)
def test_parts_of_a_name(value, parts):
    found = person_name.parse(value)
    assert (found.given, found.surname, found.patronymic, found.initials) == parts


@pytest.mark.parametrize(("kind", "ending"), [("men", ""), ("women", ""), ("roots", "ов")])
def test_a_third_of_the_words_of_the_columns_is_not_listed(kind, ending):
    listed = [stem(word + ending) in _lexicon() for word in WORDS[kind]]
    assert listed.count(False) >= len(listed) / 3


@pytest.mark.parametrize(
    ("form", "change", "least"),
    [
        pytest.param("{0} {1} {2}", unchanged, 0.99, id="surname given patronymic"),
        pytest.param("{1} {2} {0}", unchanged, 0.99, id="given patronymic surname"),
        pytest.param("{0} {1} {2}", str.upper, 0.99, id="capitals"),
        pytest.param("{0} {1} {2}", str.lower, 0.8, id="lower case"),
        pytest.param("{0} {1[0]}.{2[0]}.", unchanged, 0.99, id="surname and initials"),
        pytest.param("{1[0]}. {2[0]}. {0}", unchanged, 0.99, id="initials and surname"),
        pytest.param("{0} {1}", unchanged, 0.9, id="surname given"),
        pytest.param("{1} {0}", unchanged, 0.9, id="given surname"),
        pytest.param("{0} {1}", str.upper, 0.6, id="surname given in capitals"),
        pytest.param("{1}", unchanged, 0.55, id="given only"),
        pytest.param("{0}", unchanged, 0.95, id="surname only"),
        pytest.param("{2}", unchanged, 0.99, id="patronymic only"),
        pytest.param("{0} {1} {2}", latin, 0.97, id="Latin"),
        pytest.param("{0} {1}", latin, 0.85, id="Latin surname given"),
        pytest.param("ИП {0} {1[0]}.{2[0]}.", unchanged, 0.99, id="sole proprietors"),
        pytest.param("{0} {1} {2}", in_kz1048, 0.99, id="damaged letters"),
    ],
)
def test_column_of_names_is_recognised(form, change, least):
    assert share([change(form.format(*person)) for person in people()]) >= least


def test_column_of_english_names_is_recognised():
    assert share([f"{given_name} {surname}" for surname, given_name, _ in english()]) >= 0.55


@pytest.mark.parametrize("kind", COLUMNS["others"])
def test_column_of_another_kind_is_not_taken_for_names(kind):
    assert share(cells(COLUMNS["others"][kind])) <= 0.15


@pytest.mark.parametrize(("kind", "most"), [("streets", 0.5), ("book titles", 0.3)])
def test_things_named_after_persons_stay_below_half(kind, most):
    assert share(cells(COLUMNS["named after persons"][kind])) <= most


@pytest.mark.parametrize(
    ("function", "own", "least"),
    [
        (person_name.is_given_name_array, 1, 0.6),
        (person_name.is_surname_array, 0, 0.95),
        (person_name.is_patronymic_array, 2, 0.99),
    ],
    ids=["given", "surname", "patronymic"],
)
def test_columns_of_single_parts_are_told_apart(function, own, least):
    parts = [list(values) for values in zip(*people(), strict=True)]
    assert share(parts[own], function) >= least
    assert share(parts[2 if own != 2 else 0], function) <= 0.05
    assert share(cells(COLUMNS["others"]["products"]), function) <= 0.1


@pytest.mark.parametrize(
    ("value", "function", "expected"),
    [
        pytest.param("Ким", person_name.is_valid_array, False, id="short surname alone may be anything"),
        pytest.param("Ким", person_name.is_surname_array, True, id="short surname in a column of surnames"),
        pytest.param("Алтын", person_name.is_valid_array, False, id="a name that is a word, alone"),
        pytest.param("Алтын", person_name.is_given_name_array, True, id="the same in a column of given names"),
        pytest.param("Асан ұлы", person_name.is_patronymic_array, True, id="separate ұлы"),
        pytest.param("Анна-Мария", person_name.is_given_name_array, True, id="double given name"),
        pytest.param("Миллер-Ахметова", person_name.is_surname_array, True, id="double surname"),
        pytest.param("Ұлы Дала", person_name.is_valid_array, False, id="ұлы as an adjective"),
        pytest.param("ОТДЕЛ ПРОДУКТОВ", person_name.is_valid_array, False, id="plural in a heading"),
        pytest.param("шектеулі", person_name.is_patronymic_array, False, id="adjective in -улі"),
        pytest.param("P<KAZAKHMETOV<<ASAN<<<<<<", person_name.is_valid_array, True, id="first line of an MRZ"),
    ],
)
def test_word_alone_and_in_its_column(value, function, expected):
    assert function(pa.array([value])).to_pylist() == [expected]


@SETTINGS
@given(
    st.sampled_from(MEN),
    st.sampled_from(ROOTS),
    st.sampled_from(MEN),
    st.sampled_from([(0, 1, 2), (1, 2, 0), (1, 0, 2)]),
    st.booleans(),
)
def test_full_name_is_valid_in_every_order_and_case(name, root, father, order, upper):
    words = [root + "ов", name, father + "ұлы"]
    text = " ".join(words[at] for at in order)
    assert person_name.is_valid(text.upper() if upper else text)


@SETTINGS
@given(st.sampled_from(MEN), st.sampled_from('0123456789«"/&@№;:'), st.integers(1, 10))
def test_digit_or_sign_inside_makes_it_no_name(name, sign, at):
    text = f"Ахметов {name} Серікұлы"
    assert person_name.is_valid(text)
    assert not person_name.is_valid(text[:at] + sign + text[at:])


@SETTINGS
@given(st.lists(st.sampled_from([*MEN, "Абай көшесі", "", "Тест", "ТОО"]) | st.text(max_size=10), max_size=20))
def test_verdict_on_a_cell_does_not_depend_on_its_neighbours(values):
    alone = [person_name.is_valid_array(pa.array([value])).to_pylist()[0] for value in values]
    assert person_name.is_valid_array(pa.array(values, pa.string())).to_pylist() == alone
