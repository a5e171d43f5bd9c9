"""The exit status says how the run ended: 0 to 5 as the interface promises."""

from pathlib import Path

import pytest

from .conftest import HARMLESS, PEOPLE, POLICY, checked


@pytest.fixture(autouse=True)
def _files(folder: Path) -> None:
    for name, table in (("people", PEOPLE), ("clean", HARMLESS), ("gap", HARMLESS), ("both", PEOPLE)):
        (folder / name).mkdir()
        (folder / name / "table.csv").write_text(table)
    for name in ("gap", "both"):
        (folder / name / "broken.parquet").write_bytes(b"PAR1 cut off")
    (folder / "policy.yaml").write_text(POLICY)


@pytest.mark.parametrize(
    ("arguments", "code", "status"),
    [
        pytest.param("people", 0, "complete", id="personal data without a policy"),
        pytest.param("clean -p policy.yaml", 0, "complete", id="nothing undeclared"),
        pytest.param("people -p policy.yaml", 1, "complete", id="undeclared"),
        pytest.param("people -p policy.yaml --fail-on never", 0, "complete", id="undeclared and never"),
        pytest.param("clean -p policy.yaml --fail-on note", 1, "complete", id="a note and fail on note"),
        pytest.param("gap", 3, "incomplete", id="unread"),
        pytest.param("both -p policy.yaml", 4, "incomplete", id="unread and undeclared"),
        pytest.param("gap --allow-incomplete corrupt,LOCKED", 0, "incomplete", id="unread, allowed"),
        pytest.param("gap --allow-incomplete LOCKED", 3, "incomplete", id="unread, another reason allowed"),
        pytest.param("clean --sample 1", 0, "complete", id="sample asked for"),
    ],
)
def test_exit_code_and_status(run, arguments: str, code: int, status: str) -> None:
    done = run("scan", "--format", "json", "--quiet", *arguments.split())
    assert (done.code, done.err) == (code, "")
    said = done.report()["run"]
    assert (said["status"], said["threshold_hit"]) == (status, code in (1, 4))
    assert said.get("allowed_incomplete") == allowed(arguments)


def allowed(arguments: str) -> list[str] | None:
    reasons = arguments.partition("--allow-incomplete ")[2]
    return sorted(reasons.upper().split(",")) if reasons else None


def test_damaged_file_is_named_and_the_good_one_is_scanned(run) -> None:
    done = run("scan", "both", "--allow-incomplete", "CORRUPT")
    assert done.code == 0
    assert [
        words for words in ("both.broken.parquet  not read", "CORRUPT: ", "identity.iin") if words not in done.out
    ] == []
    assert done.err.count("\n") == 1


@pytest.mark.parametrize("output", ["absent/report.json", "policy.yaml/report.json", "people"], ids=str)
def test_report_that_cannot_be_written_is_5(run, folder: Path, output: str) -> None:
    before = sorted(folder.rglob("*"))
    done = run("scan", "clean", "--quiet", "--output", output)
    assert (done.code, done.out) == (5, "")
    assert done.err.startswith(f"barlau: {output}: cannot be written (")
    assert done.err.count("\n") == 1
    assert sorted(folder.rglob("*")) == before


def test_full_disk_is_5(start) -> None:
    with Path("/dev/full").open("w") as full:
        process = start("policy", "show", "policy.yaml", stdout=full)
        assert process.communicate()[1] == "barlau: standard output: cannot be written (No space left on device)\n"
    assert process.returncode == 5


def test_output_replaces_the_file_and_leaves_standard_output_empty(run, folder: Path) -> None:
    (folder / "report.json").write_text("older")
    done = run("scan", "clean", "-f", "json", "-o", "report.json")
    assert (done.code, done.out, done.err.count("\n")) == (0, "", 1)
    assert checked((folder / "report.json").read_text())["run"]["status"] == "complete"
    assert not list(folder.glob(".report*"))


def test_reader_that_leaves_early_is_no_error(start) -> None:
    with start("scan", "people", "-p", "policy.yaml", "-q") as process:
        process.stdout.close()
        assert process.stderr.read() == ""
    assert process.returncode == 1
