"""`barlau.scan(frame)`: the same answers for pandas, polars and Arrow, and the same as for a file."""

from collections.abc import Callable
from pathlib import Path

import pandas as pd
import polars as pl
import pyarrow as pa
import pytest

import barlau
from barlau.model.reading import ObjectKind
from barlau.model.report import Report

TABLE = {
    "iin": ["110715399990", "010101399088", None, "110715399990"],
    "почта": ["a.b@example.kz", "c@example.kz", "d@example.org", None],
    "quantity": [1, 2, 3, 4],
}
FRAMES: dict[str, Callable[[], object]] = {
    "pandas": lambda: pd.DataFrame(TABLE),
    "polars": lambda: pl.DataFrame(TABLE),
    "polars lazy, collected": lambda: pl.LazyFrame(TABLE).collect(),
    "arrow table": lambda: pa.table(TABLE),
    "arrow batch": lambda: pa.RecordBatch.from_pydict(TABLE),
    "arrow stream": lambda: pa.table(TABLE).to_reader(),
}


def categories(report: Report) -> dict[str, str | None]:
    return {c.column.name: c.detections[0].category if c.detections else None for c in report.columns}


@pytest.mark.parametrize("kind", FRAMES)
def test_frame_is_scanned_where_it_is(kind: str) -> None:
    report = barlau.scan(FRAMES[kind](), name="clients")
    assert categories(report) == {"iin": "identity.iin", "почта": "contact.email", "quantity": None}
    assert {column.column.name: column.nulls for column in report.columns} == {"iin": 1, "почта": 1, "quantity": 0}
    assert {column.rows for column in report.columns} == {4}
    (item,) = report.objects
    assert (item.object.source, item.object.name, item.object.kind) == ("clients", "clients", ObjectKind.TABLE)


def test_frame_and_file_agree(tmp_path: Path) -> None:
    frame = pl.DataFrame(TABLE)
    frame.write_parquet(tmp_path / "clients.parquet")
    assert categories(barlau.scan(frame)) == categories(barlau.scan(tmp_path))


def test_frames_are_told_apart_and_join_files(tmp_path: Path) -> None:
    (tmp_path / "people.csv").write_text("iin\n110715399990\n")
    report = barlau.scan(pl.DataFrame(TABLE), tmp_path, pa.table(TABLE), name="t")
    assert sorted(item.object.name for item in report.objects) == ["people.csv", "t_1", "t_2"]


def test_policy_is_compared_with_a_frame(warehouse) -> None:
    report = barlau.scan(pl.DataFrame(TABLE), policies=[warehouse.policy])
    verdicts = {column.column.name: [v.policy for v in column.verdicts] for column in report.columns}
    assert verdicts == {"iin": ["jetauto"], "почта": ["jetauto"], "quantity": []}


@pytest.mark.parametrize(
    "frame", [pl.DataFrame(), pl.DataFrame({"iin": []}), pd.DataFrame()], ids=["none", "no rows", "pandas"]
)
def test_empty_frame_is_read(frame: object) -> None:
    report = barlau.scan(frame)
    (item,) = report.objects
    assert item.coverage.rows_read == 0
    assert not report.findings
