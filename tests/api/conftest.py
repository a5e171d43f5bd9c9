"""Data for runs through the library, and the report as the JSON that people get."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from barlau.demo.generate import Warehouse, generate
from barlau.model.report import Report
from barlau.report.json_report import render

PEOPLE = "iin,note\n110715399990,first\n010101399088,second\n"


@pytest.fixture(scope="session")
def warehouse(tmp_path_factory: pytest.TempPathFactory) -> Warehouse:
    """The sample data of one company; tests read it only."""
    (made,) = generate(tmp_path_factory.mktemp("demo"), ["jetauto"])
    return made


@pytest.fixture
def stable() -> Callable[[Report], dict[str, Any]]:
    """The JSON report without what may differ from run to run."""

    def stable(report: Report) -> dict[str, Any]:
        content: dict[str, Any] = json.loads(render(report))
        del content["run"]["volatile"]
        return content

    return stable


@pytest.fixture
def large(tmp_path: Path) -> Path:
    """A CSV file that takes a worker a moment."""
    head, *rows = PEOPLE.splitlines(keepends=True)
    path = tmp_path / "data" / "large.csv"
    path.parent.mkdir()
    path.write_text(head + "".join(rows) * 1_500_000)
    return path
