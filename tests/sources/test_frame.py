import datetime

import pandas as pd
import polars as pl
import pyarrow as pa
import pytest

from barlau.errors import TargetError
from barlau.model.reading import Reason, Sampling
from barlau.sources.frame import open_frame

DATA = {"iin": ["012345678901", None], "n": [1, 2], "born": [datetime.date(1990, 5, 1), None]}
TABLE = pa.table(DATA)


def read(frame, sampling=Sampling()):  # noqa: B008
    source = open_frame(frame, "people")
    ((item, coverage),) = source.objects()
    assert (item.source, item.name, coverage) == ("people", "people", None)
    reading = source.read(item, sampling)
    columns: dict[str, list[object]] = {}
    for chunk in reading.chunks():
        columns.setdefault(chunk.column.name, []).extend(chunk.values.to_pylist())
    reading.close()
    return columns, reading.coverage()


@pytest.mark.parametrize(
    "frame",
    [
        TABLE,
        TABLE.to_batches()[0],
        TABLE.to_reader(),
        pl.DataFrame(DATA),
        pd.DataFrame(DATA),
        TABLE.to_pandas(types_mapper=pd.ArrowDtype),
    ],
    ids=["table", "batch", "reader", "polars", "pandas", "pandas arrow"],
)
def test_every_frame_gives_the_same_columns(frame):
    columns, coverage = read(frame)
    assert columns == DATA
    assert coverage.rows_read == 2


def test_named_index_is_read():
    frame = pd.DataFrame({"x": [1]}, index=pd.Index(["012345678901"], name="iin"))
    assert read(frame)[0] == {"iin": ["012345678901"], "x": [1]}


def test_mixed_objects_become_text():
    frame = pd.DataFrame({"a": [1, "x", None], "b": [10**30, 1, 2]}, dtype=object)
    assert read(frame)[0] == {"a": ["1", "x", None], "b": [str(10**30), "1", "2"]}


def test_nested_polars_columns_become_paths():
    frame = pl.DataFrame({"client": [{"iin": "1", "tel": ["2", "3"]}]})
    assert read(frame)[0] == {"client.iin": ["1"], "client.tel": ["2", "3"]}


def test_empty_frame_lists_its_columns():
    columns, coverage = read(pl.DataFrame({"iin": []}, schema={"iin": pl.String}))
    assert (columns, coverage.reason) == ({"iin": []}, Reason.EMPTY)


def test_sample_is_seeded():
    frame = pl.DataFrame({"id": range(1000)})
    drawn = [read(frame, Sampling(10, seed))[0]["id"] for seed in (1, 1, 2)]
    assert drawn[0] == drawn[1] != drawn[2]


def test_what_is_no_frame_is_refused():
    with pytest.raises(TargetError, match="no data frame"):
        open_frame([1, 2], "x")
