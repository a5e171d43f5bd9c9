import re
from dataclasses import dataclass, replace
from pathlib import Path

import pytest
from rich.cells import cell_len

from barlau.model.policy import Document
from barlau.model.report import Level, Message
from barlau.report.messages import LANGUAGES
from barlau.report.policy_view import render, render_problems

from .fixture import POLICY
from .regenerate import WIDTH

GOLDEN = Path(__file__).parent / "golden"
ANSI = re.compile(r"\x1b\[[0-9;]*m")


@dataclass(frozen=True)
class Remark:
    id: str
    level: Level
    line: int | None
    key: str
    message: Message


REMARKS = [
    Remark(
        "unused-purpose",
        Level.NOTE,
        12,
        "purposes[1]",
        Message("problem.unused-purpose", (("purpose", "ads"),)),
    ),
    Remark("catch-all-clause", Level.WARNING, None, "", Message("problem.catch-all-clause")),
]


@pytest.mark.parametrize("language", LANGUAGES)
def test_equals_the_golden_page(language):
    assert render(POLICY, language, width=WIDTH) == (GOLDEN / f"policy.{language}.txt").read_text("utf-8")


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("width", [80, 120])
def test_in_colour_no_line_is_wider_than_the_page(language, width):
    page = ANSI.sub("", render(POLICY, language, width=width, colour=True))
    assert max(cell_len(line.rstrip()) for line in page.splitlines()) <= width


def test_every_declaration_claim_and_purpose_is_shown():
    page = render(POLICY, "en")
    for word in ("Individual identification number", "Vehicle (and so on)", "not collected", "catch-all"):
        assert word in page
    assert 'the person, third parties; customers and users, sole proprietors; "Contract"' in page
    assert "No minors" in page
    assert "age: 18" in page


def test_a_title_missing_in_the_language_is_shown_in_english():
    assert "Advertising" in render(POLICY, "kk")


def test_a_policy_with_nothing_in_it_renders():
    empty = replace(POLICY, declarations=(), purposes=(), claims=(), prevailing_language=None)
    assert "No language prevails." in render(empty, "en")


def test_names_in_a_policy_file_are_made_visible():
    odd = replace(POLICY, controller="Shop\x1b[2J", documents=(Document("ru\u202e", "policy", "ru"),))
    page = render(odd, "en", colour=True)
    assert "Shop\\u{1b}[2J" in page
    assert "ru\\u{202e}" in page


def test_problems_are_one_line_each_when_plain():
    lines = render_problems(REMARKS, "en").splitlines()
    assert lines[1].split()[:4] == ["12", "note", "unused-purpose", "purposes[1]"]
    assert lines[1].endswith("No declaration serves the purpose ads")
    assert lines[2].split()[:3] == ["-", "warning", "catch-all-clause"]


def test_problems_in_colour_have_their_sentence_below():
    page = ANSI.sub("", render_problems(REMARKS, "ru", colour=True))
    assert "\n    Ни одна заявленная категория не служит цели ads" in page


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_problems_say_so(language):
    assert len(render_problems([], language).splitlines()) == 1


def test_several_purposes_are_numbers_where_lines_are_short_and_titles_in_a_pipe():
    several = replace(POLICY.declarations[1], purposes=tuple(purpose.id for purpose in POLICY.purposes))
    policy = replace(POLICY, declarations=(several,))
    assert len(POLICY.purposes) > 1
    numbers = ", ".join(str(number + 1) for number in range(len(POLICY.purposes)))
    assert f"purposes: {numbers}" in " ".join(ANSI.sub("", render(policy, "en", width=200, colour=True)).split())
    assert "purposes: 1" not in render(policy, "en")
