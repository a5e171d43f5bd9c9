"""`barlau explain` of rules, verdicts, promises, categories and entities, beside columns."""

import json

import pytest


@pytest.mark.parametrize(
    ("word", "said"),
    [
        ("undeclared", "Not declared in the policy  undeclared"),
        ("wrong_source", "Declared from another source  wrong-source"),
        ("NOT-PERSONAL", "Not personal data  not-personal"),
        ("minors-present", "No minors  minors-present"),
        ("identity.iin", "Individual identification number (IIN)  identity.iin"),
        ("finance", "Financial data  finance"),
        ("kz_iin", "Individual identification number (IIN)  KZ_IIN"),
        ("KZ_PHONE", None),
    ],
)
def test_a_word_of_reports_is_explained_in_its_usual_spellings(run, word, said):
    done = run("explain", word)
    if said is None:
        assert (done.code, done.out) == (2, "")
        return
    assert (done.code, done.err) == (0, "")
    assert done.out.startswith(said)


@pytest.mark.parametrize(
    ("language", "said"), [("en", "Why it matters"), ("ru", "Почему это важно"), ("kk", "Неліктен маңызды")]
)
def test_in_three_languages_and_forms(run, language, said):
    assert said in run("explain", "reversible-hash", "--lang", language).out
    written = run("explain", "reversible-hash", "--lang", language, "--format", "markdown").out
    assert written.startswith("# ")
    assert f"\n## {said}\n" in written
    told = json.loads(run("explain", "reversible-hash", "--lang", language, "--format", "json").out)
    assert (told["schema"], told["kind"], told["id"]) == ("barlau.reference/1", "rule", "reversible-hash")


@pytest.mark.parametrize(
    ("word", "near"),
    [
        ("undeclard", "undeclared"),
        ("iin", "identity.iin"),
        ("KZ_INN", "KZ_IIN"),
        ("minor-present", "minors-present"),
    ],
)
def test_an_unknown_word_shows_near_ones_in_one_line(run, word, near):
    done = run("explain", word)
    assert (done.code, done.out) == (2, "")
    assert len(done.err.splitlines()) == 1
    assert near in done.err


def test_a_word_like_nothing_says_how_to_name_a_column(run):
    done = run("explain", "qqqqqqqqqqqq")
    assert done.code == 2
    assert "barlau explain TARGET COLUMN" in done.err


def test_a_column_of_a_target_is_still_a_column(run, folder):
    """A file called like a category: its column is named apart from it."""
    (folder / "identity").mkdir()
    (folder / "identity" / "people.csv").write_text("iin\n110715399990\n010101399088\n")
    assert "ref" not in run("explain", "identity", "people.csv.iin").err
    assert "What would change the decision" in run("explain", "identity", "people.csv.iin").out
    assert "Wider categories" in run("explain", "identity.iin").out


def test_markdown_of_a_column_is_usage_error(run, folder):
    (folder / "people.csv").write_text("iin\n110715399990\n")
    done = run("explain", "people.csv.iin", "--format", "markdown")
    assert (done.code, done.out) == (2, "")
    assert "is no rule, category or entity" in done.err


def test_own_recognizers_are_explained(run, folder):
    (folder / "own").mkdir()
    (folder / "own" / "badge.yaml").write_text(
        "# Badge of a visitor: house rule 7.\n"
        "supported_languages: [ru]\n"
        "recognizers:\n"
        "  - name: badge\n"
        "    supported_entity: MY_BADGE\n"
        "    patterns: [{name: plain, regex: 'BDG-[0-9]{6}', score: 0.9}]\n"
        "    barlau: {category: contract.number, alone: 0.8, named: 0.97, match: [BDG-123456]}\n"
    )
    done = run("explain", "MY_BADGE", "--recognizers", "own")
    assert done.code == 0
    assert "house rule 7" in done.out
    assert "BDG-123456" in done.out
