"""MySQL and MariaDB: PyMySQL connects, and the rows are taken from the wire into Arrow (`mysql_wire`)."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, Any

import pyarrow as pa
import pymysql
from pymysql.cursors import DictCursor

from barlau.errors import ReadError, TargetError
from barlau.model.reading import Reason
from barlau.sources.database import listed, sample_share, select, table_chunks
from barlau.sources.mysql_catalogue import MysqlColumn, MysqlTable, tables
from barlau.sources.mysql_wire import ServerError, batches
from barlau.sources.reading import StreamReading
from barlau.sources.url import DatabaseUrl, parse

if TYPE_CHECKING:
    from collections.abc import Iterator

    from barlau.model.reading import Chunk, Coverage, DataObject, Reading, Sampling, Target
    from barlau.sources.reading import Progress

CONNECT_TIMEOUT = 10  # seconds
SILENCE = 30  # seconds the server may take longer than its own timeout
SETTINGS = {"lock_wait_timeout": "2", "net_write_timeout": "600", "time_zone": "'+00:00'"}
MAX_SEED = 1 << 31

# Options that a URL may hold, as PyMySQL names them; `ssl=true` asks for TLS without a certificate of one's own.
OPTIONS = frozenset({"unix_socket", "ssl", "ssl_ca", "ssl_cert", "ssl_key", "ssl_verify_cert", "ssl_verify_identity", "charset"})
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


def open_source(target: Target) -> MysqlSource:
    """Connect. Raises `TargetError`."""
    return MysqlSource(parse(target.spec), target)


class MysqlSource:
    """The tables of one database or, if the URL names none, of all but the system's."""

    def __init__(self, url: DatabaseUrl, target: Target) -> None:
        self._url, self._target = url, target
        self._name = target.name or url.name
        self._tables: dict[tuple[str, str], tuple[MysqlTable, tuple[MysqlColumn, ...]]] | None = None
        self._idle = [_Session(url, self._name)]

    def objects(self) -> Iterator[tuple[DataObject, Coverage | None]]:
        """Yield every table and view."""
        return listed(self._name, (table for table, _ in self._catalogue().values()), self._target)

    def read(self, item: DataObject, sampling: Sampling) -> Reading:
        """Open a table. Raises `ReadError`."""
        found = self._catalogue().get((item.locator["database"], item.locator["table"]))
        if found is None:
            raise ReadError(Reason.VANISHED)
        table, columns = found
        if table.unread:
            raise ReadError(table.unread)
        transaction = _Transaction(self, self._begun(), table, columns)

        def body(progress: Progress) -> Iterator[Chunk]:
            return transaction.chunks(progress, sampling)

        return StreamReading(body, sampling, transaction)

    def close(self) -> None:
        """Close all connections that no reading holds."""
        while self._idle:
            self._idle.pop().close()

    def give_back(self, session: _Session) -> None:
        """Keep a connection for the next table."""
        self._idle.append(session)

    def _begun(self) -> _Session:
        """A connection in a transaction; one that was idle may have died meanwhile."""
        if self._idle:
            session = self._idle.pop()
            try:
                session.run(BEGIN)
            except ReadError:
                session.close()
            else:
                return session
        try:
            session = _Session(self._url, self._name)
        except TargetError:
            raise ReadError(Reason.CONNECTION_LOST) from None
        session.run(BEGIN)
        return session

    def _catalogue(self) -> dict[tuple[str, str], tuple[MysqlTable, tuple[MysqlColumn, ...]]]:
        if self._tables is None:
            session = self._idle.pop() if self._idle else _Session(self._url, self._name)
            try:
                found = list(tables(session.rows, self._url.database))
            except ReadError as error:
                session.close()
                problem = f"its catalogue cannot be read: {error.reason.value}"
                raise TargetError(self._name, problem, remedy="try again") from None
            self._tables = {(t.locator["database"], t.locator["table"]): (t, c) for t, c in found}
            self._idle.append(session)
        return self._tables
