"""The form of a value by its spelling."""

import numpy as np
import pyarrow as pa
import pytest

from barlau.engine.forms import BINARY, FORMS, classify, shares

EXAMPLES = {
    "flag": "0, 1, true, FALSE, t, f, yes, No, on, off, да, НЕТ, иә, жоқ",
    "year": "1900, 1985, 2026, 2099",
    "integer": "2, 42, -7, +15, +77010000001, 007, 110715399990, 18991, 2100",
    "number": "1.5; 1,5; -0.25; 1 234 567; 1 234,50; 12\u00a0500.00; 1.1071539999e+11; 1,10715E+11",
    "date": "2024-01-31; 31.01.2024; 1.2.99; 31/01/2024; 2024.01.31; 15.07.1911 г.; 15.07.1911 г.р.; "
    "15 июля 1911; 15 июля 1911 г.; 1911 жылғы 15 шілде; "
    "15JUL11; 15-Jul-1911; July 15, 1911; 15 Jul. 1911; "
    "2024-01-31 00:00:00; 31.01.2024 0:00:00; 1999-05-04T18:00:00.000Z",
    "datetime": "2024-01-31 10:20; 2024-01-31T10:20:30Z; 31.01.2024 10:20:30; 2024-01-31 10:20:30.123456+05:00; "
    "31/Jan/2024:10:20:30 +0500; Wed, 31 Jan 2024 10:20:30 GMT",
    "time": "10:20, 9:05:01, 23:59:59.999",
    "uuid": "123e4567-e89b-12d3-a456-426614174000, {123E4567-E89B-12D3-A456-426614174000}",
    "hash": f"{'a1' * 16}, {'A1' * 20}, {'0f' * 32}, 0x{'ab' * 16}, {'ab' * 64}, $2b$12$abcdef, {{SSHA}}AAAA, "
    "pbkdf2_sha256$1$x, SCRAM-SHA-256$4096:x",
    "url": "https://example.kz/a, http://x, S3://bucket/key, rtsp://camera",
    "json": '{"a": 1}; [1]; {}; {"a": [1, {"b": 2}]}',
    "coordinate": "43.238949, 76.889709; 51,169392; 71,449074; POINT(76.9 43.2)",
    "path": "/var/photos/1.jpg; ./a/b.png; C:\\фото\\1.jpg; photos/2024/1.jpg; скан.pdf; \\\\host\\share\\x.doc; "
    "/srv/media/1",
    "word": "Алматы, Жол, Нұр-Сұлтан, O'Brien, ғ.",
    "code": "A-12, 123ABC02, user@example.kz, x_1, 1-2-3, 2024-13-45",
    "text": "два слова; 8 (701) 000-00-01; ул. Абая, д. 1; line\nbreak",
    "binary": BINARY,
}


def _examples():
    for form, listed in EXAMPLES.items():
        separator = "; " if "; " in listed else ", "
        for text in listed.split(separator):
            yield pytest.param(text, form, id=f"{form} {text!r}")


def _form(text):
    return FORMS[classify(pa.array([text]))[0]][0]


@pytest.mark.parametrize(("text", "form"), [p for p in _examples() if p.values[0] not in ("51,169392", "71,449074")])
def test_a_value_has_its_form(text, form):
    assert _form(text) == form


def test_coordinates_with_decimal_commas_are_coordinates():
    assert _form("51,169392; 71,449074") == "coordinate"


@pytest.mark.parametrize("text", ["", " ", "\n", "💥", "\x07", "x" * 5000, "'; DROP TABLE t; --"])
def test_every_value_has_some_form(text):
    assert _form(text) in {name for name, _ in FORMS}


def test_many_values_are_classified_one_by_one():
    texts = [p.values[0] for p in _examples()]
    assert classify(pa.array(texts)).tolist() == [int(classify(pa.array([text]))[0]) for text in texts]


def test_shares_are_weighted_and_the_largest_comes_first():
    texts, counts = pa.array(["1990-01-01", "слово", "15.07.1990"]), np.array([2, 3, 5])
    assert shares(texts, counts) == (("date", 0.7), ("word", 0.3))


def test_equal_shares_stand_in_the_order_of_their_names():
    assert [name for name, _ in shares(pa.array(["слово", "17"]), np.array([1, 1]))] == ["integer", "word"]


def test_no_values_have_no_forms():
    assert shares(pa.array([], pa.string()), np.array([], np.int64)) == ()
