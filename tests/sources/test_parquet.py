import datetime

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from barlau.errors import ReadError
from barlau.model.reading import ReadStatus, Reason, Sampling, SamplingMethod


def test_columns_types_and_paths(tmp_path, read_file):
    table = pa.table(
        {
            "iin": ["012345678901", None],
            "number": pa.array([12345678901, None], pa.int64()),
            "born": [datetime.date(1990, 5, 1), None],
            "client": [{"фио": "Айгерім", "tel": ["1", "2"]}, None],
            "a.b": [1.5, 2.5],
        }
    )
    path = tmp_path / "t.parquet"
    pq.write_table(table, path)
    found = read_file(path)
    assert found.columns == {
        "iin": ["012345678901", None],
        "number": [12345678901, None],
        "born": [datetime.date(1990, 5, 1), None],
        "client.фио": ["Айгерім", None],
        "client.tel": ["1", "2"],
        "a.b": [1.5, 2.5],
    }
    assert found.paths["client.tel"] == "$.client.tel[*]"
    assert found.paths["iin"] is None
    assert (found.coverage.status, found.coverage.rows_read, found.coverage.rows_total) == (
        ReadStatus.SCANNED,
        2,
        2,
    )


def test_small_dictionaries_stay_dictionaries(tmp_path, read_file):
    path = tmp_path / "t.parquet"
    cities = ["Алматы", "Астана"] * 5000
    pq.write_table(pa.table({"city": cities, "id": [f"{i:012d}" for i in range(10_000)]}), path)
    found = read_file(path)
    assert "dictionary<values=string, indices=int32, ordered=0>" in found.types["city"]
    assert found.types["id"] == {"string"}
    assert found.columns["city"] == cities


def test_large_files_come_in_batches(tmp_path, read_file):
    path = tmp_path / "t.parquet"
    pq.write_table(pa.table({"id": range(100_000)}), path)
    found = read_file(path)
    assert max(found.chunk_rows) <= 32_768
    assert found.columns["id"] == list(range(100_000))


def test_empty_table_lists_its_columns(tmp_path, read_file):
    path = tmp_path / "t.parquet"
    pq.write_table(pa.schema([("iin", pa.string()), ("d", pa.timestamp("us"))]).empty_table(), path)
    found = read_file(path)
    assert found.columns == {"iin": [], "d": []}
    assert (found.coverage.status, found.coverage.reason) == (ReadStatus.SCANNED, Reason.EMPTY)


def test_sample_takes_random_rows_of_random_groups(tmp_path, read_file):
    path = tmp_path / "t.parquet"
    ids = list(range(20_000))
    pq.write_table(pa.table({"id": ids, "same": [str(i) for i in ids]}), path, row_group_size=1000)
    found = read_file(path, Sampling(300, 5))
    assert found.columns == read_file(path, Sampling(300, 5)).columns
    assert found.columns != read_file(path, Sampling(300, 6)).columns
    drawn = found.columns["id"]
    assert len(set(drawn)) == 300
    assert [str(i) for i in drawn] == found.columns["same"]
    assert len({int(str(i)) // 1000 for i in drawn}) == 4
    coverage = found.coverage
    assert (coverage.status, coverage.reason) == (ReadStatus.SCANNED, Reason.SAMPLED)
    assert coverage.rows_total == 20_000
    assert (coverage.method, coverage.seed, coverage.rows_read) == (SamplingMethod.RANDOM, 5, 300)


@pytest.mark.parametrize(
    ("data", "reason"),
    [(b"PAR1 nothing", Reason.CORRUPT), (b"PARE" + b"\0" * 40, Reason.ENCRYPTED)],
    ids=["no footer", "encrypted footer"],
)
def test_damaged_files_say_why(read_bytes, data, reason):
    with pytest.raises(ReadError) as error:
        read_bytes(data, "t.parquet")
    assert error.value.reason is reason


def test_truncated_file_is_corrupt(tmp_path, read_file):
    path = tmp_path / "t.parquet"
    pq.write_table(pa.table({"id": range(1000)}), path)
    path.write_bytes(path.read_bytes()[:-10])
    with pytest.raises(ReadError, match="CORRUPT"):
        read_file(path)


def test_damaged_column_leaves_the_others(tmp_path, read_file):
    path = tmp_path / "t.parquet"
    table = pa.table({"good": [f"a{i}" for i in range(5000)], "bad": [f"b{i}" for i in range(5000)]})
    pq.write_table(table, path, compression="none", use_dictionary=False, write_page_checksum=True)
    data = bytearray(path.read_bytes())
    middle = data.find(b"b2500")
    data[middle : middle + 400] = b"\xff" * 400
    path.write_bytes(data)
    found = read_file(path)
    assert len(found.columns["good"]) == 5000
    assert (found.coverage.status, found.coverage.reason) == (ReadStatus.PARTIAL, Reason.CORRUPT)


def test_text_that_is_no_utf8_is_repaired(tmp_path, read_file):
    path = tmp_path / "t.parquet"
    broken = pa.array([b"ok", b"\xff\xfe"], pa.binary()).view(pa.string())
    pq.write_table(pa.table({"t": broken}), path)
    found = read_file(path)
    assert found.columns["t"] == ["ok", "\ufffd\ufffd"]
    assert (found.coverage.status, found.coverage.reason) == (ReadStatus.PARTIAL, Reason.DECODE_ERROR)
