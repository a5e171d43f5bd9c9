"""A mistake in a recognizer file is named with file, key and line."""

from textwrap import dedent

import pytest

from barlau.errors import ConfigError
from barlau.recognizers import load

GOOD = dedent("""\
    supported_languages: [kk, ru, en]
    recognizers:
      - name: badge
        supported_entity: BADGE
        context: [badge]
        patterns:
          - {name: badge, regex: '\\bBG[0-9]{6}\\b', score: 0.6}
        barlau:
          category: internal.subject_id
          shapes: [UUdddddd]
          alone: 0.6
          named: 0.9
          header: {en: [badge no], weak: [badge]}
          match: [BG123456]
          no_match: [BG12345]
""")


def write(folder, text, name="badge.yaml"):
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


def test_a_folder_of_the_user_is_added(tmp_path):
    write(tmp_path, GOOD)
    write(tmp_path, "identity.age:\n  header: {ru: [лет отроду]}\n  forms: [integer]\n", "headers/own.yaml")
    write(tmp_path, "employee: [ofitsiant*]\n", "subjects.yaml")
    write(tmp_path, "status: [archived]\nabsent: [N.A.]\n", "words.yaml")
    shipped, pack = load(), load([tmp_path])
    assert [r.entity for r in pack.recognizers[len(shipped.recognizers) :]] == ["BADGE"]
    assert pack.headers[-1].header.phrases == (("let", "otrodu"),)
    assert pack.subjects[-1].words == (("oficiant*",),)
    assert pack.status_words[-1] == "archived"
    assert pack.absent_markers[-1] == "n.a."
    assert pack.version != shipped.version


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("internal.subject_id", "identity.inn", r":9: .*category: unknown category 'identity.inn' .*identity.iin"),
        ("category: internal", "validator: kz.badge\n      category: internal", "there is no identifier 'kz.badge'"),
        ("category: internal", "validator: ../x\n      category: internal", "there is no identifier"),
        (r"\bBG[0-9]{6}\b", "(BG", r":7: .*regex: does not compile"),
        (r"\bBG[0-9]{6}\b", r"BG\d{6}", "Unicode class"),
        (r"\bBG[0-9]{6}\b", r"BG(?=[0-9])", "look-around"),
        (r"\bBG[0-9]{6}\b", r"(?<!A)BG", "look-around"),
        (r"\bBG[0-9]{6}\b", r"(B)G\1", "back-reference"),
        (r"\bBG[0-9]{6}\b", ".*BG", r"starts with \.\*"),
        (r"\bBG[0-9]{6}\b", "BG[0-9]{2000}", "repeats more than"),
        (r"\bBG[0-9]{6}\b", "[A-Z&&[^B]]", "set operation"),
        ("UUdddddd", "ЖЖdddddd", "shape is ASCII"),
        ("BADGE", "KZ_IIN", "KZ_IIN is defined twice"),
        ("alone: 0.6", "alone: 1.0", "alone: should be less than 1"),
        ("context: [badge]", "contexts: [badge]", "contexts: unknown key"),
        ("weak: [badge]", "not: [two words]", "'two words' is not one word"),
        ("badge no", "one two three four five", "should be 1 to 4 words"),
    ],
)
def test_a_mistake_is_named(tmp_path, old, new, expected):
    assert old in GOOD
    path = write(tmp_path, GOOD.replace(old, new))
    with pytest.raises(ConfigError, match=expected) as caught:
        load([tmp_path])
    assert str(caught.value).startswith(str(path))


@pytest.mark.parametrize(
    ("name", "text", "expected"),
    [
        ("headers/x.yaml", "identity.agee: {header: {en: [age]}}", "unknown category"),
        ("headers/x.yaml", "identity.age: {header: {en: [age]}, forms: [digits]}", "forms"),
        ("subjects.yaml", "robot: [robot]", "unknown subject 'robot'"),
        ("subjects.yaml", "tables: {robot: [robot]}", "tables.*unknown subject 'robot'"),
        ("subjects.yaml", "columns: {employee: [hr]}", "unknown section 'columns'"),
        ("words.yaml", "stauts: [x]", "unknown key"),
    ],
)
def test_a_mistake_in_the_word_files_is_named(tmp_path, name, text, expected):
    write(tmp_path, text, name)
    with pytest.raises(ConfigError, match=expected):
        load([tmp_path])


def test_a_folder_without_files_or_no_folder_is_an_error(tmp_path):
    with pytest.raises(ConfigError, match="no recognizer file"):
        load([tmp_path])
    with pytest.raises(ConfigError, match="not a folder"):
        load([tmp_path / "missing"])
