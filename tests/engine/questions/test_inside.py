"""What stands under paths in the text of cells: a value a row, whatever the cells are packed in."""

import base64
import json

import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from barlau.engine import unpack
from barlau.engine.questions.inside import inside
from barlau.engine.questions.rows import columns_of
from barlau.model.question import Cell
from barlau.model.reading import Column
from barlau.nested.paths import key_of, key_step, steps, text

from .tables import MAIN, ask, count, f

PATH = "$.client.no"


def found(cell: str | None, path: str = PATH) -> str | None:
    ((value,),) = (values.to_pylist() for values in inside(pa.array([cell], pa.string()), [path]))
    return value


def packed(value: object) -> str:
    return json.dumps({"client": {"no": value}})


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("a", "a"),
        (12, "12"),
        (900301496671.0, "900301496671"),
        (1.5, "1.5"),
        (True, "true"),
        (10**30, str(10**30)),
        (None, None),
        (["a"], None),
        ({"a": 1}, None),
    ],
    ids=str,
)
def test_single_values_become_text(value: object, expected: str | None) -> None:
    assert found(packed(value)) == expected


@pytest.mark.parametrize(
    "cell",
    [
        None,
        "",
        "  ",
        "client",
        "{",
        '{"client": 5}',
        '{"client": {}}',
        '{"client": [{"no": "a"}]}',
        '[{"client": {"no": "a"}}]',
        '{"client": {"no": "a"}',
        '{"client": {"no": "a", "no": "b"}}',
        "[" * 5000 + "]" * 5000,
    ],
)
def test_what_has_no_single_value_there_is_null(cell: str | None) -> None:
    assert found(cell) is None


def test_text_on_the_way_is_taken_apart_in_its_turn() -> None:
    inner = json.dumps({"no": "a"})
    assert found(json.dumps({"client": inner})) == "a"
    assert found(json.dumps({"client": "no=a kind=b"})) == "a"
    assert found(base64.b64encode(packed("somebody").encode()).decode()) == "somebody"
    deep = "a"
    for _ in range(unpack.MAX_LEVEL + 1):
        deep = json.dumps({"x": deep})
    assert found(deep, "$" + ".x" * (unpack.MAX_LEVEL + 1)) is None


def test_rows_keep_their_places_among_cells_of_every_kind() -> None:
    cells = [None, packed("a"), "free text", "name=b client=no", json.dumps({"client": packed("c")}), packed(3)]
    paths = ["$.client.no", "$.client", "$.client.client.no", "$.name"]
    values = [column.to_pylist() for column in inside(pa.array(cells), paths)]
    assert values == [
        [None, "a", None, None, None, "3"],
        [None, None, None, "no", packed("c"), None],
        [None, None, None, None, "c", None],
        [None, None, None, "b", None, None],
    ]


def test_json_is_parsed_in_bounded_pieces(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(unpack, "MAX_PARSED", 50)
    cells = [packed(n) for n in range(40)]
    assert inside(pa.array(cells), [PATH])[0].to_pylist() == [str(n) for n in range(40)]


@given(st.lists(st.text(min_size=1, max_size=8), min_size=1, max_size=4))
def test_every_path_leads_back_to_its_keys(keys: list[str]) -> None:
    path = text(tuple(map(key_step, keys)))
    assert [key_of(step) for step in steps(path)] == keys
    cell: object = "somebody"
    for key in reversed(keys):
        cell = {key: cell}
    assert found(json.dumps(cell), path) == "somebody"


def test_questions_ask_for_cells_inside_others() -> None:
    outer = Column("data", None, "")
    sex = Cell(Column("data", "$.sex", "json"), outer)
    table = {"data": ['{"sex": "f"}', '{"sex": "m"}', '{"sex": null}', "-", None], "n": [1, 2, 3, 4, 5]}
    answer = ask(count(f("=", sex, "f"), f("<", Cell(Column("n", None, "")), 5)), {MAIN: table})
    assert (answer.rows, answer.checked, answer.broken, answer.unknown) == (5, 4, 1, 2)
    assert columns_of((sex, Cell(outer))) == (outer,)
