"""The exit status says how the run ended: 0 to 5 as the interface promises."""

from pathlib import Path

import pytest

from .conftest import HARMLESS, PEOPLE, POLICY

BROKEN = b"PAR1 cut off"


@pytest.fixture
def files(folder: Path) -> Path:
    (folder / "people.csv").write_text(PEOPLE)
    (folder / "harmless.csv").write_text(HARMLESS)
    (folder / "policy.yaml").write_text(POLICY)
    (folder / "broken.parquet").write_bytes(BROKEN)
    return folder


@pytest.mark.parametrize(
    ("arguments", "code", "status"),
    [
        pytest.param("people.csv", 0, "complete", id="personal data without a policy"),
        pytest.param("harmless.csv --policy policy.yaml", 0, "complete", id="nothing undeclared"),
        pytest.param("people.csv --policy policy.yaml", 1, "complete", id="undeclared"),
        pytest.param("people.csv --policy policy.yaml --fail-on never", 0, "complete", id="undeclared and never"),
        pytest.param("harmless.csv --policy policy.yaml --fail-on note", 1, "complete", id="a note and fail on note"),
        pytest.param("harmless.csv broken.parquet", 3, "incomplete", id="unread"),
        pytest.param("people.csv broken.parquet --policy policy.yaml", 4, "incomplete", id="unread and undeclared"),
        pytest.param("harmless.csv broken.parquet --allow-incomplete corrupt", 0, "incomplete", id="unread, allowed"),
        pytest.param("harmless.csv broken.parquet --allow-incomplete LOCKED", 3, "incomplete", id="other allowed"),
        pytest.param("harmless.csv --sample 1", 0, "incomplete", id="sample asked for"),
    ],
)
@pytest.mark.usefixtures("files")
def test_exit_code_and_status(run, arguments: str, code: int, status: str) -> None:
    done = run("scan", "--format", "json", "--quiet", *arguments.split())
    assert (done.code, done.err) == (code, "")
    run_part = done.report()["run"]
    assert run_part["status"] == status
    assert run_part["threshold_hit"] == (code in (1, 4))


@pytest.mark.usefixtures("files")
def test_damaged_file_is_named_and_the_good_ones_are_scanned(run) -> None:
    shown = run("scan", "people.csv", "broken.parquet")
    assert shown.code == 3
    assert "broken.parquet" in shown.out
    assert "CORRUPT" in shown.out
    assert "identity.iin" in shown.out


@pytest.mark.usefixtures("files")
def test_allowed_reasons_are_told_in_the_report(run) -> None:
    done = run("scan", "harmless.csv", "broken.parquet", "--allow-incomplete", "CORRUPT,LOCKED", "-f", "json")
    assert done.report()["run"]["allowed_incomplete"] == ["CORRUPT", "LOCKED"]
    assert done.statuses() == {"harmless.csv": ("scanned", None), "broken.parquet": ("not_scanned", "CORRUPT")}


@pytest.mark.parametrize("output", ["absent/report.json", "people.csv/report.json", "folder"], ids=str)
@pytest.mark.usefixtures("files")
def test_report_that_cannot_be_written_is_5(run, folder: Path, output: str) -> None:
    (folder / "folder").mkdir()
    before = sorted(folder.rglob("*"))
    done = run("scan", "people.csv", "--quiet", "--output", output)
    assert (done.code, done.out) == (5, "")
    assert done.err.startswith(f"barlau: {output}: cannot be written (")
    assert done.err.count("\n") == 1
    assert sorted(folder.rglob("*")) == before


@pytest.mark.usefixtures("files")
def test_full_disk_is_5(run) -> None:
    done = run("policy", "show", "policy.yaml")
    assert done.code == 0
    if Path("/dev/full").exists():
        done = run("recognizers", "export", "--output", "/dev/full/x")
        assert done.code == 5


@pytest.mark.usefixtures("files")
def test_output_replaces_the_file_and_leaves_standard_output_empty(run, folder: Path) -> None:
    (folder / "report.json").write_text("older")
    done = run("scan", "harmless.csv", "-f", "json", "-o", "report.json", "-q")
    assert (done.code, done.out, done.err) == (0, "", "")
    assert (folder / "report.json").read_text().startswith("{")
    assert not list(folder.glob(".report*"))


@pytest.mark.usefixtures("files")
def test_data_go_to_standard_output_and_words_for_people_to_standard_error(run) -> None:
    done = run("scan", "people.csv", "--format", "json")
    assert done.report()["run"]["status"] == "complete"
    assert done.err.count("\n") == 1
