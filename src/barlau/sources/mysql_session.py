"""A connection to MySQL or MariaDB: its settings, its errors turned into reasons, its results as Arrow."""

from __future__ import annotations

import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pyarrow as pa
import pymysql
from pymysql.cursors import DictCursor

from barlau.errors import ReadError, TargetError
from barlau.model.reading import Reason
from barlau.sources.mysql_wire import ServerError, batches

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from barlau.sources.mysql_catalogue import MysqlColumn
    from barlau.sources.url import DatabaseUrl

CONNECT_TIMEOUT = 10  # seconds
SILENCE = 30  # seconds the server may take longer than its own timeout
SETTINGS = {"lock_wait_timeout": "2", "net_write_timeout": "600", "time_zone": "'+00:00'"}

# Options that a URL may hold, as PyMySQL names them; `ssl=true` asks for TLS without a certificate of one's own.
OPTIONS = frozenset(
    {"unix_socket", "ssl", "ssl_ca", "ssl_cert", "ssl_key", "ssl_verify_cert", "ssl_verify_identity", "charset"}
)
_TRUE = frozenset({"1", "true", "yes", "on"})

_REASONS = {
    1142: Reason.PERMISSION_DENIED,
    1143: Reason.PERMISSION_DENIED,
    1044: Reason.PERMISSION_DENIED,
    1146: Reason.VANISHED,
    1049: Reason.VANISHED,
    1054: Reason.SCHEMA_CHANGED,
    1412: Reason.SCHEMA_CHANGED,
    1205: Reason.LOCKED,
    1213: Reason.LOCKED,
    1969: Reason.STATEMENT_TIMEOUT,  # MariaDB's max_statement_time
    3024: Reason.STATEMENT_TIMEOUT,  # MySQL's max_execution_time
    1317: Reason.STATEMENT_TIMEOUT,
    1927: Reason.CONNECTION_LOST,
    1053: Reason.CONNECTION_LOST,
    2006: Reason.CONNECTION_LOST,
    2013: Reason.CONNECTION_LOST,
    0: Reason.CONNECTION_LOST,  # PyMySQL's own
}
_REFUSALS = {
    1044: ("there is no such database, or no right to use it", "check the database name"),
    1049: ("there is no such database, or no right to use it", "check the database name"),
    1045: ("the login is refused", "check user and password"),
    1698: ("the login is refused", "check user and password"),
    1130: ("the server lets nobody in from here", "ask its administrator"),
    1040: ("the server takes no more connections", "try again later"),
    2026: ("no TLS connection can be made", "check the options ssl and ssl_ca"),
}
_UNREACHED = ("the host is unknown or nothing listens there", "check host and port, and that the server runs")


_ERRORS = (pymysql.Error, OSError, RuntimeError, ValueError)


class Session:
    """One connection. Its methods raise `ReadError`."""

    def __init__(self, url: DatabaseUrl, name: str) -> None:
        """Connect. Raises `TargetError`, which says nothing that the server said."""
        self._timeout = url.statement_timeout
        self._started = 0.0
        unknown = url.options.keys() - OPTIONS
        if unknown:
            remedy = f"known are {', '.join(sorted(OPTIONS))}"
            raise TargetError(name, f"has an option that is not known: {min(unknown)}", remedy=remedy)
        socket = url.options.get("unix_socket")
        if socket and not Path(socket).is_socket():  # PyMySQL would leave one of its own open
            raise TargetError(name, _UNREACHED[0], remedy=_UNREACHED[1])
        try:
            self._connection = pymysql.connect(**_arguments(url))
        except _ERRORS as error:
            problem, remedy = _REFUSALS.get(_code(error), _UNREACHED)
            raise TargetError(name, problem, remedy=remedy) from None
        try:
            self._prepare()
        except ReadError:
            self.close()
            raise TargetError(name, "refuses a read-only session", remedy="ask its administrator") from None

    def _prepare(self) -> None:
        maria = "MariaDB" in self._connection.get_server_info()
        timeout = (
            {"max_statement_time": str(self._timeout)}
            if maria
            else {"max_execution_time": str(int(self._timeout * 1000))}
        )
        changes = (f"SESSION {key} = {value}" for key, value in (SETTINGS | timeout).items())
        self.run(f"SET {', '.join(changes)}")
        self.run("SET SESSION TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")

    def run(self, sql: str) -> None:
        """Run a command that has no result."""
        self.rows(sql)

    def rows(self, sql: str, values: Sequence[str] = ()) -> list[dict[str, Any]]:
        """The rows of a small result."""
        try:
            with self._connection.cursor(DictCursor) as cursor:
                cursor.execute(sql, tuple(values) or None)
                return list(cursor.fetchall())
        except _ERRORS as error:
            raise ReadError(self._reason(_code(error))) from None

    def stream(self, sql: str, columns: Sequence[MysqlColumn]) -> Iterator[pa.RecordBatch]:
        """The batches of a large result; there are none if it is empty."""
        self._started = time.monotonic()
        try:
            self._connection.query(sql, unbuffered=True)
            # PyMySQL has read the head of the result; from here on the rows are ours.
            self._connection._result.unbuffered_active = False
            self._connection._result = None
            for batch in batches(self._connection._rfile, len(columns)):
                found = [column.arrow(a) for column, a in zip(columns, batch.columns, strict=True)]
                yield pa.RecordBatch.from_arrays(found, names=batch.schema.names)
        except ServerError as error:
            raise ReadError(self._reason(error.code)) from None
        except _ERRORS as error:
            raise ReadError(self._reason(_code(error))) from None

    def _reason(self, code: int) -> Reason:
        reason = _REASONS.get(code, Reason.CORRUPT)
        waited = self._started and time.monotonic() - self._started >= self._timeout
        return Reason.STATEMENT_TIMEOUT if reason is Reason.CONNECTION_LOST and waited else reason

    def close(self) -> None:
        """Disconnect, whatever runs; may be called more than once."""
        if self._connection.open:
            self._connection.close()


def _arguments(url: DatabaseUrl) -> dict[str, Any]:
    options = {key: value for key, value in url.options.items() if key != "charset"}
    tls = options.pop("ssl", "").lower() in _TRUE
    checks: dict[str, Any] = {
        key: options.pop(key).lower() in _TRUE for key in ("ssl_verify_cert", "ssl_verify_identity") if key in options
    }
    return {
        "host": url.host or "localhost",
        "port": url.port or 3306,  # https://www.iana.org/assignments/service-names-port-numbers
        "user": url.user or None,
        "password": url.password or "",
        "database": url.database or None,
        "charset": "utf8mb4",
        "autocommit": True,
        "local_infile": False,  # or the server could ask for any file of ours
        "connect_timeout": CONNECT_TIMEOUT,
        "read_timeout": int(url.statement_timeout) + SILENCE,
        "ssl": {"check_hostname": False} if tls and not options else None,
        **options,
        **checks,
    }


def _code(error: Exception) -> int:
    code = error.args[0] if isinstance(error, pymysql.Error) and error.args else 0
    return code if isinstance(code, int) else 0
