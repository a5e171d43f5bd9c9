import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from barlau.errors import ReadError
from barlau.sources.encoding import Utf8Stream, detect

KAZAKH = "Қазақстан Республикасының азаматы, тұрғылықты мекенжайы: Өскемен қаласы, үй 5"
UKRAINIAN = "Громадянин України, адреса: Київ, вулиця Хрещатик; їхні дані є в реєстрі її сім'ї. " * 3
RUSSIAN = "Гражданин Республики Казахстан, адрес: город Алматы, улица Абая, дом 5"


@pytest.mark.parametrize(
    ("text", "encoding", "expected"),
    [
        (KAZAKH, "utf-8", "utf-8"),
        (KAZAKH, "kz1048", "kz1048"),
        ("Ұлы; Ғани; Гүлнұр", "kz1048", "kz1048"),
        (UKRAINIAN, "cp1251", "cp1251"),
        ("Дзяржаўны ўнёсак, праўда, воўк, любоў, дарослы і малы; " * 5, "cp1251", "cp1251"),
        (RUSSIAN, "cp1251", "cp1251"),
        (RUSSIAN, "cp866", "cp866"),
        (RUSSIAN.upper(), "cp866", "cp866"),
        (RUSSIAN.upper(), "cp1251", "cp1251"),
        (RUSSIAN, "koi8-r", "koi8-r"),
        (RUSSIAN, "mac-cyrillic", "mac-cyrillic"),
        (RUSSIAN.replace(" ", ""), "utf-16-le", "utf-16-le"),
        (KAZAKH, "utf-16-be", "utf-16-be"),
        ("iin,phone\n012345678901,8", "utf-16-le", "utf-16-le"),
        ("plain ASCII", "ascii", "utf-8"),
        ("", "ascii", "utf-8"),
    ],
    ids=lambda value: value[:12],
)
def test_encoding_is_found(text, encoding, expected):
    assert detect([text.encode(encoding)]) == (expected, 0)


@pytest.mark.parametrize(
    ("encoding", "expected"),
    [("utf-8-sig", ("utf-8", 3)), ("utf-16", ("utf-16-le", 2))],
)
def test_byte_order_marks_decide(encoding, expected):
    assert detect(["текст".encode(encoding)]) == expected


def test_damaged_utf8_stays_utf8():
    data = bytearray((RUSSIAN * 20).encode())
    data[300] = 0xFF
    assert detect([bytes(data)]) == ("utf-8", 0)


@pytest.mark.parametrize(
    "data", [bytes(range(256)) * 4, RUSSIAN.encode("utf-32"), bytes(9999)], ids=["binary", "UTF-32", "zeros"]
)
def test_what_cannot_be_read_is_refused(data):
    with pytest.raises(ReadError, match="UNSUPPORTED_FORMAT"):
        detect([data])


def read_all(data: bytes, codec: str, size: int) -> tuple[str, int]:
    stream, view, found = Utf8Stream(io.BytesIO(data), codec), memoryview(bytearray(size)), b""
    while count := stream.read_into(view):
        found += bytes(view[:count])
    return found.decode(), stream.replaced


@given(
    st.text(st.characters(exclude_categories=["Cs"]), max_size=40),
    st.sampled_from(["utf-8", "utf-16-le"]),
    st.integers(1, 9),
)
def test_small_buffers_cut_no_character(text, codec, size):
    assert read_all(text.encode(codec), codec, size) == (text, 0)


@given(st.binary(max_size=60), st.integers(64, 90))
def test_damage_is_replaced_and_never_raised(data, size):
    start = "Айгерім Қайратқызы\n" * 20
    text, replaced = read_all(start.encode() + data, "utf-8", size)
    assert text.startswith(start)
    assert text == (start.encode() + data).decode("utf-8", "replace")
    assert replaced == text.count("\ufffd") - data.count("\ufffd".encode())
    assert read_all(data, "cp1251", size)[0] == data.decode("cp1251", "replace")
