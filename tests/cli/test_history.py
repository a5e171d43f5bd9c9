"""Runs that are kept, as a user has them: audits one after another, on files of a project."""

import json
import signal
from pathlib import Path

import pytest

from .conftest import POLICY
from .test_signals import wait_for

PROJECT = """\
schema: barlau.project/1
policies: [shop.yaml]
sources: [{name: files, url: data}]
"""
MAILS = "email\n" + "".join(f"person{n}@example.kz\n" for n in range(200))


WRONG = [
    (["report", "9"], "there is no run 9 (the last is 1)"),
    (["report", "previous"], "previous: there is no such run yet"),
    (["report", "first"], "first: is no run"),
    (["report", "1", "--history", "none.sqlite"], "none.sqlite: there is no history"),
    (["report", "1", "--project", "none.yaml"], "none.yaml: no such file"),
    (["diff", "1", "shop.yaml"], "shop.yaml: is not JSON"),
    (["diff", "1", "gone.json"], "gone.json: is no run and no file"),
    (["decide", "abcdef", "--confirm"], "abcdef: names no open finding"),
    (["decide", "abcdef"], "decide: does not say what to do"),
    (["decide", "abcdef", "--confirm", "--reject"], "decide: does not say what to do"),
]


@pytest.fixture(autouse=True)
def _project(folder: Path) -> None:
    (folder / "barlau.yaml").write_text(PROJECT)
    (folder / "shop.yaml").write_text(POLICY)
    (folder / "data").mkdir()
    (folder / "data" / "letters.csv").write_text(MAILS)
    (folder / "data" / "phones.csv").write_text("phone\n" + "".join(f"+7701{n:07d}\n" for n in range(1000, 1200)))


def test_second_audit_says_what_changed_and_wakes_nobody(run, folder: Path) -> None:
    first = run("audit", "--fail-on", "new", "--quiet")
    assert (first.code, first.err) == (1, "")
    assert "Run 1, the first that the history keeps." in first.out
    assert (folder / ".barlau" / "history.sqlite").is_file()
    second = run("audit", "--fail-on", "new")
    assert second.code == 0
    assert "Run 2, compared with run 1: 0 new, 0 gone." in second.out
    (folder / "data" / "letters.csv").unlink()
    (folder / "data" / "news.csv").write_text(MAILS)
    third = run("audit", "--fail-on", "new", "--format", "json")
    assert third.code == 1
    assert {f["location"]["object"]: f["state"] for f in third.report()["findings"]} == {
        "letters.csv": "gone",
        "news.csv": "new",
    }


def test_history_of_ones_own_and_none(run, folder: Path) -> None:
    assert run("audit", "--history", "elsewhere/h.sqlite").code == 1
    assert (folder / "elsewhere" / "h.sqlite").is_file()
    none = run("audit", "--no-history", "--format", "json")
    assert "history" not in none.report()
    assert not (folder / ".barlau").exists()


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["audit", "--no-history", "--fail-on", "new"], "--no-history: contradicts --fail-on new"),
        (["audit", "--no-history", "--history", "h"], "--no-history: contradicts --history"),
        (["audit", "--history", "shop.yaml"], "shop.yaml: is no history of barlau"),
        (["audit", "--history", "data"], "data: is a folder, a history is a file"),
        (["scan", "data", "--fail-on", "new"], "--fail-on: new needs a history"),
    ],
)
def test_what_cannot_be_is_one_line(run, arguments: list[str], message: str) -> None:
    outcome = run(*arguments)
    assert (outcome.code, outcome.out) == (2, "")
    assert message in outcome.err
    assert outcome.err.count("\n") == 1


def test_audit_that_is_stopped_is_kept_and_taken_up_by_the_next(run, start, folder: Path) -> None:
    assert run("audit").code == 1
    (folder / "data" / "letters.csv").write_text(MAILS * 100_000)
    (folder / "data" / "a.csv").write_text("phone\n" + "+77011234567\n" * 500)
    process = start("audit", "--format", "json", "--output", "report.json", "--log-level", "debug")
    wait_for(process, "a.csv: scanned", "reading letters.csv")
    process.send_signal(signal.SIGINT)
    process.communicate(timeout=60)
    assert process.returncode == 130
    report = json.loads((folder / "report.json").read_text())
    assert report["run"]["status"] == "interrupted"
    assert [finding["state"] for finding in report["findings"]] == []
    assert report["history"]["unchecked"] == 1
    (folder / "data" / "letters.csv").write_text(MAILS)
    resumed = run("audit", "--format", "json").report()
    since = {item["object"]: item.get("unchanged_since") for item in resumed["objects"]}
    assert since.pop("phones.csv") in (None, 1, 2)  # written moments before the first run: it may be read once more
    assert since == {"a.csv": 2, "letters.csv": 1}
    assert [finding["state"] for finding in resumed["findings"]] == ["unchanged"]


def test_audit_that_is_killed_leaves_report_and_history_as_they_were(run, start, folder: Path) -> None:
    assert run("audit", "--format", "json", "--output", "report.json").code == 1
    before = (folder / "report.json").read_bytes()
    (folder / "data" / "letters.csv").write_text(MAILS * 100_000)
    process = start("audit", "--format", "json", "--output", "report.json", "--log-level", "debug")
    wait_for(process, "reading letters.csv")
    process.kill()
    process.communicate(timeout=60)
    assert (folder / "report.json").read_bytes() == before
    (folder / "data" / "letters.csv").write_text(MAILS)
    after = run("audit", "--format", "json").report()
    assert (after["history"]["run"], after["history"]["previous"]) == (2, 1)
    assert [finding["state"] for finding in after["findings"]] == ["unchanged"]


def test_kept_run_is_rendered_again_in_every_format(run, folder: Path) -> None:
    made = run("audit", "--format", "json").out
    (folder / "data" / "letters.csv").unlink()
    (folder / "data" / "other.csv").write_text("colour\nred\n")
    run("audit")
    assert run("report", "1", "--format", "json").out == made
    assert run("report", "previous", "--format", "json").out == made
    assert run("report", "last", "--lang", "ru").out.splitlines()[-2].startswith("Проверка 2 в сравнении с проверкой 1")
    both = run("report", "1", "--format", "json", "--format", "html", "--output", "out")
    assert both.code == 0
    assert {path.name for path in (folder / "out").iterdir()} >= {"report.json", "report.html"}
    listed = run("report").out.splitlines()
    assert [line.split()[0] for line in listed] == ["run", "1", "2"]


def test_difference_of_runs_and_of_reports(run, folder: Path) -> None:
    (folder / "a.json").write_text(run("audit", "--format", "json").out)
    (folder / "data" / "news.csv").write_text(MAILS)
    (folder / "data" / "letters.csv").unlink()
    (folder / "b.json").write_text(run("audit", "--format", "json").out)
    between = json.loads(run("diff", "1", "2", "--format", "json").out)
    assert [(f["location"]["object"], f["state"]) for f in between["new"]] == [("news.csv", "new")]
    assert [(f["location"]["object"], f["state"]) for f in between["gone"]] == [("letters.csv", "gone")]
    assert [(c["location"]["object"], c["before"], c["after"]) for c in between["columns"]] == [
        ("letters.csv", ["contact.email"], None),
        ("news.csv", None, ["contact.email"]),
    ]
    files = json.loads(run("diff", "a.json", "b.json", "--format", "json").out)
    assert {key: files[key] for key in ("gone", "columns", "objects")} == {
        key: between[key] for key in ("gone", "columns", "objects")
    }
    assert files["before"]["file"] == "a.json"
    assert run("diff", "a.json", "2", "--fail-on", "error").code == 1
    same = run("diff", "last", "b.json", "--fail-on", "note")
    assert (same.code, same.out.splitlines()[-1]) == (0, "The two runs found the same.")
    shown = run("diff", "previous", "last").out
    assert "New  1 finding" in shown
    assert "files.news.csv.email" in shown


def test_rejected_finding_stays_rejected_and_comes_back_when_withdrawn(run) -> None:
    assert run("audit").code == 1
    (line, *_) = run("decide").out.splitlines()
    number, level, rule, place = line.split()
    assert (level, rule, place) == ("error", "undeclared", "files.letters.csv.email")
    assert run("decide", number, "--reject").err.startswith("barlau: --reason: is missing")
    assert run("decide", place, "--reject", "--reason", "mailing list of the shop itself", "--by", "dpo").code == 0
    again = run("audit", "--format", "json")
    assert again.code == 0
    (finding,) = again.report()["findings"]
    assert finding["decision"]["decision"] == "rejected"
    assert "rejected (dpo)" in run("decide").out
    assert "1 error" in run("report", "1").out
    assert "0 errors" in run("report", "1", "--decided").out
    assert run("decide", number, "--withdraw").code == 0
    assert run("audit").code == 1
    assert run("decide", number, "--confirm", "--by", "dpo").code == 0
    confirmed = run("audit", "--format", "json")
    assert confirmed.code == 1
    assert confirmed.report()["findings"][0]["decision"]["decision"] == "confirmed"


def test_what_is_not_kept_is_one_line(run) -> None:
    run("audit", "--quiet")
    for arguments, message in WRONG:
        outcome = run(*arguments)
        assert (outcome.code, outcome.out) == (2, "")
        assert message in outcome.err
        assert outcome.err.count("\n") == 1


def test_audit_leaves_figures_and_a_line_for_the_log(run, folder: Path) -> None:
    made = run("audit", "--quiet", "--format", "json", "--output", "report.json", "--prometheus", "barlau.prom")
    assert made.err.startswith("barlau audit run=1 project=")
    assert made.err.count("\n") == 1
    assert " exit=1 errors=1 " in made.err
    figures = (folder / "barlau.prom").read_text()
    assert f'barlau_findings_new{{project="{folder}/barlau.yaml",level="error"}} 1\n' in figures
    assert (folder / "barlau.prom").stat().st_mode & 0o777 == 0o644
    again = run("audit", "--quiet", "--prometheus", "barlau.prom")
    assert again.err == ""
    assert (
        f'barlau_findings_new{{project="{folder}/barlau.yaml",level="error"}} 0\n'
        in (folder / "barlau.prom").read_text()
    )
    wrong = run("audit", "--prometheus", "barlau.txt")
    assert (wrong.code, wrong.err.count("\n")) == (2, 1)


def test_audit_beside_another_is_refused(run, start, folder: Path) -> None:
    (folder / "data" / "letters.csv").write_text(MAILS * 100_000)
    first = start("audit", "--log-level", "debug")
    wait_for(first, "reading letters.csv")
    second = run("audit")
    assert (second.code, second.out) == (2, "")
    assert f"another audit is running (process {first.pid} on " in second.err
    assert run("audit", "--no-history", "--sample", "10").code in (0, 1)
    first.kill()
    first.communicate(timeout=60)
    (folder / "data" / "letters.csv").write_text(MAILS)
    assert run("audit").code == 1


def test_pruned_runs_stay_in_the_list_and_in_the_comparison(run, folder: Path) -> None:
    for _ in range(3):
        run("audit", "--quiet")
    pruned = run("history", "prune", "--keep", "1")
    assert (pruned.code, pruned.out) == (
        0,
        "Dropped the reports of 2 runs; their figures, the findings and decisions stay.\n",
    )
    listed = run("report").out
    assert all(f"\n{number} " in listed or f"\n  {number} " in listed for number in (1, 2, 3))
    assert run("report", "last").code == 0
    gone = run("report", "1")
    assert (gone.code, gone.err.count("\n")) == (2, 1)
    assert "the report of run 1 was pruned" in gone.err
    again = run("audit", "--fail-on", "new", "--format", "json")
    assert again.code == 0
    assert {finding["state"] for finding in again.report()["findings"]} == {"unchanged"}
    # a file written moments before a run is read once more: it may have changed within the same tick
    assert all(item["unchanged_since"] in (1, 2) for item in again.report()["objects"])


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["history", "prune"], "history prune: does not say what to drop"),
        (["history", "prune", "--keep", "1", "--history", "none.sqlite"], "none.sqlite: there is no history"),
    ],
)
def test_prune_that_cannot_be_done_is_one_line(run, folder: Path, arguments, said) -> None:
    refused = run(*arguments)
    assert (refused.code, refused.out, refused.err.count("\n")) == (2, "", 1)
    assert said in refused.err
    assert not (folder / "none.sqlite.lock").exists()


def test_recent_reports_are_not_pruned(run) -> None:
    for _ in range(2):
        run("audit", "--quiet")
    assert "reports of 0 runs" in run("history", "prune", "--older-than", "1").out
    assert run("report", "1").code == 0
