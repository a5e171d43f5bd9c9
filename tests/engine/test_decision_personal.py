"""Columns of personal data: what is decided, how sure, with a name that helps and without one."""

from datetime import date

import pyarrow as pa
import pytest

from barlau.model.report import Confidence, Kind

from . import synthetic
from .columns import column, decided

ORDER = [Confidence.LOW, Confidence.MEDIUM, Confidence.HIGH]
OLD = synthetic.iins(120, years=(1945, 1999))
YOUNG = synthetic.young_iins(120)
IINS = synthetic.iins(120)


def _strongest(result):
    assert result.detections, "nothing was found"
    return result.detections[0]


def _check(result, category, least, kind=Kind.UNIFORM):
    first = _strongest(result)
    assert (first.category, result.kind) == (category, kind)
    assert ORDER.index(first.confidence) >= ORDER.index(least)


IIN_COLUMNS = {
    "text": IINS,
    "dictionary": pa.array(IINS).dictionary_encode(),
    "integer": [int(n) for n in OLD],
    "integer, zeros lost": [int(n) for n in YOUNG],
    "float": [float(n) for n in OLD],
    "float, zeros lost": [float(n) for n in YOUNG],
    "bytes": [n.encode() for n in IINS],
    "labelled": [f"ИИН {n}" for n in IINS],
    "labelled in Kazakh": [f"ЖСН: {n}" for n in IINS],
    "glued label": [f"ИИН{n}" for n in IINS],
    "in threes": [f"{n[:3]} {n[3:6]} {n[6:9]} {n[9:]}" for n in IINS],
    "no-break spaces": [f"{n[:3]}\u00a0{n[3:6]}\u00a0{n[6:9]}\u00a0{n[9:]}" for n in IINS],
    "in two groups": [f"{n[:6]} {n[6:]}" for n in IINS],
    "blanks behind": [f"{n}  " for n in IINS],
    "apostrophe": [f"'{n}" for n in IINS],
    "quoted": [f'"{n}"' for n in IINS],
    "excel formula": [f'="{n}"' for n in IINS],
    "float text": [f"{n}.0" for n in IINS],
    "half null": [n if i % 2 else None for i, n in enumerate(IINS)],
    "half absent": [n if i % 2 else "н/д" for i, n in enumerate(IINS)],
    "few clients, many rows": [IINS[i % 20] for i in range(10_000)],
}


@pytest.mark.parametrize("storage", IIN_COLUMNS)
@pytest.mark.parametrize(
    ("name", "least"), [("iin", Confidence.HIGH), ("ЖСН", Confidence.HIGH), ("c07", Confidence.MEDIUM)]
)
def test_iins_are_found_however_they_are_stored_and_named(name, least, storage):
    _check(column(name, IIN_COLUMNS[storage]), "identity.iin", least)


@pytest.mark.parametrize(
    ("storage", "text"),
    [
        ("zeros lost in text", [str(int(n)) for n in YOUNG]),
        ("scientific", [f"{n[0]}.{n[1:]}E+11" for n in OLD if n[0] != "0"]),
        ("decimal comma", [f"{n[0]},{n[1:]}E+11" for n in OLD if n[0] != "0"]),
    ],
    ids=lambda v: v if isinstance(v, str) else "",
)
def test_damaged_iins_are_found_under_their_name(storage, text):
    assert _strongest(column("iin", text)).category == "identity.iin"


def test_iins_that_a_spreadsheet_destroyed_are_still_worth_a_remark():
    lost = [f"{float(n):.5E}".replace(".", ",") for n in OLD]
    first = _strongest(column("iin", lost))
    assert first.category == "identity.iin"
    assert first.confidence is not Confidence.HIGH


def test_an_iin_column_whose_check_digits_are_wrong_is_malformed():
    wrong = [n[:-1] + str((int(n[-1]) + 5) % 10) for n in IINS]
    first = _strongest(column("iin", wrong))
    assert (first.category, first.confidence) == ("identity.iin", Confidence.MEDIUM)
    assert not column("c07", wrong).detections


COLUMNS = [
    # category, names that help, values, confidence without a name (None: not to be found without it)
    ("contact.phone", "phone, tel, mob_tel, ұялы телефон", synthetic.phones(120), Confidence.MEDIUM),
    ("contact.phone", "telefon", synthetic.phones(120, form="8 ({0}) {1}"), Confidence.MEDIUM),
    ("contact.phone", "sotovyi", [int(p[1:]) for p in synthetic.phones(120)], Confidence.MEDIUM),
    ("contact.phone", "contact_phone", [int("8" + p[2:]) for p in synthetic.phones(120)], Confidence.MEDIUM),
    ("contact.phone", "msisdn", [float(p[1:]) for p in synthetic.phones(120)], Confidence.MEDIUM),
    ("contact.email", "email, эл. почта", [f"user{n}@example.kz" for n in range(120)], Confidence.HIGH),
    ("contact.address", "adres, мекенжай", synthetic.addresses(120), Confidence.MEDIUM),
    ("identity.name", "fio, аты-жөні, full_name", synthetic.names(120), Confidence.MEDIUM),
    ("identity.name", "familiya, tegi", synthetic.words(120, synthetic.SURNAMES), None),
    ("identity.birth_date", "data_rozhd, туған күні, dob", synthetic.births(120), None),
    ("identity.birth_date", "birth_date", [date(1950 + n % 50, 1 + n % 12, 1 + n % 28) for n in range(120)], None),
    ("identity.sex", "pol, gender, жынысы", synthetic.words(120, ("М", "Ж")), None),
    ("identity.sex", "sex", synthetic.words(120, ("мужской", "женский")), None),
    ("identity.ethnicity", "nacionalnost, ұлты", synthetic.words(120, ("казах", "русский", "уйгур")), None),
    ("identity.identification", "rnn, СТН", synthetic.rnns(120), None),
    ("vehicle.plate", "gos_nomer, grnz", synthetic.plates(120), Confidence.MEDIUM),
    ("vehicle.plate", "memnomir", synthetic.plates(120, form="{0:03d} {1} {2}"), Confidence.MEDIUM),
    ("vehicle.vin", "vin, vin_code", synthetic.vins(120), Confidence.HIGH),
    ("finance.card.number", "card_number, nomer_karty", synthetic.cards(120), Confidence.MEDIUM),
    ("finance.card.number", "pan", [int(n) for n in synthetic.cards(120)], Confidence.MEDIUM),
    ("finance.bank.account", "iban, iik", synthetic.ibans(120), Confidence.HIGH),
    ("document.id.number", "nomer_udostovereniya, doc_num", synthetic.codes(120, "0########"), None),
    ("document.id.number", "passport_no", synthetic.codes(120, "N########"), None),
    ("vehicle.registration_cert", "srts, tehpasport", synthetic.codes(120, "@@########"), None),
    ("online.ip", "ip_address, last_login_ip", [f"203.0.113.{n}" for n in range(1, 200)], Confidence.MEDIUM),
    ("online.device.id", "mac_address", [f"00:00:5e:00:53:{n:02x}" for n in range(120)], Confidence.HIGH),
    ("auth.password", "password", [f"$2b$12${h}{h[:21]}" for h in synthetic.hexes(60, 32)], Confidence.HIGH),
    ("auth.password", "parol, құпиясөз", synthetic.codes(120, "a@##x@!"), None),
    ("auth.password", "password_hash", synthetic.hexes(120, 32), None),
    ("finance.income", "zarplata, oklad, salary, жалақы", synthetic.amounts(120), None),
    ("career.profession", "dolzhnost, лауазымы", synthetic.words(120, ("инженер", "кассир", "водитель")), None),
    ("contact.address.registration", "adres_propiski", synthetic.addresses(120), None),
]


@pytest.mark.parametrize(
    ("name", "values", "category"),
    [pytest.param(n, v, c, id=f"{n}-{i}") for i, (c, names, v, _) in enumerate(COLUMNS) for n in names.split(", ")],
)
def test_a_column_with_its_name_is_found_with_confidence(name, values, category):
    _check(column(name, values), category, Confidence.HIGH)


@pytest.mark.parametrize(
    ("values", "category", "least"),
    [pytest.param(v, c, least, id=f"{c}-{i}") for i, (c, _, v, least) in enumerate(COLUMNS) if least],
)
def test_values_that_speak_for_themselves_need_no_name(values, category, least):
    _check(column("c07", values), category, least)


@pytest.mark.parametrize(
    ("values", "category"),
    [pytest.param(v, c, id=f"{c}-{i}") for i, (c, _, v, least) in enumerate(COLUMNS) if least is None],
)
def test_values_that_could_be_anything_are_never_sure_without_a_name(values, category):
    assert Confidence.HIGH not in {d.confidence for d in column("c07", values).detections}


@pytest.mark.parametrize("name", ["iin_bin", "bin_iin", "ЖСН/БСН", "ИИН/БИН"])
def test_a_shared_column_holds_both_numbers(name):
    values = [*IINS[:60], *synthetic.bins(40)]
    found = {d.category: d for d in column(name, values).detections}
    assert {"identity.iin", "org.bin"} <= set(found)
    assert found["identity.iin"].share == pytest.approx(0.6, abs=0.01)


@pytest.mark.parametrize("name", ["bin", "БИН", "company_bin", "rnn", "c07"])
def test_values_are_trusted_over_names(name):
    assert _strongest(column(name, IINS)).category == "identity.iin"


@pytest.mark.parametrize("name", ["bin", "БСН", "c07"])
def test_bins_are_no_iins(name):
    assert [d.category for d in column(name, synthetic.bins(120)).detections] == ["org.bin"]


@pytest.mark.parametrize("distinct", [20, 100])
@pytest.mark.parametrize("rows", [1000, 10_000])
def test_repeated_values_are_as_good_as_distinct_ones(distinct, rows):
    result = column("client_ref", [IINS[n % distinct] for n in range(rows)])
    _check(result, "identity.iin", Confidence.MEDIUM)
    assert result.detections[0].count == rows


def test_a_column_is_decided_alike_in_a_sample_and_in_full():
    one, two = column("iin", IINS), column("iin", pa.array(IINS).dictionary_encode())
    assert [d.category for d in one.detections] == [d.category for d in two.detections]
    assert one.detections[0].score == two.detections[0].score


def test_columns_of_a_table_do_not_disturb_one_another():
    found = decided({"a": IINS, "b": synthetic.phones(120), "c": list(range(120))})
    assert [_strongest(found[name]).category for name in "ab"] == ["identity.iin", "contact.phone"]
    assert not found["c"].detections


@pytest.mark.parametrize(
    ("name", "category"),
    [("c07", "finance.card"), ("номер карты", "finance.card.number"), ("card_last4", "finance.card.last4")],
)
def test_masked_cards_are_told_and_their_name_says_what_is_meant(name, category):
    masked = [f"{pan[:6]}******{pan[-4:]}" for pan in synthetic.cards(120)]
    assert column(name, masked).detections[0].category == category
