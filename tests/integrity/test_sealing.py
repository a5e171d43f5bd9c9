"""A run that is killed while it writes leaves the report before it, or a mixture that is called one."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from barlau.integrity import sealing
from barlau.integrity.verifying import verify

from .written import FILES, write

KILLED = """
import os, signal, sys
from pathlib import Path
sys.path.insert(0, sys.argv[1])
from barlau.integrity import sealing
from integrity.written import write
calls, name = 0, sys.argv[3]
real = getattr(os, name)
def deadly(*args, **more):
    global calls
    calls += 1
    if calls == int(sys.argv[4]):
        os.kill(os.getpid(), signal.SIGKILL)
    return real(*args, **more)
setattr(os, name, deadly)
folder = Path(sys.argv[2])
write(folder / "reports", sealing.Seal(log=folder / "audit.jsonl"), marker="new")
"""
TESTS = Path(__file__).parents[1]


def killed_at(folder: Path, call: str, number: int) -> bool:
    """Write a second run and kill it at this call; False: it ended before."""
    done = subprocess.run([sys.executable, "-c", KILLED, TESTS, folder, call, str(number)], capture_output=True)
    assert done.returncode in (0, -9), done.stderr.decode()
    return done.returncode == -9


@pytest.mark.parametrize("call", ["fsync", "replace"])
def test_killed_at_any_write(tmp_path: Path, call: str) -> None:
    killed = 0
    for number in range(1, 12):
        folder = tmp_path / str(number)
        reports = folder / "reports"
        reports.mkdir(parents=True)
        write(reports, sealing.Seal(log=folder / "audit.jsonl"))
        old = (reports / "manifest.json").read_bytes()
        if not killed_at(folder, call, number):
            assert not verify(reports)[0].problems
            break
        killed += 1
        kept = (reports / "manifest.json").read_bytes() == old
        now = {name: (reports / name).read_bytes() for name in FILES}
        assert all(data in (FILES[name], FILES[name] + b"new") for name, data in now.items()), "a file is torn"
        mixed = {("changed", name) for name, data in now.items() if (data == FILES[name]) != kept}
        (found,) = verify(reports)
        changes = {(p.kind, p.name) for p in found.problems}
        assert changes == mixed
        assert not verify(folder / "audit.jsonl")[0].problems
        if call == "fsync":
            assert kept, "nothing is replaced before everything is on the disk"
            assert not mixed
    assert killed == {"fsync": 5, "replace": 5}[call], "three reports, the log and the manifest"


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
