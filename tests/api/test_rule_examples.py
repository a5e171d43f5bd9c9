"""Every example on the page of a rule or verdict is run and gives what the page says."""

from pathlib import Path

import pytest

import barlau
from barlau import policy as policies
from barlau import yamlfile
from barlau.api import Options
from barlau.taxonomy import pages, promises, rules


def written(folder: Path, files) -> list[str]:
    for name, content in files.items():
        (folder / name).write_text(content, "utf-8")
    return [str(folder / name) for name in files if name != pages.POLICY]


def scanned(folder: Path, example: pages.Example) -> list[dict[str, str]]:
    targets = written(folder, example.files)
    given = [folder / pages.POLICY] if pages.POLICY in example.files else []
    report = barlau.scan(*targets, policies=given, options=Options(workers=1))
    found = [
        {
            "rule": finding.rule,
            "level": finding.level.value,
            "category": finding.category,
            "column": (finding.location.column if finding.location else None) or "",
        }
        for finding in report.findings
    ]
    return found + [
        {"verdict": given.verdict.value, "category": given.category, "column": column.column.name}
        for column in report.columns
        for given in column.verdicts
    ]


def problems(path: Path) -> list[policies.Problem]:
    file = yamlfile.read(path)
    return policies.check(policies.parse(file), file)


@pytest.mark.parametrize("page", pages.load().values(), ids=pages.load())
def test_an_example_gives_what_its_page_says(page, tmp_path):
    example = page.example
    found = scanned(tmp_path, example)
    for entry in example.expect:
        assert any(entry.items() <= one.items() for one in found), (entry, found)
    subject = {page.id, page.id.replace("-", "_")}
    assert any(subject & {entry.get("rule"), entry.get("verdict")} for entry in example.expect)


@pytest.mark.parametrize("page", pages.load().values(), ids=pages.load())
def test_an_example_breaks_no_other_rule_of_the_same_level(page, tmp_path):
    """A reader should see one thing."""
    example = page.example
    expected = {(entry.get("rule"), entry.get("column", "")) for entry in example.expect}
    grave = {(f["rule"], f["column"]) for f in scanned(tmp_path, example) if f.get("level") == "error"}
    if page.id not in ("undeclared", "denied", "prohibited", "claim-broken"):
        assert grave == set()
    else:
        assert grave <= expected


@pytest.mark.parametrize("rule", rules.load().claims)
def test_a_promise_to_copy_is_a_right_one(rule, tmp_path):
    text = pages.load()["undeclared"].example.files[pages.POLICY]
    purposes = "purposes: [{id: advertising, title: {en: A}}, {id: statistics, title: {en: S}}]\n"
    (tmp_path / "policy.yaml").write_text(f"{text}{purposes}{promises.load()[rule].example}\n", "utf-8")
    assert [problem for problem in problems(tmp_path / "policy.yaml") if "claim" in problem.id] == []
