"""What a person with a keyboard, a screen reader or weak eyes needs of the report, checked in headless Chromium."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import pytest

from barlau.model.report import ClaimOutcome, ClaimPlace, ClaimResult, Location
from barlau.report import html
from browser import Page, browser

from .fixture import REPORT
from .large import COLUMNS, large

CONTRAST = """(() => {
  const canvas = new OffscreenCanvas(1, 1).getContext('2d', {willReadFrequently: true});
  const rgba = (colour) => { canvas.clearRect(0, 0, 1, 1); canvas.fillStyle = colour; canvas.fillRect(0, 0, 1, 1);
    return [...canvas.getImageData(0, 0, 1, 1).data]; };
  const light = (colour) => rgba(colour).slice(0, 3).map(c => c / 255)
    .map(c => c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4)
    .reduce((sum, c, i) => sum + c * [0.2126, 0.7152, 0.0722][i], 0);
  const behind = (item) => { for (; item; item = item.parentElement) {
    const colour = getComputedStyle(item).backgroundColor; if (rgba(colour)[3] === 255) return colour; }
    return 'white'; };
  const weak = {};
  for (const section of document.querySelectorAll('main > section, .side')) {
    const walker = document.createTreeWalker(section, NodeFilter.SHOW_TEXT);
    let seen = 0;
    while (walker.nextNode() && seen < 400) {
      const item = walker.currentNode.parentElement;
      if (!walker.currentNode.data.trim() || item.closest('noscript, .hidden, option, svg')) continue;
      if (!item.checkVisibility()) continue;
      seen++;
      const [a, b] = [light(getComputedStyle(item).color), light(behind(item))].sort((x, y) => y - x);
      const ratio = (a + 0.05) / (b + 0.05);
      if (ratio < 4.5) weak[`${section.id} ${item.className} ${item.tagName}`] = ratio.toFixed(2);
    }
  }
  return weak;
})()"""


@pytest.fixture(scope="module")
def file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("html") / "report.html"
    place = ClaimPlace(Location("system_00", "public.table_001", "iin"), 100, 90, 4)
    promises = tuple(
        ClaimResult("example-shop", f"claim-{outcome}", "minors-present", outcome, places=(place,))
        for outcome in ClaimOutcome
    )
    path.write_text(html.render(replace(large(), claims=promises), "ru"), "utf-8")
    return path


@pytest.fixture(scope="module")
def page(file: Path) -> Iterator[Page]:
    with browser() as page:
        page.resize(1440, 900)
        page.open(file)
        page.evaluate(
            "document.querySelectorAll('main details').forEach((item, i) => { if (i < 20) item.open = true })"
        )
        yield page


def test_landmarks_and_headings_are_in_order(page: Page) -> None:
    assert page.evaluate("['header', 'nav', 'main'].every(tag => document.querySelector(tag))")
    levels = page.evaluate("[...document.querySelectorAll('main :is(h1, h2, h3, h4)')].map(h => Number(h.tagName[1]))")
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))
    named = page.evaluate(
        "[...document.querySelectorAll('main section')]"
        ".every(section => document.getElementById(section.getAttribute('aria-labelledby')))"
    )
    assert named


def test_ids_are_unique(page: Page) -> None:
    ids = page.evaluate("[...document.querySelectorAll('[id]')].map(item => item.id)")
    assert len(ids) == len(set(ids))


def test_everything_that_acts_has_a_name_and_its_turn(page: Page) -> None:
    unnamed = page.evaluate(
        """[...document.querySelectorAll('a, button, input, select, summary')]
           .filter(e => !(e.textContent.trim() || e.getAttribute('aria-label')
                          || e.querySelector('svg[aria-label]') || e.labels?.length)).length"""
    )
    assert unnamed == 0
    assert page.evaluate("document.querySelectorAll('[tabindex]:not([tabindex=\"0\"])').length") == 0
    assert page.evaluate("[...document.querySelectorAll('svg')].every(s => s.ariaHidden || s.ariaLabel)")


def test_every_table_says_what_it_is_and_its_heads_what_they_head(page: Page) -> None:
    assert (
        page.evaluate(
            "[...document.querySelectorAll('table')].filter(t => !t.caption).map(t => t.outerHTML.slice(0, 80))"
        )
        == []
    )
    assert page.evaluate("[...document.querySelectorAll('th')].every(head => ['col', 'row'].includes(head.scope))")


def test_tables_that_are_laid_out_as_a_grid_stay_tables_for_a_screen_reader(page: Page) -> None:
    for table in ("#t-findings", "#t-columns"):
        page.evaluate(f"document.querySelector('{table}').scrollIntoView({{behavior: 'instant'}})")
        page.evaluate("new Promise(done => setTimeout(done, 300))")
        root = page.call("DOM.getDocument", depth=0)["root"]["nodeId"]
        found = page.call("DOM.querySelector", nodeId=root, selector=table)["nodeId"]
        nodes = page.call("Accessibility.queryAXTree", nodeId=found)["nodes"]
        roles = Counter(node["role"]["value"] for node in nodes if not node["ignored"])
        assert (roles["table"], roles["columnheader"]) == (1, 5)
        assert roles["row"] > 400
        assert roles["cell"] > 50
    page.call("Accessibility.disable")


def test_sorting_and_counting_are_announced(page: Page) -> None:
    page.evaluate("document.querySelector('#t-findings .sort').click()")
    assert page.evaluate("document.querySelector('#t-findings th').ariaSort") == "ascending"
    page.evaluate("document.querySelector('#t-findings .sort').click()")
    assert page.evaluate("document.querySelector('#t-findings th').ariaSort") == "descending"
    assert page.evaluate(
        "[...document.querySelectorAll('form output')].every(o => o.ariaLive === 'polite' && o.textContent)"
    )


def test_the_first_stop_of_the_keyboard_skips_the_menu_and_focus_is_seen(tmp_path: Path) -> None:
    (tmp_path / "small.html").write_text(html.render(REPORT, "kk"), "utf-8")
    stops = []
    with browser() as page:
        page.resize(1440, 900)
        page.open(tmp_path / "small.html")
        for _ in range(8):
            for kind in ("keyDown", "keyUp"):
                page.call("Input.dispatchKeyEvent", type=kind, key="Tab", code="Tab", windowsVirtualKeyCode=9)
            stops.append(
                page.evaluate(
                    """(() => {const e = document.activeElement, s = getComputedStyle(e);
                       const seen = s.outlineStyle !== 'none' && parseFloat(s.outlineWidth) >= 2;
                       return [e.className || e.tagName, seen]})()"""
                )
            )
    assert stops[0][0] == "skip"
    assert all(seen for _, seen in stops), stops


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_all_text_has_contrast(page: Page, scheme: str) -> None:
    """At least 4.5 to 1 (WCAG 2.2, 1.4.3, level AA)."""
    page.call("Emulation.setEmulatedMedia", media="", features=[{"name": "prefers-color-scheme", "value": scheme}])
    assert page.evaluate(CONTRAST) == {}


def test_without_scripts_everything_is_there(file: Path) -> None:
    with browser() as plain:
        plain.call("Emulation.setScriptExecutionDisabled", value=True)
        plain.open(file)
        count = "document.querySelectorAll('{}').length"
        assert plain.evaluate(count.format("noscript.later tr")) == COLUMNS // 2
        assert plain.evaluate(count.format("#t-columns .why")) == COLUMNS // 2
        assert plain.evaluate("document.querySelector('.filters').checkVisibility()") is False
