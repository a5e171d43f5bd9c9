"""What a text says that it does not collect, or does not count as personal, is never proposed as declared."""

import pytest

from barlau.policy.draft import content, draft


@pytest.fixture
def proposed(tmp_path):
    def of(text):
        path = tmp_path / "policy.txt"
        path.write_text(text, "utf-8")
        out = {}
        for line in content(draft(path))["declarations"]:
            out.setdefault(line["category"], set()).add(line["proposed"])
        return out

    return of


@pytest.mark.parametrize(
    "text",
    [
        "Мы не собираем сведения о состоянии здоровья и судимости.",
        "Компания не собирает, не обрабатывает и не хранит сведения о здоровье и судимости.",
        "Сведения о здоровье и судимости не собираются.",
        "Сведения о здоровье и судимости Компанией не обрабатываются.",
        "Обработка сведений о здоровье и судимости не осуществляется.",
        "Сбор сведений о здоровье и судимости не производится.",
        "Мы никогда не запрашиваем сведения о здоровье или судимости.",
        "Оператор не вправе собирать данные о здоровье и судимости.",
        "Оператор не осуществляет сбор и обработку данных о здоровье и судимости.",
        "Мы не собираем следующие данные:\n- сведения о здоровье;\n- сведения о судимости.",
        "Оператор не обрабатывает специальные категории (включая сведения о здоровье, судимости).",
        "Мы не просим вас предоставлять сведения о здоровье и судимости.",
        "Вам не нужно предоставлять сведения о здоровье и судимости.",
        "Сведения о здоровье и судимости нами не запрашиваются и не хранятся.",
        "Сведения о здоровье и судимости остаются у государства: доступа к ним оператор не имеет.",
        "Сведения о здоровье и судимости вне нашей системы.",
        "Анкета с вопросами о здоровье и судимости ушла в прошлое.",
        "Денсаулық пен соттылық туралы сұрақтар енгізу ұсынылған болатын, кеңесе келе одан бас тарттық.",
        "Клиенттің денсаулығы мен соттылығы бізге белгісіз.",
        "Nor do we read anything about your health or criminal record.",
        "Questions on health and criminal record are a thing of the past.",
        "You will look in vain for a field asking about your health or criminal record.",
        "Мы собираем имя и телефон, но не собираем сведения о здоровье и судимости.",
        "Мы собираем имя и телефон. Сведения о здоровье и судимости мы не собираем.",
        "Какие данные мы не собираем\n\nСведения о здоровье и судимости.",
        "Категории данных, которые не обрабатываются:\n1) сведения о здоровье;\n2) сведения о судимости.",
        "Банк не интересуется здоровьем и судимостью клиента.",
        "Оператор воздерживается от сбора сведений о здоровье и судимости.",
        "Запрещается собирать сведения о здоровье и судимости.",
        "К обрабатываемым данным не относятся сведения о здоровье и судимости.",
        "Просим не указывать в анкете сведения о здоровье и судимости.",
        "Сведения о здоровье и судимости клиента спрашивает сам страховщик.",
        "Сведения о здоровье и судимости хранит банк-партнёр.",
        "Мы храним только имя; сведения о здоровье и судимости обрабатывает наш провайдер.",
        "Денсаулық пен соттылық туралы мәліметтерді серіктес банк өңдейді.",
        "Our payment provider holds the data on health and criminal record.",
        "О чём мы не спрашиваем\n\n- здоровье;\n- судимость.",
        "Біз денсаулық және соттылық туралы мәліметтерді жинамаймыз.",
        "Денсаулық және соттылық туралы мәліметтерді жинауға тыйым салынады.",
        "Денсаулығыңызды, соттылығыңызды көрсетпеуіңізді сұраймыз.",
        "Денсаулығыңыз бен соттылығыңыз туралы мәліметтер бізге жетпейді.",
        "Денсаулық пен соттылық туралы мәліметтерді банк өзі сұрайды, олар бізге берілмейді.",
        "Денсаулық және соттылық туралы мәліметтер жиналмайды.",
        "Компания денсаулығы мен соттылығы туралы деректерді жинамайды және өңдемейді.",
        "Денсаулығы, соттылығы туралы деректерді өңдеу жүзеге асырылмайды.",
        "Біз мынадай деректерді жинамаймыз:\n- денсаулық туралы мәліметтер;\n- соттылық туралы мәліметтер.",
        "Біз атыңыз бен телефоныңызды жинаймыз, бірақ денсаулығыңыз бен соттылығыңыз туралы сұрамаймыз.",
        "Денсаулық пен соттылық туралы мәліметтер талап етілмейді.",
        "Компания денсаулық, соттылық туралы мәліметтерді ешқашан сұрамайды.",
        "We do not collect health data or criminal records.",
        "We never ask for your health data or criminal records.",
        "Health data and criminal records are not collected.",
        "Health data and criminal records are never stored or processed by us.",
        "We don't collect any information about your health or criminal record.",
        "We do not collect the following data:\n- health data;\n- criminal records.",
        "We do not intentionally collect sensitive data, including health data and criminal records.",
        "We collect your name and phone but do not collect health data or criminal records.",
        "The Company does not process data concerning health and criminal convictions.",
        "Neither health data nor criminal records are collected.",
        "No health data or criminal records are collected.",
        "We will not collect health data or criminal records.",
        "We have no access to your health data or criminal records.",
        "Under no circumstances do we collect health data or criminal records.",
        "Health data and criminal records are excluded from processing.",
        "We ask you not to provide health data or criminal records.",
        "Health data and criminal records stay with the insurer.",
        "What we have no business knowing\n\nHealth data and criminal records are none of our business.",
        "Справку о судимости и справку о здоровье приносить не надо.",
        "В анкете нет вопросов о здоровье и судимости.",
        "Мы собираем только имя и телефон, без сведений о здоровье и судимости.",
        "Вас не попросят предъявить справки о здоровье и о судимости.",
        "Если в резюме есть сведения о здоровье или судимости, мы их вымарываем.",
        "Вопрос: нужны ли вам сведения о здоровье и судимости? Ответ: нет.",
        "Вид данных | Собирается ли\nТелефон | +\nЗдоровье | –\nСудимость | –",
        "Данные | Обработка\nТелефон | осуществляется\nЗдоровье | не осуществляется\nСудимость | не осуществляется",
        "Денсаулық пен соттылық туралы мәліметтерсіз жұмыс істейміз.",
        "Үміткерден денсаулығы мен соттылығы туралы мәлімет сұрауға болмайды.",
        "Біз атыңыз бен телефоныңызды жинаймыз; денсаулығыңыз бен соттылығыңыз сұралмайды.",
        "Деректер | Өңдеу\nТелефон | өңделеді\nДенсаулық | өңделмейді\nСоттылық | өңделмейді",
        "Nobody will ask you about your health or criminal record.",
        "We process your name and phone only, not health data or criminal records.",
        "We process your name and phone, never your health data or criminal record.",
        "Collecting health data or criminal records is not something we do.",
        "It is not necessary to state your health condition or criminal record.",
        "We do not, under any circumstances, collect health data or criminal records.",
        "Health data and a certificate of no criminal record are not required.",
        "Item | We ask for it?\nPhone | ✓\nHealth data | ✗\nCriminal records | ✗",
        "Присылать сведения о здоровье и судимости не обязательно, и просим этого не делать.",
        "Раньше мы спрашивали о здоровье и судимости, теперь не спрашиваем.",
        "До 2022 года мы просили указывать сведения о здоровье и судимости; теперь эта графа исключена.",
        "Раньше мы спрашивали о здоровье и судимости. Теперь перестали.",
        "Мы прекратили сбор сведений о здоровье и судимости.",
        "Зарегистрироваться можно, не указывая сведений о здоровье и судимости.",
        "Заявка принимается без указания сведений о здоровье и судимости.",
        "Сведения о здоровье и судимости в состав обрабатываемых данных не входят.",
        "Из обработки исключены: сведения о здоровье, сведения о судимости.",
        "Сведения о здоровье и судимости видит только страховщик.",
        "Если вы случайно прислали сведения о здоровье или судимости, мы сразу удалим письмо.",
        "Поля о здоровье и судимости из анкеты убраны.",
        "Закон запрещает нам спрашивать о здоровье и судимости.",
        "Сведения о здоровье и судимости собираться не будут.",
        "Мы собираем имя и телефон, сведения о здоровье и судимости не требуются.",
        "Не пишите нам о своём здоровье и судимости.",
        "Справки о здоровье и судимости показывают на входе, но мы их не копируем.",
        "Денсаулық пен соттылық туралы мәліметтер бұрын жиналған, қазір жиналмайды.",
        "Денсаулық пен соттылық туралы мәліметтерді жинауды тоқтаттық.",
        "Денсаулық пен соттылық туралы мәліметтер жиналатын деректердің қатарына кірмейді.",
        "Денсаулық пен соттылық туралы мәліметтер жиналып жатқан жоқ.",
        "Денсаулығыңыз бен соттылығыңызды көрсетпей-ақ тіркеле аласыз.",
        "Денсаулығыңыз бен соттылығыңыз туралы бізге жазбаңыз.",
        "Біз атыңызды жинаймыз. Денсаулық пен соттылық туралы жолдарды сауалнамадан алып тастадық.",
        "We used to ask about health data and criminal records, but we stopped in 2023.",
        "In the past we asked about health data and criminal records. We no longer do.",
        "You can register without giving health data or criminal records.",
        "Your health data and criminal record are not among the data that we collect.",
        "Only the insurer sees your health data and criminal record.",
        "If we receive your health data or criminal record by accident, we erase it.",
        "We look at certificates of health and criminal records but do not copy them.",
        "Health data and criminal records are hidden from us.",
        "The law forbids us to ask for health data or criminal records.",
        "We refuse to collect health data or criminal records.",
        "We collect your name and phone number, health data and criminal records are not needed.",
        "No one at the shop asks about health data or criminal records.",
        "Leave health data and criminal records out of your letter.",
    ],
)
def test_a_denial_in_every_form(proposed, text):
    found = proposed(text)
    assert {key: found.get(key) for key in ("health", "criminal")} == {"health": {"denied"}, "criminal": {"denied"}}
    if "name" in text or "имя" in text or "атыңыз" in text:
        assert found["identity.name"] == {"declared"}


@pytest.mark.parametrize(
    "text",
    [
        "Мы не собираем паспортные данные без вашего согласия. При регистрации мы собираем паспортные данные.",
        "Мы собираем паспортные данные и не передаём их третьим лицам.",
        "Мы собираем паспортные данные. Мы не собираем больше данных, чем нужно.",
        "Біз төлқұжат деректерін жинаймыз және үшінші тұлғаларға бермейміз.",
        "We collect passport data and do not share it with third parties.",
        "We collect passport data. We do not use it for other purposes.",
    ],
)
def test_what_is_no_denial(proposed, text):
    assert proposed(text)["document.id"] == {"declared"}


@pytest.mark.parametrize(
    "text",
    [
        "Без номера телефона мы не сможем доставить заказ.",
        "Доставка невозможна без номера телефона.",
        "Мы спрашиваем номер телефона, чтобы не беспокоить вас письмами.",
        "Мы собираем номер телефона, кроме того, записываем имя.",
        "Раньше мы собирали только номер телефона, теперь собираем и имя.",
        "Для записи достаточно имени и номера телефона, паспорт не требуется.",
        "Мы собираем имя и номер телефона, больше ничего не записываем.",
        "Кроме того, мы собираем:\n- номер телефона;\n- имя.",
        "Номер карты к нам не попадает, мы получаем номер телефона и имя.",
        "Without your phone number we cannot deliver the order.",
        "We cannot take an order without a phone number.",
        "We used to collect only your phone number; now we also collect your name.",
        "Your name and phone number are enough; no passport is needed.",
        "We collect your phone number so that you do not miss the courier.",
        "Телефон нөмірін көрсетпей тапсырыс беру мүмкін емес.",
        "Бұрын тек телефон нөмірін жинайтынбыз, енді атыңызды да жинаймыз.",
        "Атыңыз бен телефоныңыз жеткілікті, төлқұжат керек емес.",
        "Төлқұжат көрсетілмейді, біз тек телефон нөмірін аламыз.",
        "Телефон нөміріңізді көрсетуді ұмытпаңыз, біз оны жинаймыз.",
    ],
)
def test_what_is_needed_or_sufficient_is_not_denied(proposed, text):
    assert proposed(text)["contact.phone"] == {"declared"}


@pytest.mark.parametrize(
    "text",
    [
        "Номер карты вы вводите при оплате. Мы его не видим и не храним.",
        "You type your card number at checkout. We never see or store it.",
        "Карта нөмірін төлеу кезінде енгізесіз. Біз оны көрмейміз және сақтамаймыз.",
        "Раньше мы записывали номер карты. Теперь этого не делаем.",
    ],
)
def test_a_sentence_denies_what_the_one_before_it_named(proposed, text):
    assert proposed(text)["finance.card.number"] == {"denied"}


def test_what_is_not_sold_stays_collected(proposed):
    assert proposed("Мы собираем номер карты. Мы его не продаём.")["finance.card.number"] == {"declared"}


@pytest.mark.parametrize(
    "text",
    [
        "Ваши права\n\nПросим не прикладывать к письму копию удостоверения личности.",
        "Сіздің құқықтарыңыз\n\nЭлектрондық хатқа жеке куәліктің суретін тіркемеуіңізді сұраймыз.",
        "Your rights\n\nPlease do not enclose a copy of your passport.",
    ],
)
def test_a_plea_not_to_send_denies_among_the_rights_too(proposed, text):
    assert proposed(text) == {"document.id.copy": {"denied"}}


@pytest.mark.parametrize(
    "text",
    [
        "Ссылки\n\nНа сайте есть баннеры партнёров. Партнёры собирают паспортные данные и сведения о доходах.",
        "На портале есть ссылки на другие сайты. Они могут запросить паспортные данные и сведения о доходах.",
        "Порталда басқа сайттарға сілтемелер бар. Олар төлқұжат деректері мен табысыңызды сұрауы мүмкін.",
        "The portal contains links to other sites. They may ask for your passport details and your income.",
        "Third-party websites\n\nA bank that you reach from here collects passport details and income.",
    ],
)
def test_what_the_sites_of_others_ask_for(proposed, text):
    found = proposed(text)
    assert (found.get("document.id"), found.get("finance.income")) == (None, None)


@pytest.mark.parametrize(
    "text",
    [
        "Баланың діни сенімі туралы мәліметтер сұралмайды.",
        "Сведения о религии ребёнка не запрашиваются.",
        "The religion of the child is not asked for.",
    ],
)
def test_a_denial_speaks_of_the_data_not_of_their_owner(proposed, text):
    found = proposed(text)
    assert (found.get("belief"), found.get("family.children")) == ({"denied"}, None)


@pytest.mark.parametrize(
    "text",
    [
        "Кто ещё видит данные\n\nМастер видит имя заказчика, но не телефон.",
        "Құрылымдар\n\nКлиенттердің телефондарын жарнама агенттіктеріне сатпаймыз.",
        "Online payment of your phone will not work without it.",
    ],
)
def test_a_denial_of_something_else(proposed, text):
    assert "denied" not in proposed(text).get("contact.phone", set())


@pytest.mark.parametrize(
    "text",
    [
        "Наименование организации, БИН и юридический адрес не относятся к персональным данным.",
        "Указываются наименование организации, БИН, юридический адрес. Они не являются персональными данными.",
        "Не являются персональными данными: наименование организации, БИН, юридический адрес.",
        "Ұйымның атауы, БСН және заңды мекенжайы жеке деректерге жатпайды.",
        "Заңды тұлғаның атауы, БСН, ұйымның мекенжайы ұсынылады. Бұл мәліметтер дербес деректер болып табылмайды.",
        "Organisation name, BIN and registered office are not personal data.",
        "Наименование, БИН и юридический адрес организации под действие Политики не подпадают.",
        "Наименование организации, БИН, юридический адрес: эти сведения персональными не являются.",
        "The organisation name, BIN and registered office shall not be considered personal data.",
        "Information on legal entities (company name, BIN, registered office) does not constitute personal data.",
    ],
)
def test_data_of_organisations_that_are_excluded(proposed, text):
    found = proposed(text)
    assert [found.get(key) for key in ("org.name", "org.bin", "org.address")] == [{"not_personal"}] * 3


@pytest.mark.parametrize(
    "text",
    [
        "1. Термины и определения\n1.1. «Биометрические данные» — сведения о теле.\n1.2. «IP-адрес» — адрес узла.",
        "1. Терминдер мен анықтамалар\n1.1. Биометриялық деректер – дене туралы мәлімет.\n1.2. IP-мекенжай – адрес.",
        "1. Общие положения\n1. Применяются следующие понятия:\n1) биометрические данные – сведения о теле;",
        '1. Definitions\n"Biometric data" means data about the body.\n"IP address" means the address of a device.',
    ],
)
def test_definitions_declare_nothing(proposed, text):
    assert proposed(text) == {}
