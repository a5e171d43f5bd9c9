"""Data of every trade are found under the names that its policies give them."""

import pytest

from barlau.policy.draft import content, draft


def found(tmp_path, text, language):
    path = tmp_path / "policy.txt"
    path.write_text(text, "utf-8")
    return {line["category"]: line for line in content(draft(path, language))["declarations"]}


@pytest.mark.parametrize(
    ("language", "text", "categories"),
    [
        ("ru", "Школа собирает: оценки учеников, журнал посещаемости.", {"career.education"}),
        ("ru", "Клуб собирает: абонемент, время прохода через турникет.", {"behaviour.usage", "online.logs"}),
        ("ru", "Парк собирает: справка о предсменном медицинском осмотре.", {"driver.medical_certificate"}),
        ("ru", "Контора собирает: история ставок, вывод средств.", {"behaviour.usage", "finance.payment"}),
        ("ru", "Приложение передаёт координаты, в том числе в фоне.", {"online.geolocation.background"}),
        ("ru", "Отметка об отказе от рассылки сохраняется.", {"consent.marketing"}),
        ("ru", "Собираются номер карты и срок её действия.", {"finance.card.number", "finance.card.expiry"}),
        ("kk", "Ұйым жинайды: құжаттарының нөмірлері.", {"document.id.number"}),
        ("kk", "Ұйым жинайды: қосымшаның нұсқасы, браузердің нұсқасы.", {"online.app", "online.user_agent.browser"}),
        ("kk", "Клуб жинайды: абонемент, залға келу уақыты.", {"behaviour.usage"}),
        ("kk", "Геолокация фондық режимде жиналады.", {"online.geolocation.background"}),
        ("en", "We collect: membership type, gym visits.", {"behaviour.usage"}),
        ("en", "We collect: claim details, insurance cover.", {"finance.insurance"}),
        (
            "en",
            "We collect your location, also when the app runs in the background.",
            {"online.geolocation.background"},
        ),
        ("en", "We keep a note of your choice not to receive newsletters.", {"consent.marketing"}),
        ("en", "We collect: floor area, number of rooms.", {"property"}),
        ("ru", "Спрашиваем: когда вы родились, где вы живёте.", {"identity.birth_date", "contact.address.residence"}),
        ("ru", "Собираем: кем вы работаете, где вы учились.", {"career.profession", "career.education"}),
        ("ru", "Собираем: СРТС, возраст машины.", {"vehicle.registration_cert", "vehicle.year"}),
        ("ru", "Собираем: снимки МРТ, рецепты врача.", {"health.diagnosis", "health"}),
        ("ru", "Собираем: код подтверждения, девичья фамилия матери.", {"auth.password", "auth.secret"}),
        ("kk", "Ұйым жинайды: қашан туғаныңызды, қайда оқығаныңызды.", {"identity.birth_date", "career.education"}),
        ("kk", "Ұйым жинайды: логтарды, кукилерді, Wi-Fi желісінің атауын.", {"online.logs", "online.cookie"}),
        ("kk", "Ұйым жинайды: көрген тауарларын, барар жерін.", {"online.browsing.pages", "behaviour.trip"}),
        ("en", "We collect: where you were born, how much you earn.", {"identity.birth_place", "finance.income"}),
        ("en", "We collect: cart contents, returned items, clothing size.", {"behaviour.purchases"}),
        ("en", "We collect: next of kin, employment history.", {"third_party", "career.employer"}),
        ("en", "B. Guests\nWe collect: room preferences, tier status.", {"behaviour.preferences", "behaviour.promo"}),
    ],
)
def test_words_of_a_trade(tmp_path, language, text, categories):
    lines = found(tmp_path, text, language)
    assert {key: lines[key]["proposed"] in ("declared", "vague") for key in categories & set(lines)} == dict.fromkeys(
        categories, True
    )


def test_trust_and_pages_of_the_controller_are_no_data(tmp_path):
    text = "Құжаттарды сенім білдірілген адам алады. Сурет желілердегі мектеп парақшасына салынады."
    assert not {"belief", "social.account"} & set(found(tmp_path, text, "kk"))


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("en", "Fleet partners may also send us the date of birth of drivers.", ["third_party"]),
        ("en", "The courier submits a date of birth.", ["subject"]),
        ("ru", "Мастер добавляет дату рождения в профиль.", ["subject"]),
        ("ru", "Сведения | Откуда\nДата рождения | анкета\nТелефон | налоговая служба", ["subject"]),
        ("kk", "Серіктестер клиенттің туған күнін бере алады.", ["third_party"]),
    ],
)
def test_who_gives(tmp_path, language, text, expected):
    assert found(tmp_path, text, language)["identity.birth_date"]["collected_from"] == expected


@pytest.mark.parametrize(
    ("language", "text", "status"),
    [
        ("ru", "Собираются сведения о здоровье.", "vague"),
        ("ru", "Собираются сведения о здоровье: аллергии, группа крови.", "declared"),
        ("kk", "Ұйым жинайды: денсаулық жағдайы.", "vague"),
        ("kk", "Ұйым жинайды: аллергиясы, жүктілігі.", "declared"),
        ("en", "We collect: health data.", "vague"),
        ("en", "We collect: allergies, pregnancy.", "declared"),
    ],
)
def test_facts_of_health_are_declared_and_its_bare_name_is_vague(tmp_path, language, text, status):
    assert found(tmp_path, text, language)["health"]["proposed"] == status
