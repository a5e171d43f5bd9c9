import gzip
import json

import pytest

from barlau.errors import ReadError
from barlau.model.reading import ReadStatus, Reason, Sampling

ROWS = [
    {"client": {"iin": "012345678901", "фио": "Айгерім"}, "phones": ["+77011234567", "87012223344"], "n": 1},
    {"client": {"iin": "990101300123"}, "phones": [], "n": None},
]


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("t.jsonl", "\n".join(map(json.dumps, ROWS))),
        ("t.ndjson", "\r\n".join(json.dumps(row, ensure_ascii=False) for row in ROWS) + "\r\n\r\n"),
        ("t.json", json.dumps(ROWS, indent=2)),
        ("array.jsonl", json.dumps(ROWS)),
        ("indented.jsonl", json.dumps(ROWS, indent=1)),
        ("pretty.ndjson", "\n".join(json.dumps(row, indent=1) for row in ROWS)),
        ("rows.jsonl", "[\n" + ",\n".join(map(json.dumps, ROWS)) + "\n]\n"),
        ("lines.json", "\n".join(map(json.dumps, ROWS))),
        ("utf16.jsonl", "\n".join(map(json.dumps, ROWS)).encode("utf-16")),
        ("t.jsonl.gz", gzip.compress("\n".join(map(json.dumps, ROWS)).encode())),
    ],
    ids=[
        "lines",
        "crlf",
        "array",
        "array in lines",
        "indented in lines",
        "pretty in lines",
        "rows in lines",
        "lines in json",
        "utf-16",
        "gzip",
    ],
)
def test_every_layout_gives_the_same_paths(read_bytes, name, data):
    found = read_bytes(data, name)
    assert found.columns == {
        "client.iin": ["012345678901", "990101300123"],
        "client.фио": ["Айгерім"],
        "phones": ["+77011234567", "87012223344"],
        "n": [1, None],
    }
    assert found.paths == {
        "client.iin": "$.client.iin",
        "client.фио": "$.client.фио",
        "phones": "$.phones[*]",
        "n": "$.n",
    }
    assert (found.coverage.status, found.coverage.rows_read) == (ReadStatus.SCANNED, 2)


def test_single_object_is_one_row(read_bytes):
    found = read_bytes(json.dumps({"data": [{"iin": "1"}, {"iin": "2"}]}), "t.json")
    assert found.columns == {"data.iin": ["1", "2"]}
    assert found.coverage.rows_read == 1


def test_numbers_keep_all_their_digits(read_bytes):
    lines = '{"iin": 880101300123, "card": 4400430012345678901234}\n{"iin": 1, "card": 5}\n'
    found = read_bytes(lines, "t.jsonl")
    assert found.columns == {"iin": [880101300123, 1], "card": ["4400430012345678901234", 5]}
    assert found.types["iin"] == {"int64"}
    huge = read_bytes('{"a": ' + "7" * 5000 + "}\n", "huge.jsonl")
    assert huge.columns == {"a": ["7" * 5000]}


def test_a_value_keeps_its_type_among_others(read_bytes):
    found = read_bytes('{"a": 1}\n{"a": "x"}\n{"a": true}\n{"a": {"b": 2}}\n{"a": null}\n', "t.jsonl")
    assert sorted(map(str, found.columns["a"])) == ["1", "None", "True", "x"]
    assert found.columns["a.b"] == [2]


def test_an_object_of_very_many_keys_is_a_map(read_bytes, monkeypatch):
    monkeypatch.setattr("barlau.sources.json_columns.MAX_KEYS", 20)
    lines = "".join(json.dumps({"of": {f"k{n}": n}}) + "\n" for n in range(100_000))
    found = read_bytes(lines, "t.jsonl")
    assert "of.*" in found.columns
    assert sorted(value for name in found.columns if "~" not in name for value in found.columns[name]) == [
        *range(100_000)
    ]


def test_equal_keys_are_both_read(read_bytes):
    assert read_bytes('{"iin": "1", "iin": "2"}\n', "t.jsonl").columns == {"iin": ["1", "2"]}


def test_half_a_surrogate_pair_is_replaced(read_bytes):
    assert read_bytes('{"a": "x\\ud800"}\n', "t.jsonl").columns == {"a": ["x?"]}


def test_keys_that_are_data_are_searched_and_name_no_column(read_bytes):
    found = read_bytes('{"880101300123": {"city": "Алматы"}, "a@b.kz": 5}\n', "t.jsonl")
    assert not any("880101" in name or "@" in name for name in found.columns)
    assert ["880101300123", "a@b.kz"] in found.columns.values()
    assert ["Алматы"] in found.columns.values()


def test_bad_lines_are_counted(read_bytes):
    found = read_bytes('{"a": 1}\n{"a": \n{"a": 2}\n1],[2\n', "t.jsonl")
    assert found.columns == {"a": [1, 2]}
    assert (found.coverage.status, found.coverage.reason) == (ReadStatus.PARTIAL, Reason.ROW_ERRORS)
    assert found.coverage.rows_bad == 2


@pytest.mark.parametrize(
    ("name", "data", "reason"),
    [
        ("t.jsonl", "no json\nat all\n", Reason.CORRUPT),
        ("t.json", "{not json", Reason.CORRUPT),
        ("t.json", '{"a": [1, 2', Reason.TRUNCATED),
        ("t.json", "[" * 100_000, Reason.TOO_DEEP),
        ("t.jsonl", "[" * 600 + "]" * 600, Reason.TOO_DEEP),
        ("t.json", '{"a":' * 600 + "1" + "}" * 600, Reason.TOO_DEEP),
    ],
    ids=["no lines", "no json", "cut off", "bomb", "deep line", "deep document"],
)
def test_unreadable_documents_say_why(read_bytes, name, data, reason):
    with pytest.raises(ReadError) as error:
        read_bytes(data, name)
    assert error.value.reason is reason


def test_nesting_up_to_the_limit_is_read(read_bytes):
    found = read_bytes('{"a":' * 500 + "1" + "}" * 500 + "\n", "t.jsonl")
    assert list(found.columns.values()) == [[1]]


@pytest.mark.parametrize("value", ["null", "5", '"x"', "[1]", "{}", "[]", "[null]"])
def test_tiny_documents_do_not_crash(read_bytes, value):
    assert read_bytes(value, "t.json").coverage.status is ReadStatus.SCANNED
    assert read_bytes(value + "\n", "t.jsonl").coverage.status is ReadStatus.SCANNED


def test_truncated_array_keeps_what_came_before(read_bytes):
    found = read_bytes('[{"a": 1}, {"a": 2}, {"a"', "t.json")
    assert found.columns == {"a": [1, 2]}
    assert found.coverage.status is ReadStatus.PARTIAL


def test_values_longer_than_the_read_buffer(read_bytes, monkeypatch):
    monkeypatch.setattr("barlau.sources.json_values.READ_BYTES", 7)
    rows = [{"имя": "Айгерім" * 10, "n": 1234567 + i} for i in range(50)]
    found = read_bytes(json.dumps(rows, ensure_ascii=False), "t.json")
    assert found.columns["n"] == [1234567 + i for i in range(50)]
    assert read_bytes("12 345 6789012", "n.json").columns == {"value": [12, 345, 6789012]}


@pytest.mark.parametrize("name", ["t.jsonl", "t.json"])
def test_sample_is_random_and_seeded(read_bytes, name):
    text = "\n".join(json.dumps({"id": i}) for i in range(1000))
    drawn = [read_bytes(text, name, Sampling(20, seed)) for seed in (3, 3, 4)]
    ids = [found.columns["id"] for found in drawn]
    assert ids[0] == ids[1] != ids[2]
    assert len(set(ids[0])) == 20
    assert (drawn[0].coverage.reason, drawn[0].coverage.rows_total) == (Reason.SAMPLED, 1000)


def test_sample_of_large_lines_comes_from_everywhere(read_bytes, monkeypatch):
    monkeypatch.setattr("barlau.sources.jsonl.LARGE_BYTES", 1 << 20)
    monkeypatch.setattr("barlau.sources.jsonl.PIECE_BYTES", 1 << 12)
    text = "\n".join(json.dumps({"id": i, "text": "x" * 20}) for i in range(60_000))
    found = read_bytes(text, "t.jsonl", Sampling(128, 1))
    ids = [int(str(i)) for i in found.columns["id"]]
    assert len(set(ids)) == 128
    assert min(ids) < 6_000
    assert max(ids) > 54_000
    assert found.coverage.rows_total is None


@pytest.mark.parametrize("rows", [60, 30_000])
def test_sample_of_compressed_lines(read_bytes, rows):
    lines = "".join(json.dumps({"n": n, "x": n * 7919 % 1_000_003}) + "\n" for n in range(rows))
    found = read_bytes(gzip.compress(lines.encode()), "t.jsonl.gz", Sampling(rows=20))
    assert (found.coverage.status, found.coverage.reason) == (ReadStatus.SCANNED, Reason.SAMPLED)
    assert (found.coverage.rows_read, found.coverage.rows_total) == (20, rows)
    assert len(set(found.columns["n"])) == 20
