"""Every spelling of a word gives one skeleton; different words stay different."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from barlau.fold import fold, root, stem, tokens

SAME = {
    "birth date, Russian": ["дата рождения", "data_rozhdeniya", "data_rojdenia", "DataRozhdenia", "ДАТА-РОЖДЕНИЯ"],
    "birth day, Kazakh": ["туған күні", "tugan_kuni", "tuǵan_kúni", "tuğanKüni", "tughan kuni"],
    "identity card": ["жеке куәлік", "zheke_kualik", "jeke_kualik", "jeke kuälık", "ZhekeKualik"],
    "IIN in Kazakh": ["ЖСН", "zhsn", "jsn", "JSN"],
    "account": ["счёт", "счет", "schet", "schyot"],
    "district": ["район", "raion", "rayon"],
    "address": ["адрес", "adres", "address", "Adress"],
    "nationality": ["национальность", "natsionalnost", "nacionalnost"],
    "mobile": ["сотовый", "sotovyi", "sotovyy", "sotovy"],
    "patronymic": ["әкесінің аты", "akesinin_aty", "äkesiniñ aty", "akesining aty"],
    "employee": ["қызметкер", "qyzmetker", "kyzmetker"],
    "document": ["құжат", "qujat", "kuzhat", "kujat"],
    "name": ["аты-жөні", "aty_joni", "aty_zhoni", "aty jóni"],
    "property": ["мүлік", "mulik", "mülık"],
    "name with j": ["имя клиента", "imya_klienta", "imja_klienta", "imia_klienta"],
    "last with j": ["последний", "posledniy", "poslednij"],
    "front vowels": ["әкесі өтініш", "akesi_otinish", "aekesi_oetinish"],
    "ng before g": ["соңғы", "songgy", "songghy", "songhy", "sońgy"],
    "a glide between vowels": ["жүйесі", "zhuyesi", "juiesi", "jüyesi"],
    "look-alike letters": ["тегі", "тегi", "tegi"],
}


@pytest.mark.parametrize("spellings", SAME.values(), ids=SAME)
def test_spellings_of_one_name_give_the_same_tokens(spellings):
    assert {tokens(name) for name in spellings} == {tokens(spellings[0])}


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("ClientIIN_2", ("client", "iin", "2")),
        ("IINClient", ("iin", "client")),
        ("mobTel", ("mob", "tel")),
        ("card.last4", ("card", "last", "4")),
        ("e-mail", ("e", "mail")),
        ("$.client.ИИН", ("client", "iin")),
        ("", ()),
        ("__", ()),
    ],
)
def test_names_are_split_at_their_borders(name, expected):
    assert tokens(name) == expected


@pytest.mark.parametrize(
    ("one", "other"), [("iin", "in"), ("inn", "in"), ("pol", "poll"), ("bin", "bn"), ("жоқ", "jo"), ("стажер", "star")]
)
def test_short_words_that_differ_stay_apart(one, other):
    assert fold(one) != fold(other)


def test_a_stem_begins_the_skeleton_of_the_whole_word():
    assert fold("passport").startswith(stem("pass"))


_LATIN = dict(zip("абвгдезиклмнопрстфыэ", "abvgdeziklmnoprstfye", strict=True)) | {
    "ж": ("zh", "j"), "х": ("kh", "h", "x"), "ш": ("sh", "ş"), "ғ": ("g", "gh", "ğ", "ǵ"), "қ": ("k", "q"),
    "ң": ("n", "ń", "ñ"), "ө": ("o", "ó", "ö"), "ұ": ("u", "ū"), "ү": ("u", "ú", "ü"), "і": ("i", "ı"), "у": ("u", "w"),
    "ә": ("a", "á", "ä"), "ч": ("ch", "ç"), "я": ("ya", "ia"), "ю": ("yu", "iu"),
}  # fmt: skip
# Letters that spell another one in Latin (кх as kh, ые as ye, схч as shch) cannot be told from it.
_AMBIGUOUS = ("схч", "кх", "қх", "гх", "ғх", "зх", "ые", "ыо", "ыэ", "ыө")


@given(st.data())
def test_any_transliteration_meets_the_cyrillic_word(data):
    word = data.draw(
        st.text(sorted(_LATIN), min_size=2, max_size=12).filter(lambda w: not any(p in w for p in _AMBIGUOUS))
    )
    spelled = "".join(data.draw(st.sampled_from(_LATIN[letter])) for letter in word)
    assert fold(spelled) == fold(word)


def test_q_alone_is_a_letter_of_its_own():
    assert tokens("q1") == ("q", "1")
    assert tokens("k1") == tokens("к1") == ("k", "1")


@given(st.text(alphabet=st.characters(codec="utf-8"), max_size=30))
def test_tokens_are_never_empty_and_ignore_case_of_a_whole_word(name):
    assert all(tokens(name))
    word = "".join(c for c in name if "а" <= c <= "я")
    assert fold(word) == fold(word.upper())


@pytest.mark.parametrize(
    "forms",
    [
        ["карта", "карты", "картой", "картами"],
        ["пәтер", "пәтері", "пәтерінің"],
        ["кепілгер", "кепілгерлер", "кепілгердің"],
        ["phone", "phones"],
        ["договор", "договора", "договоров"],
        ["байқау", "байқаудан", "байқаудың"],
    ],
)
def test_inflected_forms_of_a_word_have_one_root(forms):
    assert len({root(fold(form)) for form in forms}) == 1


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("карта", "картина"),
        ("партия", "партнёр"),
        ("status", "state"),
        ("iin", "in"),
        ("национальность", "национальный"),
    ],
)
def test_different_words_keep_different_roots(one, other):
    assert root(fold(one)) != root(fold(other))


@given(st.from_regex("[a-z]{1,20}", fullmatch=True))
def test_a_root_is_never_longer_and_never_empty(word):
    assert 0 < len(root(word)) <= len(word)
