import base64
import hashlib
import json
import re
from dataclasses import replace
from html.parser import HTMLParser

import pytest

from barlau.model.policy import Declaration, DeclarationStatus, Recipient, Ref, Retention, Verdict
from barlau.model.report import (
    ClaimOutcome,
    ClaimPlace,
    ClaimResult,
    ColumnVerdict,
    History,
    Location,
    Message,
    RunStatus,
    TrendPoint,
)
from barlau.report import html
from barlau.report.html import matrix
from barlau.report.html.page import FOLDER
from barlau.report.messages import LANGUAGES, has
from barlau.report.visible import visible

from .fixture import POLICY, REPORT
from .large import HOSTILE, large

LARGEST = 5_000_000
FULL = replace(REPORT, declared=(POLICY,))
WEAK = tuple(finding for finding in REPORT.findings if finding.rule == "catch-all")


class Elements(HTMLParser):
    """Start tags with their attributes, and the text of the page."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.parts: list[str] = []
        self.feed(page)
        self.text = "".join(self.parts)

    def handle_starttag(self, tag, attrs):
        self.tags.append((tag, dict(attrs)))

    def handle_data(self, data):
        self.parts.append(data)


@pytest.fixture(scope="module")
def page() -> str:
    return html.render(large(), "ru")


@pytest.fixture(scope="module")
def elements(page) -> Elements:
    return Elements(page)


def test_equal_input_gives_equal_bytes():
    assert html.render(FULL, "kk") == html.render(FULL, "kk")


def test_size_of_a_large_report(page):
    assert len(page.encode()) <= LARGEST


def test_policy_admits_the_one_style_and_the_one_script_by_their_hashes(page):
    rule = re.search(r'Content-Security-Policy" content="([^"]+)"', page).group(1).replace("&#39;", "'")
    assert rule.startswith("default-src 'none'; ")
    for element in ("style", "script"):
        (body,) = re.findall(rf"<{element}>(.*?)</{element}>", page, re.DOTALL)
        digest = base64.b64encode(hashlib.sha256(body.encode()).digest()).decode()
        assert f"{element}-src 'sha256-{digest}'" in rule
    assert "unsafe" not in rule


def test_nothing_is_loaded_and_nothing_runs_but_our_script(elements):
    tags = elements.tags
    assert {tag for tag, _ in tags} & {"link", "img", "iframe", "object", "embed", "base", "audio", "video"} == set()
    assert [attrs.get("type") for tag, attrs in tags if tag == "script"] == ["application/json", None]
    for _, attrs in tags:
        assert not [name for name in attrs if name.startswith("on") or name in ("src", "style", "srcdoc", "action")]
        assert str(attrs.get("href", "#")).startswith("#")


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_name_is_shown_and_does_nothing(page, elements, name):
    assert visible(name) in elements.text
    assert "\u202e" not in page
    assert "\u200b" not in page
    assert not re.search("[\ud800-\udfff\x00-\x08\x0b-\x1f\x7f]", page)


def test_texts_cannot_end_their_element(page):
    (data,) = re.findall(r'<script type="application/json" id="texts">(.*?)</script>', page, re.DOTALL)
    assert not set("<>&\u2028\u2029") & set(data)
    texts = json.loads(data)
    assert len(texts) == len(LANGUAGES)
    assert len({len(column) for column in texts}) == 1


def test_every_sentence_of_the_templates_is_in_the_catalogue():
    templates = "".join(path.read_text("utf-8") for path in FOLDER.glob("*.html"))
    keys = set(re.findall(r'T(?:\.number|\.attribute)?\((?:"[a-z-]+", )?"([a-z_]+\.[a-z_.]+[a-z_])"[,)]', templates))
    assert len(keys) > 80
    assert sorted(key for key in keys if not has(key)) == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_page_opens_in_the_language_asked_for(language):
    shown = html.render(FULL, language)
    assert f'<html lang="{language}">' in shown
    title = {"en": "Personal data report", "ru": "Отчёт о персональных данных", "kk": "Дербес деректер туралы есеп"}
    assert f">{title[language]}</title>" in shown


@pytest.mark.parametrize(
    ("report", "answer"),
    [
        (FULL, "Yes: 4\u00a0columns hold undeclared personal data."),
        (replace(REPORT, policies=(), findings=()), "No policy was given to compare with."),
        (replace(FULL, findings=WEAK), "Nothing is undeclared outright, but 1\u00a0column is not properly declared."),
        (replace(FULL, findings=()), "None was found in what was read, but not everything was read."),
        (replace(FULL, findings=(), objects=REPORT.objects[:1]), "No undeclared collection was found."),
    ],
    ids=["yes", "no policy", "weak", "incomplete", "no"],
)
def test_first_screen_answers_truthfully(report, answer):
    assert answer in Elements(html.render(report, "en")).text


@pytest.mark.parametrize(
    ("findings", "tone"), [(REPORT.findings, "error"), (WEAK, "warning"), ((), "ok")], ids=["bad", "weak", "good"]
)
def test_first_screen_is_green_only_where_all_is_well(findings, tone):
    whole = replace(FULL, findings=findings, objects=REPORT.objects[:1])
    assert f'class="lead l-{tone}"' in html.render(whole, "en")


@pytest.mark.parametrize(("findings", "categories"), [(WEAK, 1), ((), 0)], ids=["weak", "good"])
def test_signature_asks_for_a_decision_on_each_category(findings, categories):
    page = html.render(replace(FULL, findings=findings), "en")
    (table,) = re.findall(r'<table class="decisions">.*?</table>', page, re.DOTALL)
    assert table.count('data-t="') - table.split("<tbody>")[0].count('data-t="') == categories


def test_every_promise_is_shown_with_its_outcome():
    place = ClaimPlace(Location("app", "public.customers", "iin"), 100, 90, 4)
    promises = tuple(
        ClaimResult("example-shop", f"claim-{n}", "minors-present", outcome, reason, places=places)
        for n, (outcome, reason, places) in enumerate(
            [
                (ClaimOutcome.KEPT, None, (replace(place, broken=0),)),
                (ClaimOutcome.BROKEN, None, (place, replace(place, broken=0))),
                (ClaimOutcome.UNVERIFIABLE, Message("unverifiable.no_birth", (("claim", "claim-2"),)), ()),
            ]
        )
    )
    shown = Elements(html.render(replace(FULL, claims=promises), "en")).text
    for said in ("kept", "broken", "4 of 90 rows", "cannot be checked", "neither an IIN nor a birth date"):
        assert said in shown
    assert "claim-2: neither" not in shown


def test_a_category_with_several_verdicts_has_a_label_for_each():
    column = REPORT.columns[0]
    judged = [
        replace(
            column,
            column=replace(column.column, name=verdict),
            verdicts=(ColumnVerdict("identity.iin", verdict, "example-shop"),),
        )
        for verdict in (Verdict.DECLARED, Verdict.OTHER_SUBJECT)
    ]
    (view, *_) = [view for view in matrix.policies(replace(FULL, columns=tuple(judged))) if view.id == "example-shop"]
    (row,) = [row for row in view.rows if row.says == "declared"]
    assert [(cell.verdict, cell.columns, cell.amiss) for cell in row.found] == [
        ("other_subject", 1, True),
        ("declared", 1, False),
    ]


def test_since_when_is_the_first_time_an_undeclared_finding_was_seen(elements):
    assert "Известно с 2026-01-" in elements.text
    assert "First run" in html.render(FULL, "en")


def test_runs_of_the_history_are_drawn():
    points = tuple(TrendPoint(n, f"2026-03-0{n}T00:00:00Z", RunStatus.COMPLETE, n, 0, 0, 0, 0) for n in (1, 2))
    assert "Runs so far" in html.render(replace(FULL, history=History(2, 1, points)), "en")
    assert "Runs so far" not in html.render(FULL, "en")


def test_set_aside_findings_are_listed_with_their_reason(elements):
    shown = elements.text
    assert "договор закрыт <b>" in shown
    assert "=ложное" in shown


def test_register_tells_recipients_and_terms_that_the_policy_states():
    policy = replace(
        POLICY,
        recipients=(Recipient("banks", {"ru": "Банки", "en": "Banks"}, (Ref("ru", "6.1"),)),),
        retention=(
            Retention("from the service", 5.0, (Ref("ru", "9.1"),)),
            Retention("no limit", None, (), {"ru": "бессрочно", "kk": "мерзімсіз"}),
        ),
    )
    shown = Elements(html.render(replace(REPORT, declared=(policy,)), "ru")).text
    for said in ("Банки", "§6.1", "5 лет", "from the service", "§9.1", "бессрочно"):
        assert said in shown
    assert shown.count("заполняет оператор") < Elements(html.render(FULL, "ru")).text.count("заполняет оператор")


def test_headers_of_every_table_say_what_they_head(elements):
    heads = [attrs for tag, attrs in elements.tags if tag == "th"]
    assert heads
    assert all(attrs.get("scope") in ("col", "row") for attrs in heads)


def test_object_that_was_not_read_again_says_since_when() -> None:
    first, *rest = REPORT.objects
    page = html.render(replace(REPORT, objects=(replace(first, unchanged_since=7), *rest)), "en")
    assert "unchanged since run 7, not read again" in page
    assert "unchanged since run" not in html.render(REPORT, "en")


@pytest.mark.parametrize(
    ("served", "said", "unsaid"),
    [
        (8, "all 8 categories of the list above", "except:"),
        (7, "all categories of the list above except: Sex", "Age;"),
        (3, "Date of birth", "list above"),
    ],
)
def test_a_purpose_that_has_nearly_all_categories_names_those_that_it_lacks(served, said, unsaid):
    keys = ("identity.name", "identity.iin", "identity.birth_date", "identity.age", "contact.phone", "contact.email")
    keys += ("contact.address", "identity.sex")
    first, second = POLICY.purposes[0], replace(POLICY.purposes[0], id="second", title={"en": "Second"})
    declarations = tuple(
        Declaration(key, DeclarationStatus.DECLARED, purposes=(second.id, *((first.id,) if i < served else ())))
        for i, key in enumerate(keys)
    )
    policy = replace(POLICY, purposes=(first, second), declarations=declarations)
    page = html.render(replace(REPORT, declared=(policy,)), "en")
    (activity, *_) = re.findall(r'<dl class="activity">(?:(?!</dl>).)*Categories.*?</dl>', page, re.DOTALL)
    shown = Elements(activity).text
    assert said in shown
    assert unsaid not in shown
