"""The page on promises has every rule with its parameters, and its examples are right."""

import re
from pathlib import Path

import pytest
import yaml

from barlau import yamlfile
from barlau.policy import check, parse
from barlau.policy.claims.parameters import PARAMETERS

PAGE = (Path(__file__).parents[3] / "docs" / "promises.md").read_text("utf-8")
SECTIONS = {part.partition("\n")[0].strip(): part for part in re.split(r"^## ", PAGE, flags=re.MULTILINE)}
HEAD = """\
schema: barlau.policy/1
id: shop
controller: {name: Shop}
documents: [{id: ru, kind: policy, language: ru}, {id: kk, kind: policy, language: kk}]
prevailing_language: ru
purposes: [{id: advertising, title: {en: Advertising}}, {id: statistics, title: {en: Statistics}}]
declarations:
  - {category: identity.iin, status: declared, refs: [{document: ru, section: "3"}]}
claims:
"""
COMMON = {"at", "subjects"}
EVERYWHERE = {"years", "months", "days", "working_days", "categories", "purposes", "purpose"}
"""Described once, for all rules that take them."""


@pytest.mark.parametrize("rule", PARAMETERS)
def test_rule_has_a_section_with_its_parameters_and_an_example(rule: str) -> None:
    section = SECTIONS[rule]
    claims = _claims(section)
    assert {claim["rule"] for claim in claims} == {rule}
    for name in PARAMETERS[rule].keys() - COMMON - EVERYWHERE:
        assert f"`{name}`" in section
    assert "Cannot be checked" in section or "to be checked by hand" in section


def test_common_parameters_are_described() -> None:
    for name in COMMON | EVERYWHERE:
        assert re.search(rf"`{name}\b|{name}:", PAGE), name


@pytest.mark.parametrize("rule", PARAMETERS)
def test_examples_have_no_problem(rule: str) -> None:
    claims = yaml.safe_dump(_claims(SECTIONS[rule]), allow_unicode=True, default_flow_style=True, width=10_000)
    file = yamlfile.parse((HEAD + "  " + claims).encode(), "shop.yaml")
    assert [problem.message for problem in check(parse(file), file) if problem.id.startswith("claim")] == []


def _claims(section: str) -> list[dict[str, object]]:
    blocks = re.findall(r"```yaml\n(.*?)```", section, re.DOTALL)
    found = [claim for block in blocks for claim in yaml.safe_load(block)]
    assert found
    return found
