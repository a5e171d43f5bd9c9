import datetime as dt
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from contents import ALL, Content, content

from barlau.errors import ReadError, TargetError
from barlau.model.reading import Coverage, ReadStatus, Reason, Sampling, SamplingMethod, Source, Target
from barlau.sources import postgresql as module
from barlau.sources.database import MAX_CELL
from barlau.sources.postgresql import open_source
from databases import Database

PASSWORD = "pa@ss:wo/rd%?"
ENCODED = "pa%40ss:wo%2Frd%25%3F"
VIEW = Coverage(ReadStatus.EXCLUDED, Reason.VIEW_NOT_SCANNED)


@contextmanager
def opened(url: str, **rules: tuple[str, ...]) -> Iterator[Source]:
    source = open_source(Target(url, **rules))  # type: ignore[arg-type]
    try:
        yield source
    finally:
        source.close()


def read(database: Database, table: str, sampling: Sampling = ALL, user: str | None = None) -> Content:
    with opened(database.url(user)) as source:
        items = {item.name: item for item, _ in source.objects()}
        return content(source, items[table], sampling)


def listing(database: Database, user: str | None = None, **rules: tuple[str, ...]) -> dict[str, Coverage | None]:
    with opened(database.url(user), **rules) as source:
        return {item.name: coverage for item, coverage in source.objects()}


@pytest.fixture(scope="module", autouse=True)
def types(postgresql: Database) -> None:
    postgresql.run(
        "CREATE SCHEMA types",
        "CREATE TYPE types.mood AS ENUM ('да', 'нет')",
        "CREATE DOMAIN types.code AS varchar(12)",
        "CREATE DOMAIN types.iin AS types.code",
        "CREATE DOMAIN types.whole AS integer",
        "CREATE TYPE types.pair AS (a int, b text)",
    )


@pytest.mark.parametrize(
    ("declared", "literal", "arrow", "value"),
    [
        ("smallint", "7", "int64", 7),
        ("integer", "-7", "int64", -7),
        ("bigint", "850101300123", "int64", 850101300123),
        ("types.whole", "5", "int64", 5),
        ("real", "1.5", "double", 1.5),
        ("double precision", "'NaN'", "double", None),
        ("boolean", "true", "bool", True),
        ("numeric", "'NaN'", "string", "NaN"),
        ("numeric(14,2)", "12.3", "string", "12.30"),
        ("numeric(12,0)", "850101300123", "string", "850101300123"),
        ("money", "1234.5", "string", "1234.50"),
        ("text", "'әліппе'", "string", "әліппе"),
        ("character varying(12)", "'050101300123'", "string", "050101300123"),
        ("character(20)", "'а'", "string", "а"),
        ("types.iin", "'050101300123'", "string", "050101300123"),
        ("types.mood", "'нет'", "string", "нет"),
        ("types.pair", "(1,'x')", "string", "(1,x)"),
        ("uuid", "'00000000-0000-0000-0000-000000000001'", "string", "00000000-0000-0000-0000-000000000001"),
        ("json", """'{"a": [1]}'""", "string", '{"a": [1]}'),
        ("jsonb", """'{"a": [1]}'""", "string", '{"a": [1]}'),
        ("text[]", "'{a,NULL}'", "string", "{a,NULL}"),
        ("integer[]", "'{{1,2},{3,4}}'", "string", "{{1,2},{3,4}}"),
        ("int4range", "'[1,5)'", "string", "[1,5)"),
        ("inet", "'10.0.0.1'", "string", "10.0.0.1"),
        ("cidr", "'10.0.0.0/8'", "string", "10.0.0.0/8"),
        ("macaddr", "'08:00:2b:01:02:03'", "string", "08:00:2b:01:02:03"),
        ("interval", "'1 day'", "string", "1 day"),
        ("time without time zone", "'10:00'", "string", "10:00:00"),
        ("bit(3)", "'101'", "string", "101"),
        ("xml", "'<a>я</a>'", "string", "<a>я</a>"),
        ("tsvector", "'кот'", "string", "'кот'"),
        ("point", "'(1,2)'", "string", "(1,2)"),
        ("oid", "5", "string", "5"),
        ("name", "'n'", "string", "n"),
        ("bytea", r"'\xff00'", "binary", b"\xff\x00"),
        ("date", "'1985-01-01'", "date32[day]", dt.date(1985, 1, 1)),
        ("date", "'infinity'", "date32[day]", dt.date(9999, 12, 31)),
        ("date", "'0044-03-15 BC'", "date32[day]", dt.date(1, 1, 1)),
        ("timestamp without time zone", "'1985-01-01 10:00'", "timestamp[us]", dt.datetime(1985, 1, 1, 10)),
        ("timestamp without time zone", "'-infinity'", "timestamp[us]", dt.datetime(1, 1, 1)),
        (
            "timestamp with time zone",
            "'1985-01-01 10:00+06'",
            "timestamp[us, tz=UTC]",
            dt.datetime(1985, 1, 1, 4, tzinfo=dt.UTC),
        ),
    ],
)
def test_value_of_each_type_arrives(
    postgresql: Database, declared: str, literal: str, arrow: str, value: object
) -> None:
    postgresql.run(
        "DROP TABLE IF EXISTS one",
        f"CREATE TABLE one (c {declared})",
        f"INSERT INTO one VALUES (CAST({literal} AS {declared})), (NULL)",
    )
    with opened(postgresql.url()) as source:
        item = next(item for item, _ in source.objects() if item.name == "public.one")
        (chunk,) = source.read(item, ALL).chunks()
    assert (chunk.column.name, chunk.column.path, chunk.column.type) == ("c", None, declared)
    assert str(chunk.values.type) == arrow
    first, second = chunk.values.to_pylist()
    assert second is None
    assert first == value if value is not None else first != first  # NaN


@pytest.mark.parametrize(
    "name",
    ["Клиенты", 'a"b', "a.b", "a%sb$1", "a\nb", "select", "я" * 31, '"; DROP TABLE x', "{{7*7}}", "back\\slash'"],
)
def test_names_are_kept_byte_for_byte(postgresql: Database, name: str) -> None:
    quoted = '"' + name.replace('"', '""') + '"'
    postgresql.run(
        f"CREATE SCHEMA {quoted}",
        f"CREATE TABLE {quoted}.{quoted} ({quoted} text)".replace("%", "%"),
        f"INSERT INTO {quoted}.{quoted} VALUES ('x')",
    )
    assert read(postgresql, f"{name}.{name}").columns == {name: ["x"]}
    postgresql.run(f"DROP SCHEMA {quoted} CASCADE")


def test_names_that_look_alike_do_not_hide_one_another(postgresql: Database) -> None:
    postgresql.run(
        'CREATE SCHEMA "a.b"', "CREATE SCHEMA a", 'CREATE TABLE "a.b".c (x int)', 'CREATE TABLE a."b.c" (y int)'
    )
    found = listing(postgresql)
    assert {'"a.b"."c"', '"a"."b.c"'} <= found.keys()
    assert read(postgresql, '"a"."b.c"').columns == {"y": []}
    postgresql.run('DROP SCHEMA "a.b" CASCADE', "DROP SCHEMA a CASCADE")


def test_every_kind_of_relation_is_accounted_for(postgresql: Database) -> None:
    postgresql.run(
        "CREATE SCHEMA kinds",
        "CREATE TABLE kinds.empty (a int, b text)",
        "CREATE TABLE kinds.nothing ()",
        "INSERT INTO kinds.nothing DEFAULT VALUES",
        "CREATE VIEW kinds.view AS SELECT 1 / 0 AS boom",
        "CREATE MATERIALIZED VIEW kinds.filled AS SELECT 7 AS x",
        "CREATE MATERIALIZED VIEW kinds.unfilled AS SELECT 7 AS x WITH NO DATA",
        "CREATE TABLE kinds.whole (id int, v text) PARTITION BY RANGE (id)",
        "CREATE TABLE kinds.low PARTITION OF kinds.whole FOR VALUES FROM (0) TO (10)",
        "CREATE TABLE kinds.high PARTITION OF kinds.whole FOR VALUES FROM (10) TO (20) PARTITION BY LIST (v)",
        "CREATE TABLE kinds.leaf PARTITION OF kinds.high DEFAULT",
        "INSERT INTO kinds.whole VALUES (1, 'a'), (11, 'b')",
        "CREATE TABLE kinds.parent (a int)",
        "CREATE TABLE kinds.child (b int) INHERITS (kinds.parent)",
        "INSERT INTO kinds.parent VALUES (1)",
        "INSERT INTO kinds.child VALUES (2, 3)",
        "CREATE UNLOGGED TABLE kinds.unlogged AS SELECT 1 AS a",
        "CREATE SEQUENCE kinds.sequence",
    )
    found = {name: coverage for name, coverage in listing(postgresql, include=("kinds.*",)).items() if "kinds" in name}
    assert found.pop("kinds.view") == VIEW
    assert found.pop("kinds.unfilled") == Coverage(ReadStatus.NOT_SCANNED, Reason.EMPTY)
    assert found == dict.fromkeys(
        f"kinds.{name}" for name in ("child", "empty", "filled", "nothing", "parent", "unlogged", "whole")
    )
    contents = {name: read(postgresql, name) for name in found}
    assert contents["kinds.whole"].columns == {"id": [1, 11], "v": ["a", "b"]}
    assert contents["kinds.parent"].columns == {"a": [1]}
    assert contents["kinds.child"].columns == {"a": [2], "b": [3]}
    assert contents["kinds.filled"].columns == {"x": [7]}
    assert contents["kinds.empty"].columns == {"a": [], "b": []}
    assert contents["kinds.empty"].coverage.status is ReadStatus.SCANNED
    assert contents["kinds.nothing"].coverage.rows_read == 1


def test_rules_exclude_tables(postgresql: Database) -> None:
    postgresql.run("CREATE SCHEMA rules", "CREATE TABLE rules.kept (a int)", "CREATE TABLE rules.tmp_1 (a int)")
    found = listing(postgresql, include=("rules.*",), exclude=("rules.tmp_*",))
    assert found["rules.kept"] is None
    assert found["rules.tmp_1"] == Coverage(ReadStatus.EXCLUDED, Reason.EXCLUDED_BY_RULE)


def test_sixteen_hundred_columns(postgresql: Database) -> None:
    postgresql.run(f"CREATE TABLE wide ({', '.join(f'c{i} text' for i in range(1600))})")
    postgresql.run("INSERT INTO wide (c0, c1599) VALUES ('а', 'я')")
    found = read(postgresql, "public.wide")
    assert len(found.columns) == 1600
    assert (found.columns["c0"], found.columns["c1599"], found.columns["c5"]) == (["а"], ["я"], [None])


def test_long_cells_are_cut_and_said(postgresql: Database) -> None:
    postgresql.run(
        "CREATE TABLE long (a text, b bytea, c json, d text)",
        f"INSERT INTO long VALUES (repeat('я', {MAX_CELL + 5}), decode(repeat('ff', {MAX_CELL + 5}), 'hex'), '1', 'к')",
        "CREATE TABLE exact (a text)",
        f"INSERT INTO exact VALUES (repeat('я', {MAX_CELL}))",
    )
    found = read(postgresql, "public.long")
    assert [len(found.columns[name][0]) for name in "abcd"] == [MAX_CELL + 1, MAX_CELL + 1, 1, 1]  # type: ignore[arg-type]
    assert (found.coverage.status, found.coverage.reason) == (ReadStatus.PARTIAL, Reason.TOO_LARGE)
    assert read(postgresql, "public.exact").coverage == Coverage(ReadStatus.SCANNED, None, 1, 1)


@pytest.fixture(scope="module")
def many(postgresql: Database) -> str:
    postgresql.run(
        "CREATE TABLE many AS SELECT i AS id, repeat('x', 200) AS filler FROM generate_series(1, 100000) i",
        "ANALYZE many",
    )
    return "public.many"


@pytest.mark.parametrize("counted", [1 << 20, 0], ids=["counted", "estimated"])
def test_sample_is_random_seeded_and_exact(
    postgresql: Database, many: str, counted: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "COUNTED_PAGES", counted)
    first, again, other = (read(postgresql, many, Sampling(500, seed)) for seed in (1, 1, 2**40 + 7))
    assert first.columns["id"] == again.columns["id"] != other.columns["id"]
    assert len(set(first.columns["id"])) == 500
    assert 30_000 < sum(first.columns["id"]) / 500 < 70_000  # type: ignore[arg-type]
    assert first.coverage.rows_total == 100_000
    assert (first.coverage.status, first.coverage.reason) == (ReadStatus.SCANNED, Reason.SAMPLED)
    assert (first.coverage.method, first.coverage.rows_read, first.coverage.seed) == (SamplingMethod.RANDOM, 500, 1)


def test_sample_of_a_small_or_unknown_table_is_the_table(postgresql: Database) -> None:
    postgresql.run("CREATE TABLE few AS SELECT 1 AS a")
    assert read(postgresql, "public.few", Sampling(10)).coverage == Coverage(ReadStatus.SCANNED, None, 1, 1)


def test_sample_of_partitions(postgresql: Database) -> None:
    postgresql.run(
        "CREATE TABLE parts (id int) PARTITION BY HASH (id)",
        "CREATE TABLE parts_0 PARTITION OF parts FOR VALUES WITH (MODULUS 2, REMAINDER 0)",
        "CREATE TABLE parts_1 PARTITION OF parts FOR VALUES WITH (MODULUS 2, REMAINDER 1)",
        "INSERT INTO parts SELECT generate_series(1, 10000)",
    )
    found = read(postgresql, "public.parts", Sampling(100))
    assert (len(set(found.columns["id"])), found.coverage.rows_total) == (100, 10_000)


def test_what_may_not_be_read_is_said(postgresql: Database) -> None:
    user = postgresql.user()
    postgresql.run(
        "CREATE SCHEMA hr",
        "CREATE TABLE hr.secret (a int)",
        "CREATE TABLE hr.partly (open text, closed text)",
        "INSERT INTO hr.partly VALUES ('o', 'c')",
        "CREATE TABLE hr.rows (a int)",
        "INSERT INTO hr.rows VALUES (1), (2)",
        "ALTER TABLE hr.rows ENABLE ROW LEVEL SECURITY",
        "CREATE POLICY one ON hr.rows USING (a = 1)",
        "CREATE SCHEMA closed",
        "CREATE TABLE closed.t (a int)",
        f"GRANT USAGE ON SCHEMA hr TO {user}",
        f"GRANT SELECT (open) ON hr.partly TO {user}",
        f"GRANT SELECT ON hr.rows TO {user}",
        f"GRANT SELECT ON closed.t TO {user}",
    )
    found = listing(postgresql, user)
    denied = Coverage(ReadStatus.NOT_SCANNED, Reason.PERMISSION_DENIED)
    assert found["hr.secret"] == found["closed.t"] == denied
    assert found["hr.rows"] == Coverage(ReadStatus.NOT_SCANNED, Reason.RLS_FILTERED)
    partly = read(postgresql, "hr.partly", user=user)
    assert partly.columns == {"open": ["o"]}
    assert partly.coverage == Coverage(ReadStatus.PARTIAL, Reason.PERMISSION_DENIED, 1, 1)
    postgresql.run(f"DROP OWNED BY {user}")


def test_code_of_others_is_not_run(postgresql: Database) -> None:
    postgresql.run(
        "CREATE SCHEMA evil",
        "CREATE TYPE evil.kind AS ENUM ('a')",
        "CREATE FUNCTION evil.text(evil.kind) RETURNS text LANGUAGE plpgsql AS $$ BEGIN RAISE 'run'; END $$",
        "CREATE CAST (evil.kind AS text) WITH FUNCTION evil.text(evil.kind)",
        "CREATE TABLE evil.t (k evil.kind)",
        "INSERT INTO evil.t VALUES ('a'), (NULL)",
    )
    assert read(postgresql, "evil.t").columns == {"k": ["a", None]}
    postgresql.run("DROP SCHEMA evil CASCADE")


def test_session_is_read_only_and_named(postgresql: Database) -> None:
    postgresql.run("CREATE TABLE watched AS SELECT 1 AS a")
    with opened(postgresql.url()) as source:
        item = next(item for item, _ in source.objects() if item.name == "public.watched")
        reading = source.read(item, ALL)
        chunks = reading.chunks()
        next(chunks)
        (activity,) = postgresql.run(
            "SELECT application_name, state, l.mode FROM pg_stat_activity a JOIN pg_locks l USING (pid)"
            " WHERE l.relation = 'watched'::regclass"
        )
        assert activity[0] == "barlau"
        assert activity[2] == "AccessShareLock"
        session = reading._opened._session  # type: ignore[attr-defined]  # nothing public writes
        assert session.rows("SELECT current_setting('transaction_isolation') AS i") == [{"i": "repeatable read"}]
        for statement in ("CREATE TABLE written (a int)", "INSERT INTO watched VALUES (2)", "DROP TABLE watched"):
            with pytest.raises(ReadError):
                session.run(statement)
        reading.close()
    assert postgresql.run("SELECT a FROM watched") == [(1,)]
    assert postgresql.run("SELECT to_regclass('written')") == [(None,)]


def broken_off(postgresql: Database, table: str, kill: str, **options: str) -> tuple[Coverage, int]:
    """Read the first batch, run a statement with the backend's number, read on."""
    with opened(postgresql.url(**options)) as source:
        item = next(item for item, _ in source.objects() if item.name == table)
        reading = source.read(item, ALL)
        chunks = reading.chunks()
        rows = len(next(chunks).values)
        where = "FROM pg_stat_activity WHERE application_name = 'barlau' AND datname = current_database()"
        postgresql.run(f"SELECT {kill} {where}")
        rows += sum(len(chunk.values) for chunk in chunks if chunk.column.name == "id")
        coverage = reading.coverage()
        reading.close()
        few = next(item for item, _ in source.objects() if item.name == "public.few_rows")
        assert content(source, few).columns == {"a": [1]}
    return coverage, rows


@pytest.fixture(scope="module")
def huge(postgresql: Database) -> str:
    postgresql.run(
        "CREATE TABLE huge AS SELECT i AS id, repeat('x', 500) AS filler FROM generate_series(1, 200000) i",
        "CREATE TABLE few_rows AS SELECT 1 AS a",
    )
    return "public.huge"


@pytest.mark.parametrize(
    ("kill", "options", "reason"),
    [
        ("pg_terminate_backend(pid)", {}, Reason.CONNECTION_LOST),
        ("pg_cancel_backend(pid)", {}, Reason.STATEMENT_TIMEOUT),
        ("pg_sleep(0.6)", {"statement_timeout": "0.5"}, Reason.STATEMENT_TIMEOUT),
    ],
    ids=["terminated", "cancelled", "timed out"],
)
def test_reading_that_breaks_off_keeps_its_rows_and_the_source_goes_on(
    postgresql: Database, huge: str, kill: str, options: dict[str, str], reason: Reason
) -> None:
    coverage, rows = broken_off(postgresql, huge, kill, **options)
    assert (coverage.status, coverage.reason) == (ReadStatus.PARTIAL, reason)
    assert 0 < coverage.rows_read == rows < 200_000
    assert coverage.rows_total is None


def test_reading_may_be_left_early(postgresql: Database, huge: str) -> None:
    with opened(postgresql.url()) as source:
        item = next(item for item, _ in source.objects() if item.name == huge)
        reading = source.read(item, ALL)
        next(reading.chunks())
        reading.close()
        assert content(source, item, Sampling(5)).coverage.rows_read == 5


def test_lost_idle_connection_is_replaced(postgresql: Database, huge: str) -> None:
    with opened(postgresql.url()) as source:
        items = {item.name: item for item, _ in source.objects()}
        where = "FROM pg_stat_activity WHERE application_name = 'barlau' AND datname = current_database()"
        postgresql.run(f"SELECT pg_terminate_backend(pid) {where}")
        assert content(source, items["public.few_rows"]).columns == {"a": [1]}


def test_locked_and_vanished_tables_are_said(postgresql: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(postgresql_settings(), "lock_timeout", "100ms")
    postgresql.run("CREATE TABLE held (a int)", "CREATE TABLE gone (a int)", "CREATE TABLE altered (a int, b int)")
    with opened(postgresql.url()) as source:
        items = {item.name: item for item, _ in source.objects()}
        postgresql.run("DROP TABLE gone", "ALTER TABLE altered DROP COLUMN b")
        with postgresql.connected() as cursor:
            cursor.execute("BEGIN")
            cursor.execute("LOCK TABLE held")
            reasons = {}
            for name in ("held", "gone", "altered"):
                with pytest.raises(ReadError) as raised:
                    content(source, items[f"public.{name}"])
                reasons[name] = raised.value.reason
            cursor.execute("ROLLBACK")
    assert reasons == {"held": Reason.LOCKED, "gone": Reason.VANISHED, "altered": Reason.SCHEMA_CHANGED}


def postgresql_settings() -> dict[str, str]:
    from barlau.sources.postgresql_session import SETTINGS

    return SETTINGS


@pytest.mark.parametrize("password", [PASSWORD.replace("/", "").replace("?", "").replace("%", ""), ENCODED])
def test_password_is_never_shown(postgresql: Database, password: str) -> None:
    user = postgresql.user(PASSWORD)
    url = postgresql.url(user, password)
    target = Target(url)
    with opened(url) as source:
        names = [item.source for item, _ in source.objects()]
        shown = [repr(target), repr(source), str(vars(source)), *names]
    assert names
    assert not any("pa@ss" in text or "pa%40ss" in text or user in text for text in shown)


@pytest.mark.parametrize(
    "spec",
    [
        "postgresql://u:pa@ss@127.0.0.1:1/d",
        "postgresql://u:pa@ss@no-such-host.invalid/d",
        "postgresql:///d?host=/no/such/socket&user=pa@ss".replace("@", "%40"),
        "postgresql://u:pa@ss@127.0.0.1:1/d?sslmode=nonsense",
        "postgresql://u:pa@ss@127.0.0.1:1/d?nonsense=1",
    ],
    ids=["refused", "unknown host", "no socket", "wrong mode", "unknown option"],
)
def test_target_that_cannot_be_reached_is_refused_with_a_remedy(spec: str) -> None:
    with pytest.raises(TargetError) as raised:
        open_source(Target(spec))
    assert raised.value.remedy
    assert raised.value.__suppress_context__ or raised.value.__context__ is None
    assert not any(part in str(raised.value) for part in ("pa@", "@ss", "pa%40"))


@pytest.mark.parametrize("kind", ["user", "database"])
def test_unknown_user_or_database_is_refused(postgresql: Database, kind: str) -> None:
    url = postgresql.url("no_such_user" if kind == "user" else None)
    if kind == "database":
        url = url.replace(postgresql.name, "no_such_database")
    with pytest.raises(TargetError) as raised:
        open_source(Target(url))
    assert raised.value.remedy
    assert "no_such_user" not in str(raised.value)


def test_text_of_a_database_without_encoding(postgresql: Database) -> None:
    name = f"{postgresql.name}_ascii"
    postgresql.run(f"CREATE DATABASE {name} ENCODING 'SQL_ASCII' LOCALE 'C' TEMPLATE template0")
    try:
        ascii_database = Database("postgresql", postgresql.admin, name)
        ascii_database.run("CREATE TABLE t (a text)", r"INSERT INTO t VALUES (E'\xC0\xE1'), (E'\xD0\xB4\xD0\xB0')")
        found = read(ascii_database, "public.t")
    finally:
        postgresql.run(f"DROP DATABASE {name} WITH (FORCE)")
    assert found.columns["a"][1] == "да"
    assert (found.coverage.status, found.coverage.reason) == (ReadStatus.PARTIAL, Reason.DECODE_ERROR)


def test_text_of_another_encoding_is_converted(postgresql: Database) -> None:
    name = f"{postgresql.name}_win"
    postgresql.run(f"CREATE DATABASE {name} ENCODING 'WIN1251' LOCALE 'C' TEMPLATE template0")
    try:
        other = Database("postgresql", postgresql.admin, name)
        other.run('CREATE TABLE "таблица" ("имя" text)', "INSERT INTO \"таблица\" VALUES ('Айгүл')".replace("ү", "у"))
        found = read(other, "public.таблица")
    finally:
        postgresql.run(f"DROP DATABASE {name} WITH (FORCE)")
    assert found.columns == {"имя": ["Айгул"]}
