import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from barlau.report.visible import is_unsafe, shorten, visible


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        pytest.param("client_iin", "client_iin", id="plain"),
        pytest.param("Тегі, аты", "Тегі, аты", id="Cyrillic"),
        pytest.param("姓名 é", "姓名 é", id="other scripts"),
        pytest.param("a\x1b[2Jb", "a\\u{1b}[2Jb", id="escape sequence"),
        pytest.param("a\x9b31m", "a\\u{9b}31m", id="C1 control sequence introducer"),
        pytest.param("a\r\n\tb\x7f", "a\\u{d}\\u{a}\\u{9}b\\u{7f}", id="controls"),
        pytest.param("a\u202egpj", "a\\u{202e}gpj", id="bidi override"),
        pytest.param("a\u2066b\u2069", "a\\u{2066}b\\u{2069}", id="bidi isolates"),
        pytest.param("a\u200bb\ufeff", "a\\u{200b}b\\u{feff}", id="zero width"),
        pytest.param("a\u2028b", "a\\u{2028}b", id="line separator"),
        pytest.param("a\u00a0b", "a\\u{a0}b", id="no-break space looks like a space"),
        pytest.param("a\u3164b\u2800", "a\\u{3164}b\\u{2800}", id="letters that show nothing"),
        pytest.param("a\ufe0f\U000e0101", "a\\u{fe0f}\\u{e0101}", id="variation selectors"),
        pytest.param("a\U000e0041", "a\\u{e0041}", id="tag characters"),
        pytest.param("a\udcff", "a\\u{dcff}", id="lone surrogate"),
        pytest.param("a\ue000", "a\\u{e000}", id="private use"),
        pytest.param("", "", id="empty"),
    ],
)
def test_characters_that_deceive_are_written_out(name, shown):
    assert visible(name) == shown


@given(st.text(st.characters(exclude_categories=())))
def test_what_is_shown_can_be_encoded_and_holds_nothing_unsafe(name):
    shown = visible(name)
    shown.encode("utf-8")
    assert not any(map(is_unsafe, shown))
    assert visible(shown) == shown


@given(st.text(), st.integers(3, 60))
def test_a_shortened_name_fits(name, width):
    shown = visible(name)
    short = shorten(shown, width)
    assert cell_len(short) <= width
    assert (short == shown) == (cell_len(shown) <= width)


def test_a_name_is_cut_in_the_middle():
    assert shorten("public.customers.client_iin", 15) == "public.…ent_iin"
