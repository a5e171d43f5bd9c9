import pytest
from hypothesis import given
from hypothesis import strategies as st

from barlau.errors import BarlauError, ConfigError, TargetError
from barlau.sources.url import STATEMENT_TIMEOUT, expand, parse


@pytest.mark.parametrize(
    ("spec", "name", "parts"),
    [
        ("postgresql://h/d", "postgresql://h/d", ("h", None, "d", "", None)),
        ("postgres://u@h:5433/d", "postgres://h:5433/d", ("h", 5433, "d", "u", None)),
        ("postgresql+psycopg://u:p@h/d", "postgresql://h/d", ("h", None, "d", "u", "p")),
        ("mariadb://u:pa@ss@h/d", "mariadb://h/d", ("h", None, "d", "u", "pa@ss")),
        ("mysql+pymysql://u:p%40%2F%25@h", "mysql://h/", ("h", None, "", "u", "p@/%")),
        ("mysql://u@tenant:p@h/d", "mysql://h/d", ("h", None, "d", "u@tenant", "p")),
        ("postgresql://u:p:q@[::1]:5432/d", "postgresql://[::1]:5432/d", ("::1", 5432, "d", "u", "p:q")),
        ("postgresql:///d?host=/run/pg&user=u", "postgresql:///d", ("/run/pg", None, "d", "u", None)),
        ("postgresql://h/%D0%B1%D0%B0%D0%B7%D0%B0", "postgresql://h/база", ("h", None, "база", "", None)),
        ("postgresql://u:@h/d", "postgresql://h/d", ("h", None, "d", "u", "")),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_server_url_is_taken_apart(spec: str, name: str, parts: tuple[object, ...]) -> None:
    url = parse(spec)
    assert (url.host, url.port, url.database, url.user, url.password) == parts
    assert url.name == name


@pytest.mark.parametrize(
    ("spec", "path"),
    [
        ("sqlite:////var/data/a@b.db", "/var/data/a@b.db"),
        ("sqlite:///relative.db", "relative.db"),
        ("duckdb:///папка/a%20b.duckdb", "папка/a b.duckdb"),
    ],
)
def test_file_url_names_a_path(spec: str, path: str) -> None:
    url = parse(spec)
    assert url.database == path
    assert url.name == spec


@pytest.mark.parametrize(
    "spec",
    [
        "oracle://h/d",
        "no url",
        "sqlite://",
        "sqlite://host/file",
        "postgresql://u:s3cret/x@h/d",
        "postgresql://u:s3cret?x@h/d",
        "postgresql://u:s3cret@x/y@h/d",
        "postgresql://u:s3cret@h:port/d",
        "postgresql://u:s3cret@h:99999/d",
        "postgresql://u:s3cret@h/d?broken",
        "postgresql://u:s3cret@h/d?statement_timeout=soon",
        "postgresql://u:s3cret@h/d?statement_timeout=-1",
        "postgresql://u:s3cret@h/d?statement_timeout=nan",
    ],
)
def test_malformed_url_is_refused_without_showing_the_password(spec: str) -> None:
    with pytest.raises(TargetError) as raised:
        parse(spec)
    assert "s3cret" not in str(raised.value)
    assert raised.value.remedy


def test_environment_is_put_in_as_it_is(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DB_PASSWORD", "p@/%41:?")
    monkeypatch.setenv("DB_PORT", "5433")
    url = parse("postgresql://u:${DB_PASSWORD}@h:${DB_PORT}/d")
    assert (url.password, url.port) == ("p@/%41:?", 5433)


def test_missing_variable_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("NOT_THERE", raising=False)
    with pytest.raises(ConfigError, match="NOT_THERE"):
        parse("postgresql://u:${NOT_THERE}@h/d")


def test_timeout_is_an_option_of_ours() -> None:
    url = parse("mysql://h/d?statement_timeout=1.5&ssl=true")
    assert url.statement_timeout == 1.5
    assert url.options == {"ssl": "true"}
    assert parse("mysql://h/d").statement_timeout == STATEMENT_TIMEOUT


def test_repr_holds_no_secret() -> None:
    assert "s3cret" not in repr(parse("postgresql://me:s3cret@h/d?sslpassword=s3cret"))
    assert "somebody" not in repr(parse("postgresql://somebody:s3cret@h/d"))


SECRETS = st.text(st.characters(codec="utf-8", exclude_characters="$"), min_size=6, max_size=20)


@given(secret=SECRETS)
def test_no_password_written_as_it_is_ever_shows(secret: str) -> None:
    marked = f"sEcReT{secret}"
    try:
        shown = repr(parse(f"postgresql://user:{marked}@host/database"))
    except BarlauError as error:
        shown = str(error)
    assert "sEcReT" not in shown


@given(text=st.text(st.characters(codec="utf-8", exclude_characters="$%")))
def test_plain_text_expands_to_itself(text: str) -> None:
    assert expand(text) == text
