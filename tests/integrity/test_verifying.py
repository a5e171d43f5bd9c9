"""Every change to a written report is found and named."""

from __future__ import annotations

import random
from collections.abc import Callable
from pathlib import Path

import pytest

from barlau.errors import ConfigError
from barlau.integrity import sealing, signature
from barlau.integrity.verifying import Checked, verify

from .written import FILES, keys, write


def kinds(found: tuple[Checked, ...]) -> set[tuple[str, str]]:
    return {(problem.kind, problem.name) for one in found for problem in one.problems}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    reports = tmp_path / "reports"
    reports.mkdir()
    write(reports)
    return reports


def test_a_report_that_nobody_touched_is_as_it_was_written(folder: Path) -> None:
    (found,) = verify(folder)
    assert (found.problems, found.count, found.signature) == ((), len(FILES), "unsigned")


@pytest.mark.parametrize("name", ["manifest.json", "report.json"])
def test_one_changed_bit_in_each_byte_of_a_small_file_is_found(folder: Path, name: str) -> None:
    path = folder / name
    whole = path.read_bytes()
    chance = random.Random(7)
    for position in range(len(whole)):
        bits = range(8) if name == "manifest.json" and position % 5 == 0 else [chance.randrange(8)]
        for bit in bits:
            path.write_bytes(whole[:position] + bytes([whole[position] ^ 1 << bit]) + whole[position + 1 :])
            kind = "manifest_damaged" if name == "manifest.json" else "changed"
            assert kinds(verify(folder)) == {(kind, name)}, (position, bit)


def test_random_bits_in_a_big_file_are_found(folder: Path) -> None:
    chance = random.Random(11)
    big = chance.randbytes(3_000_000)
    path = folder / "report.html"
    files = {folder / name: data for name, data in FILES.items()} | {path: big}
    sealing.write(_report(), files, sealing.Seal(), command="scan", exit_code=0)
    with path.open("r+b") as file:
        for _ in range(50):
            position, bit = chance.randrange(len(big)), chance.randrange(8)
            file.seek(position)
            file.write(bytes([big[position] ^ 1 << bit]))
            file.flush()
            assert kinds(verify(folder)) == {("changed", "report.html")}
            file.seek(position)
            file.write(big[position : position + 1])
            file.flush()
    assert kinds(verify(folder)) == set()


def _report():
    from .written import REPORT

    return REPORT


def _add(folder: Path) -> None:
    (folder / "report.csv").write_text("added")


def _add_below(folder: Path) -> None:
    (folder / "more").mkdir()
    (folder / "more" / "\u202ex.html").write_text("added")


def _link(folder: Path) -> None:
    (folder / "report.html").rename(folder.parent / "elsewhere.html")
    (folder / "report.html").symlink_to(folder.parent / "elsewhere.html")


def _cut(folder: Path) -> None:
    (folder / "report.xlsx").write_bytes(FILES["report.xlsx"][:-1])


def _swap(folder: Path) -> None:
    (folder / "report.html").rename(folder / "x")
    (folder / "report.json").rename(folder / "report.html")
    (folder / "x").rename(folder / "report.json")


def _fold(folder: Path) -> None:
    (folder / "report.json").unlink()
    (folder / "report.json").mkdir()


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        (lambda f: (f / "report.html").unlink(), {("missing", "report.html")}),
        (lambda f: (f / "report.html").rename(f / "old.html"), {("renamed", "report.html")}),
        (_add, {("unlisted", "report.csv")}),
        (_add_below, {("unlisted", "more/\u202ex.html")}),
        (_link, {("changed", "report.html")}),
        (_cut, {("changed", "report.xlsx")}),
        (_swap, {("changed", "report.html"), ("changed", "report.json")}),
        (_fold, {("changed", "report.json")}),
        (lambda f: (f / "manifest.json").write_bytes(b""), {("manifest_damaged", "manifest.json")}),
        (lambda f: (f / "manifest.json").write_bytes(b"[" * 100_000), {("manifest_damaged", "manifest.json")}),
        (lambda f: (f / "manifest.json.sig").write_bytes(b"x"), {("unlisted", "manifest.json.sig")}),
    ],
    ids=["missing", "renamed", "added", "added below", "link", "cut", "swapped", "folder", "empty", "deep", "sig"],
)
def test_a_change_is_named(folder: Path, change: Callable[[Path], object], expected: set[tuple[str, str]]) -> None:
    change(folder)
    assert kinds(verify(folder)) == expected


def test_a_renamed_file_is_named_with_its_new_name(folder: Path) -> None:
    (folder / "report.html").rename(folder / "old.html")
    assert [problem.other for problem in verify(folder)[0].problems] == ["old.html"]


def test_what_a_killed_run_left_of_a_report_is_no_report(folder: Path) -> None:
    name = next(path.name for path in folder.iterdir() if path.name.startswith("report"))
    (folder / f".{name}.x1y2.part").write_text("half")
    assert not verify(folder)[0].problems
    (folder / ".other.x1y2.part").write_text("half")
    assert [(p.kind, p.name) for p in verify(folder)[0].problems] == [("unlisted", ".other.x1y2.part")]


def test_a_manifest_cannot_lead_out_of_its_folder(folder: Path) -> None:
    from barlau.integrity.manifest import Entry, Manifest

    for name in ("../secret", "/etc/passwd", "a/../../b", ""):
        (folder / "manifest.json").write_bytes(Manifest("1", "", (Entry(name, 1, "0"),)).to_bytes())
        assert kinds(verify(folder)) == {("manifest_damaged", "manifest.json")}


def test_a_single_report_has_its_manifest_beside_it(tmp_path: Path) -> None:
    write(tmp_path, only="report.html")
    (tmp_path / "another.txt").write_text("somebody else's")
    report = tmp_path / "report.html"
    for named in (report, tmp_path / "report.html.manifest", tmp_path):
        assert kinds(verify(named)) == set()
    report.write_bytes(report.read_bytes() + b" ")
    assert kinds(verify(report)) == {("changed", "report.html")}
    report.unlink()
    assert kinds(verify(report)) == {("missing", "report.html")}


def test_one_report_of_a_folder_is_checked_by_the_manifest_of_the_folder(folder: Path) -> None:
    assert verify(folder / "report.html")[0].count == len(FILES)
    assert verify(folder / "manifest.json")[0].count == len(FILES)


@pytest.mark.parametrize("name", ["", "nothing.html", "lonely.html"])
def test_without_a_manifest_there_is_nothing_to_check_by(tmp_path: Path, name: str) -> None:
    (tmp_path / "lonely.html").write_text("x")
    with pytest.raises(ConfigError):
        verify(tmp_path / name)


def test_signature_holds_for_its_key_only(tmp_path: Path) -> None:
    reports = tmp_path / "reports"
    reports.mkdir()
    private, public = keys(tmp_path)
    other = signature.checker(keys(tmp_path, "other")[1])
    write(reports, sealing.prepare(private, None))
    assert verify(reports)[0].signature == "unchecked"
    assert verify(reports, signature.checker(public))[0].signature == "signed"
    assert kinds(verify(reports, other)) == {("signature_wrong", "manifest.json.sig")}
    made = (reports / "manifest.json.sig").read_bytes()
    for position in range(len(made)):
        (reports / "manifest.json.sig").write_bytes(
            made[:position] + bytes([made[position] ^ 4]) + made[position + 1 :]
        )
        assert kinds(verify(reports, signature.checker(public))) == {("signature_wrong", "manifest.json.sig")}
    (reports / "manifest.json.sig").unlink()
    assert kinds(verify(reports)) == {("signature_missing", "manifest.json.sig")}


def test_a_forger_without_the_key_is_found(tmp_path: Path) -> None:
    """He writes a report and a manifest of his own over the signed ones."""
    reports = tmp_path / "reports"
    reports.mkdir()
    private, public = keys(tmp_path)
    write(reports, sealing.prepare(private, None))
    write(reports, marker="forged")
    assert kinds(verify(reports)) == set()
    assert kinds(verify(reports, signature.checker(public))) == {("signature_missing", "manifest.json.sig")}


def test_openssl_checks_the_signature_too(tmp_path: Path) -> None:
    import subprocess

    private, public = keys(tmp_path)
    write(tmp_path, sealing.prepare(private, None), only="report.json")
    made = tmp_path / "report.json.manifest"
    command = ["openssl", "pkeyutl", "-verify", "-pubin", "-inkey", public, "-rawin", "-in", made, "-sigfile"]
    subprocess.run([*command, f"{made}.sig"], check=True, capture_output=True)


def test_a_run_that_does_not_sign_leaves_no_signature_of_another(tmp_path: Path) -> None:
    private, _ = keys(tmp_path)
    reports = tmp_path / "reports"
    reports.mkdir()
    write(reports, sealing.prepare(private, None))
    write(reports, marker="2")
    assert kinds(verify(reports)) == set()
    assert not (reports / "manifest.json.sig").exists()
