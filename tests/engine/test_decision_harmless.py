"""Columns that only look like personal data, under their usual names and under names that say nothing."""

from datetime import date, datetime, timedelta

import pytest

from . import synthetic
from .columns import column, decided

DAY = timedelta(days=1)
VALUES = {
    "random 12 digits": synthetic.twelve_digits(500),
    "random 12-digit integers": [int(n) for n in synthetic.twelve_digits(500)],
    "order numbers with the check digit of the IIN": synthetic.order_numbers(500),
    "order numbers as integers": [int(n) for n in synthetic.order_numbers(500)],
    "waybills yymmdd + counter": [f"{240101 + n // 100 % 28:06d}{n:06d}" for n in range(500)],
    "batches yymmdd + random": [f"{240100 + n % 28 + 1}{300_000 + n * 7919 % 400_000:06d}" for n in range(500)],
    "serial 12-digit numbers": [str(100_000_000_000 + n) for n in range(800)],
    "serial numbers": list(range(1, 800)),
    "serial numbers from 77010000000": [77_010_000_000 + n for n in range(800)],
    "yyMMddHHmmss": synthetic.moments(500, "%y%m%d%H%M%S"),
    "yyyyMMddHHmm of 2001 to 2012": synthetic.moments(500, "%Y%m%d%H%M", days=4300),
    "yyyyMMddHHmm": synthetic.moments(500, "%Y%m%d%H%M"),
    "ddMMyyyyHHmm": synthetic.moments(500, "%d%m%Y%H%M"),
    "yyyyMMddHHmmss": synthetic.moments(500, "%Y%m%d%H%M%S"),
    "yyyyMMdd": synthetic.moments(500, "%Y%m%d"),
    "epoch seconds": synthetic.epochs(500),
    "epoch milliseconds": synthetic.epochs(500, factor=1000),
    "EAN-13": synthetic.eans(500, digits=13),
    "EAN-13 of Europe": synthetic.eans(500, digits=13, prefix="40"),
    "UPC-A": synthetic.eans(500, prefix="0"),
    "UPC-A as integers": [int(n) for n in synthetic.eans(500, prefix="7")],
    "EAN-8": synthetic.eans(500, digits=8),
    "amounts": synthetic.amounts(500),
    "amounts with fractions": [n / 7 for n in synthetic.amounts(500)],
    "large amounts": [n * 1_000_000 for n in synthetic.amounts(500)],
    "UUID": synthetic.uuids(500),
    "MD5": synthetic.hexes(500, 32),
    "SHA-256": synthetic.hexes(500, 64),
    "12 hex digits": synthetic.hexes(500, 12),
    "SKU": synthetic.codes(500, "@@@-####-##"),
    "article codes": synthetic.codes(500, "###-@@-###"),
    "flight numbers": synthetic.codes(500, "KC ###"),
    "17-character part numbers": [f"{c}Q" for c in synthetic.codes(500, "OEM#############")],
    "17 random characters": synthetic.codes(500, "@#@#@#@@#@#@@#@#@"),
    "KATO": synthetic.codes(500, "71#####00"),
    "BIK": synthetic.words(500, ("CASPKZKA", "HSBKKZKX", "KCJBKZKX")),
    "KBE": synthetic.words(500, ("17", "19", "14", "11")),
    "KNP": synthetic.words(500, ("859", "710", "010", "841")),
    "versions": [f"1.{n % 12}.{n % 10}.{n % 7}" for n in range(500)],
    "short versions": [f"{n % 9}.{n % 12}.{n % 10}" for n in range(500)],
    "cities": synthetic.words(500, ("Алматы", "Астана", "Шымкент", "Тараз")),
    "colours": synthetic.words(500, ("белый", "чёрный", "серый")),
    "sizes": synthetic.words(500, ("S", "M", "L", "XL")),
    "products": [f"Смартфон Samsung Galaxy A{n}" for n in range(500)],
    "streets": synthetic.words(500, ("улица Абая", "проспект Назарбаева", "Абай көшесі")),
    "companies": [f"ТОО «Нұрлан {n}»" for n in range(500)],
    "months": synthetic.words(500, ("мамыр", "шілде", "июнь", "январь")),
    "flags": [n % 3 == 0 for n in range(500)],
    "zeros and ones": [n % 2 for n in range(500)],
    "days of orders": [date(2023, 1, 1) + n % 700 * DAY for n in range(500)],
    "moments of orders": [datetime(2023, 1, 1, 10) + n * DAY / 7 for n in range(500)],
    "prices": [f"{n % 997 + 0.99:.2f}" for n in range(500)],
    "temperatures": [20 + n % 17 / 4 for n in range(500)],
    "years": [2000 + n % 25 for n in range(500)],
    "15-digit numbers": synthetic.codes(500, "1##############"),
    "16-digit numbers": synthetic.codes(500, "1###############"),
    "9-digit numbers": synthetic.codes(500, "4########"),
    "10-digit numbers": synthetic.codes(500, "3#########"),
    "file names": [f"report_{n}.pdf" for n in range(500)],
    "tags": synthetic.words(500, ("опт", "горящий", "перезвон", "повторный")),
    "times of a log": [f"{n % 28 + 1:02}/Mar/2026:{n % 24:02}:{n % 60:02}:07 +0500" for n in range(500)],
    "memory sizes": synthetic.words(500, ("128 GB", "256 GB", "64 GB", "512 MB")),
}
USUAL = {
    "order_id": "random 12 digits, order numbers with the check digit of the IIN, serial 12-digit numbers",
    "nomer_zakaza": "order numbers with the check digit of the IIN, order numbers as integers",
    "nomer_nakladnoi": "waybills yymmdd + counter, batches yymmdd + random",
    "id": "serial numbers, serial 12-digit numbers, serial numbers from 77010000000, UUID",
    "created_at": "yyMMddHHmmss, yyyyMMddHHmm, epoch seconds, epoch milliseconds, moments of orders",
    "barcode": "EAN-13, UPC-A, EAN-8",
    "price": "amounts, prices, amounts with fractions",
    "total_amount": "large amounts",
    "request_id": "UUID, MD5",
    "checksum": "SHA-256",
    "sku": "SKU, article codes",
    "artikul": "17-character part numbers, 17 random characters, article codes",
    "part_number": "17-character part numbers",
    "ts_client": "epoch milliseconds",
    "skor_kmh": "temperatures",
    "version": "versions, short versions",
    "kbe": "KBE",
    "knp": "KNP",
    "product_name": "products",
    "color": "colours",
    "size": "sizes",
    "order_date": "days of orders",
    "email_verified": "flags, zeros and ones",
    "iin_status": "flags, colours",
    "iin_verified": "zeros and ones, days of orders",
    "phone_model": "products",
    "phone_count": "serial numbers",
    "bin_location": "SKU, 12 hex digits",
    "warehouse_bin": "SKU, random 12 digits",
    "card_bin": "9-digit numbers",
    "wine_vin": "years, sizes",
    "policy_number_check": "serial numbers",
    "reg_status": "flags",
    "tarif": "colours, amounts",
    "Теги": "tags",
    "time_local": "times of a log",
}


@pytest.mark.parametrize("what", VALUES)
def test_harmless_values_without_a_name_are_left_alone(what):
    found = column("c07", VALUES[what]).detections
    assert [d for d in found if not d.category.startswith("org.")] == []


@pytest.mark.parametrize(
    ("name", "what"), [(name, what) for name, listed in USUAL.items() for what in listed.split(", ")]
)
def test_harmless_values_under_their_usual_name_are_left_alone(name, what):
    found = column(name, VALUES[what], table="orders").detections
    assert [d for d in found if not d.category.startswith("org.")] == []


@pytest.mark.parametrize(
    ("name", "table", "values"),
    [
        pytest.param("bin", "warehouse_cells", synthetic.codes(300, "@-##-##"), id="bin of a warehouse"),
        pytest.param("bin", "stock", synthetic.words(300, ("A1", "B2", "C3")), id="bin of a stock"),
        pytest.param("vin", "wine_list", synthetic.words(300, ("Мерло", "Саперави", "Каберне")), id="vin of wines"),
        pytest.param("vin", "menu", [f"Вино {n} года" for n in range(1990, 2020)], id="vin of a menu"),
        pytest.param("pol", "insurance", synthetic.codes(300, "POL-######"), id="pol of a policy number"),
        pytest.param("pol", "flooring", synthetic.words(300, ("ламинат", "паркет", "плитка")), id="pol of a floor"),
        pytest.param("tel", "tv", [f"LG {n}" for n in range(300)], id="tel of televisions"),
        pytest.param("ip", "companies", synthetic.words(300, ("да", "нет")), id="ip as sole proprietor"),
        pytest.param("name", "products", [f"Кабель USB {n} м" for n in range(300)], id="name of a product"),
        pytest.param("name", "cities", synthetic.words(300, ("Алматы", "Астана", "Тараз")), id="name of a city"),
        pytest.param("aty", "tauarlar", [f"Тауар {n}" for n in range(300)], id="name of goods in Kazakh"),
        pytest.param("code", "kato", synthetic.codes(300, "75#####00"), id="code of an area"),
        pytest.param("number", "invoices", synthetic.codes(300, "INV-####"), id="number of an invoice"),
        pytest.param("sex", "products", synthetic.words(300, ("S", "M", "L")), id="sex over sizes"),
        pytest.param("iin", "flags", [True, False] * 50, id="iin that is a flag"),
    ],
)
def test_a_short_name_over_other_values_says_nothing(name, table, values):
    found = column(name, values, table=table).detections
    assert [d for d in found if not d.category.startswith("org.")] == []


@pytest.mark.parametrize(
    ("name", "table", "values"),
    [
        pytest.param("app_id", "loan_applications", range(9_000_001, 9_000_400), id="key of its own row"),
        pytest.param("ticket_no", "support_tickets", [f"INC{n:07d}" for n in range(300)], id="ticket of no trip"),
        pytest.param("sessionId", "parking_sessions", synthetic.uuids(300), id="session of no browser"),
        pytest.param("НомерДокумента", "ТестДрайвы", [f"ТД00-{n:06d}" for n in range(300)], id="paper of a ledger"),
        pytest.param("ДатаДокумента", "ТестДрайвы", synthetic.moments(300, "%d.%m.%Y %H:%M:%S"), id="and its time"),
    ],
)
def test_the_number_and_time_of_a_row_are_no_persons_beside_one(name, table, values):
    beside = {"iin": synthetic.iins(300), "vu_number": synthetic.codes(300, "@@######")}
    assert decided({name: list(values)} | beside, table=table)[name].detections == ()


SESSIONS = {"session_id": synthetic.uuids(120), "user_agent": ["Mozilla/5.0 (Linux; Android 12)"] * 120}
PEOPLE = {"iin": synthetic.iins(120), "fio": synthetic.names(120), "phone": synthetic.phones(120)}
DEPARTMENTS = ("Мебель", "Посуда и кухня", "Женская одежда", "Игрушки", "Спорттовары", "Сад и огород")
MAKERS = ("Zara", "Makita", "Nivea", "IKEA", "Lego", "Tefal")


@pytest.mark.parametrize(
    ("name", "table", "values"),
    [
        pytest.param("category", "clients", DEPARTMENTS, id="goods are no segment"),
        pytest.param("category", "employees", DEPARTMENTS, id="and no rank"),
        pytest.param("title", "staff", ("Путь Абая", "Сага о Форсайтах", "Dune"), id="titles of books are no jobs"),
        pytest.param("position_no", "relatives", range(60), id="an order is no job"),
        pytest.param("lang", "employees", ("ru", "kk", "en"), id="the language of a screen is no skill"),
        pytest.param("manufacturer_brand", "web_sessions", MAKERS, id="makers of goods are no devices"),
        pytest.param("photos_cnt", "кірулер", range(20), id="photos are no visits"),
        pytest.param("server_name", "visit_log", ("srv-1", "web2", "nginx-ala"), id="a server is no log"),
        pytest.param("file_name", "customers", ("stock_01.csv", "stock_02.csv"), id="a file is no paper of a client"),
        pytest.param("brand", "otzyvy", MAKERS, id="what is reviewed is no mark"),
        pytest.param("баға", "клиент_пікірлері", synthetic.amounts(120), id="a price is no mark"),
        pytest.param("track_2", "employees", ("Ave Maria", "Summer time"), id="a song is no magnetic stripe"),
    ],
)
def test_what_stands_among_people_and_is_not_theirs(name, table, values):
    cells = [values[n % len(values)] for n in range(120)]
    assert decided({name: cells} | PEOPLE | SESSIONS, table=table)[name].detections == ()


@pytest.mark.parametrize(
    ("name", "table", "values", "expected"),
    [
        ("category", "clients", ("VIP", "Новый", "Постоянный"), "behaviour.profile"),
        ("title", "staff", ("Ведущий инженер", "Кассир", "Chief accountant"), "career.profession"),
        ("position", "employees", ("1", "2", "3"), "career.profession"),
        ("manufacturer", "web_sessions", ("Samsung", "Xiaomi", "Apple"), "online.device"),
        ("rating", "otzyvy", ("5", "4", "3"), "behaviour.satisfaction"),
        ("report_xml_path", "credit_bureau_requests", ("/pkb/1.xml", "/pkb/2.xml"), "finance.credit_history"),
    ],
)
def test_what_is_theirs_is_told_by_the_same_words(name, table, values, expected):
    cells = [values[n % len(values)] for n in range(120)]
    found = decided({name: cells} | PEOPLE | SESSIONS, table=table)[name].detections
    assert [d.category for d in found[:1]] == [expected]


def test_packages_are_no_plates():
    packages = [f"{100 + n * 37 % 900}{('GB', 'MM', 'KG')[n % 3]}{1 + n % 20:02d}" for n in range(60)]
    assert column("c07", packages).detections == ()
