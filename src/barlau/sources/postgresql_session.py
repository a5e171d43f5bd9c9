"""A connection to PostgreSQL: its settings, its errors turned into reasons, its results as Arrow."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING
from urllib.parse import quote, urlencode

from adbc_driver_manager import dbapi

from barlau.errors import ReadError, TargetError
from barlau.model.reading import Reason
from barlau.sources.adbc import AdbcSession
from barlau.sources.database import select

if TYPE_CHECKING:
    from collections.abc import Iterator

    import pyarrow as pa

    from barlau.sources.url import DatabaseUrl

BATCH_BYTES = 8 << 20  # 1, 4 and 16 MiB take as long; this is some 15,000 rows
CONNECT_TIMEOUT = "10"  # seconds

SETTINGS = {
    "client_encoding": "UTF8",
    "application_name": "barlau",
    "search_path": "",
    "row_security": "off",  # an error instead of rows silently missing
    "restrict_nonsystem_relation_kind": "view, foreign-table",  # since 12.20; their code would run as us
    "lock_timeout": "2s",
    "idle_in_transaction_session_timeout": "10min",
    "default_transaction_read_only": "on",
    "standard_conforming_strings": "on",
    "max_parallel_workers_per_gather": "0",  # one process of the server's, and a sample in one order
}

# Options of libpq that a URL may hold.
OPTIONS = frozenset(
    {"sslmode", "sslrootcert", "sslcert", "sslkey", "sslpassword", "sslcrl", "ssl_min_protocol_version"}
    | {"gssencmode", "krbsrvname", "channel_binding", "require_auth", "connect_timeout", "keepalives"}
    | {"keepalives_idle", "tcp_user_timeout", "target_session_attrs", "hostaddr", "passfile", "service"}
    | {"options"}
)

_BY_STATE = {
    "42501": Reason.PERMISSION_DENIED,
    "55P03": Reason.LOCKED,
    "40P01": Reason.LOCKED,
    "57014": Reason.STATEMENT_TIMEOUT,
    "40001": Reason.STATEMENT_TIMEOUT,  # cancelled because of a conflict with recovery, on a standby
    "42P01": Reason.VANISHED,
    "3F000": Reason.VANISHED,
    "42703": Reason.SCHEMA_CHANGED,
    "42809": Reason.SCHEMA_CHANGED,
    "55000": Reason.EMPTY,
    "22P05": Reason.DECODE_ERROR,
    "22021": Reason.DECODE_ERROR,
    "53200": Reason.MEMORY_LIMIT,
}

# What libpq says, and servers in English and Russian, and what to do about it.
_REFUSALS = (
    ("could not translate host name", "the host is unknown", "check the host name"),
    ("connection refused", "nothing listens there", "check host and port, and that the server runs"),
    ("no such file or directory", "nothing listens there", "check the socket's folder, or name a host"),
    ("timeout expired", "the server does not answer", "check host, port and firewall"),
    ("does not support ssl", "the server offers no TLS", "sslmode=prefer, if the network is trusted"),
    ("certificate", "the server's certificate is not accepted", "check sslmode and sslrootcert"),
    (
        "pg_hba.conf",
        "the server lets nobody in from here like this",
        "ask its administrator; try sslmode=require",
    ),
    ('database "', "there is no such database, or no right to connect to it", "check the database name"),
    ("база данных", "there is no such database, or no right to connect to it", "check the database name"),
    ("too many", "the server takes no more connections", "try again later"),
)
_LOGIN = ("cannot be opened", "check host, port, database, user and password")


class Session(AdbcSession):
    """One connection. Its methods raise `ReadError`."""

    def __init__(self, url: DatabaseUrl, name: str) -> None:
        """Connect. Raises `TargetError`, which says nothing that the server said."""
        from adbc_driver_postgresql import dbapi as driver

        self._timeout = url.statement_timeout
        self._started = 0.0
        unknown = url.options.keys() - OPTIONS
        if unknown:
            problem = f"has an option that is not known: {min(unknown)}"
            raise TargetError(name, problem, remedy="see libpq's connection parameters")
        try:
            connection = driver.connect(_conninfo(url), autocommit=True)
        except (dbapi.Error, UnicodeDecodeError) as error:
            problem, remedy = _refusal(str(error))
            raise TargetError(name, problem, remedy=remedy) from None
        super().__init__(connection, {"adbc.postgresql.batch_size_hint_bytes": str(BATCH_BYTES)})
        try:
            self._set(SETTINGS | {"statement_timeout": str(int(self._timeout * 1000))})
        except ReadError:
            self.close()
            remedy = "connect to the server itself, not to a pooler"
            raise TargetError(name, "refuses a read-only session", remedy=remedy) from None

    def _set(self, settings: dict[str, str]) -> None:
        wanted = ", ".join(f"('{name}', '{value}')" for name, value in settings.items())
        values = f"(VALUES {wanted}) wanted(name, value)"
        # Of a database without encoding, bytes come as they are; UTF8 would be an error at the first wrong one.
        raw = "value = 'UTF8' AND current_setting('server_encoding') = 'SQL_ASCII'"
        change = f"set_config(name, CASE WHEN {raw} THEN 'SQL_ASCII' ELSE value END, false)"
        self.rows(select([change], values, "JOIN pg_settings USING (name)"))

    def stream(self, sql: str, **options: str) -> tuple[pa.Schema, Iterator[pa.RecordBatch]]:
        """The schema of a large result, and its batches."""
        self._started = time.monotonic()
        return super().stream(sql, **options)

    def reason(self, error: dbapi.Error) -> Reason:
        """Why a statement failed, by its SQLSTATE."""
        state = error.sqlstate
        if state is None or state.startswith(("08", "57P")):
            return Reason.CONNECTION_LOST
        return _BY_STATE.get(state, Reason.CORRUPT)

    def broken_off(self, message: str) -> Reason:
        """Why a stream ended early: the connection tells whether it lives, the clock whether it was time."""
        try:
            self.run("SELECT 1")
        except ReadError as error:
            if error.reason is Reason.CONNECTION_LOST:
                return error.reason
        if "encoding" in message:
            return Reason.DECODE_ERROR
        timed_out = time.monotonic() - self._started >= self._timeout
        return Reason.STATEMENT_TIMEOUT if timed_out or "cancel" in message else Reason.CORRUPT


def _conninfo(url: DatabaseUrl) -> str:
    login = quote(url.user, safe="") + (f":{quote(url.password, safe='')}" if url.password is not None else "")
    host = f"[{url.host}]" if ":" in url.host else quote(url.host, safe="")
    port = f":{url.port}" if url.port else ""
    options = {"connect_timeout": CONNECT_TIMEOUT} | dict(url.options)
    at = f"{login}@" if login else ""
    query = urlencode(options, quote_via=quote)
    return f"postgresql://{at}{host}{port}/{quote(url.database, safe='')}?{query}"


def _refusal(message: str) -> tuple[str, str]:
    lowered = message.lower()
    for sign, problem, remedy in _REFUSALS:
        if sign in lowered:
            return problem, remedy
    return _LOGIN
