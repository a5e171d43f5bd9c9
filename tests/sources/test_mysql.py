import io
import struct
from collections.abc import Iterator
from contextlib import contextmanager

import pyarrow as pa
import pytest
from contents import ALL, Content, content
from hypothesis import given
from hypothesis import strategies as st

from barlau.errors import ReadError, TargetError
from barlau.model.reading import Coverage, ReadStatus, Reason, Sampling, SamplingMethod, Source, Target
from barlau.sources import mysql_session, mysql_wire
from barlau.sources.database import MAX_CELL
from barlau.sources.mysql import open_source
from databases import Database


@contextmanager
def opened(url: str, **rules: tuple[str, ...]) -> Iterator[Source]:
    source = open_source(Target(url, **rules))  # type: ignore[arg-type]
    try:
        yield source
    finally:
        source.close()


def read(database: Database, table: str, sampling: Sampling = ALL, user: str | None = None) -> Content:
    with opened(database.url(user, "" if user else None)) as source:
        items = {item.name: item for item, _ in source.objects()}
        return content(source, items[table], sampling)


def listing(database: Database, user: str | None = None, **rules: tuple[str, ...]) -> dict[str, Coverage | None]:
    with opened(database.url(user, "" if user else None), **rules) as source:
        return {item.name: coverage for item, coverage in source.objects()}


@pytest.mark.parametrize(
    ("declared", "literal", "arrow", "value"),
    [
        ("tinyint(4)", "-7", "int64", -7),
        ("bigint(20)", "850101300123", "int64", 850101300123),
        ("bigint(20) unsigned", "18446744073709551615", "string", "18446744073709551615"),
        ("bigint(20) unsigned", "850101300123", "int64", 850101300123),
        ("year(4)", "1985", "int64", 1985),
        ("bit(3)", "b'101'", "int64", 5),
        ("double", "1.5", "double", 1.5),
        ("decimal(14,2)", "12.3", "string", "12.30"),
        ("decimal(12,0)", "850101300123", "string", "850101300123"),
        ("varchar(12)", "'050101300123'", "string", "050101300123"),
        ("char(12)", "'әліппе'", "string", "әліппе"),
        ("varchar(9) CHARACTER SET cp1251", "'Алматы'", "string", "Алматы"),
        ("text", "REPEAT('я', 300)", "string", "я" * 300),
        ("mediumtext", "REPEAT('я', 40000)", "string", "я" * 40_000),
        ("longtext", "'т'", "string", "т"),
        ("json", """'{"a": 1}'""", "string", '{"a": 1}'),
        ("enum('да','нет')", "'нет'", "string", "нет"),
        ("set('a','b')", "'a,b'", "string", "a,b"),
        ("binary(3)", "x'ff0001'", "binary", b"\xff\x00\x01"),
        ("blob", "x'ff00'", "binary", b"\xff\x00"),
        ("longblob", "x'ff00'", "binary", b"\xff\x00"),
        ("date", "'1985-01-01'", "string", "1985-01-01"),
        ("date", "'0000-00-00'", "string", "0000-00-00"),
        ("date", "'1985-00-00'", "string", "1985-00-00"),
        ("datetime(3)", "'1985-01-01 10:00:00.5'", "string", "1985-01-01 10:00:00.500"),
        ("timestamp", "FROM_UNIXTIME(0 + 86400)", "string", "1970-01-02 00:00:00"),
        ("time", "'-10:00:00'", "string", "-10:00:00"),
        ("point", "ST_GeomFromText('POINT(1 2)')", "string", "POINT(1 2)"),
    ],
)
def test_value_of_each_type_arrives(mariadb: Database, declared: str, literal: str, arrow: str, value: object) -> None:
    mariadb.run(
        "SET sql_mode = 'ALLOW_INVALID_DATES'",
        "DROP TABLE IF EXISTS one",
        f"CREATE TABLE one (c {declared} NULL) CHARACTER SET utf8mb4",
        f"INSERT INTO one VALUES ({literal}), (NULL)",
    )
    with opened(mariadb.url()) as source:
        item = next(item for item, _ in source.objects() if item.name == "one")
        (chunk,) = source.read(item, ALL).chunks()
    assert (chunk.column.name, chunk.column.path) == ("c", None)
    assert str(chunk.values.type) == arrow
    assert chunk.values.to_pylist() == [value, None]


@pytest.mark.parametrize("name", ["Клиенты", "a`b", "a.b", "a%sb", "a\nb", "select", "я" * 60, "'; DROP TABLE x"])
def test_names_are_kept_byte_for_byte(mariadb: Database, name: str) -> None:
    quoted = "`" + name.replace("`", "``") + "`"
    mariadb.run(f"CREATE TABLE {quoted} ({quoted} text)", f"INSERT INTO {quoted} VALUES ('x')")
    assert read(mariadb, name).columns == {name: ["x"]}
    mariadb.run(f"DROP TABLE {quoted}")


def test_every_kind_of_table_is_accounted_for(mariadb: Database) -> None:
    mariadb.run(
        "CREATE TABLE empty (a int, b text)",
        "CREATE TABLE nulls (a int, b text)",
        "INSERT INTO nulls VALUES (NULL, NULL)",
        "CREATE VIEW view AS SELECT 1 AS a",
        "CREATE TABLE versioned (a int, b text) WITH SYSTEM VERSIONING",
        "INSERT INTO versioned VALUES (1, 'old')",
        "UPDATE versioned SET b = 'new'",
        "CREATE TABLE tmp_1 (a int)",
    )
    found = listing(mariadb, exclude=("tmp_*",))
    assert found["view"] == Coverage(ReadStatus.EXCLUDED, Reason.VIEW_NOT_SCANNED)
    assert found["tmp_1"] == Coverage(ReadStatus.EXCLUDED, Reason.EXCLUDED_BY_RULE)
    assert found["empty"] is None
    empty = read(mariadb, "empty")
    assert (empty.columns, empty.types) == ({"a": [], "b": []}, {"a": {"int64"}, "b": {"string"}})
    assert (empty.coverage.status, empty.coverage.rows_total) == (ReadStatus.SCANNED, 0)
    assert read(mariadb, "nulls").columns == {"a": [None], "b": [None]}
    assert sorted(read(mariadb, "versioned").columns["b"]) == ["new", "old"]


def test_url_without_a_database_lists_all_of_them(mariadb: Database) -> None:
    mariadb.run("CREATE TABLE somewhere (a int)", "INSERT INTO somewhere VALUES (5)")
    with opened(mariadb.url().replace(f"/{mariadb.name}", "/")) as source:
        items = {item.name: item for item, _ in source.objects()}
        assert content(source, items[f"{mariadb.name}.somewhere"]).columns == {"a": [5]}
    assert not any(name.startswith(("mysql.", "information_schema.", "sys.")) for name in items)


def test_long_cells_are_cut_and_rows_of_several_packets_joined(mariadb: Database) -> None:
    names = [f"c{i}" for i in range(12)]
    mariadb.run(f"CREATE TABLE large (id int, {', '.join(f'{name} longtext' for name in names)})")
    mariadb.run(f"INSERT INTO large (id, c0) VALUES (1, REPEAT('я', {MAX_CELL + 5}))")
    for name in names[1:]:  # one by one: a row sent at once would be longer than max_allowed_packet
        mariadb.run(f"UPDATE large SET {name} = REPEAT('я', {MAX_CELL})")
    mariadb.run("INSERT INTO large (id, c11) VALUES (2, 'к')")
    found = read(mariadb, "large")
    assert found.columns["id"] == [1, 2]
    assert [len(str(found.columns[name][0])) for name in names] == [MAX_CELL + 1] + [MAX_CELL] * 11
    assert found.columns["c11"][1] == "к"
    assert (found.coverage.status, found.coverage.reason) == (ReadStatus.PARTIAL, Reason.TOO_LARGE)


@pytest.fixture(scope="module")
def many(mariadb: Database) -> str:
    mariadb.run("CREATE TABLE many (id int PRIMARY KEY, filler text)")
    mariadb.run("INSERT INTO many SELECT seq, REPEAT('x', 300) FROM seq_1_to_200000")
    return "many"


def test_sample_is_random_seeded_and_exact(mariadb: Database, many: str) -> None:
    first, again, other = (read(mariadb, many, Sampling(500, seed)) for seed in (1, 1, 2**40 + 7))
    assert first.columns["id"] == again.columns["id"] != other.columns["id"]
    assert len(set(first.columns["id"])) == 500
    assert 70_000 < sum(first.columns["id"]) / 500 < 130_000  # type: ignore[arg-type]
    assert first.coverage.rows_total == 200_000
    assert (first.coverage.status, first.coverage.reason) == (ReadStatus.SCANNED, Reason.SAMPLED)
    assert (first.coverage.method, first.coverage.rows_read, first.coverage.seed) == (SamplingMethod.RANDOM, 500, 1)


def test_whole_table_arrives_in_order(mariadb: Database, many: str) -> None:
    found = read(mariadb, many)
    assert found.columns["id"] == list(range(1, 200_001))
    assert found.coverage == Coverage(ReadStatus.SCANNED, None, 200_000, 200_000)
    assert max(found.chunk_rows) < 100_000


def test_what_may_not_be_read_is_said(mariadb: Database) -> None:
    user = mariadb.user()
    mariadb.run(
        "CREATE TABLE secret (a int)",
        "CREATE TABLE partly (`open` text, closed text)",
        "CREATE TABLE `whole` (a text, b text)",
        "INSERT INTO partly VALUES ('o', 'c')",
        "INSERT INTO `whole` VALUES ('a', 'b')",
        f"GRANT INSERT ON {mariadb.name}.secret TO {user}",
        f"GRANT SELECT (`open`) ON {mariadb.name}.partly TO {user}",
        f"GRANT SELECT ON {mariadb.name}.`whole` TO {user}",
    )
    found = listing(mariadb, user)
    assert found["secret"] == Coverage(ReadStatus.NOT_SCANNED, Reason.PERMISSION_DENIED)
    partly = read(mariadb, "partly", user=user)
    assert partly.columns == {"open": ["o"]}
    assert partly.coverage == Coverage(ReadStatus.PARTIAL, Reason.PERMISSION_DENIED, 1, 1)
    assert read(mariadb, "whole", user=user).coverage.status is ReadStatus.SCANNED


def test_session_is_read_only(mariadb: Database) -> None:
    mariadb.run("CREATE TABLE watched AS SELECT 1 AS a")
    with opened(mariadb.url()) as source:
        item = next(item for item, _ in source.objects() if item.name == "watched")
        reading = source.read(item, ALL)
        session = reading._opened._session  # type: ignore[attr-defined]  # nothing public writes
        for statement in ("CREATE TABLE written (a int)", "INSERT INTO watched VALUES (2)", "DROP TABLE watched"):
            with pytest.raises(ReadError):
                session.run(statement)
        reading.close()
    assert mariadb.run("SELECT a FROM watched") == [(1,)]


@pytest.mark.parametrize(
    ("kill", "options", "reason"),
    [
        ("KILL {}", {}, Reason.CONNECTION_LOST),
        ("KILL QUERY {}", {}, Reason.STATEMENT_TIMEOUT),
        ("SELECT SLEEP(0.7), {}", {"statement_timeout": "0.5"}, Reason.STATEMENT_TIMEOUT),
    ],
    ids=["killed", "cancelled", "timed out"],
)
def test_reading_that_breaks_off_keeps_its_rows_and_the_source_goes_on(
    mariadb: Database, many: str, kill: str, options: dict[str, str], reason: Reason
) -> None:
    mariadb.run("CREATE OR REPLACE TABLE few_rows AS SELECT 1 AS a")
    with opened(mariadb.url(**options)) as source:
        items = {item.name: item for item, _ in source.objects()}
        reading = source.read(items[many], ALL)
        ((thread,),) = mariadb.run(
            f"SELECT id FROM information_schema.processlist WHERE db = '{mariadb.name}' AND id <> CONNECTION_ID()"
        )
        chunks = reading.chunks()
        rows = len(next(chunks).values)
        mariadb.run(kill.format(thread))
        rows += sum(len(chunk.values) for chunk in chunks if chunk.column.name == "id")
        coverage = reading.coverage()
        reading.close()
        assert (coverage.status, coverage.reason) == (ReadStatus.PARTIAL, reason)
        assert 0 < coverage.rows_read == rows < 200_000
        assert content(source, items["few_rows"]).columns == {"a": [1]}


def test_reading_may_be_left_early(mariadb: Database, many: str) -> None:
    with opened(mariadb.url()) as source:
        item = next(item for item, _ in source.objects() if item.name == many)
        reading = source.read(item, ALL)
        next(reading.chunks())
        reading.close()
        assert content(source, item, Sampling(5)).coverage.rows_read == 5


def test_locked_and_vanished_tables_are_said(mariadb: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(mysql_session.SETTINGS, "lock_wait_timeout", "1")
    mariadb.run("CREATE TABLE held (a int)", "CREATE TABLE gone (a int)", "CREATE TABLE altered (a int, b int)")
    reasons = {}
    with opened(mariadb.url()) as source:
        items = {item.name: item for item, _ in source.objects()}
        mariadb.run("DROP TABLE gone", "ALTER TABLE altered DROP COLUMN b")
        with mariadb.connected() as cursor:
            cursor.execute("LOCK TABLES held WRITE")
            for name in ("held", "gone", "altered"):
                with pytest.raises(ReadError) as raised:
                    content(source, items[name])
                reasons[name] = raised.value.reason
    assert reasons == {"held": Reason.LOCKED, "gone": Reason.VANISHED, "altered": Reason.SCHEMA_CHANGED}


def test_password_is_needed_and_never_shown(mariadb: Database) -> None:
    user = mariadb.user("pa@ss:word")
    mariadb.run("CREATE TABLE IF NOT EXISTS few (a int)", f"GRANT SELECT ON {mariadb.name}.* TO {user}")
    url = mariadb.url(user, "pa@ss:word")
    with opened(url) as source:
        shown = [repr(source), str(vars(source)), *(item.source for item, _ in source.objects())]
    assert not any("pa@" in text or "@ss" in text or user in text for text in shown)
    with pytest.raises(TargetError) as raised:
        open_source(Target(mariadb.url(user, "wr@ng")))
    assert raised.value.problem == "the login is refused"
    assert "wr@" not in str(raised.value)
    assert user not in str(raised.value)


@pytest.mark.parametrize(
    "spec",
    [
        "mysql://u:pa@ss@127.0.0.1:1/d",
        "mysql://u:pa@ss@no-such-host.invalid/d",
        "mysql://u:pa@ss@localhost/d?unix_socket=/no/such/socket",
        "mysql://u:pa@ss@127.0.0.1:1/d?local_infile=1",
    ],
    ids=["refused", "unknown host", "no socket", "unknown option"],
)
def test_target_that_cannot_be_reached_is_refused_with_a_remedy(spec: str) -> None:
    with pytest.raises(TargetError) as raised:
        open_source(Target(spec))
    assert raised.value.remedy
    assert not any(part in str(raised.value) for part in ("pa@", "@ss"))


def test_unknown_database_is_refused(mariadb: Database) -> None:
    with pytest.raises(TargetError, match="no such database"):
        open_source(Target(mariadb.url().replace(mariadb.name, "no_such_database")))


def packet(body: bytes) -> bytes:
    out = b""
    while True:
        part, body = body[: mysql_wire.FULL], body[mysql_wire.FULL :]
        out += len(part).to_bytes(3, "little") + b"\x00" + part
        if len(part) < mysql_wire.FULL:
            return out


def cell(value: bytes | None) -> bytes:
    if value is None:
        return b"\xfb"
    size = len(value)
    if size < 0xFB:
        return bytes([size]) + value
    if size < 1 << 16:
        return b"\xfc" + struct.pack("<H", size) + value
    return b"\xfd" + size.to_bytes(3, "little") + value


END = packet(b"\xfe\x00\x00\x00\x00")
CELLS = st.none() | st.binary(max_size=20) | st.sampled_from([250, 251, 300]).map(bytes)
ROWS = st.integers(1, 4).flatmap(lambda width: st.lists(st.tuples(*[CELLS] * width), min_size=1, max_size=20))


@given(rows=ROWS, at_once=st.integers(1, 1 << 16))
def test_rows_come_off_the_wire_as_they_went_on(rows: list[tuple[bytes | None, ...]], at_once: int) -> None:
    wire = b"".join(packet(b"".join(map(cell, row))) for row in rows) + END
    stream = io.BufferedReader(Trickle(wire, at_once), at_once)  # type: ignore[arg-type]
    table = pa.Table.from_batches(mysql_wire.batches(stream, len(rows[0])))
    assert list(zip(*(column.to_pylist() for column in table.columns), strict=True)) == rows


class Trickle(io.RawIOBase):
    """A connection that gives few bytes at once."""

    def __init__(self, data: bytes, at_once: int) -> None:
        self._data, self._at_once = io.BytesIO(data), at_once

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: bytearray) -> int:  # type: ignore[override]
        found = self._data.read(min(len(buffer), self._at_once))
        buffer[: len(found)] = found
        return len(found)


@pytest.mark.parametrize("size", [0, 250, 251, 0xFFFF, 0x10000, 0xFFFFF])
def test_cells_of_every_length_are_found(size: int) -> None:
    wire = packet(cell(bytes(size)) + cell(None)) + packet(cell(None) + cell(b"x" * size)) + END
    (batch,) = mysql_wire.batches(io.BufferedReader(io.BytesIO(wire)), 2)  # type: ignore[arg-type]
    assert batch.column(0).to_pylist() == [bytes(size), None]
    assert batch.column(1).to_pylist() == [None, b"x" * size]


@pytest.mark.parametrize("size", [mysql_wire.FULL - 9, mysql_wire.FULL, 2 * mysql_wire.FULL + 7])
def test_row_of_several_packets_is_joined(size: int) -> None:
    row = b"\xfe" + struct.pack("<Q", size) + bytes(size) + cell(b"end")
    stream = io.BufferedReader(io.BytesIO(packet(row) + packet(cell(b"a") + cell(b"b")) + END))  # type: ignore[arg-type]
    table = pa.Table.from_batches(mysql_wire.batches(stream, 2))
    assert [len(value) for value in table.column(0).to_pylist()] == [size, 1]
    assert table.column(1).to_pylist() == [b"end", b"b"]


@given(body=st.binary(min_size=1, max_size=40), columns=st.integers(1, 5))
def test_nonsense_from_a_server_is_an_error_and_no_crash(body: bytes, columns: int) -> None:
    stream = io.BufferedReader(io.BytesIO(packet(body) + END))  # type: ignore[arg-type]
    try:
        for batch in mysql_wire.batches(stream, columns):
            batch.validate(full=True)
    except ReadError as error:
        assert error.reason is Reason.CORRUPT  # noqa: PT017 (either outcome is right)
    except mysql_wire.ServerError:
        assert body[0] == mysql_wire.ERROR


def test_end_of_the_connection_within_a_row_is_an_error() -> None:
    with pytest.raises(ConnectionResetError):
        list(mysql_wire.batches(io.BufferedReader(io.BytesIO(packet(b"\x01a")[:-1])), 1))  # type: ignore[arg-type]
