"""Values of documents, vehicles, money and technical traces."""

from __future__ import annotations

import string
from datetime import datetime, timedelta
from uuid import UUID

from draw import UPPER, VIN_LETTERS, WORDS, Cell, Draw
from people import latin
from person_values import TODAY
from stdnum import luhn

_BANKS = ("601", "722", "965", "856", "998", "914", "972")
_WMI = ("XTA", "Z94", "KMH", "JTD", "WBA", "XW8", "LVV", "KNA", "JMB", "MXA")
_SHAPES = str.maketrans("ABCEHKMOPTX", "АВСЕНКМОРТХ")


def id_card(draw: Draw) -> list[Cell]:
    return [f"0{n}" for n in draw.digits(8)]


def passport(draw: Draw) -> list[Cell]:
    return [f"N{n}" for n in draw.digits(8)]


def foreign_passport(draw: Draw) -> list[Cell]:
    return [draw.pattern(draw.rng.choice(("@@#######", "## #######", "0########"))) for _ in range(draw.rows)]


def driver_licence(draw: Draw) -> list[Cell]:
    return [f"{draw.rng.choice(('AB', 'KZ', 'BC', 'DA'))}{n}" for n in draw.digits(6)]


def plate(draw: Draw, *, style: str = "plain") -> list[Cell]:
    out: list[Cell] = []
    for number, region in zip(draw.integers(1, 1000), draw.integers(1, 21), strict=True):
        letters = "".join(draw.rng.choices("ABCEHKMOPTX" if style == "cyrillic" else UPPER, k=3))
        how = draw.rng.choice(("plain", "spaced", "old")) if style == "mixed" else style
        if how == "old":
            out.append(f"{draw.rng.choice('AZBCDEHKLMNPRSTX')}{number:03d}{letters}")
        else:
            text = f"{number:03d} {letters} {region:02d}"
            out.append(
                text.translate(_SHAPES) if how == "cyrillic" else text if how == "spaced" else text.replace(" ", "")
            )
    return out


def vin(draw: Draw, *, lower: bool = False) -> list[Cell]:
    out = [
        draw.rng.choice(_WMI) + "".join(draw.rng.choices(VIN_LETTERS + string.digits, k=8)) + tail
        for tail in draw.digits(6)
    ]
    return [number.lower() for number in out] if lower else out


def frame(draw: Draw) -> list[Cell]:
    return [f"{draw.rng.choice(('ACA20', 'GX100', 'RF4', 'SXV20', 'NZE121'))}-{n}" for n in draw.digits(7)]


def card(draw: Draw, *, style: str = "plain") -> list[Cell]:
    numbers = [
        stem + luhn.calc_check_digit(stem)
        for stem in (draw.rng.choice(("440043", "516949", "400303", "548318", "220070")) + n for n in draw.digits(9))
    ]
    if style == "grouped":
        return [" ".join((n[:4], n[4:8], n[8:12], n[12:])) for n in numbers]
    return [f"{n[:6]}******{n[12:]}" for n in numbers] if style == "masked" else numbers


def card_expiry(draw: Draw) -> list[Cell]:
    return [f"{month:02d}/{year}" for month, year in zip(draw.integers(1, 13), draw.integers(25, 32), strict=True)]


def iban(draw: Draw, *, style: str = "plain") -> list[Cell]:
    out = [_iban(draw, account) for account in draw.digits(13)]
    if style == "plain":
        return list(out)
    grouped = [" ".join(n[i : i + 4] for i in range(0, 20, 4)) for n in out]
    return (
        grouped
        if style == "grouped"
        else [draw.rng.choice((a, b, a.lower())) for a, b in zip(out, grouped, strict=True)]
    )


def _iban(draw: Draw, account: str) -> str:
    body = draw.rng.choice(_BANKS) + (
        f"{draw.rng.choice('ABCKRT')}{account[1:]}" if draw.rng.random() < 0.5 else account
    )
    check = 98 - int("".join(str(int(c, 36)) for c in f"{body}KZ00")) % 97
    return f"KZ{check:02d}{body}"


def ipv4(draw: Draw) -> list[Cell]:
    return [
        f"{a}.{n >> 16 & 255}.{n >> 8 & 255}.{n & 255}"
        for a, n in zip(draw.pick([2, 5, 37, 46, 78, 91, 95, 178, 188, 212]), draw.integers(0, 1 << 24), strict=True)
    ]


def ipv6(draw: Draw) -> list[Cell]:
    return [
        f"2a00:{n >> 48 & 0xFFFF:x}:{n >> 32 & 0xFFFF:x}::{n >> 16 & 0xFFFF:x}:{n & 0xFFFF:x}"
        for n in draw.integers(1 << 62, 1 << 63)
    ]


def mac(draw: Draw) -> list[Cell]:
    return [":".join(text[i : i + 2] for i in range(0, 12, 2)) for text in hexadecimal(draw, count=12)]


def imei(draw: Draw) -> list[Cell]:
    stems = (draw.rng.choice(("35693803", "86412304", "35209900", "86056805")) + n for n in draw.digits(6))
    return [stem + luhn.calc_check_digit(stem) for stem in stems]


def uuid(draw: Draw) -> list[Cell]:
    return [str(UUID(int=draw.rng.getrandbits(128), version=4)) for _ in range(draw.rows)]


def hexadecimal(draw: Draw, *, count: int = 32) -> list[Cell]:
    return [f"{draw.rng.getrandbits(count * 4):0{count}x}" for _ in range(draw.rows)]


def push_token(draw: Draw) -> list[Cell]:
    letters = string.ascii_letters + string.digits + "-_"
    return [
        f"{''.join(draw.rng.choices(letters, k=22))}:APA91b{''.join(draw.rng.choices(letters, k=100))}"
        for _ in range(draw.rows)
    ]


def version(draw: Draw, *, parts: int = 3) -> list[Cell]:
    return [".".join(str(draw.rng.randrange(1, high)) for high in (9, 20, 40, 30)[:parts]) for _ in range(draw.rows)]


def ga_cookie(draw: Draw) -> list[Cell]:
    return [
        f"GA1.2.{a}.{b}"
        for a, b in zip(draw.integers(10**8, 2 * 10**9), draw.integers(1_600_000_000, 1_790_000_000), strict=True)
    ]


def user_agent(draw: Draw) -> list[Cell]:
    systems = (
        "Windows NT 10.0; Win64; x64",
        "Linux; Android 13; SM-A525F",
        "iPhone; CPU iPhone OS 17_1 like Mac OS X",
        "X11; Linux x86_64",
    )
    return [
        f"Mozilla/5.0 ({system}) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/{n}.0.0.0 Safari/537.36"
        for system, n in zip(draw.pick(list(systems)), draw.integers(90, 131), strict=True)
    ]


def log_line(draw: Draw) -> list[Cell]:
    return [
        f'[{m:%d/%b/%Y:%H:%M:%S} +0500] "GET {path} HTTP/1.1" 200 {n}'
        for m, path, n in zip(moments(draw), page(draw), draw.integers(90, 90_000), strict=True)
    ]


def page(draw: Draw) -> list[Cell]:
    return [
        f"https://shop.example.kz/{part}/{n}"
        for part, n in zip(draw.pick(["catalog", "item", "cart", "promo"]), draw.integers(1, 9000), strict=True)
    ]


def latitude(draw: Draw) -> list[Cell]:
    return [round(draw.rng.uniform(41.0, 55.0), 6) for _ in range(draw.rows)]


def point(draw: Draw) -> list[Cell]:
    return [f"{draw.rng.uniform(41, 55):.6f}, {draw.rng.uniform(47, 87):.6f}" for _ in range(draw.rows)]


def social_nick(draw: Draw) -> list[Cell]:
    return [f"@{latin(p.given).lower()}_{p.birth:%y}{draw.rng.randrange(99)}" for p in draw.people]


def social_link(draw: Draw) -> list[Cell]:
    sites = ("https://instagram.com/", "https://www.facebook.com/", "https://vk.com/", "https://t.me/")
    return [draw.rng.choice(sites) + str(nick)[1:] for nick in social_nick(draw)]


def several_nicks(draw: Draw) -> list[Cell]:
    nicks = social_nick(draw)
    return [";".join(map(str, draw.rng.choices(nicks, k=3))) for _ in range(draw.rows)]


def password(draw: Draw) -> list[Cell]:
    return [
        "".join(draw.rng.choices(string.ascii_letters + string.digits + "!@#", k=draw.rng.randrange(8, 13)))
        for _ in range(draw.rows)
    ]


def bcrypt(draw: Draw) -> list[Cell]:
    return [
        "$2b$12$" + "".join(draw.rng.choices(string.ascii_letters + string.digits + "./", k=53))
        for _ in range(draw.rows)
    ]


def blob_text(draw: Draw) -> list[Cell]:
    return [
        "".join(draw.rng.choices(string.ascii_letters + string.digits + "+/", k=180)) + "==" for _ in range(draw.rows)
    ]


def file_path(draw: Draw, *, stem: str, kind: str) -> list[Cell]:
    return [f"/data/{stem}/2026/{n[:2]}/{stem}_{n}.{kind}" for n in draw.digits(7)]


def route(draw: Draw) -> list[Cell]:
    pairs = zip(draw.pick(WORDS["streets"]), draw.pick(WORDS["streets"]), draw.integers(1, 150), strict=True)
    return [f"{a} {n} → {b}" for a, b, n in pairs]


def ticket(draw: Draw) -> list[Cell]:
    texts = (" ".join(draw.rng.choices(WORDS["ticket_words"], k=draw.rng.randrange(6, 20))) for _ in range(draw.rows))
    return [
        f"{text}. тел 8{p.mobile}" if i % 12 == 0 else text
        for i, (text, p) in enumerate(zip(texts, draw.people, strict=True))
    ]


def moments(draw: Draw) -> list[datetime]:
    return [datetime(2023, 1, 1) + timedelta(seconds=s) for s in draw.integers(0, 120_000_000)]


def recent_date(draw: Draw, *, form: str = "") -> list[Cell]:
    days = [TODAY - timedelta(days=d) for d in draw.integers(0, 3000)]
    return [d.strftime(form) for d in days] if form else days


def future_date(draw: Draw, *, form: str = "") -> list[Cell]:
    days = [TODAY + timedelta(days=d) for d in draw.integers(-200, 3000)]
    return [d.strftime(form) for d in days] if form else days
