"""Synthetic wide table for the speed measurements: 12 columns, 5 % of the comments hold personal data.

    python benchmarks/workload.py FOLDER ROWS

writes `FOLDER/wide-ROWS.parquet` (row groups of 131,072 rows) and, up to a million rows, the same as CSV.
All people are invented.
"""

from __future__ import annotations

import argparse
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.csv as pc
import pyarrow.parquet as pq

GROUP = 131_072
SURNAMES = [
    "Ахметов",
    "Серіков",
    "Иванов",
    "Нұрланов",
    "Ким",
    "Оспанов",
    "Жұмабаев",
    "Петров",
    "Қасымов",
    "Смагулов",
    "Әбенов",
    "Тлеубердин",
]
GIVEN = [
    "Асан",
    "Айгерім",
    "Нұрлан",
    "Дана",
    "Ерлан",
    "Алия",
    "Владимир",
    "Гүлнар",
    "Тимур",
    "Сәуле",
    "Олег",
    "Мадина",
    "Руслан",
    "Жанар",
]
FATHERS = ["Серікұлы", "Серікқызы", "Нұрланұлы", "Асанович", "Викторовна", "Маратқызы", "Ержанұлы", "Олегович"]
STREETS = [
    "Абая",
    "Сәтпаев",
    "Назарбаева",
    "Достық",
    "Төле_би",
    "Жандосова",
    "Момышұлы",
    "Кенесары",
    "Байтұрсынов",
    "Пушкина",
]
WORDS = [
    "клиент",
    "обратился",
    "по",
    "вопросу",
    "договора",
    "лизинга",
    "уточнил",
    "график",
    "платежей",
    "просит",
    "перезвонить",
    "утром",
    "заявка",
    "принята",
    "менеджер",
    "проверил",
    "документы",
    "көлік",
    "тексеруден",
    "өтті",
    "келісімшарт",
    "жасалды",
    "төлем",
    "қабылданды",
    "клиентпен",
    "байланыс",
    "отказ",
    "от",
    "страховки",
    "перенос",
    "даты",
    "осмотра",
    "автомобиль",
    "на",
    "стоянке",
    "ключи",
    "переданы",
    "акт",
    "подписан",
    "order",
    "shipped",
    "status",
    "ok",
]


def digits(rng: np.random.Generator, count: int, width: int) -> list[str]:
    return [f"{n:0{width}d}" for n in rng.integers(0, 10**width, count)]


def iins(rng: np.random.Generator, count: int) -> np.ndarray:
    """Valid numbers with serials from the end of the range."""
    year, month, day = rng.integers(60, 100, count), rng.integers(1, 13, count), rng.integers(1, 29, count)
    parts = [year // 10, year % 10, month // 10, month % 10, day // 10, day % 10, rng.integers(3, 5, count)]
    serial = rng.integers(9000, 10000, count)
    parts += [serial // 1000, serial // 100 % 10, serial // 10 % 10, serial % 10]
    first = sum(p * w for p, w in zip(parts, range(1, 12), strict=True)) % 11
    second = sum(p * w for p, w in zip(parts, (3, 4, 5, 6, 7, 8, 9, 10, 11, 1, 2), strict=True)) % 11
    check = np.where(first == 10, second % 10, first)
    number = np.zeros(count, np.int64)
    for part in (*parts, check):
        number = number * 10 + part
    return number


def batch(rng: np.random.Generator, first: int, count: int) -> pa.Table:
    iin = [f"{n:012d}" for n in iins(rng, count)]
    phone = [
        f"+7 70{a} {b:03d} {c:02d} {d:02d}"
        for a, b, c, d in zip(*(rng.integers(0, h, count) for h in (3, 1000, 100, 100)), strict=True)
    ]
    pick = lambda words: np.array(words)[rng.integers(0, len(words), count)]  # noqa: E731
    fio = np.char.add(np.char.add(np.char.add(np.char.add(pick(SURNAMES), " "), pick(GIVEN)), " "), pick(FATHERS))
    letters = np.array(list("ABCDEFGHJKLMNPRSTUVWXYZ"))
    three = ["".join(row) for row in letters[rng.integers(0, len(letters), (count, 3))]]
    vin = ["XTA" + "".join(row) for row in letters[rng.integers(0, len(letters), (count, 6))]]
    hexes = rng.bytes(16 * count).hex()
    uuid = [
        f"{h[:8]}-{h[8:12]}-{h[12:16]}-{h[16:20]}-{h[20:]}"
        for h in (hexes[i : i + 32] for i in range(0, len(hexes), 32))
    ]
    text = [" ".join(row) for row in np.array(WORDS)[rng.integers(0, len(WORDS), (count, 22))]]
    personal = rng.random(count) < 0.05
    comment = [
        f"{t}. № {n} {'ИИН ' + i + ' тел ' + p if has else ''} {t[:60]}"
        for t, n, i, p, has in zip(text, rng.integers(10_000, 99_999, count), iin, phone, personal, strict=True)
    ]
    street, house, flat = pick(STREETS), rng.integers(1, 200, count), rng.integers(1, 150, count)
    return pa.table(
        {
            "id": pa.array(np.arange(first, first + count)),
            "iin": iin,
            "phone": phone,
            "email": [f"user{first + i}@example.kz" for i in range(count)],
            "fio": fio.tolist(),
            "plate": [
                f"{n:03d}{t}{r:02d}"
                for n, t, r in zip(rng.integers(1, 1000, count), three, rng.integers(1, 21, count), strict=True)
            ],
            "vin": [v + d for v, d in zip(vin, digits(rng, count, 8), strict=True)],
            "address": [f"г. Алматы, ул. {s}, д. {h}, кв. {f}" for s, h, f in zip(street, house, flat, strict=True)],
            "comment": comment,
            "session": uuid,
            "amount": pa.array(rng.integers(1_000, 9_000_000, count)),
            "client_iin": pa.array(iins(rng, count)),
        }
    )


def write(folder: Path, rows: int) -> Path:
    """Write the Parquet file if it is not there yet, and return its path."""
    path = folder / f"wide-{rows}.parquet"
    if path.exists():
        return path
    rng = np.random.default_rng(2026)
    tables = (batch(rng, at, min(GROUP, rows - at)) for at in range(0, rows, GROUP))
    first = next(tables)
    with pq.ParquetWriter(path, first.schema) as writer:
        writer.write_table(first, GROUP)
        for table in tables:
            writer.write_table(table, GROUP)
    if rows <= 1_000_000:
        pc.write_csv(pq.read_table(path), path.with_suffix(".csv"))
    return path


if __name__ == "__main__":
    parser = argparse.ArgumentParser()
    parser.add_argument("folder", type=Path)
    parser.add_argument("rows", type=int)
    chosen = parser.parse_args()
    print(write(chosen.folder, chosen.rows))
