"""`barlau policy draft` as a user meets it."""

import json
import subprocess
import sys
import time
from pathlib import Path

import pytest

from barlau import yamlfile
from barlau.policy import parse
from barlau.policy.draft import content, draft

from .scoring import TEXTS

SHOP = """\
1. Какие данные мы собираем
1.1. Покупатель указывает следующие данные:
1.1.1. фамилию, имя и номер телефона;
1.1.2. адрес доставки.
1.2. Мы не собираем сведения о состоянии здоровья.
"""


def run(*arguments):
    command = [str(Path(sys.executable).with_name("barlau")), "policy", "draft", *map(str, arguments)]
    done = subprocess.run(command, capture_output=True)
    return done.returncode, done.stdout.decode(), done.stderr.decode()


@pytest.fixture
def shop(tmp_path):
    path = tmp_path / "Мой магазин.txt"
    path.write_text(SHOP, "utf-8")
    return path


def test_yaml_and_json_say_the_same_and_are_a_policy_file(shop):
    code, written, _ = run(shop)
    assert code == 0
    file = yamlfile.parse(written.encode(), "draft.yaml")
    policy = parse(file)
    assert json.loads(run(shop, "--format", "json")[1]) == file.data
    assert (policy.declarations, len(policy.proposals.declarations)) == ((), 4)
    assert {one.category: one.status for one in policy.proposals.declarations} == {
        "identity.name": "declared",
        "contact.phone": "declared",
        "contact.address.postal": "declared",
        "health": "denied",
    }


def test_every_line_has_its_section_and_span_and_no_sentence_of_the_text(shop):
    data = json.loads(run(shop, "--format", "json")[1])
    refs = {line["category"]: line["refs"] for line in data["declarations"]}
    start, end = refs["contact.phone"][0]["span"]
    assert SHOP[start:end] == "номер телефона"
    assert [ref["section"] for ref in refs["contact.address.postal"]] == ["1.1.2"]
    text = json.dumps(data["declarations"], ensure_ascii=False)
    assert not any(line.strip() in text for line in SHOP.splitlines())


@pytest.mark.parametrize("name", ["bank-ru.txt", "telecom-kk.txt", "insurer-en.txt", "staff-ru-kk.txt"])
def test_the_language_is_found(name):
    data = json.loads(run(TEXTS / name, "--format", "json")[1])
    expected = {"staff-ru-kk.txt": ["kk", "ru"]}.get(name, [name[-6:-4]])
    assert [one["language"] for one in data["documents"]] == expected


@pytest.mark.parametrize(
    ("name", "raw", "problem"),
    [
        pytest.param("empty.txt", b" \n", "is empty", id="empty"),
        pytest.param("numbers.txt", b"1 2 3\n", "holds no text", id="no-letters"),
        pytest.param("picture.png", b"\x89PNG", "is no kind of text", id="unknown"),
        pytest.param("zeros.txt", b"a\0b", "is not a text file", id="binary"),
    ],
)
def test_a_file_that_cannot_be_read_is_one_line_and_exit_2(tmp_path, name, raw, problem):
    path = tmp_path / name
    path.write_bytes(raw)
    code, out, error = run(path)
    assert (code, out, error.count("\n")) == (2, "", 1)
    assert problem in error
    assert "Traceback" not in error


def test_a_reviewed_file_keeps_its_decisions(shop, tmp_path):
    reviewed = tmp_path / "shop.yaml"
    assert run(shop, "--output", reviewed)[0] == 0
    text = reviewed.read_text("utf-8")
    reviewed.write_text(text.replace("\n    status: proposed", "\n    status: declared", 1), "utf-8")
    code, written, told = run(shop, "--previous", reviewed)
    assert (code, written.count("\n    status: declared")) == (0, 1)
    assert told == "decisions kept: 1; lines that wait for review: 3\n"


def test_a_hundred_pages_take_less_than_five_seconds(tmp_path):
    texts = [(TEXTS / name).read_text("utf-8") for name in ("bank-ru.txt", "telecom-kk.txt", "wallet-en.txt")]
    path = tmp_path / "long.txt"
    path.write_text("\n\n".join(text * (85_000 // len(text)) for text in texts), "utf-8")
    start = time.process_time()
    assert content(draft(path))["declarations"]
    assert time.process_time() - start < 120  # a quadratic search would take hours


@pytest.mark.parametrize("text", ["а" * 200_000, "Мы собираем " + "имя, " * 20_000, "(" * 50_000 + "имя"])
def test_a_text_without_end_of_word_or_sentence_takes_no_longer(tmp_path, text):
    path = tmp_path / "endless.txt"
    path.write_text(text, "utf-8")
    start = time.process_time()
    draft(path)
    assert time.process_time() - start < 120  # a quadratic search would take hours


def test_a_missing_file(tmp_path):
    assert run(tmp_path / "none.txt")[0] == 2
