"""The report in headless Chromium: silent, quick, filtered, sorted, told in three languages, printed."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from barlau.report import html
from browser import Page, browser

from .large import COLUMNS, FINDINGS, large

PROMPT = 1.0
"""Seconds of work: a page that opens or filters more slowly feels stuck."""
SHOWN = "[...document.querySelectorAll('#t-{0} tbody tr')].filter(row => !row.hidden)"


@pytest.fixture(scope="module")
def file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("html") / "report.html"
    path.write_text(html.render(large(), "ru"), "utf-8")
    return path


@pytest.fixture(scope="module")
def tab(file: Path) -> Iterator[Page]:
    with browser() as page:
        page.resize(1440, 900)
        yield page


@pytest.fixture
def page(tab: Page, file: Path) -> Page:
    tab.noise.clear()
    tab.open(file)
    return tab


def shown(page: Page, table: str) -> int:
    number = page.evaluate(SHOWN.format(table) + ".length")
    assert isinstance(number, int)
    return number


def choose(page: Page, table: str, field: str, value: str) -> float:
    """Set a filter as a person does; returns the milliseconds until the page is laid out again."""
    took = page.evaluate(
        f"""new Promise(done => {{
          const field = document.querySelector('form[data-table=t-{table}]').elements['{field}'];
          const start = performance.now();
          field.value = '{value}';
          field.dispatchEvent(new Event('input', {{bubbles: true}}));
          requestAnimationFrame(() => setTimeout(() => {{
            document.body.offsetHeight; done(performance.now() - start);
          }}));
        }})"""
    )
    assert isinstance(took, int | float)
    return took


def settle(page: Page) -> None:
    page.evaluate("new Promise(done => requestAnimationFrame(() => setTimeout(done)))")


def test_a_page_of_hostile_names_is_silent(page: Page) -> None:
    for language in ("kk", "en", "ru"):
        page.evaluate(f"document.querySelector('[data-language={language}]').click()")
    page.evaluate("document.querySelectorAll('th .sort').forEach(button => button.click())")
    page.evaluate("document.querySelectorAll('[data-go]').forEach((link, i) => i % 50 || link.click())")
    page.evaluate("document.querySelectorAll('form').forEach(form => form.reset())")
    for field in ("personal", "evidence"):
        page.evaluate(f"document.querySelector('[name={field}]').click()")
        settle(page)
    page.evaluate("new Promise(done => setTimeout(done, 200))")
    assert page.evaluate("document.querySelectorAll('#t-columns tbody tr').length") == COLUMNS
    assert page.evaluate("document.querySelectorAll('#t-columns :is(script, img, a, style)').length") == 0
    assert page.noise == []


def work(page: Page) -> float:
    """Seconds of processor that the page's main thread has had."""
    metrics = {entry["name"]: entry["value"] for entry in page.call("Performance.getMetrics")["metrics"]}
    return float(metrics["TaskDuration"])


def test_a_large_page_opens_and_filters_promptly(file: Path) -> None:
    with browser() as page:
        page.resize(1440, 900)
        page.call("Performance.enable", timeDomain="threadTicks")
        page.open(file)
        done = work(page)
        assert done < PROMPT
        for table, field, value in (
            ("columns", "search", "таблица"),
            ("columns", "search", "table_01"),
            ("columns", "verdict", "undeclared"),
            ("findings", "rule", "undeclared"),
        ):
            choose(page, table, field, value)
            before, done = done, work(page)
            assert done - before < PROMPT, (table, field, value)
        for action in ("[name=personal]", "#t-columns .sort", "[data-language=kk]"):
            page.evaluate(f"document.querySelector('{action}').click()")
            settle(page)
            before, done = done, work(page)
            assert done - before < PROMPT, action


def test_filters_and_search_show_what_fits(page: Page) -> None:
    all_findings = shown(page, "findings")
    assert all_findings == FINDINGS - page.evaluate("document.querySelectorAll('#findings h3 + table tbody tr').length")
    choose(page, "findings", "rule", "undeclared")
    rules = page.evaluate(f"[...new Set({SHOWN.format('findings')}.map(row => row.dataset.rule))]")
    assert rules == ["undeclared"]
    choose(page, "findings", "search", "system_03")
    places = page.evaluate(SHOWN.format("findings") + ".map(row => row.cells[2].textContent)")
    assert places
    assert all("system_03" in place for place in places)
    choose(page, "findings", "search", "нет такого")
    assert shown(page, "findings") == 0
    assert page.evaluate("document.querySelector('#findings .empty').checkVisibility()")


def test_evidence_is_built_in_the_language_of_the_moment_when_it_is_opened(page: Page) -> None:
    assert page.evaluate("document.querySelectorAll('#t-columns .why').length") == 0
    page.evaluate("document.querySelector('[data-language=en]').click()")
    page.evaluate("document.querySelector('#t-columns details').open = true")
    settle(page)
    reasons = page.evaluate("[...document.querySelectorAll('#t-columns .why li')].map(item => item.textContent)")
    assert len(reasons) == 4
    assert reasons[-1] == "judged by a sample of 1,000 values"
    page.evaluate("document.querySelector('[data-language=ru]').click()")
    assert "выборке" in page.evaluate("document.querySelector('#t-columns .why li:last-child').textContent")
    page.evaluate("document.querySelector('[name=evidence]').click()")
    settle(page)
    assert page.evaluate("document.querySelectorAll('#t-columns details[open] .why').length") == COLUMNS // 2


@pytest.mark.parametrize(("language", "word"), [("ru", "порядковый"), ("en", "serial"), ("kk", "реттік")])
def test_search_finds_evidence_that_was_never_opened(page: Page, language: str, word: str) -> None:
    page.evaluate(f"document.querySelector('[data-language={language}]').click()")
    choose(page, "columns", "search", word)
    assert shown(page, "columns") == COLUMNS // 2
    choose(page, "columns", "search", "data-t")
    assert shown(page, "columns") == 0


def test_clean_columns_come_in_their_place_and_in_the_language_of_the_moment(page: Page) -> None:
    page.evaluate("document.querySelector('[data-language=kk]').click()")
    page.evaluate("document.querySelector('[name=personal]').click()")
    settle(page)
    numbers = page.evaluate("[...document.querySelectorAll('#t-columns tbody tr')].map(row => Number(row.dataset.i))")
    assert numbers == list(range(COLUMNS))
    assert "дербес деректер жоқ" in page.evaluate("document.querySelector('#t-columns tr.clean').textContent")
    assert f"{COLUMNS} / {COLUMNS}" in page.evaluate("document.querySelector('#columns output').textContent")


def test_columns_without_personal_data_are_shown_on_demand(page: Page) -> None:
    assert shown(page, "columns") == COLUMNS // 2
    page.evaluate("document.querySelector('[name=personal]').click()")
    page.evaluate("new Promise(done => requestAnimationFrame(() => setTimeout(done)))")
    assert shown(page, "columns") == COLUMNS


def test_a_category_of_the_matrix_leads_to_its_columns(page: Page) -> None:
    category = page.evaluate(
        "(() => {const a = document.querySelector('a.tile'); a.click(); return a.dataset.category})()"
    )
    held = page.evaluate(SHOWN.format("columns") + ".map(row => row.dataset.category)")
    assert held
    assert all(category in categories.split() for categories in held)


def test_every_link_into_a_table_finds_something(page: Page) -> None:
    """Each fifth of them: the first screen, the matrix, the systems."""
    empty = page.evaluate(
        """[...document.querySelectorAll('[data-go]')].filter((link, i) => i % 5 === 0).filter(link => {
             link.click();
             return [...document.getElementById(`t-${link.dataset.go}`).tBodies[0].rows].every(row => row.hidden);
           }).map(link => link.outerHTML.slice(0, 200))"""
    )
    assert empty == []


def test_sorting_orders_rows_and_says_so(page: Page) -> None:
    page.evaluate("document.querySelectorAll('#t-columns th .sort')[2].click()")
    order = page.evaluate("[...document.querySelectorAll('#t-columns tbody tr')].map(row => row.cells[2].dataset.s)")
    assert order == sorted(order)
    assert page.evaluate("document.querySelectorAll('#t-columns th')[2].getAttribute('aria-sort')") == "ascending"


@pytest.mark.parametrize(
    ("language", "title", "heading"),
    [
        ("kk", "Дербес деректер туралы есеп", "Бұзушылықтар"),
        ("en", "Personal data report", "Findings"),
        ("ru", "Отчёт о персональных данных", "Нарушения"),
    ],
)
def test_the_switch_changes_every_text(page: Page, language: str, title: str, heading: str) -> None:
    page.evaluate(f"document.querySelector('[data-language={language}]').click()")
    assert page.evaluate("[document.documentElement.lang, document.title]") == [language, title]
    assert page.evaluate("document.querySelector('#h-findings').textContent") == heading
    assert page.evaluate("document.querySelectorAll('[data-language][aria-pressed=true]').length") == 1


@pytest.mark.parametrize("width", [1440, 768, 390])
def test_nothing_sticks_out_at_any_width(page: Page, file: Path, width: int) -> None:
    page.resize(width, 900, mobile=width < 500)
    page.open(file)
    try:
        assert page.evaluate("document.documentElement.scrollWidth") <= width
    finally:
        page.resize(1440, 900)


def test_on_a_phone_every_field_of_the_register_is_told_by_its_head(page: Page, file: Path) -> None:
    page.resize(390, 844, mobile=True)
    page.open(file)
    page.evaluate("document.querySelector('[data-language=kk]').click()")
    try:
        told = page.evaluate(
            "[...document.querySelectorAll('.reg tbody tr:not(.decide)')].map(row => row.cells[4].dataset.label)"
        )
        assert set(told) == {"Құқықтық негізі"}
        decide = page.evaluate("[...document.querySelectorAll('.reg .decide')].map(row => row.cells[3].dataset.label)")
        assert set(decide) <= {"Қолжетімділігі"}
    finally:
        page.resize(1440, 900)


def test_on_a_phone_bare_words_and_numbers_are_told_by_their_heads(page: Page, file: Path) -> None:
    page.resize(390, 844, mobile=True)
    page.open(file)
    page.evaluate("document.querySelector('[data-language=kk]').click()")
    told = "getComputedStyle(document.querySelector('{}'), '::before').content"
    try:
        assert page.evaluate(told.format("#t-findings td:nth-child(5)")) == '"Сенімділігі: "'
        assert page.evaluate(told.format("#t-columns td:nth-child(3)")) == '"Сенімділігі: "'
        assert page.evaluate(told.format(".matrix td:nth-child(3):not(:empty)")) == '"Табылмады"'
        assert page.evaluate(told.format(".rules td.n")) == '"Саны: "'
    finally:
        page.resize(1440, 900)


def test_it_prints_with_numbered_pages_and_repeats_the_heads(page: Page, tmp_path: Path) -> None:
    page.print(tmp_path / "report.pdf")
    assert (tmp_path / "report.pdf").read_bytes().startswith(b"%PDF-")
    if not shutil.which("pdftotext"):
        pytest.skip("no pdftotext is installed")
    done = subprocess.run(["pdftotext", "-layout", tmp_path / "report.pdf", "-"], capture_output=True, check=True)
    pages = done.stdout.decode().split("\f")[:-1]
    for number, text in enumerate(pages, 1):
        assert f"{number} / {len(pages)}" in text
    for heads, least in ((("Правило", "Категория", "Место"), 10), (("Столбец", "Что в нём", "Обоснование"), 20)):
        assert sum(all(head in text for head in heads) for text in pages) >= least, heads
