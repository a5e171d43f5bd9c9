"""The same invented policy as text, page, DOCX and PDF; and files that are none of these."""

import io

import pytest
from pypdf import PdfReader, PdfWriter

from barlau.errors import ConfigError
from barlau.policy.draft import content, draft

from .files import docx, paragraph, pdf, table

LINES = [
    "1. Какие данные мы собираем",
    "1.1. Покупатель указывает следующие данные:",
    "1.1.1. фамилию, имя и отчество;",
    "1.1.2. номер телефона.",
    "1.2. Мы не собираем сведения о состоянии здоровья.",
]
EXPECTED = {
    ("identity.name", "declared", "1.1.1"),
    ("contact.phone", "declared", "1.1.2"),
    ("health", "denied", "1.2"),
}


def proposed(path):
    return {
        (line["category"], line["proposed"], ref["section"])
        for line in content(draft(path))["declarations"]
        for ref in line["refs"]
    }


@pytest.fixture
def saved(tmp_path):
    def save(name, raw):
        path = tmp_path / name
        path.write_bytes(raw if isinstance(raw, bytes) else raw.encode("utf-8"))
        return path

    return save


NUMBERED = [
    (0, "Какие данные мы собираем"),
    (1, "Покупатель указывает следующие данные:"),
    (2, "фамилию, имя и отчество;"),
]
NUMBERED += [(2, "номер телефона."), (1, "Мы не собираем сведения о состоянии здоровья.")]


@pytest.mark.parametrize(
    ("name", "raw"),
    [
        pytest.param("p.txt", "\n\n".join(LINES), id="txt"),
        pytest.param("p.txt", "\ufeff" + "\r\n".join(LINES), id="txt-windows-lines"),
        pytest.param("p.txt", "\n".join(LINES).encode("cp1251"), id="txt-cp1251"),
        pytest.param("p.txt", "\n".join(LINES).encode("utf-16"), id="txt-utf16"),
        pytest.param("p.html", "".join(f"<p>{line}</p>" for line in LINES), id="html"),
        pytest.param(
            "p.htm",
            ('<meta charset="windows-1251">' + "<br>".join(f"<div>{line}</div>" for line in LINES)).encode("cp1251"),
            id="html-cp1251",
        ),
        pytest.param("p.docx", docx(*(paragraph(line) for line in LINES)), id="docx"),
        pytest.param(
            "p.docx", docx(*(paragraph(text, number=1, depth=depth) for depth, text in NUMBERED)), id="docx-own-numbers"
        ),
        pytest.param("p.pdf", pdf(LINES), id="pdf"),
        pytest.param("p.PDF", pdf(LINES[:2], LINES[2:]), id="pdf-two-pages"),
    ],
)
def test_the_same_text_in_every_kind_of_file(saved, name, raw):
    assert proposed(saved(name, raw)) == EXPECTED


def test_cells_of_a_docx_table_are_rows_of_their_section(saved):
    body = [paragraph("Состав персональных данных", style="H1")]
    body.append(table(["Цель", "Данные"], ["Доставка", "адрес доставки"], ["Оплата", "номер карты"]))
    path = saved("p.docx", docx(*body))
    lines = {line["category"]: line["refs"][0]["item"] for line in content(draft(path))["declarations"]}
    assert lines == {"contact.address.postal": "r1", "finance.card.number": "r2"}


def test_bullets_of_a_docx_list(saved):
    body = [
        paragraph("Мы собираем следующие данные:"),
        paragraph("фамилию;", number=2),
        paragraph("телефон.", number=2),
    ]
    lines = {
        line["category"]: line["refs"][0]["item"]
        for line in content(draft(saved("p.docx", docx(*body))))["declarations"]
    }
    assert lines == {"identity.name": "b1", "contact.phone": "b2"}


def test_two_languages_side_by_side_in_a_table(saved):
    rows = [
        ["Мынадай деректер жиналады: тегі, аты, туған күні", "Собираются следующие данные: фамилия, имя, дата рождения"]
    ]
    rows.append(["ЖСН және телефон нөмірі жиналады", "Собираются ИИН и номер телефона"])
    page = "<table>" + "".join(f"<tr><td>{left}</td><td>{right}</td></tr>" for left, right in rows) + "</table>"
    made = content(draft(saved("p.html", page)))
    assert [one["language"] for one in made["documents"]] == ["kk", "ru"]
    assert {line["category"]: len(line["refs"]) for line in made["declarations"]} == {
        "identity.name": 2,
        "identity.birth_date": 2,
        "identity.iin": 2,
        "contact.phone": 2,
    }


def test_scripts_navigation_and_hidden_words_of_a_page_are_no_text(saved):
    page = "<nav>Телефон</nav><script>паспорт</script><style>ИИН</style><footer>Email</footer><p>Мы собираем имя.</p>"
    assert proposed(saved("p.html", page)) == {("identity.name", "declared", "h1")}


def test_words_cut_at_the_end_of_a_pdf_line_and_running_heads(saved):
    pages = [
        ["Политика магазина", f"{page}.1. Мы собираем фами-", f"лию клиента № {page}.", str(page)] for page in (1, 2, 3)
    ]
    assert proposed(saved("p.pdf", pdf(*pages))) == {("identity.name", "declared", f"{page}.1") for page in (1, 2, 3)}


def test_letters_of_a_second_font_that_stand_apart_in_a_pdf(saved, monkeypatch):
    """A font without the letters of Kazakh: each of them is read with spaces around it."""
    from pypdf import PageObject

    whole = "1. Біз сатып алушының тегін, атын, ұялы нөмірін және тұрғылықты жерін жинаймыз."
    torn = "".join(f" {char} " if char in "ңұөәқғ" else char for char in whole)

    def extract_text(page, *, extraction_mode="plain", **options):
        return whole if extraction_mode == "layout" else torn

    monkeypatch.setattr(PageObject, "extract_text", extract_text)
    assert {key for key, _, _ in proposed(saved("p.pdf", pdf([whole])))} == {
        "identity.name",
        "contact.phone",
        "contact.address.residence",
    }


def locked():
    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(pdf(LINES))))
    writer.encrypt("secret", algorithm="RC4-128")
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


@pytest.mark.parametrize(
    ("name", "raw", "problem"),
    [
        pytest.param("p.pdf", b"%PDF-1.7\nrubbish", "not a readable PDF", id="pdf-broken"),
        pytest.param("p.pdf", pdf(LINES)[:400], "not a readable PDF", id="pdf-cut"),
        pytest.param("p.pdf", pdf([], []), "no text layer", id="pdf-scan"),
        pytest.param("p.pdf", locked(), "locked with a password", id="pdf-locked"),
        pytest.param("p.docx", b"PK\x03\x04rubbish", "not a readable DOCX", id="docx-broken"),
        pytest.param("p.docx", b"\xd0\xcf\x11\xe0" * 99, "not a readable DOCX", id="docx-old-or-locked"),
        pytest.param("p.docx", docx("<w:p>"), "not a readable DOCX", id="docx-bad-xml"),
        pytest.param("p.docx", docx(head='<!DOCTYPE d [<!ENTITY a "b">]>'), "not a readable DOCX", id="docx-entities"),
        pytest.param("p.docx", docx(), "holds no text", id="docx-empty"),
        pytest.param("p.html", b"<html><script>1</script></html>", "holds no text", id="html-empty"),
        pytest.param("p.doc", b"words", "is no kind of text", id="unknown"),
    ],
)
def test_what_cannot_be_read_says_so(saved, name, raw, problem):
    with pytest.raises(ConfigError, match=problem) as caught:
        draft(saved(name, raw))
    assert caught.value.remedy
    assert len(str(caught.value).splitlines()) == 1
