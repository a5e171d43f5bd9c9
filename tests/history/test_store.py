"""The file: it is ours and whole, or one line says what is wrong; a run is in it as a whole or not at all."""

import os
import signal
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from barlau.errors import ConfigError, WriteError
from barlau.history import Judged, Run, opened, schema

FIRST = Run(1, "2026-01-01T00:00:00Z", "2026-01-01T00:01:00Z", "complete", 1, 0, 0, 1, 0)


def keep(path: Path, run: Run, **findings: str) -> None:
    path.parent.mkdir(exist_ok=True)
    with opened(path, create=True) as store, store.writing():
        present = {(name, "shop"): body for name, body in findings.items()}
        store.keep(run, present=present, gone=(), report=f"report {run.id}")


def test_run_is_kept_with_its_report_and_its_findings(tmp_path: Path) -> None:
    path = tmp_path / "new" / "history.sqlite"
    keep(path, FIRST, a="{}")
    with opened(path) as store:
        assert store.runs() == [FIRST]
        assert store.report(1) == "report 1"
        assert [(row.fingerprint, row.policy, row.gone) for row in store.findings()] == [("a", "shop", False)]
    assert path.stat().st_mode & 0o077 == 0


def test_a_run_without_a_finding_closes_it_and_a_later_one_opens_it_again(tmp_path: Path) -> None:
    path = tmp_path / "history.sqlite"
    keep(path, FIRST, a="{}", b="{}")
    later = [Run(n, f"2026-01-0{n}T00:00:00Z", "", "complete", 0, 0, 0, 0, 0) for n in (2, 3)]
    with opened(path, create=True) as store, store.writing():
        store.keep(later[0], present={("b", "shop"): "{}"}, gone=[("a", "shop")], report="")
    with opened(path) as store:
        assert {row.fingerprint: row.gone for row in store.findings()} == {"a": True, "b": False}
    keep(path, later[1], a='{"level": "note"}')
    with opened(path) as store:
        (again, _) = store.findings()
    assert (again.gone, again.first_seen, again.last_seen) == (False, FIRST.started_at, later[1].started_at)
    assert again.body == '{"level": "note"}'


def test_last_decision_holds_until_it_is_withdrawn(tmp_path: Path) -> None:
    path = tmp_path / "history.sqlite"
    keep(path, FIRST)
    with opened(path) as store:
        store.decide([Judged("a", "rejected", "dpo", "test data", "2026-01-01T00:00:00Z")])
        store.decide([Judged("a", "confirmed", "dpo", "", "2026-01-02T00:00:00Z")])
        assert store.decisions()["a"].decision == "confirmed"
        store.decide([Judged("a", "withdrawn", "dpo", "", "2026-01-03T00:00:00Z")])
        assert store.decisions() == {}


def test_run_that_does_not_exist_is_an_error_that_names_the_last(tmp_path: Path) -> None:
    keep(tmp_path / "history.sqlite", FIRST)
    with opened(tmp_path / "history.sqlite") as store, pytest.raises(ConfigError, match=r"no run 7 \(the last is 1\)"):
        store.report(7)


def foreign(path: Path) -> None:
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute("CREATE TABLE clients (iin TEXT)")


def later_version(path: Path) -> None:
    keep(path, FIRST)
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute(f"PRAGMA user_version = {schema.VERSION + 1}")


def damaged(path: Path) -> None:
    keep(path, FIRST, **{f"finding{n}": "x" * 500 for n in range(200)})
    content = bytearray(path.read_bytes())
    for page in range(2, len(content) // 4096):
        content[page * 4096 : page * 4096 + 64] = b"\xff" * 64
    path.write_bytes(content)


def truncated(path: Path) -> None:
    keep(path, FIRST, **{f"finding{n}": "x" * 500 for n in range(200)})
    path.write_bytes(path.read_bytes()[:20_000])


@pytest.mark.parametrize("create", [True, False], ids=["to write", "to read"])
@pytest.mark.parametrize(
    ("make", "problem"),
    [
        (foreign, "is a database, but no history of barlau"),
        (lambda path: path.write_text("iin\n110715399990\n" * 99), "is no history of barlau"),
        (later_version, "was written by a later version"),
        (damaged, "is a damaged history"),
        (truncated, "is a damaged history"),
        (lambda path: path.mkdir(), "is a folder"),
    ],
    ids=["another database", "no database", "later version", "damaged", "truncated", "folder"],
)
def test_file_that_is_no_sound_history_is_refused_and_left_alone(tmp_path: Path, make, problem: str, create) -> None:
    path = tmp_path / "history.sqlite"
    make(path)
    before = path.read_bytes() if path.is_file() else None
    with pytest.raises(ConfigError, match=problem) as caught, opened(path, create=create):
        pass
    assert str(path) in str(caught.value)
    assert "\n" not in str(caught.value)
    assert "110715399990" not in str(caught.value)
    assert before is None or path.read_bytes() == before


def test_missing_or_empty_history_holds_no_run(tmp_path: Path) -> None:
    path = tmp_path / "history.sqlite"
    with pytest.raises(ConfigError, match="there is no history"), opened(path):
        pass
    path.touch()
    with pytest.raises(ConfigError, match="is empty"), opened(path):
        pass
    with opened(path, create=True) as store:
        assert store.runs() == []


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")
def test_history_that_cannot_be_written_is_said_before_anything_is_read(tmp_path: Path) -> None:
    keep(tmp_path / "history.sqlite", FIRST)
    (tmp_path / "history.sqlite").chmod(0o400)
    with pytest.raises(ConfigError, match="cannot be written"), opened(tmp_path / "history.sqlite", create=True):
        pass


def test_full_disk_is_a_failure_to_write_and_keeps_what_was_there(tmp_path: Path) -> None:
    path = tmp_path / "history.sqlite"
    keep(path, FIRST, a="{}")
    second = Run(2, "2026-01-02T00:00:00Z", "", "complete", 0, 0, 0, 0, 0)
    findings = {(f"f{n}", ""): "x" * 900 for n in range(900)}
    with opened(path, create=True) as store:
        store._run("PRAGMA max_page_count = 1")
        with pytest.raises(WriteError, match="no room is left"), store.writing():
            store.keep(second, present=findings, gone=(), report="")
    with opened(path) as store:
        assert store.runs() == [FIRST]
        assert len(store.findings()) == 1


KILLED = """
import os, signal, sys
from pathlib import Path
from barlau.history import Run, opened
with opened(Path(sys.argv[1]), create=True) as store, store.writing():
    store._run("PRAGMA cache_size = 2")  # pages reach the file before the end
    present = {(f"f{n}", ""): "x" * 4000 for n in range(400)}
    store.keep(Run(2, "2026-01-02T00:00:00Z", "", "complete", 0, 0, 0, 0, 0), present=present, gone=[("a", "shop")],
               report="")
    os.kill(os.getpid(), signal.SIGKILL)
"""


def test_run_killed_while_it_is_kept_leaves_the_history_as_it_was(tmp_path: Path) -> None:
    path = tmp_path / "history.sqlite"
    keep(path, FIRST, a="{}")
    done = subprocess.run([sys.executable, "-c", KILLED, str(path)], timeout=60)
    assert done.returncode == -signal.SIGKILL
    assert list(tmp_path.glob("*-journal")), "it was killed before anything was written"
    with opened(path, create=True) as store:
        assert store.runs() == [FIRST]
        assert [(row.fingerprint, row.gone) for row in store.findings()] == [("a", False)]


def test_prune_drops_old_reports_and_keeps_all_else(tmp_path: Path) -> None:
    path = tmp_path / "history.sqlite"
    for number in range(1, 6):
        run = Run(number, f"2026-01-0{number}T00:00:00Z", "", "complete", 1, 0, 0, 0, 0)
        with opened(path, create=True) as store, store.writing():
            store.keep(run, present={("a", "shop"): "{}"}, gone=(), report=os.urandom(50_000).hex())
    size = path.stat().st_size
    with opened(path, create=True) as store:
        before = store.findings(), store.runs()
        assert store.prune(2, "2026-01-03T00:00:00Z") == [1, 2]
        assert store.prune(2, "9999") == [3]
        assert store.prune(2, "9999") == []
        assert (store.findings(), store.runs()) == before
        assert len(store.report(4)) == 100_000
        with pytest.raises(ConfigError, match="the report of run 2 was pruned"):
            store.report(2)
    assert path.stat().st_size < size / 2


def test_prune_never_drops_the_last_report(tmp_path: Path) -> None:
    path = tmp_path / "history.sqlite"
    keep(path, FIRST, a="{}")
    with opened(path, create=True) as store:
        assert store.prune(0, "9999") == []
        assert store.report(1) == "report 1"
