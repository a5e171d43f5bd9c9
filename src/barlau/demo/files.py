"""Writes tables as dump files: CSV in the encodings met in Kazakhstan, Parquet, JSON Lines, Excel."""

from __future__ import annotations

import csv
import io
import json
from typing import TYPE_CHECKING

from barlau.demo import spreadsheet

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from barlau.demo.draw import Cell
    from barlau.demo.tables import Table


def write(folder: Path, name: str, tables: Sequence[Table]) -> None:
    """One file; only a workbook has more than one table. The format is the suffix."""
    path = folder / name
    match path.suffix:
        case ".xlsx":
            spreadsheet.write(path, {table.plan.sheet: table for table in tables})
        case ".parquet":
            _parquet(path, tables[0])
        case ".jsonl":
            _json_lines(path, tables[0])
        case _:
            _csv(path, tables[0])


def _csv(path: Path, table: Table) -> None:
    plan, text = table.plan, io.StringIO(newline="")
    separator = "\t" if plan.format == ".tsv" else plan.separator
    writer = csv.writer(text, delimiter=separator, lineterminator="\r\n")
    writer.writerow(table.names)
    writer.writerows(zip(*table.columns, strict=True))
    mark = "\ufeff" if plan.encoding == "utf-16-le" else ""  # as Excel saves "Unicode text"
    path.write_bytes((mark + text.getvalue()).encode(plan.encoding))


def _parquet(path: Path, table: Table) -> None:
    import pyarrow as pa
    import pyarrow.parquet as pq

    arrays = [pa.array(cells) for cells in table.columns]
    pq.write_table(pa.table(arrays, names=table.names), path, compression="zstd", row_group_size=1_000)


def _json_lines(path: Path, table: Table) -> None:
    lines = (
        json.dumps(_nested(table.names, row), ensure_ascii=False, default=str)
        for row in zip(*table.columns, strict=True)
    )
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")


def _nested(names: Sequence[str], row: Sequence[Cell]) -> dict[str, object]:
    out: dict[str, object] = {}
    for name, cell in zip(names, row, strict=True):
        *parents, last = name.split(".")
        place = out
        for parent in parents:
            place = place.setdefault(parent, {})  # type: ignore[assignment]  # only dicts stand at a parent
        place[last] = cell
    return out
