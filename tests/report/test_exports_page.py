"""docs/exports.md: every format has a section, and its examples are of the form that they claim."""

import ast
import re
from pathlib import Path

import pytest
import yaml

from barlau.report.formats import FORMATS

PAGE = (Path(__file__).parents[2] / "docs" / "exports.md").read_text("utf-8")
EXAMPLES = re.findall(r"^```(\w+)\n(.*?)^```", PAGE, re.DOTALL | re.MULTILINE)


@pytest.mark.parametrize("form", [form for form in FORMATS if form not in ("terminal", "json", "html")])
def test_every_export_has_a_section_with_an_example(form):
    (section,) = re.findall(rf"^## {form}\n(.*?)(?=^## |\Z)", PAGE, re.DOTALL | re.MULTILINE)
    assert "```" in section
    assert f"report{FORMATS[form].suffix}" in PAGE or f"[`{form}`](#{form})" in PAGE


@pytest.mark.parametrize(("language", "text"), EXAMPLES)
def test_example_can_be_read(language, text):
    if language == "python":
        ast.parse(text)
    elif language == "yaml":
        assert yaml.safe_load(text)
    else:
        assert language == "sh"
        assert set(re.findall(r"--format (\w+)", text)) <= set(FORMATS)
