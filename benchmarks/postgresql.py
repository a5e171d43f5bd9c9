"""A PostgreSQL to measure with: the one named by BARLAU_TEST_POSTGRESQL, the one of this machine, or one of our own."""

import os
import shutil
import socket
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg

VARIABLE = "BARLAU_TEST_POSTGRESQL"
USUAL = (
    "postgresql://postgres@127.0.0.1:5432/postgres",
    "postgresql:///postgres?host=/var/run/postgresql&user=postgres",
)
DEBIAN = Path("/usr/lib/postgresql")


@contextmanager
def server() -> Iterator[str | None]:
    """The URL of a database in which a schema may be made; None if there is none and none can be started."""
    named = os.environ.get(VARIABLE)
    found = next((url for url in ([named] if named else USUAL) if _answers(url)), None)
    binaries = _binaries()
    if found or named or binaries is None:
        yield found
    else:
        with _started(binaries) as url:
            yield url


def _answers(url: str) -> bool:
    try:
        psycopg.connect(url, connect_timeout=2).close()
    except psycopg.Error:
        return False
    return True


def _binaries() -> Path | None:
    """The folder that holds initdb and pg_ctl."""
    on_path = shutil.which("initdb")
    folders = [Path(on_path).resolve().parent] if on_path else []
    folders += sorted(DEBIAN.glob("*/bin"), reverse=True)
    return next((folder for folder in folders if (folder / "pg_ctl").exists()), None)


@contextmanager
def _started(binaries: Path) -> Iterator[str]:
    user = "nobody" if os.geteuid() == 0 else None  # initdb refuses to run as root
    with tempfile.TemporaryDirectory() as folder, socket.socket() as probe:
        if user:
            shutil.chown(folder, user)
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
        probe.close()

        def call(program: str, *arguments: str) -> None:
            command = [str(binaries / program), "-D", f"{folder}/data", *arguments]
            subprocess.run(command, check=True, user=user, cwd=folder, stdout=subprocess.DEVNULL)

        call("initdb", "--auth=trust", "--username=postgres", "--encoding=UTF8", "--no-sync")
        call("pg_ctl", "start", "-w", "-l", f"{folder}/log", "-o", f"-p {port} -k {folder} -c fsync=off")
        try:
            yield f"postgresql://postgres@127.0.0.1:{port}/postgres"
        finally:
            call("pg_ctl", "stop", "-m", "fast")
