"""What the words of values speak of."""

import pyarrow as pa
import pytest

from barlau.engine.meanings import shares


def _told(*values):
    return {name: share for name, share in shares(pa.array(values, pa.string())) if share}


@pytest.mark.parametrize(
    ("value", "meaning"),
    [
        ("Детская обувь", "things"),
        ('ТЕЛЕВИЗОР 43" чёрный', "things"),
        ("frozen seafood", "things"),
        ("Ст. бухгалтер", "work"),
        ("жүргізуші", "work"),
        ("Техник", "work"),
        ("Galaxy S21", "devices"),
        ("350ML12", "units"),
        ("ru-RU", "locales"),
    ],
)
def test_a_word_tells_what_a_value_speaks_of(value, meaning):
    assert _told(value)[meaning] == 1.0


@pytest.mark.parametrize(
    "value",
    [
        pytest.param("VIP", id="a word of no list"),
        pytest.param("недиван", id="a beginning inside a word"),
        pytest.param("350", id="no letters"),
        pytest.param("Прошу вернуть деньги за холодильник, который перестал работать через неделю", id="a sentence"),
    ],
)
def test_other_values_tell_nothing(value):
    assert _told(value) == {}


def test_the_share_is_of_all_values():
    assert _told("диван", "VIP", None, "12")["things"] == 0.25
