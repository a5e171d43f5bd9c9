"""Whose data a column holds: a customer's, an employee's, a guarantor's, or a company's, which is no person."""

import pyarrow as pa
import pytest

from barlau.model.reading import Column

from . import synthetic
from .columns import column, decided

IINS, PHONES, NAMES = synthetic.iins(100), synthetic.phones(100), synthetic.names(100)


@pytest.mark.parametrize(
    ("table", "name", "values", "category", "subject"),
    [
        ("clients", "iin", IINS, "identity.iin", "customer"),
        ("t", "iin", IINS, "identity.iin", "customer"),
        ("sotrudniki", "iin", IINS, "identity.iin", "employee"),
        ("қызметкерлер", "ЖСН", IINS, "identity.iin", "employee"),
        ("loans", "guarantor_iin", IINS, "identity.iin", "third_party"),
        ("loans", "poruchitel_telefon", PHONES, "contact.phone", "third_party"),
        ("employees", "spouse_name", NAMES, "identity.name", "third_party"),
        ("suppliers", "iin", IINS, "identity.iin", "sole_proprietor"),
        ("suppliers", "bin", IINS, "identity.iin", "sole_proprietor"),
        ("suppliers", "director_fio", NAMES, "identity.name", "representative"),
        ("companies", "director_phone", PHONES, "contact.phone", "representative"),
        ("suppliers", "kontaktnoe_lico", NAMES, "identity.name", "representative"),
        ("clients", "kontaktnoe_lico", NAMES, "identity.name", "third_party"),
        ("zakaz_naryad", "Мастер", NAMES, "identity.name", "employee"),
        ("cdr", "b_num", PHONES, "contact.phone", "third_party"),
        ("shkola", "ата-ана тел", PHONES, "contact.phone", "third_party"),
        ("klienty", "vodit_udost_fio", NAMES, "identity.name", "customer"),
        ("klienty", "voditelskoe_udostoverenie_fio", NAMES, "identity.name", "customer"),
        ("tovary_klienta", "garantia_telefon", PHONES, "contact.phone", "customer"),
        ("zayavki", "fio_ip", NAMES, "identity.name", "sole_proprietor"),
        ("dealers", "phone", PHONES, "org.phone", "representative"),
        ("orders", "company_phone", PHONES, "org.phone", "representative"),
        ("kontragenty", "adres", synthetic.addresses(100), "org.address", "representative"),
        ("suppliers", "iban", synthetic.ibans(100), "org.bank", "representative"),
        ("clients", "iban", synthetic.ibans(100), "finance.bank.account", "customer"),
        ("zp_vedomost", "iin", IINS, "identity.iin", "employee"),
        ("fitness_turniket", "tel", PHONES, "contact.phone", "customer"),
        ("spr_filialov", "direktor", NAMES, "identity.name", "employee"),
        ("spr_bankov", "direktor", NAMES, "identity.name", "representative"),
        ("kontaktnye_lica", "fio", NAMES, "identity.name", "third_party"),
        ("kurery", "telefon", PHONES, "contact.phone", "employee"),
        ("voditeli", "fio", NAMES, "identity.name", "employee"),
        ("priemy", "medsestra_fio", NAMES, "identity.name", "employee"),
        ("ActiveDirectory_Users", "full_name", NAMES, "identity.name", "employee"),
        ("sdelki", "kontragent_data_rozhdeniya", synthetic.births(100), "identity.birth_date", "customer"),
    ],
)
def test_the_subject_comes_from_the_column_then_from_the_table(table, name, values, category, subject):
    result = column(name, values, table=table)
    assert (result.detections[0].category, result.subject) == (category, subject)


@pytest.mark.parametrize("table", ["branches", "filialy"])
def test_phones_of_the_own_branches_are_nobodys_in_person(table):
    found = column("phone", PHONES, table=table).detections
    assert [d.category for d in found if d.category.startswith("contact")] == []


@pytest.mark.parametrize("name", ["bin", "company_bin", "БСН"])
def test_a_column_of_bins_with_a_few_iins_names_the_sole_proprietors(name):
    values = [*synthetic.bins(450), *IINS[:50]]
    found = {d.category: d for d in column(name, values, table="suppliers").detections}
    assert set(found) >= {"org.bin", "identity.iin"}
    assert found["identity.iin"].share == pytest.approx(0.1, abs=0.001)


@pytest.mark.parametrize(
    ("path", "category"),
    [
        ("$.client.iin", "identity.iin"),
        ("$.client.contacts[*].phone", "contact.phone"),
        ("$.guarantor.iin", "identity.iin"),
    ],
)
def test_a_nested_path_is_read_like_a_name(path, category):
    values = PHONES if category == "contact.phone" else IINS
    (result,) = decided({Column("payload", path, "string"): pa.array(values)}).values()
    assert result.detections[0].category == category
    assert result.subject == ("third_party" if "guarantor" in path else "customer")


def test_an_everyday_name_counts_beside_columns_of_its_group():
    values = synthetic.words(100, ("Camry", "Cobalt", "Granta"))
    assert column("model", values).detections == ()
    beside = decided({"model": values, "gos_nomer": synthetic.plates(100), "vin": synthetic.vins(100)})
    assert [d.category for d in beside["model"].detections] == ["vehicle.model"]


def test_the_order_of_the_columns_changes_nothing():
    columns = {"model": synthetic.words(100, ("Camry", "Cobalt")), "iin": IINS, "gos_nomer": synthetic.plates(100)}
    backwards = dict(reversed(list(columns.items())))
    one, two = decided(columns), decided(backwards)
    assert {name: one[name] for name in columns} == {name: two[name] for name in columns}


SCHEDULE = {
    "row_no": range(100),
    "due": ["2026-01-15"] * 100,
    "Principal": range(1000, 1100),
    "Interest": range(2000, 2100),
    "Paid": [0, 1] * 50,
    "fee": range(10, 110),
    "remainder": range(5000, 5100),
}


def test_what_things_have_as_well_is_nobodys_in_a_table_without_people():
    assert {name for name, result in decided(SCHEDULE, table="grafik").items() if result.detections} == set()


@pytest.mark.parametrize(("table", "more"), [("grafik", {"client_id": range(100)}), ("grafik", {"iin": IINS})])
def test_it_is_somebodys_where_a_key_or_a_value_speaks_of_people(table, more):
    assert decided(SCHEDULE | more, table=table)["Interest"].detections[0].category == "finance.obligations"


@pytest.mark.parametrize(("form", "subject"), [("ИП {}", "sole_proprietor"), ("ЖК {}", "customer"), ("{}", "customer")])
def test_names_of_businesses_tell_whose_rows_they_are(form, subject):
    found = decided({"iin": IINS, "phone": PHONES, "naimenovanie": [form.format(name) for name in NAMES]})
    assert [found[name].subject for name in ("iin", "phone")] == [subject] * 2
    assert [d.category for d in found["phone"].detections] == ["contact.phone"]


@pytest.mark.parametrize("table", ["Справочник_ФизЛица", "spr_klientov.csv", "dict_employees"])
def test_a_reference_that_lists_people_is_about_them(table):
    logins = synthetic.words(200, ("asan88", "d.ospanova", "nurlan_k", "saule"))
    assert column("ИмяВхода", logins, table=table).detections[0].category == "auth.account"


@pytest.mark.parametrize("table", ["spr_bik", "справочник_банков", "app_settings"])
def test_phones_of_a_reference_are_the_organisations_it_lists(table):
    assert column("TEL_SPRAVKI", PHONES, table=table).detections[0].category == "org.phone"


def test_a_position_is_a_profession_among_staff():
    posts = synthetic.words(100, ("Менеджер", "Бухгалтер", "Инженер"))
    found = decided({"full_name": NAMES, "position": posts}, table="personnel")["position"]
    assert [d.category for d in found.detections] == ["career.profession"]


def test_words_that_speak_of_tables_say_nothing_in_a_columns_name():
    salaries = synthetic.words(100, ("250000", "310000", "470000"))
    result = decided({"iin": IINS, "zarplata": salaries}, table="zayavki")["zarplata"]
    assert (result.detections[0].category, result.subject) == ("finance.income", "customer")


def test_a_companys_table_that_names_its_clients_is_about_them():
    clients = {"client_name": NAMES, "client_iin": IINS, "mobile": PHONES}
    found = decided(clients, table="company_deals")["mobile"]
    assert ([d.category for d in found.detections], found.subject) == (["contact.phone"], "customer")
    found = decided(clients | {"BIN": synthetic.bins(100)}, table="company_deals")["mobile"]
    assert ([d.category for d in found.detections], found.subject) == (["org.phone"], "representative")


def _subjects(**columns):
    return {name: result.subject for name, result in decided(columns, table="osmotry_2026").items()}


DISABILITIES = ["вторая группа", "третья группа", None, "первая группа"] * 25


def test_what_only_people_have_is_theirs_whom_alone_the_columns_name():
    found = _subjects(sotrudnik_iin=IINS, gruppa_invalidnosti=DISABILITIES, telefon=PHONES)
    assert found == {"sotrudnik_iin": "employee", "gruppa_invalidnosti": "employee", "telefon": "customer"}


def test_beside_people_of_two_kinds_nobody_is_guessed():
    found = _subjects(sotrudnik_fio=NAMES, iin=IINS, gruppa_invalidnosti=DISABILITIES)
    assert found["gruppa_invalidnosti"] == "customer"
