"""A PostgreSQL and a MariaDB for tests: the one named by the environment, the one that runs here, or one started.

`BARLAU_TEST_POSTGRESQL` and `BARLAU_TEST_MARIADB` hold URLs of users who may create databases and users.
Without any server the tests are skipped or, with `BARLAU_REQUIRE_DATABASES=1`, fail.
"""

import os
import shutil
import socket
import subprocess
import tempfile
import time
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import quote

import psycopg
import pymysql
import pytest

from barlau.sources.url import DatabaseUrl, parse

POSTGRESQL_HERE = (
    "postgresql://postgres@127.0.0.1:5432/postgres",
    "postgresql:///postgres?host=/var/run/postgresql&user=postgres",
)
MARIADB_HERE = ("mysql://root@127.0.0.1:3306/mysql", "mysql://root@localhost/mysql?unix_socket=/run/mysqld/mysqld.sock")
START_SECONDS = 60


@dataclass
class Database:
    """A database of its own for one module of tests, and its URL for any user."""

    kind: str
    admin: DatabaseUrl
    name: str
    users: list[str] = field(default_factory=list)

    def url(self, user: str | None = None, password: str | None = None, **options: str) -> str:
        login = quote(user or self.admin.user, safe="")
        secret = self.admin.password if user is None else password
        if secret is not None:
            login += f":{secret}"
        given = dict(self.admin.options) | options
        query = "&".join(f"{key}={quote(value, safe='')}" for key, value in given.items())
        host = self.admin.host
        if host.startswith("/"):
            query, host = f"host={host}&{query}", ""
        port = f":{self.admin.port}" if self.admin.port else ""
        return f"{self.kind}://{login}@{host}{port}/{self.name}" + (f"?{query}" if query else "")

    def run(self, *statements: str, database: str | None = None) -> list[Any]:
        """Run statements as the administrator; the rows of the last."""
        with self.connected(database) as cursor:
            for statement in statements:
                cursor.execute(statement)
            return list(cursor.fetchall()) if cursor.description else []

    @contextmanager
    def connected(self, database: str | None = None) -> Iterator[Any]:
        with _connect(self.kind, self.admin, database or self.name) as connection, connection.cursor() as cursor:
            yield cursor

    def user(self, password: str = "") -> str:
        """A new user without any right."""
        name = f"barlau_test_{uuid.uuid4().hex[:10]}"
        literal = password.replace("'", "''")
        if self.kind == "postgresql":
            self.run(f"CREATE ROLE {name} LOGIN" + (f" PASSWORD '{literal}'" if password else ""))
        else:
            self.run(f"CREATE USER {name}@'%' IDENTIFIED BY '{literal}'")
        self.users.append(name)
        return name


@contextmanager
def _connect(kind: str, url: DatabaseUrl, database: str) -> Iterator[Any]:
    if kind == "postgresql":
        with psycopg.connect(
            host=url.host or None,
            port=url.port,
            user=url.user or None,
            password=url.password,
            dbname=database,
            autocommit=True,
            connect_timeout=5,
        ) as connection:
            yield connection
        return
    connection = pymysql.connect(
        host=url.host or "localhost",
        port=url.port or 3306,
        unix_socket=url.options.get("unix_socket"),
        user=url.user,
        password=url.password or "",
        database=database,
        charset="utf8mb4",
        autocommit=True,
        connect_timeout=5,
    )
    try:
        yield connection
    finally:
        connection.close()


def _works(kind: str, spec: str) -> bool:
    url = parse(spec)
    try:
        with _connect(kind, url, url.database) as connection:
            return bool(connection)
    except (psycopg.Error, pymysql.Error, OSError):
        return False


@contextmanager
def _database(kind: str, spec: str) -> Iterator[Database]:
    admin = parse(spec)
    found = Database(kind, admin, f"barlau_test_{uuid.uuid4().hex[:10]}")
    found.run(f"CREATE DATABASE {found.name}", database=admin.database)
    try:
        yield found
    finally:
        force = " WITH (FORCE)" if kind == "postgresql" else ""
        found.run(f"DROP DATABASE {found.name}{force}", database=admin.database)
        for user in found.users:
            found.run(f"DROP USER {user}", database=admin.database)


def _unprivileged() -> str | None:
    """Servers refuse to run as root."""
    return "nobody" if os.geteuid() == 0 else None


def _binary(name: str) -> str:
    places = sorted(Path("/usr/lib/postgresql").glob(f"*/bin/{name}"), reverse=True)
    found = str(places[0]) if places else shutil.which(name) or shutil.which(name, path="/usr/sbin:/usr/local/sbin")
    if found is None:
        raise FileNotFoundError(name)
    return found


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def _started(kind: str) -> Iterator[str]:
    """A server of our own, and its URL. Raises `OSError` if none is installed or it does not start."""
    folder = Path(tempfile.mkdtemp(prefix="barlau-test-"))
    if user := _unprivileged():
        shutil.chown(folder, user)
    port = _free_port()
    command, url = (_postgresql if kind == "postgresql" else _mariadb)(folder, port)
    log = (folder / "log").open("wb")
    server = subprocess.Popen(command, user=user, cwd=folder, stdout=log, stderr=log)
    try:
        limit = time.monotonic() + START_SECONDS
        while not _works(kind, url):
            if server.poll() is not None or time.monotonic() > limit:
                raise OSError("the server does not start")
            time.sleep(0.2)
        yield url
    finally:
        server.terminate()
        server.wait(START_SECONDS)
        log.close()
        shutil.rmtree(folder, ignore_errors=True)


def _postgresql(folder: Path, port: int) -> tuple[list[str], str]:
    make = [_binary("initdb"), "-D", f"{folder}/data", "-U", "postgres", "-A", "trust", "-E", "UTF8", "--no-sync"]
    _make(make, folder)
    where = ["-p", str(port), "-k", str(folder), "-c", "listen_addresses=127.0.0.1", "-c", "fsync=off"]
    return [_binary("postgres"), "-D", f"{folder}/data", *where], f"postgresql://postgres@127.0.0.1:{port}/postgres"


def _mariadb(folder: Path, port: int) -> tuple[list[str], str]:
    data = ["--no-defaults", f"--datadir={folder}/data"]
    _make([_binary("mariadb-install-db"), *data, "--auth-root-authentication-method=normal"], folder)
    where = [f"--port={port}", f"--socket={folder}/socket", "--bind-address=127.0.0.1", f"--pid-file={folder}/pid"]
    return [_binary("mariadbd"), *data, *where], f"mysql://root@127.0.0.1:{port}/mysql"


def _make(command: list[str], folder: Path) -> None:
    try:
        subprocess.run(command, check=True, capture_output=True, user=_unprivileged(), cwd=folder)
    except subprocess.CalledProcessError:
        raise OSError("the server's files cannot be made") from None


@contextmanager
def _server(kind: str, variable: str, here: tuple[str, ...]) -> Iterator[str]:
    named = os.environ.get(variable)
    running = named or next((spec for spec in here if _works(kind, spec)), None)
    if running:
        yield running
        return
    try:
        with _started(kind) as url:
            yield url
    except OSError as error:
        reason = f"no {kind} runs here or can be started ({error}); set {variable}"
        if os.environ.get("BARLAU_REQUIRE_DATABASES") == "1":
            pytest.fail(reason)
        pytest.skip(reason)


@pytest.fixture(scope="session")
def postgresql_server() -> Iterator[str]:
    """The URL of a user who may do everything."""
    with _server("postgresql", "BARLAU_TEST_POSTGRESQL", POSTGRESQL_HERE) as url:
        yield url


@pytest.fixture(scope="session")
def mariadb_server() -> Iterator[str]:
    """The URL of a user who may do everything."""
    with _server("mysql", "BARLAU_TEST_MARIADB", MARIADB_HERE) as url:
        yield url


@pytest.fixture(scope="module")
def postgresql(postgresql_server: str) -> Iterator[Database]:
    """A database for the tests of one module."""
    with _database("postgresql", postgresql_server) as database:
        yield database


@pytest.fixture(scope="module")
def mariadb(mariadb_server: str) -> Iterator[Database]:
    """A database for the tests of one module."""
    with _database("mysql", mariadb_server) as database:
        yield database
