"""A reviewed file keeps its decisions when a new version of the text is drafted."""

import pytest

from barlau import yamlfile
from barlau.errors import ConfigError
from barlau.policy import parse
from barlau.policy.draft import as_yaml, content, draft, redraft

FIRST = """\
1. Какие данные мы собираем
1.1. Покупатель указывает следующие данные:
- имя и фамилию;
- номер телефона;
- дату рождения.
1.2. Пароли хранятся в зашифрованном виде.
"""
SECOND = """\
1. О политике
1.1. Политика действует для всех.
2. Какие данные мы собираем
2.1. Покупатель указывает следующие данные:
- имя и фамилию;
- номер телефона;
- адрес доставки.
2.2. Пароли хранятся в зашифрованном виде.
"""


@pytest.fixture
def texts(tmp_path):
    def write(name, text):
        path = tmp_path / name
        path.write_text(text, "utf-8")
        return path

    return write


@pytest.fixture
def reviewed(texts):
    """The draft of the first text with decisions of every kind."""
    made = content(draft(texts("shop.txt", FIRST)))
    for line in made["declarations"]:
        if line["category"] == "identity.name":
            line.update(status="declared", note="checked", subjects=["customer"])
        if line["category"] == "contact.phone":
            line["status"] = "rejected"
        if line["category"] == "identity.birth_date":
            line["status"] = "vague"
    by_hand = {"category": "identity.iin", "status": "declared", "refs": [{"document": "ru", "section": "9"}]}
    made["declarations"].append(by_hand)
    for line in made["claims"]:
        del line["status"]
    made["controller"]["name"] = "Shop of the reviewer"
    made["notes"] = ["a note"]
    return texts("shop.yaml", as_yaml(made))


@pytest.fixture
def made(texts, reviewed):
    return redraft(content(draft(texts("shop-2.txt", SECOND))), reviewed)


def lines(made):
    return {line["category"]: line for line in made.content["declarations"]}


def test_decisions_stay_and_move_to_their_new_places(made):
    name = lines(made)["identity.name"]
    assert (name["status"], name["note"], name["subjects"]) == ("declared", "checked", ["customer"])
    assert [(ref["section"], ref["item"]) for ref in name["refs"]] == [("2.1", "b1")]
    start, end = name["refs"][0]["span"]
    assert SECOND[start:end] == "имя"


def test_a_refusal_stays_refused(made):
    assert lines(made)["contact.phone"]["status"] == "rejected"
    assert [line["category"] for line in made.content["declarations"]].count("contact.phone") == 1


def test_what_is_new_or_was_never_reviewed_waits(made):
    waiting = {key for key, line in lines(made).items() if line["status"] == "proposed"}
    assert waiting == {"contact.address.postal", "auth.password"}
    assert made.new == len(waiting)


def test_what_is_gone_is_kept_and_told(made):
    assert lines(made)["identity.birth_date"]["status"] == "vague"
    assert made.unmet == ("identity.birth_date", "identity.iin")


def test_a_place_written_by_hand_stays(made):
    assert lines(made)["identity.iin"]["refs"] == [{"document": "ru", "section": "9"}]


def test_the_rest_of_the_file_stays(made):
    assert made.content["controller"]["name"] == "Shop of the reviewer"
    assert made.content["notes"] == ["a note"]
    assert [("status" in line, line["refs"][0]["section"]) for line in made.content["claims"]] == [(False, "2.2")]


def test_the_result_is_a_policy_file(made):
    policy = parse(yamlfile.parse(as_yaml(made.content).encode(), "shop.yaml"))
    assert [said.category for said in policy.declarations] == ["identity.name", "identity.birth_date", "identity.iin"]


def test_drafting_the_same_text_again_changes_nothing(texts, reviewed):
    drafted = content(draft(texts("shop.txt", FIRST)))
    once = redraft(drafted, reviewed)
    twice = redraft(drafted, texts("again.yaml", as_yaml(once.content)))
    assert as_yaml(twice.content) == as_yaml(once.content)
    before = yamlfile.read(reviewed).data
    assert sorted(once.content) == sorted(before)
    for key, lines_before in before.items():
        assert all(line in once.content[key] for line in lines_before) if isinstance(lines_before, list) else True


def test_a_text_that_now_denies_is_a_new_line_beside_the_decision(texts, reviewed):
    text = "1. Мы не собираем фамилию и имя покупателя.\n"
    made = redraft(content(draft(texts("shop-3.txt", text))), reviewed)
    said = {
        (line["status"], line.get("proposed"))
        for line in made.content["declarations"]
        if line["category"] == "identity.name"
    }
    assert said == {("declared", "declared"), ("proposed", "denied")}


def test_a_new_language_is_a_new_document(texts, reviewed):
    text = "1. Біз сатып алушының тегін, атын және телефон нөмірін жинаймыз.\n"
    made = redraft(content(draft(texts("shop-kk.txt", text))), reviewed)
    assert [one["language"] for one in made.content["documents"]] == ["ru", "kk"]


def test_lines_that_nobody_reviewed_are_drafted_anew(texts):
    first = texts("first.yaml", as_yaml(content(draft(texts("shop.txt", FIRST)))))
    made = redraft(content(draft(texts("shop-2.txt", SECOND))), first)
    assert made.kept == 0
    assert "identity.birth_date" not in lines(made)


def test_a_file_that_is_no_policy_is_an_error(texts):
    with pytest.raises(ConfigError, match="schema"):
        redraft(content(draft(texts("shop.txt", FIRST))), texts("other.yaml", "a: 1\n"))


def test_the_date_is_that_of_the_new_text(texts, reviewed):
    new = texts("new.txt", "Вступает в силу с 2 марта 2026 года\n\n" + SECOND)
    (document,) = redraft(content(draft(new)), reviewed).content["documents"]
    assert (document["id"], document["date"]) == ("ru", "2026-03-02")
