"""Opens the file, checks that it is ours and whole, and keeps what runs found: each run in one transaction.

Killed at any point, the file is as it was before the run: SQLite rolls a half-written transaction back when the file
is opened the next time.
"""

from __future__ import annotations

import os
import secrets
import sqlite3
import zlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

from barlau.errors import BarlauError, ConfigError, WriteError
from barlau.history import schema

PATIENCE = 15.0
"""Seconds to wait for another process that writes."""
TREND = 100
"""Runs that a report shows at most."""
Row = tuple[object, ...]
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Run:
    """One run in figures."""

    id: int
    started_at: str
    finished_at: str
    status: str
    errors: int
    warnings: int
    notes: int
    new: int
    gone: int


@dataclass(frozen=True, slots=True)
class KnownRow:
    """A finding as the file has it."""

    fingerprint: str
    policy: str
    first_seen: str
    last_seen: str
    gone: bool
    body: str


@dataclass(frozen=True, slots=True)
class Judged:
    """What a reviewer decided about a fingerprint: confirmed, rejected or withdrawn."""

    fingerprint: str
    decision: str
    by: str
    reason: str
    at: str


@dataclass(frozen=True, slots=True)
class Kept:
    """What a run read of an object."""

    run: int
    body: str


@contextmanager
def opened(path: Path, *, create: bool = False) -> Iterator[Store]:
    """Open a history. Raises `ConfigError` if there is none, it is damaged, or it is none of ours."""
    if path.is_dir():
        raise ConfigError(str(path), "is a folder, a history is a file", remedy="name a file with --history")
    if create:
        _make(path)
    elif not path.is_file():
        raise ConfigError(str(path), "there is no history", remedy="barlau audit keeps one; name it with --history")
    store = Store(path)
    try:
        store.check(writing=create)
        yield store
    finally:
        store.close()


def _make(path: Path) -> None:
    try:
        os.close(os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600))
    except OSError as error:
        problem = f"no history can be kept there ({os.strerror(error.errno or 0)})"
        raise ConfigError(str(path), problem, remedy="name another file with --history") from None


class Store:
    """An open history. Its methods raise `ConfigError` for a damaged file and `WriteError` if it cannot be written."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._connection = self._try(lambda: sqlite3.connect(path, timeout=PATIENCE, isolation_level=None))

    def check(self, *, writing: bool) -> None:
        """Whether it is a whole history of ours; an empty file becomes one if it is for `writing`."""
        owner, version = self._pragma("application_id"), self._pragma("user_version")
        tables = self._rows("SELECT count(*) FROM sqlite_master")[0][0]
        if not tables and not owner:
            if not writing:
                raise self._error("is empty: no run was kept in it yet", "barlau audit keeps one")
            with self.writing():
                self._prepare()
        elif owner != schema.APPLICATION_ID:
            raise self._error("is a database, but no history of barlau", "name another file with --history")
        elif version > schema.VERSION:
            raise self._error("was written by a later version of barlau", "use that version")
        elif self._rows("PRAGMA quick_check(1)") != [("ok",)]:
            raise self._damaged()
        elif writing:
            with self.writing():
                pass  # finds out now, not after hours of reading, whether it can be written to

    def _prepare(self) -> None:
        for statement in schema.TABLES:
            self._run(statement)
        self._run("INSERT INTO meta VALUES ('secret', ?)", (secrets.token_hex(32),))
        self._run(f"PRAGMA application_id = {schema.APPLICATION_ID}")
        self._run(f"PRAGMA user_version = {schema.VERSION}")

    @contextmanager
    def writing(self) -> Iterator[None]:
        """One transaction: all of it is kept, or nothing."""
        self._run("BEGIN IMMEDIATE")
        try:
            yield
            self._run("COMMIT")
        except BaseException:
            with suppress(sqlite3.Error):
                self._connection.execute("ROLLBACK")
            raise

    def close(self) -> None:
        """Close the file."""
        self._connection.close()

    def runs(self, last: int | None = None) -> list[Run]:
        """The runs, or the `last` of them, oldest first."""
        sql = "SELECT id, started_at, finished_at, status, errors, warnings, notes, new, gone FROM run ORDER BY id DESC"
        rows = self._rows(sql if last is None else f"{sql} LIMIT {int(last)}")
        return [Run(*row) for row in reversed(rows)]

    def report(self, run: int) -> str:
        """The JSON of a run's report. Raises `ConfigError` if there is no such run."""
        rows = self._rows("SELECT report FROM run WHERE id = ?", (run,))
        if not rows:
            last = self.runs(last=1)
            raise self._error(f"there is no run {run}", f"the last is {last[0].id}" if last else "no run was kept yet")
        if not rows[0][0]:
            raise self._error(f"the report of run {run} was pruned", "its figures are in barlau report")
        try:
            return zlib.decompress(rows[0][0]).decode("utf-8")
        except (zlib.error, UnicodeDecodeError, TypeError):
            raise self._damaged() from None

    def prune(self, keep: int, before: str) -> list[int]:
        """Drop the reports of runs, but of the last `keep` and of those that started at or after `before` (ISO, UTC).

        Figures, findings with their first day, and decisions stay. Returns the runs concerned; the file shrinks.
        """
        sql = "SELECT id, started_at FROM run WHERE length(report) > 0 ORDER BY id DESC"
        spared = max(keep, 1)
        runs = [run for run, started_at in self._rows(sql)[spared:] if started_at < before]
        with self.writing():
            self._try(lambda: self._connection.executemany("UPDATE run SET report = x'' WHERE id = ?", zip(runs)))
        if runs:
            self._run("VACUUM")
        return sorted(runs)

    def findings(self) -> list[KnownRow]:
        """Every finding that was ever kept."""
        rows = self._rows(
            """
            SELECT fingerprint, policy, first.started_at, last.started_at, gone_run IS NOT NULL, body FROM finding
            JOIN run AS first ON first.id = first_run JOIN run AS last ON last.id = last_run
            ORDER BY fingerprint, policy
            """
        )
        return [KnownRow(row[0], row[1], row[2], row[3], bool(row[4]), row[5]) for row in rows]

    def decisions(self) -> dict[str, Judged]:
        """What holds, by fingerprint: the last decision on each that was not withdrawn."""
        rows = self._rows("SELECT fingerprint, decision, decided_by, reason, at FROM decision ORDER BY id")
        last = {row[0]: Judged(*row) for row in rows}
        return {fingerprint: found for fingerprint, found in last.items() if found.decision != "withdrawn"}

    def decide(self, decisions: Sequence[Judged]) -> None:
        """Keep decisions."""
        rows = [(d.fingerprint, d.decision, d.by, d.reason, d.at) for d in decisions]
        sql = "INSERT INTO decision (fingerprint, decision, decided_by, reason, at) VALUES (?, ?, ?, ?, ?)"
        with self.writing():
            self._try(lambda: self._connection.executemany(sql, rows))

    def secret(self) -> str:
        """What digests in this file are keyed with, hexadecimal."""
        rows = self._rows("SELECT value FROM meta WHERE key = 'secret'")
        if not rows:
            raise self._damaged()
        return str(rows[0][0])

    def profile(self, source: str, name: str, mark: str, basis: str) -> Kept | None:
        """What was read of an object, if it was the object with this mark, on this basis."""
        sql = "SELECT run, body FROM profile WHERE source = ? AND object = ? AND mark = ? AND basis = ?"
        rows = self._rows(sql, (_text(source), _text(name), mark, basis))
        try:
            return Kept(rows[0][0], zlib.decompress(rows[0][1]).decode("utf-8")) if rows else None
        except (zlib.error, UnicodeDecodeError, TypeError):
            return None

    def keep_profile(self, source: str, name: str, *, run: int, mark: str, basis: str, body: str) -> None:
        """Keep what was read of an object instead of what was read before, in a transaction of the caller."""
        values = (_text(source), _text(name), run, mark, basis, zlib.compress(body.encode("utf-8")))
        self._run("REPLACE INTO profile VALUES (?, ?, ?, ?, ?, ?)", values)

    def answer(self, name: str) -> str | None:
        """What was answered to a question that was asked in just this way."""
        rows = self._rows("SELECT body FROM answer WHERE name = ?", (name,))
        return str(rows[0][0]) if rows else None

    def keep_answers(self, run: int, answers: Mapping[str, str]) -> None:
        """Keep the answers that a run needed, and no others, in a transaction of the caller."""
        self._run("DELETE FROM answer")
        rows = [(name, run, body) for name, body in answers.items()]
        self._try(lambda: self._connection.executemany("INSERT INTO answer VALUES (?, ?, ?)", rows))

    def keep(
        self,
        run: Run,
        *,
        present: Mapping[tuple[str, str], str],
        gone: Sequence[tuple[str, str]],
        report: str,
    ) -> None:
        """Add a run, in a transaction of the caller: findings `present` by their key, and those that are `gone`."""
        numbers = (run.errors, run.warnings, run.notes, run.new, run.gone)
        self._run(
            "INSERT INTO run VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (run.id, run.started_at, run.finished_at, run.status, *numbers, zlib.compress(report.encode("utf-8"))),
        )
        upsert = """
            INSERT INTO finding VALUES (?, ?, ?, ?, NULL, ?)
            ON CONFLICT DO UPDATE SET last_run = excluded.last_run, gone_run = NULL, body = excluded.body
        """
        rows = [(*key, run.id, run.id, body) for key, body in present.items()]
        self._try(lambda: self._connection.executemany(upsert, rows))
        closing = "UPDATE finding SET gone_run = ? WHERE fingerprint = ? AND policy = ?"
        self._try(lambda: self._connection.executemany(closing, [(run.id, *key) for key in gone]))

    def _pragma(self, name: str) -> int:
        return int(self._rows(f"PRAGMA {name}")[0][0])

    def _run(self, sql: str, values: Row = ()) -> None:
        self._try(lambda: self._connection.execute(sql, values))

    def _rows(self, sql: str, values: Row = ()) -> list[tuple[Any, ...]]:
        return self._try(lambda: self._connection.execute(sql, values).fetchall())

    def _try(self, work: Callable[[], T]) -> T:
        try:
            return work()
        except sqlite3.OperationalError as error:
            raise self._operational(error) from None
        except sqlite3.DatabaseError as error:
            if error.sqlite_errorcode == sqlite3.SQLITE_NOTADB:
                raise self._error("is no history of barlau", "name another file with --history") from None
            raise self._damaged() from None

    def _operational(self, error: sqlite3.OperationalError) -> BarlauError:
        code = (error.sqlite_errorcode or 0) & 0xFF
        if code in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED):
            return self._error("is being written to by another process", "try again")
        if code in (sqlite3.SQLITE_READONLY, sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_PERM):
            return self._error("cannot be written to", "check the permissions of the file and of its folder")
        if code in (sqlite3.SQLITE_FULL, sqlite3.SQLITE_IOERR):
            return WriteError(str(self._path), "no room is left, or the disk fails")
        return self._damaged()

    def _damaged(self) -> ConfigError:
        return self._error("is a damaged history", "restore it from a backup, or name a new file with --history")

    def _error(self, problem: str, remedy: str) -> ConfigError:
        return ConfigError(str(self._path), problem, remedy=remedy)


def _text(name: str) -> str:
    """A name as SQLite takes it: a lone surrogate (a file name that is no UTF-8) is written out."""
    return name.encode("utf-8", "backslashreplace").decode("utf-8")
