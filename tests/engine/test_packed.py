"""What single cells are: JSON, named values, Base64 of text, or none of them."""

import base64

import numpy as np
import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from barlau.engine import packed, pairs


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        ("iin=1 tel=+7 701 234 56 78 fio=Иванов Иван", {"iin": "1", "tel": "+7 701 234 56 78", "fio": "Иванов Иван"}),
        ('?a=1&имя="Иванов, Иван"&b=%D0%90+%D0%91', {"a": "1", "имя": "Иванов, Иван", "b": "А Б"}),
        ("Дата рождения: 1990; Адрес: г. Алматы, д. 5", {"Дата рождения": "1990", "Адрес": "г. Алматы, д. 5"}),
        ("a=1;b=;c= 3", {"a": "1", "b": "", "c": "3"}),
        ("name = x, iin=5, tel=6", {"iin": "5", "tel": "6"}),
        ("user: a@b.kz\nip: 10.0.0.1", {"user": "a@b.kz", "ip": "10.0.0.1"}),
    ],
    ids=["spaces", "query", "colons", "empty", "spaces around", "lines"],
)
def test_cells_of_named_values_are_taken_apart(cell, expected):
    cells = pa.array([cell])
    assert packed.find(cells).pairs.tolist() == [0]
    split = pairs.split(cells)
    assert dict(zip(split.keys.to_pylist(), split.values.to_pylist(), strict=True)) == expected


@pytest.mark.parametrize(
    "cell",
    [
        "12:30:45",
        "https://x.kz/a:b",
        r"C:\a; D:\b",
        "<a href=x class=y>",
        "x=1",
        "Сумма: 5000",
        "Ахметов Арман",
        "a==b",
    ],
)
def test_other_text_is_not_taken_apart(cell):
    assert not packed.find(pa.array([cell]))


@given(st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"]), min_size=11))
def test_text_in_base64_is_decoded(text):
    coded = base64.b64encode(text.encode()).decode()
    for form in (coded, coded.rstrip("="), base64.urlsafe_b64encode(text.encode()).decode()):
        found = packed.find(pa.array(["Ахметов", form]))
        if any(c.islower() for c in form) and any(c.isupper() for c in form):
            assert found.decoded is not None
            assert found.decoded.to_pylist() == [text]


@given(st.lists(st.binary(min_size=11, max_size=80), min_size=1, max_size=20))
def test_bytes_in_base64_are_decoded_only_if_they_are_text(cells):
    def is_text(cell):
        try:
            return all(c.isprintable() or ord(c) > 127 or c in "\t\n\r" for c in cell.decode())
        except UnicodeDecodeError:
            return False

    found = packed.find(pa.array([base64.b64encode(cell).decode() for cell in cells]))
    assert all(is_text(cells[row]) for row in found.encoded)


def test_random_tokens_are_left_alone():
    random_bytes = np.random.default_rng(5)
    tokens = [base64.b64encode(random_bytes.bytes(16)).decode() for _ in range(20_000)]
    assert len(packed.find(pa.array(tokens)).encoded) == 0
