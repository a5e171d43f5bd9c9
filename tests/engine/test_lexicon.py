"""Words in names: whole tokens, the longest phrase, what speaks against it, and whose data they are."""

import pytest

from barlau.engine.decision.lexicon import Lexicon
from barlau.fold import phrase
from barlau.model.recognizer import Header, HeaderRule, Pack, SubjectRule


def _rule(category, *phrases, weak=(), against=()):
    negative = tuple(word for text in against for word in phrase(text))
    return HeaderRule(category, Header(tuple(map(phrase, phrases)), tuple(map(phrase, weak)), (), negative))


PACK = Pack(
    version="",
    recognizers=(),
    headers=(
        _rule("iin", "iin"),
        _rule("phone", "telefon", "mob tel", weak=["tel"]),
        _rule("address", "adres"),
        _rule("residence", "adres projivania"),
        _rule("birth_date", "data rojd*"),
        _rule("email", "email", "e mail"),
        _rule("bin", "company bin", weak=["bin"], against=["card", "sklad*"]),
        _rule("doc", "nomer dokumenta", against=["akt"]),
        _rule("plate", "gos nomer"),
    ),
    subjects=(
        SubjectRule("customer", (("client",), ("zaiavitel*",))),
        SubjectRule("third_party", (("contact", "person"), ("guarantor",))),
        SubjectRule("organisation", (phrase("company"), ("iur", "lico"))),
    ),
    status_words=("verified", "status", "count"),
)
LEXICON = Lexicon(PACK)


def _found(name):
    return {m.rule.category: m for m in LEXICON.matches(name)}


def test_letters_of_several_parts_of_a_path_make_no_word():
    assert _found("$.row.i_i_n")
    assert not _found("$.i.i.n")


@pytest.mark.parametrize(
    ("name", "category"),
    [
        ("iin", "iin"), ("client_iin", "iin"), ("IIN", "iin"), ("clientIIN", "iin"), ("IINClient", "iin"),
        ("i_i_n", "iin"), ("client-iin-2", "iin"), ("iin2", "iin"), ("t.iin", "iin"), ("[iin]", "iin"),
        ("mob_tel", "phone"), ("mobtel", "phone"), ("MobTel", "phone"), ("tel", "phone"),
        ("e-mail", "email"), ("eMail", "email"), ("email", "email"), ("E_MAIL", "email"),
        ("data_rozhd", "birth_date"), ("Дата рождения", "birth_date"), ("DATA_ROJDENIYA", "birth_date"),
        ("gosnomer", "plate"), ("gos. nomer", "plate"), ("ГосНомер", "plate"),
        ("Адрес", "address"), ("adres_klienta", "address"),
        ("clientiin", "iin"), ("IINCLIENT", "iin"), ("telefonclienta", "phone"), ("lbl_companyemail", "email"),
    ],
)  # fmt: skip
def test_a_phrase_is_found_however_it_is_spelled_cut_or_glued(name, category):
    assert category in _found(name)


@pytest.mark.parametrize(
    "name",
    [
        "hiina", "siin", "iinx", "telemetry", "hotel", "teleport", "adresok", "combine", "cabin", "robin",
        "telefonist", "mob", "gos", "data", "rozhdestvo_data", "", "_", "2", "кабинет", "мобильный",
    ],
)  # fmt: skip
def test_a_part_of_a_word_is_not_the_word(name):
    assert _found(name) == {}


def test_the_longest_phrase_wins_over_a_shorter_one_inside_it():
    assert list(_found("adres_prozhivaniya")) == ["residence"]
    assert list(_found("adres")) == ["address"]


def test_a_short_phrase_beside_a_long_one_stays():
    assert list(_found("adres_prozhivaniya_iin")) == ["residence", "iin"]


def test_each_category_is_announced_once():
    assert len(LEXICON.matches("tel_telefon_mob_tel")) == 1
    assert _found("tel_mob_tel")["phone"].weak is False


def test_a_match_says_what_stands_in_the_name():
    assert _found("client_mob_tel")["phone"].word == "mob_tel"
    assert _found("Дата рождения клиента")["birth_date"].word == "data_roidenia"


def test_words_are_weak_or_enough():
    assert _found("bin")["bin"].weak
    assert not _found("company_bin")["bin"].weak


@pytest.mark.parametrize(
    ("name", "word"),
    [
        ("iin_status", "status"), ("email_verified", "verified"), ("telefon_count", "count"), ("card_bin", "card"),
        ("bin_sklada", "sklada"), ("SkladBin", "sklad"), ("iin", None), ("client_bin", None), ("card_iin", None),
    ],
)  # fmt: skip
def test_a_word_that_denies_the_phrase_is_named(name, word):
    (match,) = LEXICON.matches(name)
    assert match.against == word


def test_a_denying_word_inside_the_phrase_does_not_deny_it():
    lexicon = Lexicon(Pack("", (), (_rule("consent", "status sogl"),), status_words=("status",)))
    (match,) = lexicon.matches("status_sogl")
    assert match.against is None


@pytest.mark.parametrize("name", ["nomer_dokumenta_akta", "nomer_dokumenta_status"])
def test_a_negative_word_has_to_be_whole_and_a_status_word_needs_none(name):
    assert LEXICON.matches(name)[0].against == (None if name.endswith("akta") else "status")


def test_a_word_is_asked_for_what_denies_it_without_a_phrase():
    header = PACK.headers[6].header
    assert LEXICON.against("card_number", header) == "card"
    assert LEXICON.against("number", header) is None


@pytest.mark.parametrize(
    ("name", "subject"),
    [
        ("clients", "customer"),
        ("client", "customer"),
        ("client_iin", "customer"),
        ("заявители", "customer"),
        ("contact_person_phone", "third_party"),
        ("contact_phone", None),
        ("guarantor_of_client", "third_party"),
        ("client_of_company", "customer"),
        ("client_contact_person", "third_party"),
        ("ЮрЛицо", "organisation"),
        ("accompany", None),
        ("orders", None),
    ],
)
def test_whose_data_it_is_follows_the_longest_then_the_first_words(name, subject):
    assert LEXICON.subjects.subject(name) == subject


INFLECTED = Lexicon(
    Pack(
        "",
        (),
        (_rule("card", "nomer karti"), _rule("flat", "pater"), _rule("device", "device id"), _rule("usage", "cookie")),
        noise_words=("id",),
        same_words=(("nomer", "num"),),
    )
)


@pytest.mark.parametrize(
    ("name", "category"),
    [
        pytest.param("nomera_kart", "card", id="other endings"),
        pytest.param("номер банковской карты", "card", id="one word between"),
        pytest.param("karta_nomer", "card", id="turned round"),
        pytest.param("num_karty", "card", id="another word for the same"),
        pytest.param("пәтері", "flat", id="Kazakh possessive"),
    ],
)
def test_a_phrase_is_found_in_other_forms(name, category):
    (match,) = INFLECTED.matches(name)
    assert (match.rule.category, match.exact) == (category, False)


@pytest.mark.parametrize(
    "name",
    [
        pytest.param("nomer_moei_bankovskoi_karti", id="two words between"),
        pytest.param("id_device", id="a word that says nothing, turned round"),
        pytest.param("paterson", id="another word with the same beginning"),
    ],
)
def test_a_form_that_goes_too_far_is_no_phrase(name):
    assert INFLECTED.matches(name) == []


def test_a_word_that_announces_something_itself_is_not_skipped():
    assert [match.rule.category for match in INFLECTED.matches("device_cookie_id")] == ["usage"]


@pytest.mark.parametrize("name", ["recompaniin", "emailing", "companionemail", "adresat"])
def test_only_what_two_known_words_make_up_is_cut(name):
    assert not LEXICON.matches(name)
