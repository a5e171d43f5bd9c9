"""The main job on the sample data: all that is planted is found, nothing harmless is flagged, verdicts are right."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from barlau.demo.blueprint import COMPANIES, load
from barlau.demo.expectations import Expectation, expectations
from barlau.model.policy import Verdict

from .conftest import checked


def mistakes(company: str, report: dict[str, Any]) -> Iterator[str]:
    """Where a report says something else than was expected."""
    columns = {(column["object"], column["path"] or column["column"]): column for column in report["columns"]}
    for expected in expectations(company):
        place = f"{expected.object}.{expected.column}"
        column = columns.get((expected.object, expected.column))
        if column is None:
            yield f"{place}: not in the report"
        else:
            yield from (f"{place}: {said}" for said in _mistakes(expected, column))


def _mistakes(expected: Expectation, column: dict[str, Any]) -> Iterator[str]:
    found = {detection["category"] for detection in column["detections"]}
    said = {verdict["category"]: Verdict(verdict["verdict"]) for verdict in column["verdicts"]}
    if expected.category is None:
        if found:
            yield f"harmless ({expected.resembles or 'plain'}), flagged as {sorted(found)}"
    elif missed := {expected.category, *expected.also} - found:
        yield f"missed {sorted(missed)}, found {sorted(found)}" + (", undeclared" if expected.undeclared else "")
    elif said.get(expected.category) is not expected.verdict:
        yield f"verdict {said.get(expected.category)}, expected {expected.verdict}"


@pytest.mark.parametrize("company", COMPANIES)
def test_demo_finds_what_is_planted_and_flags_nothing_harmless(run, folder: Path, company: str) -> None:
    done = run("demo", "--company", company, "--output", "made", "--quiet")
    assert (done.code, done.err) == (0, "")
    report = checked((folder / "made" / company / "reports" / "report.json").read_text("utf-8"))
    assert list(mistakes(company, report)) == []
    assert report["run"]["status"] == "complete"
    assert {item["object"] for item in report["objects"]} == {table.object for table in load(company).tables}
    assert {item["status"] for item in report["objects"]} == {"scanned"}
    assert f"made/{company}/reports/report.json" in done.out
    assert run("verify", f"made/{company}/reports").code == 0


def test_demo_that_cannot_write_is_5(run, folder: Path) -> None:
    (folder / "made").write_text("a file")
    done = run("demo", "--company", "mycar", "--output", "made")
    assert (done.code, done.out) == (5, "")
    assert done.err.startswith("barlau: made: cannot be written (")
