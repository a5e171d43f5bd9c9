"""What the rest of a name, the table and the values make of a word that alone would announce personal data."""

from datetime import date, timedelta

import pytest

from barlau.model.reading import Column

from . import synthetic
from .columns import column, decided

GOODS = [f"Кресло офисное {word} {n}" for n in range(30) for word in ("серое", "чёрное", "с подлокотниками")]
DAYS = [date(2021, 1, 1) + timedelta(days=n) for n in range(200)]
SHARES = [n / 211 for n in range(200)]
FEW = [n % 40 for n in range(200)]


def category(name, values, table="t"):
    """The ruling category of a column, or None."""
    found = column(name, values, table=table).detections
    return found[0].category if found else None


@pytest.mark.parametrize(
    ("name", "values"),
    [
        ("iin_filled_pct", SHARES),
        ("phone_nulls", FEW),
        ("addr_format", synthetic.words(200, ("full", "short", "city only"))),
        ("udost_dubli", FEW),
        ("adres_kachestvo", FEW),
        ("fio_заполнено", FEW),
        ("Доля заполненных телефонов", SHARES),
        ("email_regex", synthetic.words(200, ("^.+@.+$", "^[a-z]+@[a-z]+$"))),
        ("birth_date_max", DAYS),
        ("мекенжай толтырылған", SHARES),
        ("sms_limit", FEW),
        ("валюта счета", synthetic.words(200, ("KZT", "USD"))),
        ("число сессий", FEW),
    ],
)
def test_a_statement_about_a_datum_is_not_the_datum(name, values):
    assert category(name, values) is None


def test_few_words_that_come_again_and_again_are_nobodys_names():
    assert category("sender_name", synthetic.words(400, ("SHOP.KZ", "INFO", "BANK24", "PROMO"))) is None
    assert category("sender_name", synthetic.words(400, ("Асан Ахметов", "Айгерим Серикова", "Q. W.", "Z"))) is not None


def test_people_among_the_keys_of_rows_are_told_from_keys_that_pass_a_check_by_accident():
    assert category("request_id", synthetic.order_numbers(500)) is None
    assert category("request_id", [*synthetic.codes(500, "1#############"), *synthetic.iins(60)]) == "identity.iin"


@pytest.mark.parametrize("name", ["full_name", "name", "имя", "sender_name"])
def test_names_of_goods_are_nobodys_names(name):
    assert category(name, GOODS, table="stock") is None


@pytest.mark.parametrize(
    ("name", "values"),
    [
        ("full_name", synthetic.names(200)),
        ("name", [*synthetic.names(40), *GOODS]),
        ("full_name", synthetic.hexes(200, 64)),
        ("full_name", GOODS[:6]),
    ],
)
def test_names_of_people_stay_names_where_lists_know_some_or_cannot_tell(name, values):
    assert category(name, values) == "identity.name"


@pytest.mark.parametrize("name", ["udostoverenie", "doc_no", "iin", "phone"])
def test_days_and_paths_are_no_numbers_however_many_digits_they_have(name):
    assert category(name, [f"{day:%d.%m.%Y}" for day in DAYS]) is None
    assert category(name, [f"/archive/2024/0{n:08d}.jpg" for n in range(200)]) is None


@pytest.mark.parametrize(
    ("name", "values", "expected"),
    [
        ("phone", synthetic.phones(100), "org.phone"),
        ("address", synthetic.addresses(100), "org.address"),
        ("city", synthetic.words(200, ("Алматы", "Тараз")), None),
        ("latitude", [43.2 + n / 1000 for n in range(100)], None),
        ("manager_name", synthetic.names(100), "identity.name"),
    ],
)
def test_what_a_branch_has_is_the_organisations(name, values, expected):
    assert category(name, values, table="branches") == expected


@pytest.mark.parametrize("name", ["rezident", "вид деятельности", "zadolzhennost", "data_dogovora"])
def test_what_companies_have_as_well_is_not_a_persons_in_their_table(name):
    values = (
        DAYS if name == "data_dogovora" else FEW if name == "zadolzhennost" else synthetic.words(200, ("да", "нет"))
    )
    assert category(name, values, table="clients") is not None
    assert category(name, values, table="kontragenty") is None


@pytest.mark.parametrize(
    "table",
    [
        "goods",
        "product_catalog",
        "товары",
        "gl_postings",
        "spravochnik_filialov",
        "app_settings",
        "office_equipment",
        "iot_sensors",
        "sales_stats",
    ],
)
@pytest.mark.parametrize(
    ("name", "values"),
    [
        ("photo", [f"/img/{n}.jpg" for n in range(100)]),
        ("full_name", GOODS),
        ("doc_number", synthetic.codes(200, "#########")),
        ("profession", synthetic.words(200, ("инженер", "врач"))),
    ],
)
def test_tables_of_things_hold_nobodys_data_by_their_names(table, name, values):
    assert category(name, values, table=table) is None


@pytest.mark.parametrize("table", ["goods", "gl_postings"])
def test_values_show_people_in_tables_of_things_too(table):
    assert category("iin", synthetic.iins(100), table=table) == "identity.iin"
    assert category("mobile", synthetic.phones(100), table=table) == "contact.phone"


def test_the_last_word_of_a_table_tells_what_its_rows_are():
    assert category("review_text", [f"понравилось, {n} звёзд" for n in range(90)], table="product_reviews")


@pytest.mark.parametrize(
    ("table", "name", "values", "expected"),
    [
        ("payments", "amount_kzt", FEW, "finance.payment"),
        ("calls", "duration", FEW, "comms.call.log"),
        ("devices", "model", synthetic.words(200, ("A52", "SE")), "online.device"),
        ("payments", "status", synthetic.words(200, ("new", "done")), None),
        ("contracts", "id", FEW, None),
        ("loans", "client_id", FEW, None),
        ("sessions", "cust_id", list(range(5000, 5200)), None),
        ("devices", "row_guid", synthetic.uuids(200), None),
    ],
)
def test_the_table_is_the_first_part_of_the_name(table, name, values, expected):
    assert category(name, values, table=table) == expected


@pytest.mark.parametrize(
    ("name", "values", "expected"),
    [
        ("kol_izhdiv", FEW, "family.dependants"),
        ("dney_prosroch", FEW, "finance.obligations"),
        ("udl_skan", [f"/scan/{n}.pdf" for n in range(100)], "document.id.copy"),
        ("passport_until", DAYS, "document.id.expiry_date"),
        ("blood_grp", synthetic.words(200, ("I", "II")), "health"),
        ("address of residence", synthetic.addresses(100), "contact.address.residence"),
        ("grazhd", synthetic.words(200, ("РК", "РФ")), "identity.citizenship"),
    ],
)
def test_other_words_other_orders_and_cut_words_announce_the_same(name, values, expected):
    assert category(name, values, table="clients") == expected


@pytest.mark.parametrize("name", ["proj_nm", "customs_code", "cont_no", "loan_id", "policy_id", "result_code"])
def test_short_words_are_not_stretched_to_anything(name):
    assert category(name, synthetic.codes(200, "@@##"), table="clients") is None


@pytest.mark.parametrize("table", ["shop_orders", "store_cart", "online_shop_visitors"])
def test_a_table_of_orders_in_a_shop_is_about_people(table):
    assert category("phone", synthetic.phones(100), table=table) == "contact.phone"


def test_a_directors_name_stays_a_name_among_companies():
    assert category("fio_kontakta", synthetic.names(100), table="kontragenty") == "identity.name"


@pytest.mark.parametrize(
    ("table", "name", "values", "expected"),
    [
        ("children", "birth_date", DAYS, "family.children"),
        ("bank_cards", "expires_on", DAYS, "finance.card.expiry"),
        ("payments", "paid_at", DAYS, "finance.payment"),
        ("clients", "reg_city", synthetic.words(200, ("Алматы", "Тараз")), "contact.address.registration"),
        ("clients", "gde_propisan", synthetic.addresses(100), "contact.address.registration"),
        ("clients", "zhivet", synthetic.addresses(100), "contact.address.residence"),
        ("clients", "doc_id", synthetic.codes(200, "@@##"), None),
        ("client_documents", "issue_date", DAYS, "document.id.issue_date"),
        ("passports", "issue_date", DAYS, "document.id.issue_date"),
        ("buh_documents", "issue_date", DAYS, None),
        ("clients", "passport_num", [154000 + n for n in range(200)], None),
    ],
)
def test_a_longer_phrase_begun_by_the_table_says_more(table, name, values, expected):
    assert category(name, values, table=table) == expected


@pytest.mark.parametrize(
    ("name", "values"),
    [
        ("debt_id", list(range(1000, 1200))),
        ("POLIS_ID", synthetic.uuids(200)),
        ("gr_postavki", [1970 + n % 40 for n in range(200)]),
        ("bin_loc", synthetic.codes(200, "A##-##")),
        ("text_color", synthetic.words(200, ("red", "white", "black"))),
        ("part_name", GOODS),
        ("build_no", FEW),
        ("poly_area", SHARES),
        ("reyting_tovarov", FEW),
        ("tauar_reytingi", FEW),
        ("strana_proizv", synthetic.words(200, ("Китай", "Германия"))),
        ("pasp_proverka", synthetic.moments(200, "%Y%m%d")),
        ("ЮрФизЛицо", synthetic.words(200, ("Юрлицо", "Физлицо"))),
        ("backup_archive", [f"http://10.20.{n % 9}.{n}/a.mp4" for n in range(200)]),
        ("mileage", FEW),
        ("hall_photo", [f"https://files.example.kz/{n}.jpg" for n in range(200)]),
        ("клиент_рез", synthetic.words(200, ("Р", "Н"))),
    ],
)
def test_a_part_of_a_name_that_speaks_of_something_else_announces_nothing(name, values):
    assert category(name, values) is None


@pytest.mark.parametrize(
    ("name", "values", "expected"),
    [
        ("marital_status_id", synthetic.words(200, ("1", "2", "3")), "family.marital_status"),
        ("класс_рук", synthetic.names(200), "identity.name"),
        ("declared_income", FEW, "finance.income"),
        ("CLNT_ADDR_REG", synthetic.addresses(100), "contact.address.registration"),
    ],
)
def test_codes_of_lists_values_that_tell_and_heads_of_names_stay(name, values, expected):
    assert category(name, values) == expected


@pytest.mark.parametrize("name", ["Счет", "account", "bank"])
def test_a_column_full_of_full_names_is_told_whatever_it_is_called(name):
    found = column(name, synthetic.names(300)).detections
    assert [d.category for d in found] == ["identity.name"]
    assert found[0].score < column("c07", synthetic.names(300)).detections[0].score


@pytest.mark.parametrize("name", ["phone_sha256", "phone_md5_hex", "hashed_phone_v2", "phone_digest"])
def test_what_hides_a_datum_takes_nothing_from_its_name(name):
    assert category(name, synthetic.hexes(200, 64)) == "contact.phone"


@pytest.mark.parametrize("table", ["soglasia", "soglasia.csv", "tbl_soglasia_2026", "main.soglasia_raw.parquet"])
def test_what_a_file_or_a_year_adds_to_a_tables_name_is_no_part_of_it(table):
    given = [f"{1 + n % 28:02d}.{1 + n % 12:02d}.2026" for n in range(200)]
    assert category("dano", given, table=table) == "consent.record"


@pytest.mark.parametrize("name", ["nomer_passazhira", "номер абонента", "client_number"])
def test_a_number_of_somebody_is_a_phone_where_phones_stand(name):
    assert category(name, synthetic.phones(200)) == "contact.phone"


def test_the_type_of_a_key_is_no_identity_document():
    types = synthetic.words(200, ("1", "2", "3"))
    assert category("page_type_id", types, table="hits") is None


@pytest.mark.parametrize(
    ("share", "expected"),
    [(4, None), (1, "social.account")],
)
def test_links_of_which_few_lead_to_social_networks_are_nobodys_pages(share, expected):
    hosts = ["instagram.com/person", "google.com/", "ya.ru/", "2gis.kz/"][:share]
    links = [f"https://{hosts[n % len(hosts)]}{n:05d}" for n in range(200)]
    assert category("link", links) == expected


def test_whose_a_row_is_says_nothing_of_the_row():
    names = synthetic.words(200, ("asan", "dana", "erlan"))
    assert category("usr", names, table="mobile_devices") is None


@pytest.mark.parametrize(
    ("name", "values", "table", "expected"),
    [
        ("head_of_company", synthetic.names(200), "suppliers", "identity.name"),
        (
            "страховая компания",
            synthetic.words(200, ("Надежда", "Виктория-Полис", "Коммеск")),
            "t",
            "finance.insurance",
        ),
        (
            "Отчество (если есть)",
            synthetic.words(200, ("Серикович", "Ивановна", "Ерланқызы", "Петрович")),
            "t",
            "identity.name",
        ),
        ("пол", [1 + n % 2 for n in range(200)], "сотрудники", "identity.sex"),
        ("пол", [1 + n % 9 for n in range(200)], "сотрудники", None),
        ("жол қозғалысы ережесін бұзу саны", FEW, "t", "driver.violations"),
        ("дата выдачи", DAYS, "клиенты", "document.id.issue_date"),
        ("дата выдачи", DAYS, "заявки клиентов", None),
        ("src_last_name", synthetic.words(200, ("Ахметов", "Иванова", "Серикбаев", "Петрова")), "t", "identity.name"),
        ("birth_date_txt", [str(day) for day in DAYS], "t", "identity.birth_date"),
        ("job_ref", [10**9 + 41 * n for n in range(200)], "сотрудники", None),
        ("tracking_number", synthetic.codes(200, "KZ#########"), "t", None),
    ],
)
def test_what_a_name_says_besides(name, values, table, expected):
    assert category(name, values, table=table) == expected


@pytest.mark.parametrize("path", ["$.data.{}", "$.attributes[*].{}", "$.payload.body.{}"])
def test_parts_of_a_path_that_only_hold_others_say_nothing(path):
    inside = decided({Column("doc", path.format("password"), "string"): synthetic.hexes(200, 32)})
    assert [d.category for d in inside["doc"].detections] == ["auth.password"]


def test_what_is_asked_of_borrowers_shows_that_rows_are_about_people():
    amounts = [100_000 + 1000 * n for n in range(200)]
    things = {"a": FEW, "b": FEW, "c": FEW}
    employers = synthetic.words(200, ("ТОО Арман", "АО Самрук", "ИП Ахметов"))
    loans = decided({"оклад": amounts, "просрочка дней": FEW, "место работы": employers, **things}, table="займы")
    ledger = decided({"оклад": amounts, "x": FEW, "y": FEW, **things}, table="займы")
    assert [loans["оклад"].detections[0].category, *ledger["оклад"].detections] == ["finance.income"]


def test_a_word_belongs_to_the_phrase_that_leaves_less_unsaid():
    words = synthetic.words(200, ("алматы", "мурзик", "москвич412"))
    assert category("CL_CODEWORD", words, table="DIM_CLIENT") == "auth.secret"
    assert category("CL_CODE", synthetic.codes(200, "C{:06d}"), table="DIM_CLIENT") == "internal.subject_id"


@pytest.mark.parametrize("name", ["CL_DTBORN", "borndt", "dtrozhd"])
def test_a_date_is_told_where_it_is_glued(name):
    assert category(name, synthetic.births(200), table="t") == "identity.birth_date"


@pytest.mark.parametrize(("table", "expected"), [("poruchiteli", "family"), ("tarify", None)])
def test_vague_words_are_clear_in_the_table_of_those_whom_they_are_said_of(table, expected):
    kin = synthetic.words(200, ("БРАТ", "СЕСТРА", "КОЛЛЕГА", "ДРУГ"))
    assert category("P_ROD", kin, table=table) == expected


def test_passengers_names_masked_phones_and_reviews_of_goods():
    surnames, given = ("AKHMETOV", "IVANOV", "PETROV", "SEITKALI"), ("ARMAN", "SERGEY", "OLEG", "DANIYAR")
    passengers = [f"{surnames[n % 4]}/{given[n // 4 % 4]}{(' MR', '')[n % 2]}" for n in range(200)]
    hidden = [f"{phone[:5]}***{phone[-4:]}" for phone in synthetic.phones(200)]
    assert category("pax_nm", passengers) == "identity.name"
    assert category("platelshik_tel", hidden) == category("c07", hidden) == "contact.phone"
    assert category("tekst", GOODS, table="otzyvy_tovar") == "behaviour.content"
    assert category("tekst", GOODS, table="tovar") is None


@pytest.mark.parametrize(
    ("name", "table", "values"),
    [
        pytest.param("segments", "sms_log", ["1", "2", "3"] * 40, id="of messages"),
        pytest.param("marshrut", "reis", ["Тараз - Тобыл", "Актау - Уральск"] * 60, id="of a schedule"),
        pytest.param("doc_expiry", "tickets", synthetic.codes(120, "9#############"), id="numbers too long for a day"),
        pytest.param("gruppa_val", "garage", ["A", "B", "C"] * 40, id="a word that says nothing"),
    ],
)
def test_words_of_other_rows_and_values_announce_nothing(name, table, values):
    beside = {"vu_nomer": synthetic.codes(120, "@@######"), "dok_nomer": synthetic.codes(120, "N0########"),
              "med_spravka": ["годен"] * 120}  # fmt: skip
    assert decided({name: values} | beside, table=table)[name].detections == ()


@pytest.mark.parametrize(
    ("name", "values", "expected"),
    [
        ("stud_id", synthetic.codes(120, "22#####"), "internal.subject_id"),
        ("mstatus", ["M", "S", "D"] * 40, "family.marital_status"),
        ("dep_cnt", [0, 1, 2] * 40, "family.dependants"),
        ("driver_hp", synthetic.phones(120), "contact.phone"),
        ("nachalnik", synthetic.names(120), "identity.name"),
        ("injury_type", ["ожог", "ушиб"] * 60, "health"),
        ("snapshot_file", [f"cam/{n}.jpg" for n in range(120)], "media.cctv"),
    ],
)
def test_names_of_bookings_loans_and_shifts(name, values, expected):
    found = decided({name: values, "iin": synthetic.iins(120)})[name].detections
    assert [d.category.removesuffix(".mobile") for d in found[:1]] == [expected]
