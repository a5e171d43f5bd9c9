"""A run that is killed while it writes leaves the report before it, or a mixture that is called one."""

from __future__ import annotations

import subprocess
import sys
import time
from pathlib import Path

import pytest

from barlau.integrity import sealing
from barlau.integrity.verifying import verify

from .written import FILES, write

KILLED = """
import os, signal, subprocess, sys
from pathlib import Path
sys.path.insert(0, sys.argv[1])
from barlau.integrity import sealing
from integrity.written import write
owner, name, left = {"os": os, "Popen": subprocess.Popen}[sys.argv[3]], sys.argv[4], int(sys.argv[5])
real = getattr(owner, name)
def deadly(*args, **more):
    global left
    left -= 1
    if not left:
        if name == "communicate":
            args[0].stdin.write(args[1][: int(len(args[1]) * float(sys.argv[6]))])
            args[0].stdin.flush()
        os.killpg(0, signal.SIGKILL)
    return real(*args, **more)
setattr(owner, name, deadly)
folder = Path(sys.argv[2])
write(folder / "reports", sealing.Seal(log=folder / "audit.jsonl"), marker="new")
"""
TESTS = Path(__file__).parents[1]


def written_and_killed(folder: Path, *when: str) -> tuple[bool, bool]:
    """Write a run, and a second one that is killed; whether it was killed, and whether all is new instead of old."""
    reports = folder / "reports"
    reports.mkdir(parents=True)
    write(reports, sealing.Seal(log=folder / "audit.jsonl"))
    old = (reports / "manifest.json").read_bytes()
    command = [sys.executable, "-c", KILLED, TESTS, folder, *when]
    done = subprocess.run(command, capture_output=True, start_new_session=True)
    assert done.returncode in (0, -9), done.stderr.decode()
    patience = time.monotonic() + (0 if done.returncode == 0 else 2)
    while (reports / "manifest.json").read_bytes() == old and time.monotonic() < patience:
        time.sleep(0.05)
    new = (reports / "manifest.json").read_bytes() != old
    assert not verify(reports)[0].problems, "old and new files are mixed"
    assert {name: (reports / name).read_bytes() for name in FILES} == {
        name: data + b"new" * new for name, data in FILES.items()
    }
    assert not verify(folder / "audit.jsonl")[0].problems
    return done.returncode == -9, new


def test_killed_before_all_is_on_the_disk(tmp_path: Path) -> None:
    ends = [written_and_killed(tmp_path / str(number), "os", "fsync", str(number)) for number in range(1, 7)]
    assert ends == [(True, False)] * 5 + [(False, True)], "three reports, the log and the manifest"


@pytest.mark.parametrize(("told", "new"), [(0, False), (0.3, False), (0.99, False), (1, True)])
def test_killed_while_names_are_given(tmp_path: Path, told: float, *, new: bool) -> None:
    """The whole process group dies; what was told completely is done all the same."""
    assert written_and_killed(tmp_path, "Popen", "communicate", "1", str(told)) == (True, new)


def test_interrupted_while_names_are_given(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Ctrl+C does not take away what the other process, slow here, has not renamed yet."""
    slow = tmp_path / "slow"
    slow.write_text(f'#!/bin/sh\nsleep 0.6\nexec "{sys.executable}" "$@"\n')
    slow.chmod(0o755)
    reports = tmp_path / "reports"
    reports.mkdir()
    write(reports)
    real = subprocess.Popen.wait

    def interrupted(process: subprocess.Popen[bytes], timeout: float | None = None) -> int:
        monkeypatch.setattr(subprocess.Popen, "wait", real)
        raise KeyboardInterrupt

    monkeypatch.setattr(sys, "executable", str(slow))
    monkeypatch.setattr(subprocess.Popen, "wait", interrupted)
    with pytest.raises(KeyboardInterrupt):
        write(reports, marker="new")
    assert {name: (reports / name).read_bytes() for name in FILES} == {name: x + b"new" for name, x in FILES.items()}
    assert not verify(reports)[0].problems
    assert not [path for path in reports.iterdir() if path.name.startswith(".")]


def test_a_write_that_fails_leaves_everything(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    import os

    write(tmp_path)
    before = {path.name: path.read_bytes() for path in tmp_path.iterdir()}

    def full(handle: int) -> None:
        raise OSError(28, "")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(OSError, match="28"):
        write(tmp_path, marker="new")
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == before


def test_leftovers_of_killed_runs_are_swept(tmp_path: Path) -> None:
    import os

    left, fresh = tmp_path / ".report.html.abc.part", tmp_path / ".report.html.def.part"
    left.write_text("x")
    fresh.write_text("x")
    os.utime(left, (1, 1))
    write(tmp_path)
    assert not left.exists()
    assert fresh.exists()


def test_a_pipe_is_written_to_and_gets_no_manifest(tmp_path: Path) -> None:
    import os

    from .written import REPORT

    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    reader = subprocess.Popen(["cat", pipe], stdout=subprocess.PIPE)
    sealing.write(REPORT, {pipe: b"report"}, sealing.Seal(), command="scan", exit_code=0)
    assert reader.communicate()[0] == b"report"
    assert [path.name for path in tmp_path.iterdir()] == ["pipe"]
