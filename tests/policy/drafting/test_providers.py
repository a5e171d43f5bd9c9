"""Who provides a datum: told by the sentence, its lead-in, its heading, its row of a table, or by nobody."""

import pytest

from barlau.policy.draft import content, draft


@pytest.fixture
def providers(tmp_path):
    def of(text, language=None):
        path = tmp_path / "policy.md"
        path.write_text(text, "utf-8")
        return {line["category"]: line["collected_from"] for line in content(draft(path, language))["declarations"]}

    return of


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("Клиент сообщает нам дату рождения.", ["subject"], id="the-person-tells-ru"),
        pytest.param("Работодатель передаёт нам дату рождения сотрудника.", ["third_party"], id="others-tell-ru"),
        pytest.param("При оформлении заявки банк запрашивает дату рождения.", ["subject"], id="asked-ru"),
        pytest.param("Клиент туған күнін көрсетеді, біз оны жинаймыз.", ["subject"], id="the-person-tells-kk"),
        pytest.param("Туған күні шарт жасасу кезінде жиналады.", ["subject"], id="asked-kk"),
        pytest.param("Туған күні мемлекеттік органдардан келіп түседі.", ["third_party"], id="others-tell-kk"),
        pytest.param("Customers give us their date of birth.", ["subject"], id="the-person-tells-en"),
        pytest.param("Partner banks tell us your date of birth.", ["third_party"], id="others-tell-en"),
        pytest.param("We process the date of birth.", ["unstated"], id="nobody-tells"),
        pytest.param("## Data from other people\nWe record the date of birth.", ["third_party"], id="heading"),
        pytest.param("## Данные, которые сообщает гость\n\n- дата рождения;", ["subject"], id="heading-ru"),
        pytest.param("Абонент өтініште мыналарды көрсетеді:\n- туған күні;", ["subject"], id="lead-in"),
    ],
)
def test_sentences_and_what_stands_above_them(providers, text, expected):
    assert providers(text)["identity.birth_date"] == expected


@pytest.mark.parametrize(
    ("language", "head", "cell", "expected"),
    [
        ("ru", "От кого", "клиент", ["subject"]),
        ("ru", "Источник", "кредитное бюро; клиент", ["subject", "third_party"]),
        ("kk", "Кім береді", "ата-анасы, емхана", ["subject", "third_party"]),
        ("en", "Provided by", "you or your agent", ["subject", "third_party"]),
        ("en", "Source", "public registers", ["third_party"]),
        ("en", "Source", "calculated by us", ["unstated"]),
    ],
)
def test_a_column_of_sources(providers, language, head, cell, expected):
    data = {"ru": "Дата рождения", "kk": "Туған күні", "en": "Date of birth"}[language]
    table = f"| Data | {head} |\n|---|---|\n| {data} | {cell} |\n"
    assert providers(table, language)["identity.birth_date"] == expected


def test_nobody_types_the_address_of_a_device(providers):
    assert providers("Клиент сообщает имя; сайт автоматически фиксирует IP-адрес.") == {
        "identity.name": ["subject"],
        "online.ip": ["automatic"],
    }
