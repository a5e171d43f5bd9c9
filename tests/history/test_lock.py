"""Two audits never write one history at once, and a dead one holds nothing."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from barlau.errors import ConfigError
from barlau.history import locked

HOLDER = """
import sys, time
from pathlib import Path
from barlau.history import locked
with locked(Path(sys.argv[1])):
    print("held", flush=True)
    time.sleep(60)
"""


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / ".barlau" / "history.sqlite"


def test_second_audit_is_told_who_is_at_work(path: Path) -> None:
    with locked(path), pytest.raises(ConfigError) as caught, locked(path):
        pass
    assert f"another audit is running (process {os.getpid()} on " in str(caught.value)
    assert str(caught.value).startswith(str(path))
    with locked(path):
        pass


def test_lock_of_a_killed_process_is_taken_over(path: Path) -> None:
    holder = subprocess.Popen([sys.executable, "-c", HOLDER, str(path)], stdout=subprocess.PIPE)
    try:
        assert holder.stdout is not None
        assert holder.stdout.readline() == b"held\n"
        with pytest.raises(ConfigError, match=f"process {holder.pid} "), locked(path):
            pass
    finally:
        holder.send_signal(signal.SIGKILL)
        holder.communicate()
    with locked(path):
        pass


def test_folder_that_cannot_be_made_is_one_line(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(ConfigError, match="no history can be kept there"), locked(tmp_path / "file" / "h.sqlite"):
        pass
