"""Denials under a heading of data, exceptions, answers to questions and columns of answers."""

import pytest

from barlau.policy.draft import draft

OPEN = {"declared", "vague", "implied", "catch_all"}
FRAMES = {
    "ru": "Политика\n\n1. Какие данные мы собираем\n\n1.1. Мы получаем имя.\n\n1.2. {}\n\n2. Прочее\n\n2.1. Конец.\n",
    "kk": "Саясат\n\n1. Қандай деректерді жинаймыз\n\n1.1. Біз атыңызды аламыз.\n\n1.2. {}\n\n2. Өзге\n\n2.1. Соңы.\n",
    "en": "Policy\n\n1. Data we collect\n\n1.1 We receive the customer's name.\n\n1.2 {}\n\n2. Other\n\n2.1 The end.\n",
}


@pytest.fixture
def proposed(tmp_path):
    def of(language, text):
        path = tmp_path / "policy.txt"
        path.write_text(FRAMES[language].format(text), "utf-8")
        return {(line.category, line.proposed.value) for line in draft(path, language).declarations}

    return of


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("ru", "Работникам запрещено спрашивать о здоровье и судимости."),
        ("ru", "Сведений о здоровье и судимости в анкете нет."),
        ("ru", "Анкета не содержит вопросов о здоровье и судимости."),
        ("ru", "В анкете отсутствуют вопросы о здоровье и судимости."),
        ("ru", "Сбор данных о здоровье и судимости не предусмотрен."),
        ("ru", "Сбор сведений о здоровье и судимости исключён."),
        ("ru", "Здоровье и судимость — нет."),
        ("ru", "Оператор не станет запрашивать сведения о здоровье и судимости."),
        ("ru", "Если вы пришлёте сведения о здоровье или судимости, мы их удалим не читая."),
        ("ru", "Мы собираем телефон; сведения о здоровье и судимости — никогда."),
        ("ru", "Чего у нас никогда не будет:\n- сведений о здоровье;\n- сведений о судимости."),
        ("ru", "Компания не имеет намерения обрабатывать сведения о здоровье и судимости."),
        ("ru", "Нужны ли нам здоровье и судимость? Нет."),
        ("kk", "Денсаулық пен соттылық туралы мәліметтің қажеті жоқ."),
        ("kk", "Денсаулық пен соттылық туралы мәліметтерді ешқашан жинаған емеспіз."),
        ("kk", "Денсаулық пен соттылық туралы деректер жинау көзделмеген."),
        ("kk", "Денсаулық пен соттылық туралы деректер өңдеуге жатпайды."),
        ("kk", "Қателесіп жіберілген денсаулық пен соттылық туралы деректер бірден жойылады."),
        ("kk", "Бізде болмайтын деректер:\n• денсаулық;\n• соттылық."),
        ("kk", "Денсаулық пен соттылықты сұрайсыз ба? Жоқ."),
        ("en", "Health and criminal record are out of scope."),
        ("en", "The form has no field for health or criminal record."),
        ("en", "We hold neither health data nor criminal records."),
        ("en", "If you send us health data or criminal records by mistake, we delete them unread."),
        ("en", "We have stopped collecting health data and criminal records."),
        ("en", "We collect your phone; health and criminal record, never."),
        ("en", "Things we never touch:\n- health data;\n- criminal records."),
        ("en", "Do you ask for health or criminal records? No, and we never will."),
    ],
)
def test_a_denial_under_a_heading_of_data(proposed, language, text):
    found = proposed(language, text)
    assert {("health", "denied"), ("criminal", "denied")} <= found
    assert not {(key, status) for key in ("health", "criminal") for status in OPEN} & found


@pytest.mark.parametrize(
    ("language", "text", "taken", "left"),
    [
        ("ru", "Мы собираем телефон и данные карты, кроме CVV.", "contact.phone", "finance.card.cvv"),
        ("ru", "Мы получаем телефон (но не электронную почту).", "contact.phone", "contact.email"),
        ("ru", "Кроме телефона, мы ничего не собираем, о здоровье не спрашиваем.", "contact.phone", "health"),
        ("kk", "CVV кодын қоспағанда, картаның нөмірі жиналады.", "finance.card.number", "finance.card.cvv"),
        ("kk", "Денсаулық туралы дерек жиналмайды, туған күнін қоспағанда.", "identity.birth_date", "health"),
        ("kk", "Біз телефон нөмірін аламыз, бірақ электрондық поштаны емес.", "contact.phone", "contact.email"),
        ("en", "We collect your phone number and card details, except the CVV.", "contact.phone", "finance.card.cvv"),
        ("en", "With the exception of the CVV, your phone number is stored.", "contact.phone", "finance.card.cvv"),
        ("en", "We collect your phone number but not your e-mail address.", "contact.phone", "contact.email"),
        ("en", "We collect nothing but your phone number; health is not asked.", "contact.phone", "health"),
    ],
)
def test_an_exception_turns_the_sentence_round(proposed, language, text, taken, left):
    found = proposed(language, text)
    assert (taken, "declared") in found
    assert (left, "denied") in found
    assert not {(left, status) for status in OPEN} & found


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("ru", "Мы собираем не только номер телефона, но и адрес электронной почты."),
        ("ru", "Кроме номера телефона, мы собираем адрес электронной почты."),
        ("kk", "Телефон нөмірі ғана емес, электрондық пошта да жиналады."),
        ("en", "We collect not only your phone number but also your e-mail address."),
        ("en", "Apart from your phone number, we collect your e-mail address."),
    ],
)
def test_what_adds_denies_nothing(proposed, language, text):
    assert {("contact.phone", "declared"), ("contact.email", "declared")} <= proposed(language, text)


@pytest.mark.parametrize(
    ("language", "rows"),
    [
        (
            "en",
            "Data | Collected? | Source\nPhone number | Yes | You\nHealth | No | -\nE-mail | Only if given | You",
        ),
        (
            "ru",
            "| Данные | Собираем |\n|---|---|\n| Телефон | да |\n| Здоровье | — |\n| E-mail | нет, кроме рассылки |",
        ),
        ("kk", "Деректер\tЖиналады ма\nТелефон\tиә\nДенсаулық\tжоқ\nЭлектрондық пошта\tтек келісіммен"),
    ],
)
def test_a_column_answers_whether_data_are_collected(proposed, language, rows):
    found = proposed(language, f"\n\n{rows}\n")
    assert {("contact.phone", "declared"), ("contact.email", "declared"), ("health", "denied")} <= found
    assert not {("health", status) for status in OPEN} & found
