"""MySQL and MariaDB: PyMySQL connects, and the rows are taken from the wire into Arrow (`mysql_wire`)."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pyarrow as pa

from barlau.errors import ReadError, TargetError
from barlau.model.reading import Reason
from barlau.sources.database import listed, sample_share, select, table_chunks
from barlau.sources.mysql_catalogue import MysqlTable, tables
from barlau.sources.mysql_marks import marks
from barlau.sources.mysql_session import Session
from barlau.sources.reading import StreamReading
from barlau.sources.url import DatabaseUrl, parse

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from barlau.model.reading import Chunk, Column, Coverage, DataObject, Reading, Sampling, Target
    from barlau.sources.reading import Progress

BEGIN = "START TRANSACTION WITH CONSISTENT SNAPSHOT, READ ONLY"
MAX_SEED = 1 << 31


def open_source(target: Target) -> MysqlSource:
    """Connect. Raises `TargetError`."""
    return MysqlSource(parse(target.spec), target)


class MysqlSource:
    """The tables of one database or, if the URL names none, of all but the system's."""

    def __init__(self, url: DatabaseUrl, target: Target) -> None:
        self._url, self._target = url, target
        self._name = target.name or url.name
        self._tables: dict[tuple[str, str], MysqlTable] | None = None
        self._marks: dict[tuple[str, str], str] | None = None
        self._idle = [Session(url, self._name)]

    def objects(self) -> Iterator[tuple[DataObject, Coverage | None]]:
        """Yield every table and view."""
        return listed(self._name, self._catalogue().values(), self._target)

    def mark(self, item: DataObject, key: bytes) -> str | None:
        """When the table was last written to, asked once for all tables before any of them is read."""
        if self._marks is None:
            session = self._idle.pop() if self._idle else Session(self._url, self._name)
            try:
                self._marks = marks(session.rows, self._url.database, key)
                self._idle.append(session)
            except ReadError:
                self._marks = {}  # all tables will be read
                session.close()
        return self._marks.get((item.locator["database"], item.locator["table"]))

    def read(self, item: DataObject, sampling: Sampling, columns: Sequence[Column] = ()) -> Reading:
        """Open a table. Raises `ReadError`."""
        table = self._catalogue().get((item.locator["database"], item.locator["table"]))
        if table is None:
            raise ReadError(Reason.VANISHED)
        if table.unread:
            raise ReadError(table.unread)
        table = table.only(columns)
        transaction = _Transaction(self, self._begun(), table, narrowed=bool(columns))

        def body(progress: Progress) -> Iterator[Chunk]:
            return transaction.chunks(progress, sampling)

        return StreamReading(body, sampling, transaction)

    def close(self) -> None:
        """Close all connections that no reading holds."""
        while self._idle:
            self._idle.pop().close()

    def give_back(self, session: Session) -> None:
        """Keep a connection for the next table."""
        self._idle.append(session)

    def _begun(self) -> Session:
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
            session = Session(self._url, self._name)
        except TargetError:
            raise ReadError(Reason.CONNECTION_LOST) from None
        session.run(BEGIN)
        return session

    def _catalogue(self) -> dict[tuple[str, str], MysqlTable]:
        if self._tables is None:
            session = self._idle.pop() if self._idle else Session(self._url, self._name)
            try:
                found = list(tables(session.rows, self._url.database))
            except ReadError as error:
                session.close()
                problem = f"its catalogue cannot be read: {error.reason.value}"
                raise TargetError(self._name, problem, remedy="try again") from None
            self._tables = {(t.locator["database"], t.locator["table"]): t for t in found}
            self._idle.append(session)
        return self._tables


class _Transaction:
    """The reading of one table. Its end gives the connection back, its interruption closes it."""

    def __init__(self, source: MysqlSource, session: Session, table: MysqlTable, *, narrowed: bool) -> None:
        self._source, self._table, self._narrowed = source, table, narrowed
        self._session: Session | None = session

    def chunks(self, progress: Progress, sampling: Sampling) -> Iterator[Chunk]:
        """Yield the values."""
        session, table = self._session, self._table
        if session is None:
            raise ReadError(Reason.CONNECTION_LOST)
        hidden = not self._narrowed and self._has_hidden_columns(session)
        total, conditions = self._sample(session, sampling)
        progress.sampled = total is not None
        query = select((column.expression for column in table.wire), table.sql, conditions)
        schema = pa.schema([(str(i), column.arrow_type) for i, column in enumerate(table.wire)])
        yield from table_chunks(progress, table.wire, schema, session.stream(query, table.wire))
        progress.rows_total = total if progress.sampled else progress.rows_read
        if hidden:
            progress.stopped(Reason.PERMISSION_DENIED)
        session.run("ROLLBACK")
        self._session = None
        self._source.give_back(session)

    def _has_hidden_columns(self, session: Session) -> bool:
        """The catalogue does not list columns that the user may not read; `*` stumbles over them."""
        try:
            session.run(select(["*"], self._table.sql, "LIMIT 0"))
        except ReadError as error:
            if error.reason is Reason.PERMISSION_DENIED:
                return True
            raise
        return False

    def _sample(self, session: Session, sampling: Sampling) -> tuple[int | None, str]:
        """The rows of the table and the choice of some; None and nothing to read all."""
        wanted = sampling.rows
        if wanted is None:
            return None, ""
        total = int(session.rows(select(["COUNT(*) AS number"], self._table.sql))[0]["number"])
        if total <= wanted:
            return None, ""
        seed = sampling.seed % MAX_SEED
        choice = f"WHERE RAND({seed}) < {sample_share(wanted, total)!r}"
        return total, f"{choice} ORDER BY RAND({seed + 1}) LIMIT {wanted}"

    def changed(self) -> bool:
        """Never: a transaction sees one state."""
        return False

    def close(self) -> None:
        """End the transaction, if it has not ended, by closing its connection."""
        if self._session is not None:
            self._session.close()
            self._session = None
