import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from barlau.identifiers.mojibake import repair, repair_array

WORDS = st.text("абвгдежзийклмнопрстуфхцчшщъыьэюяәғқңөұүһіАБВГДЕЁЖЗИӘҒҚҢӨҰҮҺІ -", min_size=2, max_size=20)
SETTINGS = settings(max_examples=100)


@SETTINGS
@given(WORDS)
def test_kazakh_bytes_read_with_the_russian_table_are_repaired(text):
    assert repair(text.encode("kz1048").decode("cp1251")) == text


@SETTINGS
@given(WORDS.filter(lambda text: not set(text) & set("- ")))
def test_utf8_read_with_the_russian_table_is_repaired(text):
    damaged = "".join(chr(b) if b == 0x98 else bytes([b]).decode("cp1251") for b in text.encode("utf-8"))
    assert repair(damaged) == text


@SETTINGS
@given(WORDS.filter(lambda text: not set(text) & set("- ")), st.booleans())
def test_utf8_in_a_latin1_column_is_repaired(text, as_iso):
    def read(byte):
        return "" if as_iso else bytes([byte]).decode("cp1252", "ignore")

    assert repair("".join(read(b) or chr(b) for b in text.encode())) == text


@SETTINGS
@given(WORDS)
def test_text_that_is_not_damaged_stays(text):
    assert repair(text) == text


@SETTINGS
@given(st.lists(st.text(max_size=12) | st.sampled_from(["РђС…РјРµС‚РѕРІ", "Серікќызы", "Рё", "a\nЌ"]), max_size=8))
def test_column_is_repaired_cell_by_cell(values):
    expected = [" ".join(repair(value).splitlines()) for value in values]
    actual = repair_array(pa.array(values, pa.string())).to_pylist()
    assert [" ".join(text.splitlines()) for text in actual] == expected


@pytest.mark.parametrize("text", ["", "plain", "Рё", "Ахметов"], ids=repr)
def test_column_without_damage_is_returned_as_it_is(text):
    values = pa.array([text, None])
    assert repair_array(values) is values
