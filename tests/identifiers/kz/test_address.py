import json
from pathlib import Path

import pyarrow as pa
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from barlau.identifiers.kz import address

PATH = Path(__file__).parents[2] / "data" / "kz-identifier-vectors.json"
VECTORS = [
    pytest.param(vector, id=f"{number}-{vector['reason']}")
    for number, vector in enumerate(json.loads(PATH.read_text(encoding="utf-8"))["address"])
]
SETTINGS = settings(max_examples=60)

ADDRESSES = [
    "г. Алматы, ул. Абая 10, кв 5",
    "Абай көшесі 12",
    "ул. 8 Марта 15",
    "пр-т Абылай хана, 79/71",
    "Алматы, Абая 10",
    "Казахстан, Астана, Кенесары 40, кв 5",
    "г. Алматы, Абая 10-25",
    "Алматы қ., Абай көшесі, 20-үй, 46-пәтер",
    "мкр Самал-2, 33",
    "мкр. Аксай-4, дом 17, кв. 3",
    "8 мкр, 15 дом, 20 кв",
    "12 мкр 45-78",
    "Көктем ықшам ауданы, 5 үй",
    "Astana, Kabanbay batyr ave 53",
    "77/2 Al-Farabi avenue, Almaty",
    "Almaty qalasy, Abai koshesi, 20-ui",
    "с. Покровка, ул. Школьная, 5",
    "Павлодарская обл., г. Экибастуз, ул. Ленина, д.5, кв.12",
    "040900, Алматинская область, Карасайский район, п. Каскелен, Абылай хана 100",
    "Қарағанды облысы, Теміртау қаласы, Республика даңғылы, 14 үй",
    "УЛ. АБАЯ Д. 15",
    "ул абая дом 5 кв 7",
    "г.Шымкент ул.Байтурсынова 18",
    "проспект Республики дом № 15",
    "улица 187, дом 12/2",
    "аул Акжар, ул Центральная 4",
    "г. Алматы, ул. «Жібек жолы», 135",
    "Ґмірбек кґшесі 12",
]
OTHERS = {
    "city alone": "Алматы",
    "city and postal code": "Алматы 050000",
    "station": "Алматы-1",
    "street alone": "Абай көшесі",
    "microdistrict alone": "мкр. Самал-2",
    "numbered microdistrict alone": "мкр. 5",
    "house alone": "дом 5",
    "house and flat without a place": "д. 5, кв. 12",
    "school with a number": "Алматы, школа 25",
    "flight": "Рейс KC 851 Алматы - Астана",
    "flight number": "Астана, рейс 25",
    "law": "п. 5 ст. 12 Закона РК",
    "page": "см. рис. 5 на стр. 10",
    "contract": "Договор № 15 от 01.02.2020 г. Алматы",
    "year": "г. Астана 2024 год",
    "cable": "Кабель ШВВП 2х0.75",
    "car": "Toyota Camry 40",
    "phone": "тел. 8 701 000 00 02",
    "amount": "Итого: 25 000 тг",
    "person": "Ахметов Асан Серікұлы",
    "sentence": "На ул. Абая произошло ДТП, пострадали 3 человека",
    "course": "Курс 3, группа 12",
    "long text": "ул. Абая 5 " + "слово " * 100,
}
STREETS = st.sampled_from(["Абай", "Мәңгілік Ел", "Достык", "Әл-Фараби", "Сатпаева", "Жібек жолы"])
HOUSES = st.from_regex(r"[1-9][0-9]{0,2}[абв]?(/[1-9])?", fullmatch=True)
BARE = "Алматы, {}, {}"
FORMS = st.sampled_from(
    [
        "г. Астана, ул. {}, д. {}",
        "ул. {} {}",
        "{} көшесі, {}-үй",
        "Астана қ., {} даңғылы {}",
        "{} street, {}",
        BARE,
    ]
)


@pytest.mark.parametrize("vector", VECTORS)
def test_vector_is_judged_alike_by_the_value_and_by_the_column(vector):
    value, valid = vector["value"], vector["valid"]
    assert address.is_valid(value) == valid
    assert address.is_valid_array(pa.array([value, None])).to_pylist() == [valid, None]


@pytest.mark.parametrize("vector", [vector for vector in VECTORS if vector.values[0]["derived"]])
def test_vector_is_parsed_into_its_parts(vector):
    found = address.parse(vector["value"])
    assert {key: getattr(found, key) for key in vector["derived"]} == vector["derived"]


@pytest.mark.parametrize("value", ADDRESSES)
def test_address_is_recognised(value):
    assert address.is_valid(value)
    assert address.is_valid_array(pa.array([value])).to_pylist() == [True]


@pytest.mark.parametrize("value", OTHERS.values(), ids=OTHERS)
def test_what_lacks_a_place_or_a_house_is_no_address(value):
    assert not address.is_valid(value)
    assert address.is_valid_array(pa.array([value])).to_pylist() == [False]


@SETTINGS
@given(FORMS, STREETS, HOUSES, st.booleans())
def test_line_is_an_address_with_its_number_and_none_without(form, street, house, upper):
    assume(" " not in street or form != BARE)  # two words without `street` may as well be a name
    line = form.format(street, house)
    line = line.upper() if upper else line
    assert address.is_valid(line)
    assert not address.is_valid("".join(letter for letter in line if not letter.isdigit()))


@SETTINGS
@given(STREETS, HOUSES, st.integers(1, 300))
def test_parts_are_found_again(street, house, flat):
    found = address.parse(f"050000, г. Алматы, ул. {street}, д. {house}, кв. {flat}")
    assert found == address.Address(postal_code="050000", city="Алматы", street=street, house=house, flat=str(flat))
