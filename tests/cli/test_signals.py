"""A scan that is stopped reports what it has, says so by its exit code, and leaves nothing running or lying about."""

import signal
import socket
import subprocess
import time
from contextlib import closing
from pathlib import Path

import pytest

from .conftest import PEOPLE, checked

ROWS = 3_000_000


@pytest.fixture(autouse=True)
def _files(folder: Path) -> None:
    head, *rows = PEOPLE.splitlines(keepends=True)
    (folder / "data").mkdir()
    (folder / "data" / "a_small.csv").write_text(PEOPLE)
    (folder / "data" / "large.csv").write_text(head + "".join(rows) * (ROWS // 2))


def children(pid: int) -> list[int]:
    return [int(child) for path in Path(f"/proc/{pid}/task").glob("*/children") for child in path.read_text().split()]


def wait_for(process: subprocess.Popen[str], *events: str) -> None:
    """Until the log on standard error has told all of it."""
    expected = set(events)
    while expected:
        line = process.stderr.readline()
        assert line, f"ended before {expected}"
        expected -= {event for event in expected if event in line}


@pytest.mark.parametrize(("number", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, 143)], ids=["INT", "TERM"])
@pytest.mark.parametrize("output", ["standard output", "file"])
def test_stopped_scan_reports_what_it_has(
    start, folder: Path, temporary: Path, number: int, code: int, output: str
) -> None:
    place = ["--output", "report.json"] if output == "file" else []
    process = start("scan", "data", "--format", "json", "--log-level", "debug", *place)
    wait_for(process, "a_small.csv: scanned", "reading large.csv")
    workers = children(process.pid)
    process.send_signal(number)
    out, err = process.communicate(timeout=30)
    assert process.returncode == code
    assert "Traceback" not in err
    assert "rror" not in err
    report = checked((folder / "report.json").read_text() if place else out)
    assert report["run"]["status"] == "interrupted"
    assert {item["object"]: item["status"] for item in report["objects"]} == {
        "a_small.csv": "scanned",
        "large.csv": "not_scanned",
    }
    assert {column["object"] for column in report["columns"]} == {"a_small.csv"}
    assert not any(map(is_alive, workers))
    assert not list(temporary.iterdir())


@pytest.mark.parametrize(("number", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, 143)], ids=["INT", "TERM"])
def test_scan_stopped_before_anything_is_read_has_no_report(start, temporary: Path, number: int, code: int) -> None:
    with closing(socket.create_server(("127.0.0.1", 0))) as silent:
        process = start("scan", f"postgresql://u@127.0.0.1:{silent.getsockname()[1]}/shop", "--quiet")
        with closing(silent.accept()[0]):
            process.send_signal(number)
            out, err = process.communicate(timeout=30)
    assert (process.returncode, out, err) == (code, "", "")
    assert not list(temporary.iterdir())


def test_demo_stops_at_once(start, folder: Path) -> None:
    process = start("demo", "--company", "mycar", "--company", "jetauto", "--log-level", "info")
    wait_for(process, "objects to read")
    process.send_signal(signal.SIGINT)
    _, err = process.communicate(timeout=30)
    assert process.returncode == 130
    assert "Traceback" not in err
    assert len(list(folder.glob("*/*.report.json"))) <= 1


def test_workers_end_with_their_parent(start) -> None:
    process = start("scan", "data", "--log-level", "debug")
    wait_for(process, "reading large.csv")
    workers = children(process.pid)
    assert workers
    process.kill()
    process.communicate()
    deadline = time.monotonic() + 30
    while any(map(is_alive, workers)) and time.monotonic() < deadline:
        time.sleep(0.1)
    assert not any(map(is_alive, workers))


def is_alive(pid: int) -> bool:
    try:
        state = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0]
    except OSError:
        return False
    return state != "Z"
