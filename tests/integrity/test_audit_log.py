"""A log that was changed, cut, extended or reordered is found, with the line."""

from __future__ import annotations

import json
import random
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from barlau.errors import ConfigError
from barlau.integrity import audit_log, sealing, signature
from barlau.integrity.canonical import sealed
from barlau.integrity.verifying import verify

from .written import FILES, keys, write

RUNS = 5


@pytest.fixture
def log(tmp_path: Path) -> Path:
    path = tmp_path / "trail" / "audit.jsonl"
    for number in range(RUNS):
        audit_log.append(path, {"at": f"2026-03-0{number + 1}", "status": "complete"})
    return path


def flaws(log: Path) -> list[tuple[str, int | None]]:
    return [(problem.kind, problem.line) for one in verify(log) for problem in one.problems]


def rewrite(log: Path, *order: int) -> None:
    lines = log.read_bytes().splitlines(keepends=True)
    log.write_bytes(b"".join(lines[number] for number in order))


def test_a_whole_log_holds(log: Path) -> None:
    assert flaws(log) == []
    assert verify(log)[0].count == RUNS


@pytest.mark.parametrize(
    ("order", "flaw"),
    [
        ((0, 1, 3, 4, 5), ("record_order", 3)),
        ((1, 2, 3, 4, 5), ("record_order", 1)),
        ((0, 2, 1, 3, 4, 5), ("record_order", 2)),
        ((0, 1, 1, 2, 3, 4, 5), ("record_order", 3)),
        ((0, 1, 2, 3, 5), ("cut", 5)),
        ((0, 1, 2, 3, 4), ("seal_missing", 6)),
        ((0, 1, 2), ("seal_missing", 4)),
        ((), ("seal_missing", 1)),
        ((5,), ("cut", 1)),
        ((0, 1, 2, 3, 5, 4), ("cut", 5)),
        ((0, 1, 2, 3, 4, 5, 5), ("seal_early", 7)),
    ],
    ids=["middle", "first", "swapped", "doubled", "last", "seal", "end", "all", "records", "after seal", "two seals"],
)
def test_a_cut_or_reordered_log_is_found(log: Path, order: tuple[int, ...], flaw: tuple[str, int]) -> None:
    rewrite(log, *order)
    assert flaws(log) in ([flaw], [("seal_early", flaw[1] + 1)])


def test_one_changed_bit_in_each_byte_is_found_on_its_line(log: Path) -> None:
    whole = log.read_bytes()
    chance = random.Random(3)
    for position in range(len(whole)):
        bit = chance.randrange(8)
        log.write_bytes(whole[:position] + bytes([whole[position] ^ 1 << bit]) + whole[position + 1 :])
        ((kind, line),) = flaws(log)
        assert kind in ("record_damaged", "seal_damaged", "record_foreign"), (position, bit)
        assert line == whole[:position].count(b"\n") + 1


def test_a_record_with_a_digest_of_its_own_does_not_fit_the_chain(log: Path) -> None:
    lines = log.read_bytes().splitlines(keepends=True)
    lines[2] = sealed({**json.loads(lines[2]), "status": "forged"})
    log.write_bytes(b"".join(lines))
    assert flaws(log) == [("record_order", 4)]


def test_a_damaged_log_is_not_continued(log: Path) -> None:
    rewrite(log, 0, 1, 3, 4, 5)
    before = log.read_bytes()
    with pytest.raises(ConfigError, match=r"audit\.jsonl:3"):
        audit_log.append(log, {})
    assert log.read_bytes() == before


def test_a_log_written_anew_is_found_by_the_key_and_by_the_manifest(tmp_path: Path) -> None:
    private, public = keys(tmp_path)
    log, reports = tmp_path / "audit.jsonl", tmp_path / "reports"
    reports.mkdir()
    seal = sealing.prepare(private, log)
    for run in range(3):
        write(reports, seal, marker=str(run))
    checker = signature.checker(public)
    assert not [p for one in verify(reports, checker, log) for p in one.problems]
    log.unlink()
    audit_log.append(log, {"status": "complete"})
    found = verify(reports, checker, log)
    assert [p.kind for one in found for p in one.problems] == ["log_rolled_back", "signature_missing"]


def test_an_old_copy_of_the_log_is_found_by_the_manifest(tmp_path: Path) -> None:
    log, reports = tmp_path / "audit.jsonl", tmp_path / "reports"
    reports.mkdir()
    write(reports, sealing.Seal(log=log))
    old = log.read_bytes()
    write(reports, sealing.Seal(log=log), marker="2")
    log.write_bytes(old)
    assert [(p.kind, p.line) for p in verify(reports)[0].problems] == [("log_rolled_back", 2)]
    log.unlink()
    assert verify(reports)[0].log == "../audit.jsonl"
    assert [p.kind for one in verify(reports, log=log) for p in one.problems] == ["log_missing"]


def test_a_record_names_the_files_of_its_run(tmp_path: Path) -> None:
    log = tmp_path / "audit.jsonl"
    write(tmp_path, sealing.Seal(log=log))
    record = json.loads(log.read_bytes().splitlines()[0])
    assert [entry["name"] for entry in record["files"]] == sorted(FILES)
    assert (record["command"], record["exit_code"], record["status"], record["number"]) == ("scan", 0, "complete", 1)
    assert not [p for one in verify(tmp_path) for p in one.problems]


def test_runs_at_the_same_time_each_get_a_record(tmp_path: Path) -> None:
    log = tmp_path / "audit.jsonl"
    with ThreadPoolExecutor(8) as pool:
        numbers = [number for number, _ in pool.map(lambda n: audit_log.append(log, {"n": n}), range(24))]
    assert sorted(numbers) == list(range(1, 25))
    assert flaws(log) == []
