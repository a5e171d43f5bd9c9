import gzip

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from barlau.errors import ReadError
from barlau.model.reading import ReadStatus, Reason, Sampling, SamplingMethod
from barlau.sources import records
from barlau.sources.csv import read
from barlau.sources.escapes import Unescaped, unescape
from barlau.sources.records import RowBlocks
from barlau.sources.regular_file import RegularFile

KAZAKH = "ИИН;ФИО;Город\n088010112345;Қайрат Әлиев;Өскемен\n990101300123;Ғани Жұмабеков;Үржар\n"
RUSSIAN = "ИИН;ФИО;Город\n088010112345;Иван Петров;Алматы\n990101300123;Ольга Ким;Уральск\n"
KAZAKH_COLUMNS = {
    "ИИН": ["088010112345", "990101300123"],
    "ФИО": ["Қайрат Әлиев", "Ғани Жұмабеков"],
    "Город": ["Өскемен", "Үржар"],
}


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "kz1048", "cp1251", "cp866", "koi8-r"]
)
def test_every_encoding_gives_the_same_text(read_bytes, encoding):
    text = KAZAKH if encoding not in ("cp1251", "cp866", "koi8-r") else RUSSIAN
    found = read_bytes(text.encode(encoding))
    header, *rows = [line.split(";") for line in text.splitlines()]
    assert found.columns == {name: list(cells) for name, *cells in zip(header, *rows, strict=True)}
    assert found.coverage.status is ReadStatus.SCANNED
    assert found.coverage.rows_read == 2


@pytest.mark.parametrize("separator", [",", ";", "\t", "|", "^", "~", "\x01"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"], ids=["lf", "crlf", "cr"])
def test_every_separator_and_line_end(read_bytes, separator, end):
    text = KAZAKH.replace(";", separator).replace("\n", end)
    assert read_bytes(text).columns == KAZAKH_COLUMNS


def test_excel_separator_hint_is_followed(read_bytes):
    assert read_bytes("sep=;\na,x;b\n1;2\n").columns == {"a,x": ["1"], "b": ["2"]}


def test_decimal_commas_do_not_make_columns(read_bytes):
    assert read_bytes("1,5;2,5;3,5\n1,7;2,7;3,7\n").columns["column_3"] == ["3,5", "3,7"]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("iin,phone\n012345678901,+77011234567\n", ["iin", "phone"]),
        ("012345678901,a@b.kz\n012345678902,c@d.kz\n", ["column_1", "column_2"]),
        ("Фамилия;Имя\nОмаров;Нурлан\n", ["Фамилия", "Имя"]),
        ("Омаров Нурлан Ерикович\nКим Ольга Петровна\n", ["column_1"]),
        ("Aigerim Bekova\nDana Omarova\n", ["column_1"]),
        ("a,a,,b\n1,2,3,4\n", ["a", "a.2", "column_3", "b"]),
        ("a;b\n1;2;\n3;4;\n5;6;\n", ["a", "b", "column_3"]),
        ('"full\nname",x\nq,1\n', ["full name", "x"]),
        ("ID,NAME,UF_CRM_1620391844\n1,Асан,\n2,Дана,064660324\n", ["ID", "NAME", "UF_CRM_1620391844"]),
        ("город;2023;2024-01\nАлматы;12,5;3\nАстана;7,0;4\n", ["город", "2023", "2024-01"]),
        ("user_77010000001,a\nuser_77010000002,b\n,c\n", ["column_1", "column_2"]),
        ("Асан,1987\nДана,1990\n", ["column_1", "column_2"]),
        ("Асан,,1987\nДана,x,\n", ["column_1", "column_2", "column_3"]),
    ],
    ids=[
        *("named", "data first", "one word", "patronymic", "names", "duplicates", "trailing", "line break"),
        *("numbered name", "periods", "numbered values", "years", "one year"),
    ],
)
def test_column_names(read_bytes, text, names):
    assert list(read_bytes(text).columns) == names


IINS = ("088010112345", "990101300123", "870202400234")


@pytest.mark.parametrize(
    "header",
    [
        "ИИН2;Телефон 2;Сумма за 2024 год;Q1_2024;Цена, тг/шт.;НДС 12%;Площадь (м2)",
        "ИИН;01.01.2024;01.02.2024;2024-03-01;янв.24;2024/12;1 кв. 2024",
        "ИИН;0;1;2;3;4;5",
        "ФИО;1;2;3;4;5;6",
        "c1;c2;c3;c4;c5;c6;c7",
        "ИИН;18-25;26-35;36+;<18;%;№ п/п",
        "ID;UF_CRM_1620391844;field_123456;cf_884433;attr 1234567;customfield_10021;PROPERTY_112233",
        "ИИН;Да;Нет;E-mail/@;http://schema.org/name;null_count;x",
        f"ИИН;{'Согласие на сбор и обработку данных, ' * 3};a;b;c;d;e",
    ],
)
def test_digits_and_signs_in_a_header_are_names(read_bytes, header):
    rows = "".join(f"{iin};да;8;10,5;;нет;{n * 37}\n" for n, iin in enumerate(IINS * 2))
    assert list(read_bytes(f"{header}\n{rows}").columns) == [name.strip()[:100] for name in header.split(";")]


def test_rows_longer_than_the_sample(read_bytes):
    names = [f"показатель {n}" for n in range(6000)]
    row = ";".join(["012345678901", *["75"] * 5999])
    found = read_bytes(";".join(names) + f"\n{row}\n{row}\n")
    assert list(found.columns) == names
    assert found.coverage.status is ReadStatus.SCANNED
    found = read_bytes("Отчёт " + "о " * 40_000 + f"\nИИН;Имя\n{IINS[0]};Дана\n{IINS[1]};Асан\n")
    assert found.columns["ИИН"] == list(IINS[:2])


@pytest.mark.parametrize(
    "first",
    [
        "Иванова Мария;не указан;нет",
        "Иванова Мария;;",
        "Ivanova Maria;no;almaty",
        "Омаров А.;да;нет",
        "омаров нурлан серикович;x;y",
        "Альфа;a.omarova@mail.kz;y",
        "ТОО «Бета»;x;y",
        "Бета ЖШС;x;y",
        "Альфа;KZ12345678ABCDEFGH90;y",
        "Альфа;8 (701) 234-56-78;y",
        "Альфа;x;N12345678",
        f"{'Клиент звонил и просил перенести встречу ' * 4};x;y",
    ],
)
def test_a_value_never_becomes_a_name(read_bytes, first):
    names = "Омаров Нурлан Серикович", "Ким Ольга", "ТОО «Альфа», письмо в ответ на жалобу клиента от 5 мая"
    rows = "".join(f"{name};{iin};\n" for name, iin in zip(names, IINS, strict=True))
    assert not set(first.split(";")) & set(read_bytes(f"{first}\n{rows}").columns) - {""}


@pytest.mark.parametrize(
    "row",
    [
        "Әбдіров;Ерлан",
        "4f42fc08-13dd-4e8a-a15e-7a0020a13ccc;Chrome 129.0",
        "163FDA06;Haval",
        "ДЛ-2006/26;b85af73344c1a21fded9f7630f88c7febe5d0200ec1379ab1bb35dc53cb24515",
        "ст. 188 УК РК",
        "г. Шымкент; д. 182",
    ],
)
def test_one_row_of_values_is_data(read_bytes, row):
    assert list(read_bytes(f"{row}\n").columns) == [f"column_{n + 1}" for n in range(len(row.split(";")))]


def test_a_list_of_logins_has_no_header(read_bytes):
    assert read_bytes("asan\nerlan\ndana\n").columns == {"column_1": ["asan", "erlan", "dana"]}
    assert read_bytes("login\nerlan\ndana\n").columns == {"login": ["erlan", "dana"]}


def test_a_cell_that_repeats_its_header_is_a_value(read_bytes):
    rows = "".join(f"{iin};ok;Алматы\n" for iin in IINS * 4)
    found = read_bytes("iin;status;Город\n" + rows + f"{IINS[0]};status;Город\n")
    assert list(found.columns) == ["iin", "status", "Город"]
    assert found.coverage.rows_read == 13


def test_sparse_title_rows_are_no_header(read_bytes):
    text = "Отчёт за 2024 год;;\nДата: 21.11.2025;;\n;;\nиин;имя;x\n012345678901;Омар;1\n012345678902;Дана;2\n"
    found = read_bytes(text)
    assert found.columns["(above the header)"] == ["Отчёт за 2024 год", "Дата: 21.11.2025"]
    assert found.columns["иин"] == ["012345678901", "012345678902"]


def test_the_lower_of_two_header_rows_names_the_columns(read_bytes):
    found = read_bytes("Клиент;;Контакты\nИИН;Имя;Телефон\n" + "".join(f"{i};Дана;+77011234567\n" for i in IINS))
    assert found.columns["ИИН"] == list(IINS)
    assert found.columns["(above the header)"] == ["Клиент", "Контакты"]


def test_the_header_below_a_summary_of_the_table(read_bytes):
    summary = "ВЫПИСКА за май;;;\nДоступно на 01.01.24;+ 100,00 ₸;;\nПополнения;+ 5 000,00 ₸;;\n"
    table = "Дата;Сумма;Операция;Детали\n" + "".join(f"0{n}.01.24;- {n} 000,00;Перевод;Дана О.\n" for n in range(1, 9))
    found = read_bytes(summary + table)
    assert list(found.columns) == ["(above the header)", "Дата", "Сумма", "Операция", "Детали"]
    assert found.coverage.rows_read == 8
    groups = "Счет;Начало;;Обороты;\nКонтрагент;Дебет;Кредит;Дебет;Кредит\n"
    found = read_bytes(groups + "".join(f"Дана О.;{n};;{n}5;\n" for n in range(9)))
    assert list(found.columns)[1:] == ["Контрагент", "Дебет", "Кредит", "Дебет.2", "Кредит.2"]


@pytest.mark.parametrize(
    "text", ["BEGIN:VCARD\nFN:Дана\nEND:VCARD\nBEGIN:VCARD\n", "Готов!\nпозвонили клиенту\nждёт\n"]
)
def test_the_first_line_of_a_text_is_no_name(read_bytes, text):
    assert read_bytes(text, "note.txt").columns == {"column_1": text.splitlines()}


def test_invisible_characters_before_a_name_are_no_part_of_it(read_bytes):
    assert list(read_bytes("\ufeff\ufeffИИН;\u200bФИО\n012345678901;x\n").columns) == ["ИИН", "ФИО"]


def test_header_alone_lists_its_columns(read_bytes):
    found = read_bytes("iin;имя;ИИН1;Телефон 2;UF_CRM_1620391844\n")
    assert found.columns == {"iin": [], "имя": [], "ИИН1": [], "Телефон 2": [], "UF_CRM_1620391844": []}
    assert (found.coverage.status, found.coverage.reason) == (ReadStatus.SCANNED, Reason.EMPTY)


def test_title_rows_become_a_column_of_their_own(read_bytes):
    text = "Отчет, исполнитель Омаров\n\nиин;имя;x\n012345678901;Омар;1\n012345678902;Дана;2\n"
    found = read_bytes(text)
    assert found.columns["(above the header)"] == ["Отчет, исполнитель Омаров"]
    assert found.columns["иин"] == ["012345678901", "012345678902"]


def test_empty_cells_are_null_and_leading_zeros_stay(read_bytes):
    found = read_bytes('a,b,c\n007,,""\n\\N,NULL,x\n')
    assert found.columns == {"a": ["007", None], "b": [None, None], "c": [None, "x"]}


def test_ragged_rows_are_counted_and_read(read_bytes):
    found = read_bytes("a,b\n1,2\n3\n4,5,6\n7,8\n9,10\n")
    assert sorted(map(str, found.columns["a"])) == ["1", "3", "4", "7", "9"]
    assert "5,6" in found.columns["b"]
    assert found.coverage.status is ReadStatus.PARTIAL
    assert (found.coverage.reason, found.coverage.rows_bad) == (Reason.ROW_ERRORS, 2)


def test_unclosed_quote_does_not_swallow_rows(read_bytes):
    rows = "".join(f"{i},x{i}\n" for i in range(5000))
    found = read_bytes('a,b\n1,"open\n' + rows)
    assert found.coverage.rows_read == 5001
    assert found.columns["b"][1:] == [f"x{i}" for i in range(5000)]
    assert found.coverage.reason is Reason.ROW_ERRORS


def test_quotes_inside_cells_are_characters(read_bytes):
    rows = 'a,b\n1,5" pipe\n2,"x\n, ""y"""\n3,say "no"\n'
    assert read_bytes(rows).columns == {"a": ["1", "2", "3"], "b": ['5" pipe', 'x\n, "y"', 'say "no"']}


def test_undecodable_bytes_are_replaced_and_counted(read_bytes):
    found = read_bytes("имя,город\nАйгерім,Алматы\n".encode() + b"\xff\xfe,\xd0\n")
    assert found.columns["имя"][0] == "Айгерім"
    assert found.columns["город"][1] == "\ufffd"
    assert (found.coverage.status, found.coverage.reason) == (ReadStatus.PARTIAL, Reason.DECODE_ERROR)
    assert found.coverage.rows_bad == 3


def test_late_windows_1251_is_noticed(tmp_path, read_file):
    path = tmp_path / "late.csv"
    path.write_bytes(b"a;b\n" + b"1;2\n" * 200_000 + "3;Ольга Петрова из Уральска\n".encode("cp1251"))
    found = read_file(path)
    assert found.columns["b"][-1] == "Ольга Петрова из Уральска"
    assert found.coverage.status is ReadStatus.SCANNED


def test_nul_bytes_survive(read_bytes):
    assert read_bytes(b"a,b\n1,x\x00y\n").columns["b"] == ["x\x00y"]


def test_text_without_separator_is_one_column_of_lines(read_bytes):
    lines = ["2024-01-01 client 012345678901, called", "plain line", '5" pipe, more, and more']
    assert read_bytes("\n".join(lines), "app.log").columns == {"column_1": lines}


def test_gzip_is_read_and_truncation_told(read_bytes):
    packed = gzip.compress(KAZAKH.encode())
    assert read_bytes(packed, "t.csv.gz").columns == KAZAKH_COLUMNS
    rows = "".join(f"{i * 7919 % 1_000_003},x\n" for i in range(20_000))
    found = read_bytes(gzip.compress(("a,b\n" + rows).encode())[:-5000], "cut.csv.gz")
    assert (found.coverage.status, found.coverage.reason) == (ReadStatus.PARTIAL, Reason.TRUNCATED)
    assert found.coverage.rows_read > 15_000


def test_short_truncated_gzip_is_read_up_to_the_damage(read_bytes):
    rows = "".join(f"{i * 7919 % 1_000_003},{i * 104729 % 1_000_003}\n" for i in range(500))
    found = read_bytes(gzip.compress(("a,b\n" + rows).encode())[:-60], "cut.csv.gz")
    assert (found.coverage.status, found.coverage.reason) == (ReadStatus.PARTIAL, Reason.TRUNCATED)
    assert found.coverage.rows_read > 400


def test_gzip_bomb_is_stopped(tmp_path, monkeypatch):
    monkeypatch.setattr("barlau.sources.text_file.RATIO_FROM", 1 << 20)
    path = tmp_path / "bomb.csv.gz"
    path.write_bytes(gzip.compress(b"a,b\n" + b"0,0\n" * 4_000_000, 9))
    reading = read(RegularFile(str(path)), Sampling())
    assert sum(len(chunk.values) for chunk in reading.chunks()) < 2 * 4_000_000
    assert reading.coverage().reason is Reason.RATIO_LIMIT
    reading.close()


def test_binary_named_csv_is_unsupported(tmp_path):
    path = tmp_path / "image.csv"
    path.write_bytes(bytes(range(1, 32)) * 100)
    reading = read(RegularFile(str(path)), Sampling())
    with pytest.raises(ReadError, match="UNSUPPORTED_FORMAT"):
        list(reading.chunks())
    reading.close()


def test_sample_is_random_seeded_and_without_repetition(read_bytes):
    text = "id,x\n" + "".join(f"{i},y\n" for i in range(1000))
    samples = [read_bytes(text, sampling=Sampling(50, seed)) for seed in (1, 1, 2)]
    ids = [sample.columns["id"] for sample in samples]
    assert ids[0] == ids[1] != ids[2]
    assert len(set(ids[0])) == 50
    coverage = samples[0].coverage
    assert (coverage.status, coverage.reason) == (ReadStatus.SCANNED, Reason.SAMPLED)
    assert (coverage.method, coverage.seed, coverage.rows_total) == (SamplingMethod.RANDOM, 1, 1000)


def test_sample_of_a_large_file_comes_from_everywhere(read_bytes, monkeypatch):
    monkeypatch.setattr("barlau.sources.csv.LARGE_BYTES", 1 << 20)
    monkeypatch.setattr("barlau.sources.csv.PIECE_BYTES", 1 << 12)
    text = "номер,имя\n" + "".join(f"{i},Айгерім\n" for i in range(100_000))
    found = read_bytes(text, sampling=Sampling(200, 7))
    numbers = [int(str(cell)) for cell in found.columns["номер"]]
    assert len(set(numbers)) == 200
    assert min(numbers) < 10_000
    assert max(numbers) > 90_000
    assert set(found.columns["имя"]) == {"Айгерім"}
    assert (found.coverage.reason, found.coverage.rows_total) == (Reason.SAMPLED, None)


def test_sample_larger_than_the_file_is_a_full_read(read_bytes):
    found = read_bytes("a,b\n1,2\n", sampling=Sampling(10))
    assert (found.coverage.method, found.coverage.reason) == (SamplingMethod.FULL, None)


CELLS = st.text(st.sampled_from('ab,"\n\r ж'), max_size=6)


class Bytes:
    def __init__(self, data: bytes) -> None:
        self.data, self.replaced = data, 0

    def read_into(self, view: memoryview) -> int:
        size = min(len(view), len(self.data))
        view[:size], self.data = self.data[:size], self.data[size:]
        return size


@settings(max_examples=150)
@given(st.lists(st.lists(CELLS, min_size=2, max_size=2), min_size=1, max_size=30), st.integers(8, 64))
def test_blocks_end_only_where_rows_end(rows, size):
    encoded = [",".join('"' + cell.replace('"', '""') + '"' for cell in row) + "\r\n" for row in rows]
    blocks = RowBlocks(Bytes("".join(encoded).encode()), size)
    pieces = [bytes(block.data) for block in blocks]
    ends, total = set(), 0
    for row in encoded:
        total += len(row.encode())
        ends.add(total)
    assert b"".join(pieces) == "".join(encoded).encode()
    position = 0
    for piece in pieces:
        position += len(piece)
        assert position in ends


def test_quoted_line_breaks_survive_every_block_edge(tmp_path, monkeypatch):
    rows = [(str(i), "строка\r\n" * (i % 4) + "я") for i in range(300)]
    path = tmp_path / "t.csv"
    path.write_bytes(("id,x\r\n" + "".join(f'{i},"{x}"\r\n' for i, x in rows)).encode())
    for size in (257, 1024, 4097):
        monkeypatch.setattr(RowBlocks.__init__, "__defaults__", (size,))
        reading = read(RegularFile(str(path)), Sampling())
        found = [cell for c in reading.chunks() if c.column.name == "x" for cell in c.values.to_pylist()]
        reading.close()
        assert found == [x for _, x in rows]


def test_row_longer_than_the_limit_is_too_large(tmp_path, monkeypatch):
    monkeypatch.setattr(records, "MAX_ROW_BYTES", 1 << 16)
    monkeypatch.setattr(RowBlocks.__init__, "__defaults__", (1 << 12,))
    path = tmp_path / "t.csv"
    path.write_bytes(b"a,b\n1,2\n" + b"x" * (1 << 18) + b",2\n")
    reading = read(RegularFile(str(path)), Sampling())
    list(reading.chunks())
    assert reading.coverage().reason is Reason.TOO_LARGE
    reading.close()


@pytest.mark.parametrize("name", ["clients.txt", "clients.csv"])
def test_backslashes_of_mysql_are_escapes(read_bytes, name):
    tabs = "".join(f"{n}\t{iin}\tулица\\\nдом\\\tквартира\t\\N\n" for n, iin in enumerate(IINS * 3))
    found = read_bytes(tabs, name)
    assert found.columns["column_2"] == list(IINS * 3)
    assert found.columns["column_3"] == ["улица дом квартира"] * 9
    assert found.columns["column_4"] == [None] * 9
    quoted = "".join(f'"{n}","ТОО \\"Альфа\\", филиал","{iin}"\n' for n, iin in enumerate(IINS * 3))
    found = read_bytes(quoted, name)
    assert found.columns["column_2"] == ['ТОО "Альфа", филиал'] * 9
    assert found.columns["column_3"] == list(IINS * 3)
    assert found.coverage.status is ReadStatus.SCANNED


def test_backslashes_of_paths_stay(read_bytes):
    text = "".join(f'{n},C:\\data\\x,"C:\\dir\\",C:\\\n' for n in range(9))
    assert read_bytes(text).columns["column_4"] == ["C:\\"] * 9
    assert read_bytes(text).columns["column_3"] == ["C:\\dir\\"] * 9


@given(st.text('ab\\"\n,', max_size=60), st.integers(1, 9), st.integers(0, 9))
def test_escapes_are_the_same_wherever_a_buffer_ends(text, size, first):
    class Pieces:
        def __init__(self, data):
            self.data = data

        def read_into(self, view):
            piece, self.data = self.data[: len(view)], self.data[len(view) :]
            view[: len(piece)] = piece
            return len(piece)

    data = text.encode()
    stream, found, view = Unescaped(Pieces(data[first:]), data[:first]), b"", memoryview(bytearray(size))
    while count := stream.read_into(view):
        found += bytes(view[:count])
    assert found == unescape(data)
