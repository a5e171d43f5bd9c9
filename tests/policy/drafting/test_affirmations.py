"""What a text says that it collects is declared, in whichever way it says so."""

import pytest

from barlau.policy.draft import content, draft


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("ru", "Для оформления полиса нужны дата рождения и телефон."),
        ("ru", "Карточка клиента содержит дату рождения и телефон."),
        ("ru", "Обработке подлежат дата рождения и телефон."),
        ("ru", "Даю согласие на обработку даты рождения и телефона."),
        ("ru", "Перечень данных: дата рождения, телефон."),
        ("kk", "Туған күні мен телефоны карточкаға енгізіледі."),
        ("kk", "Өңделетін деректерге туған күні мен телефоны кіреді."),
        ("kk", "Туған күніңізді және телефоныңызды хабарлауыңыз керек."),
        ("kk", "Деректер тізбесі: туған күні, телефоны."),
        ("en", "Your date of birth and phone number are subject to processing."),
        ("en", "Applicants must indicate their date of birth and phone number."),
        ("en", "We take down your date of birth and phone number."),
        ("en", "Processed data: date of birth, phone number."),
    ],
)
def test_an_affirmation_in_every_form(tmp_path, language, text):
    path = tmp_path / "policy.txt"
    path.write_text(text, "utf-8")
    lines = content(draft(path, language))["declarations"]
    said = {line["category"]: line["proposed"] for line in lines}
    assert (said.get("identity.birth_date"), said.get("contact.phone")) == ("declared", "declared")
