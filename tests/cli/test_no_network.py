"""A scan of local files talks to nobody."""

import shutil
import sqlite3
import subprocess
from contextlib import closing
from pathlib import Path

import duckdb
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from .conftest import COMMAND, PEOPLE

GUARD = """
import os, sys

def refuse(event, arguments):
    if event.startswith("socket.") and not (event == "socket.__new__" and arguments[1] == 1):  # AF_UNIX
        with open(os.environ["SOCKETS"], "a") as log:
            log.write(event + chr(10))
        raise PermissionError

sys.addaudithook(refuse)
with open(os.environ["SOCKETS"], "a") as log:
    log.write("watched" + chr(10))
"""


@pytest.fixture(autouse=True)
def _files(folder: Path) -> None:
    data = folder / "data"
    data.mkdir()
    (data / "people.csv").write_text(PEOPLE)
    (data / "people.jsonl").write_text('{"iin": "110715399990", "site": "http://example.kz/x"}\n')
    pq.write_table(pa.table({"iin": ["110715399990"]}), data / "people.parquet")
    with closing(sqlite3.connect(data / "people.sqlite")) as connection, connection:
        connection.execute("CREATE TABLE people AS SELECT '110715399990' AS iin")
    with closing(duckdb.connect(str(data / "people.duckdb"))) as connection:
        connection.execute("CREATE TABLE people AS SELECT '110715399990' AS iin")


def test_python_opens_no_socket(run, folder: Path, tmp_path: Path) -> None:
    (tmp_path / "sitecustomize.py").write_text(GUARD)
    log = tmp_path / "sockets"
    done = run("scan", "data", "--format", "json", env={"PYTHONPATH": str(tmp_path), "SOCKETS": str(log)})
    assert done.code == 0
    assert len(done.report()["objects"]) == 5
    events = log.read_text().split()
    assert len(events) >= 3  # the command and its children
    assert set(events) == {"watched"}


def test_libraries_open_no_socket(folder: Path, environment: dict[str, str], tmp_path: Path) -> None:
    strace = shutil.which("strace")
    if strace is None or subprocess.run([strace, "true"], capture_output=True).returncode:
        pytest.skip("strace is not allowed here")
    log = tmp_path / "calls"
    command = [strace, "-f", "-qq", "-e", "trace=socket,execve", "-o", log, COMMAND, "scan", "data"]
    done = subprocess.run(command, cwd=folder, env=environment, capture_output=True, timeout=120)
    calls = log.read_text().splitlines()
    assert done.returncode == 0
    assert sum("execve(" in call for call in calls) >= 3
    assert [call for call in calls if "socket(" in call and "AF_UNIX" not in call] == []
