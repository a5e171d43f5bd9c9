"""Since when a text says that it is in force."""

import pytest

from barlau.policy.draft import content, draft

LISTED = {
    "ru": "Мы собираем фамилию, имя, номер телефона и адрес клиента. ",
    "kk": "Біз клиенттің тегін, атын, телефон нөмірін және мекенжайын жинаймыз. ",
    "en": "We collect the surname, name, telephone number and address of the customer. ",
}


@pytest.mark.parametrize(
    ("language", "line", "expected"),
    [
        ("ru", "Дата введения в действие: 5 мая 2025 года", "2025-05-05"),
        ("ru", "Утверждена приказом от 14.02.2025. Вступает в силу с «1» марта 2025 г.", "2025-03-01"),
        ("ru", "Редакция от 20 января 2025 года", "2025-01-20"),
        ("ru", "Политика утверждена 03.06.2025", "2025-06-03"),
        ("kk", "2025 жылғы 15 маусымнан бастап қолданылады", "2025-06-15"),
        ("kk", "Соңғы жаңартылған күні: 2025 ж. 7 қараша", "2025-11-07"),
        ("en", "Last updated: February 3, 2026", "2026-02-03"),
        ("en", "In force from 1st of September 2025. It replaces the version of 11 November 2023.", "2025-09-01"),
        ("en", "Effective date: 2025-05-05", "2025-05-05"),
        ("ru", "Разработана в соответствии с Законом от 21 мая 2013 года № 94-V, который действует", None),
        ("en", "Calls of 5 May 2025 were lost.", None),
        ("ru", "Вступает в силу с 31 февраля 2025 года", None),
    ],
)
def test_the_date_of_a_version(tmp_path, language, line, expected):
    path = tmp_path / "policy.txt"
    path.write_text(f"{line}\n\n{LISTED[language] * 3}\n", "utf-8")
    (document,) = content(draft(path, language))["documents"]
    assert document.get("date") == expected
