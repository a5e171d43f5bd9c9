import os
import socket
import sqlite3
from pathlib import Path

import pytest
from contents import content

from barlau.errors import ReadError, TargetError
from barlau.model.reading import ReadStatus, Reason, Sampling, Target
from barlau.sources import open_source
from barlau.sources.formats import Format, recognise
from barlau.sources.regular_file import RegularFile

CSV = "iin,имя\n012345678901,Омар\n"


def test_folder_lists_everything_with_the_reason(tmp_path, listing):
    (tmp_path / "b" / "вложенная папка").mkdir(parents=True)
    (tmp_path / "b" / "вложенная папка" / "a'\"\n.csv").write_text(CSV)
    (tmp_path / ".hidden.csv").write_text(CSV)
    (tmp_path / "a.csv").write_text(CSV)
    (tmp_path / "empty.csv").touch()
    (tmp_path / "photo.png").write_bytes(b"\x89PNG")
    (tmp_path / "link.csv").symlink_to(tmp_path / "a.csv")
    (tmp_path / "loop").symlink_to(tmp_path)
    os.mkfifo(tmp_path / "pipe.csv")
    with socket.socket(socket.AF_UNIX) as listener:
        listener.bind(str(tmp_path / "s.csv"))
    found = {name: coverage and coverage.reason for name, coverage in listing(tmp_path).items()}
    assert found == {
        ".hidden.csv": None,
        "a.csv": None,
        "b/вложенная папка/a'\"\n.csv": None,
        "empty.csv": Reason.EMPTY,
        "link.csv": Reason.SYMLINK_NOT_FOLLOWED,
        "loop": Reason.SYMLINK_NOT_FOLLOWED,
        "photo.png": Reason.UNSUPPORTED_FORMAT,
        "pipe.csv": Reason.NOT_REGULAR_FILE,
        "s.csv": Reason.NOT_REGULAR_FILE,
    }
    assert list(found) == sorted(found)
    assert listing(tmp_path)["empty.csv"].status is ReadStatus.SCANNED


def test_good_files_beside_bad_ones_are_read(tmp_path, listing):
    (tmp_path / "bad.parquet").write_bytes(b"PAR1")
    (tmp_path / "клиенты 'новые'\n.csv").write_text(CSV)
    (tmp_path / "x.xlsx").write_bytes(b"PK\x03\x04")
    assert listing(tmp_path)["x.xlsx"].reason is Reason.CORRUPT
    good = open_source(Target(str(tmp_path), include=("*.csv",)))
    (item,) = [item for item, coverage in good.objects() if coverage is None]
    assert content(good, item).columns == {"iin": ["012345678901"], "имя": ["Омар"]}


def test_names_that_are_no_utf8_are_shown_and_read(tmp_path, read_file, listing):
    path = Path(os.fsdecode(os.fsencode(tmp_path) + b"/\xff.csv"))
    path.write_text(CSV)
    assert list(listing(tmp_path)) == ["\\xff.csv"]
    assert read_file(path).columns["имя"] == ["Омар"]


def test_link_named_by_the_user_is_followed(tmp_path, listing, read_file):
    (tmp_path / "real").mkdir()
    (tmp_path / "real" / "a.csv").write_text(CSV)
    (tmp_path / "link").symlink_to("real")
    (tmp_path / "file.csv").symlink_to("real/a.csv")
    assert list(listing(tmp_path / "link")) == ["a.csv"]
    assert read_file(tmp_path / "file.csv").columns["имя"] == ["Омар"]


@pytest.mark.parametrize(
    ("pattern", "names"),
    [
        ("*.csv", ["a.csv"]),
        ("**/*.csv", ["a.csv", "d/b.csv", "d/e/c.csv"]),
        ("d", ["b.csv", "e/c.csv", "n.txt"]),
        ("d/*", ["b.csv", "e/c.csv", "n.txt"]),
        ("?/[b]*", ["d/b.csv"]),
        ("[[]1].csv", ["[1].csv"]),
        ("[1].csv", ["[1].csv"]),
    ],
)
def test_globs(tmp_path, listing, pattern, names):
    (tmp_path / "d" / "e").mkdir(parents=True)
    for name in ("a.csv", "d/b.csv", "d/n.txt", "d/e/c.csv", *(["[1].csv"] if "1" in pattern else [])):
        (tmp_path / name).write_text(CSV)
    assert list(listing(f"{tmp_path}/{pattern}")) == names


def test_glob_follows_no_link(tmp_path, listing):
    (tmp_path / "d").mkdir()
    (tmp_path / "d" / "a.csv").write_text(CSV)
    (tmp_path / "d" / "up").symlink_to("..")
    found = listing(f"{tmp_path}/**/*.csv")
    assert list(found) == ["d/a.csv"]
    assert listing(f"{tmp_path}/*/*")["d/up"].reason is Reason.SYMLINK_NOT_FOLLOWED


@pytest.mark.parametrize("spec", ["absent", "*.csv", "empty", "absent/**/x", "no[where"])
def test_target_that_names_nothing_is_an_error(tmp_path, spec):
    (tmp_path / "empty" / "inner").mkdir(parents=True)
    with pytest.raises(TargetError, match="names no file"):
        open_source(Target(f"{tmp_path}/{spec}"))


def test_unknown_scheme_is_an_error_that_shows_no_secret():
    with pytest.raises(TargetError) as error:
        open_source(Target("oracle://user:secret@host/db"))
    assert "secret" not in str(error.value)


def test_rules_exclude_files(tmp_path, listing):
    for name in ("a.csv", "tmp_a.csv", "b.jsonl"):
        (tmp_path / name).write_text(CSV)
    found = listing(tmp_path, include=("*.csv",), exclude=("tmp_*",))
    assert {name for name, coverage in found.items() if coverage is None} == {"a.csv"}
    assert {coverage.reason for coverage in found.values() if coverage} == {Reason.EXCLUDED_BY_RULE}
    assert found["b.jsonl"].status is ReadStatus.EXCLUDED


def test_source_is_named_as_written(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "a.csv").write_text(CSV)
    source = open_source(Target("./a.csv"))
    assert [item.source for item, _ in source.objects()] == ["./a.csv"]
    assert [i.source for i, _ in open_source(Target("a.csv", name="файл")).objects()] == ["файл"]


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_forbidden_files_and_folders_are_named(tmp_path, listing):
    (tmp_path / "a.csv").write_text(CSV)
    (tmp_path / "a.csv").chmod(0)
    (tmp_path / "d").mkdir(mode=0)
    found = listing(tmp_path)
    assert {coverage.reason for coverage in found.values()} == {Reason.PERMISSION_DENIED}


def test_vanished_file_is_told(tmp_path):
    path = tmp_path / "a.csv"
    path.write_text(CSV)
    source = open_source(Target(str(path)))
    ((item, _),) = source.objects()
    path.unlink()
    with pytest.raises(ReadError, match="VANISHED"):
        source.read(item, Sampling())
    path.symlink_to("/dev/null")
    with pytest.raises(ReadError, match="SYMLINK_NOT_FOLLOWED"):
        source.read(item, Sampling())


@pytest.mark.parametrize("change", ["append", "replace", "remove"])
def test_change_during_the_scan_is_told(tmp_path, change):
    path = tmp_path / "a.csv"
    path.write_text(CSV)
    source = open_source(Target(str(path)))
    ((item, _),) = source.objects()
    reading = source.read(item, Sampling())
    chunks = reading.chunks()
    next(chunks)
    if change == "append":
        path.write_text(CSV * 2)
    else:
        path.unlink()
    if change == "replace":
        path.write_text(CSV)
    list(chunks)
    coverage = reading.coverage()
    reading.close()
    assert (coverage.status, coverage.reason) == (ReadStatus.PARTIAL, Reason.CHANGED_DURING_SCAN)


def test_too_long_path_is_told():
    with pytest.raises(ReadError, match="PATH_TOO_LONG"):
        RegularFile("/" + "x" * 300)


def test_very_deep_folders_do_not_stop_the_walk(tmp_path, listing, monkeypatch):
    (tmp_path / "a.csv").write_text(CSV)
    monkeypatch.chdir(tmp_path)
    for _ in range(30):
        Path("d" * 200).mkdir()
        os.chdir("d" * 200)
    found = listing(tmp_path)
    assert found["a.csv"] is None
    assert [coverage.reason for coverage in found.values() if coverage] == [Reason.PATH_TOO_LONG]


def test_tables_of_a_database_file_in_a_folder(tmp_path, contents, listing):
    (tmp_path / "d").mkdir()
    path = tmp_path / "d" / "app.bin"
    with sqlite3.connect(path) as connection:
        connection.execute('create table "клиенты" (iin text)')
        connection.execute("""insert into "клиенты" values ('012345678901')""")
    connection.close()
    found = dict(contents(str(tmp_path)))
    assert found["d/app.bin#клиенты"].columns == {"iin": ["012345678901"]}
    rules = listing(tmp_path, exclude=("*#клиенты",))
    assert rules["d/app.bin#клиенты"].reason is Reason.EXCLUDED_BY_RULE
    assert list(listing(path)) == ["клиенты"]


@pytest.mark.parametrize(
    ("head", "name", "expected"),
    [
        (b"PAR1....", "a.csv", Format.PARQUET),
        (b"SQLite format 3\0", "a.txt", Format.SQLITE),
        (b"\0" * 8 + b"DUCK", "a", Format.DUCKDB),
        (b"PK\x03\x04" + b"." * 26 + b"xl/workbook.xml", "report", Format.EXCEL),
        (b"PK\x03\x04" + b"." * 26 + b"word/document.xml", "a.docx", None),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "a.msg", None),
        (b"a;b", "A.CSV", Format.CSV),
        (b"a;b", "a.unknown", None),
        (b"\x1f\x8b\x08broken", "a.csv.gz", Format.CSV),
        (b"\x1f\x8b\x08broken", "a.tar.gz", None),
    ],
)
def test_first_bytes_decide_before_the_suffix(head, name, expected):
    assert recognise(head, name) is expected


@pytest.mark.parametrize(
    ("data", "found"),
    [
        ("ИИН\tФИО\n012345678901\tОмар\n".encode("utf-16"), Format.CSV),
        ("ИИН\tФИО\n012345678901\tОмар\n".encode("cp1251"), Format.CSV),
        (b"<html><table><tr><td>1</td></tr></table>", None),
        (b'<?xml version="1.0"?><Workbook/>', None),
        (b"\x09\x00\x04\x00\x02\x00\x10\x00", Format.EXCEL),
    ],
    ids=["UTF-16", "Windows", "page", "XML", "Excel 2"],
)
def test_what_programs_call_xls_is_often_text(data, found):
    assert recognise(data, "выгрузка.xls") is found
