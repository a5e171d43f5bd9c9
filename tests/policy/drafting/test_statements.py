"""Purposes, grounds, promises, recipients, terms of keeping and the controller, from small invented texts."""

import pytest

from barlau.policy.draft import content, draft

from .scoring import TEXTS


@pytest.fixture
def drafted(tmp_path):
    def of(text, name="policy.txt"):
        path = tmp_path / name
        path.write_text(text, "utf-8")
        return content(draft(path))

    return of


def lines(made, key):
    return {line["id"]: line for line in made[key]}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(
            "1. Цели\nДанные обрабатываются в следующих целях:\n- исполнение договора;\n- рассылка рекламы с согласия;",
            {"contract": ["contract"], "advertising": ["consent"]},
            id="ru",
        ),
        pytest.param(
            "1. Мақсаттары\n1.1. Деректер мынадай мақсаттарда өңделеді:\n1) шартты орындау;\n2) алаяқтықтың алдын алу;",
            {"contract": ["contract"], "fraud-prevention": []},
            id="kk",
        ),
        pytest.param(
            "1. Why\nWe process data for the following purposes:\n- to deliver your order;\n- to comply with the law.",
            {"delivery": [], "legal-duties": ["legal_obligation"]},
            id="en",
        ),
        pytest.param(
            "1. Цели\nДанные используются в целях:\n- зимний сад;", {"purpose-1-b1": []}, id="unknown-is-not-lost"
        ),
    ],
)
def test_purposes_and_their_grounds(drafted, text, expected):
    made = lines(drafted(text), "purposes")
    assert {key: line["legal_basis"] for key, line in made.items()} == expected
    assert all(line["status"] == "proposed" and set(line["title"]) == {"en", "ru", "kk"} for line in made.values())


TABLE = """\
| Мақсаты | Деректер | Дереккөзі | Құқықтық негізі |
|---|---|---|---|
| Жеткізу | мекенжай, телефон нөмірі | клиенттен | шарт |
| Жарнама | телефон нөмірі | клиенттен | келісім |
| Скоринг | кредиттік тарихы | кредиттік бюродан | заңды мүдде |
"""


def test_a_table_ties_purposes_grounds_and_sources_to_its_rows(drafted):
    made = drafted(TABLE)
    purposes = {line["id"]: line["legal_basis"] for line in made["purposes"]}
    assert purposes == {"delivery": ["contract"], "advertising": ["consent"], "scoring": ["legitimate_interest"]}
    listed = [line for line in made["declarations"] if line["proposed"] == "declared"]
    data = {line["category"]: (line["purposes"], line["collected_from"]) for line in listed}
    assert data == {
        "contact.address": (["delivery"], ["subject"]),
        "contact.phone": (["delivery", "advertising"], ["subject"]),
        "finance.credit_history": (["scoring"], ["third_party"]),
    }


@pytest.mark.parametrize(
    ("text", "rule", "params"),
    [
        pytest.param("Услуги не предназначены для лиц младше 18 лет.", "minors-present", {"age": 18}, id="minors-ru"),
        pytest.param(
            "Қосымшаны 16 жасқа толмағандар пайдалана алмайды.", "minors-present", {"age": 16}, id="minors-kk"
        ),
        pytest.param("The app is not directed to anyone under 16.", "minors-present", {"age": 16}, id="minors-en"),
        pytest.param("Пароли хранятся в зашифрованном виде.", "password-not-protected", {}, id="passwords-ru"),
        pytest.param("Құпиясөздер хэштелген түрде сақталады.", "password-not-protected", {}, id="passwords-kk"),
        pytest.param("We store passwords as salted hashes only.", "password-not-protected", {}, id="passwords-en"),
        pytest.param(
            "Данные хранятся 5 (пять) лет после оказания услуги.",
            "retention-exceeded",
            {"years": 5, "from": "service_date"},
            id="term-ru",
        ),
        pytest.param(
            "Деректер шарт тоқтатылғаннан кейін үш жыл бойы сақталады.",
            "retention-exceeded",
            {"years": 3, "from": "contract_end"},
            id="term-kk",
        ),
        pytest.param(
            "Logs are deleted after ninety (90) days. We keep logs for 90 days.",
            "retention-exceeded",
            {"days": 90, "from": "created"},
            id="term-en",
        ),
        pytest.param(
            "Клиент вправе отозвать согласие. В течение 3 рабочих дней с момента отзыва данные удаляются.",
            "withdrawn-still-kept",
            {"working_days": 3},
            id="withdrawal-ru",
        ),
        pytest.param(
            "Базы данных хранятся на территории Республики Казахстан.", "kept-in-kazakhstan", {}, id="in-kazakhstan"
        ),
    ],
)
def test_promises_that_data_can_break(drafted, text, rule, params):
    found = [line["params"] for line in drafted(text)["claims"] if line["rule"] == rule]
    assert found == [params]


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("Если пациенту нет 16 лет, мы просим сведения о его представителе.", id="minors-are-served"),
        pytest.param("Данные лиц младше 18 лет обрабатываются с согласия родителей.", id="minors-with-consent"),
        pytest.param("Мы рекомендуем использовать сложные пароли.", id="advice-is-no-promise"),
        pytest.param("Срок ответа на претензию составляет 30 дней.", id="term-of-an-answer"),
    ],
)
def test_what_promises_nothing(drafted, text):
    assert drafted(text)["claims"] == []


def test_recipients(drafted):
    text = "5. Передача данных\n5.1. Данные могут передаваться банкам, страховым компаниям и государственным органам.\n"
    text += "5.2. Мы не передаём данные рекламодателям.\n"
    assert list(lines(drafted(text), "recipients")) == ["state-bodies", "banks", "insurers"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("ТОО «Ромашка», БИН 010203040506", ("Ромашка", "ТОО", "010203040506"), id="ru"),
        pytest.param("«Гүл» ЖШС, БСН: 010203040506", ("Гүл", "ЖШС", "010203040506"), id="kk"),
        pytest.param("Daisy Trade LLP collects data.", ("Daisy Trade", "LLP", None), id="en"),
        pytest.param("Мы собираем данные.", ("policy", None, None), id="unnamed"),
    ],
)
def test_the_controller(drafted, text, expected):
    answers = drafted(text + " Мы собираем имя клиента.")["controller"]
    assert (answers["name"], answers["legal_form"], answers["bin"]) == expected


def test_the_language_that_prevails(drafted):
    kazakh = "Біз клиенттің тегін, атын, телефон нөмірін және мекенжайын жинаймыз.\n\n" * 6
    russian = "Мы собираем фамилию, имя, номер телефона и адрес клиента.\n\n" * 6
    clause = "В случае расхождений текст на русском языке имеет преимущественную силу.\n"
    assert drafted(kazakh + russian + clause)["prevailing_language"] == "ru"
    assert drafted(kazakh + russian)["prevailing_language"] is None
    assert drafted(russian + clause)["prevailing_language"] is None


@pytest.mark.parametrize("name", ["bank-ru.txt", "telecom-kk.txt", "saas-en.md", "wallet-en.txt"])
def test_promises_of_whole_texts(name):
    rules = {line["rule"] for line in content(draft(TEXTS / name))["claims"]}
    assert {"retention-exceeded", "password-not-protected"} <= rules
