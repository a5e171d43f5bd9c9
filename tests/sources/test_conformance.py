"""The same small table through every format gives the same cells."""

import gzip
import json

import polars as pl
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
import xlsxwriter
from contents import content

from barlau.sources.frame import open_frame

TABLE = {
    "iin": ["012345678901", "990101300123", None],
    "имя": ["Әлия, Қызы", 'ТОО "Өрлеу"', "Омар\nДана"],
    "телефон": ["+77011234567", None, "8 (701) 222-33-44"],
}
ROWS = [dict(zip(TABLE, row, strict=True)) for row in zip(*TABLE.values(), strict=True)]


def delimited(separator):
    quoted = [["" if v is None else '"' + v.replace('"', '""') + '"' for v in row.values()] for row in ROWS]
    return "\n".join(separator.join(row) for row in [list(TABLE), *quoted]) + "\n"


def write_parquet(path):
    pq.write_table(pa.table(TABLE), path)


def write_excel(path):
    book = xlsxwriter.Workbook(str(path))
    sheet = book.add_worksheet()
    for column, (name, cells) in enumerate(TABLE.items()):
        sheet.write_column(0, column, [name, *cells])
    book.close()


def write_lines(path):
    path.write_text("\n".join(json.dumps(row, ensure_ascii=False) for row in ROWS))


WRITERS = {
    "t.csv": lambda path: path.write_text(delimited(",")),
    "t.tsv": lambda path: path.write_bytes(delimited("\t").encode("utf-16")),
    "t.csv.gz": lambda path: path.write_bytes(gzip.compress(delimited(";").encode("kz1048"))),
    "t.jsonl": write_lines,
    "t.json": lambda path: path.write_text(json.dumps(ROWS)),
    "t.parquet": write_parquet,
    "t.xlsx": write_excel,
}


@pytest.mark.parametrize("name", WRITERS)
def test_every_format_gives_the_same_table(tmp_path, read_file, name):
    WRITERS[name](tmp_path / name)
    found = read_file(tmp_path / name)
    assert found.columns == TABLE
    assert found.coverage.rows_read == 3


def test_a_frame_gives_the_same_table():
    source = open_frame(pl.DataFrame(TABLE), "t")
    ((item, _),) = source.objects()
    assert content(source, item).columns == TABLE
