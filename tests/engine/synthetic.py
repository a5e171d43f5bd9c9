"""Invented numbers with right check digits, and the harmless ones that look like them. No value is anybody's."""

import random
from datetime import date, datetime, timedelta

from stdnum import ean

from barlau.errors import InvalidChecksum
from barlau.identifiers.generic import card
from barlau.identifiers.kz import iban, iin, rnn

MOBILES = ("700", "701", "702", "705", "707", "747", "771", "777", "778")
PLATE_LETTERS = "ABCDEFHKLMNPRSTXYZ"
SURNAMES = ("Ахметов", "Оспанов", "Сериков", "Нұрланов", "Жұмабаев", "Ибраев", "Касымов", "Бекетов", "Тілеуов")
GIVEN = ("Асан", "Серік", "Нұрлан", "Ержан", "Болат", "Марат", "Айдар", "Данияр", "Тимур", "Арман", "Қайрат")
STREETS = ("Абая", "Сатпаева", "Толе би", "Гоголя", "Жандосова", "Достык")


def _checked(stems, check_digit, count):
    """The first `count` stems that have a check digit, with it."""
    out = []
    for stem in stems:
        try:
            out.append(stem + check_digit(stem))
        except InvalidChecksum:
            continue
        if len(out) == count:
            return out
    raise AssertionError


def iins(count, seed=1, years=(1945, 2008)):
    """Distinct IINs of persons born in these years; serials from 9000 on."""
    rng = random.Random(seed)

    def stems():
        seen = set()
        while True:
            born = date(years[0], 1, 1) + timedelta(rng.randrange((years[1] - years[0] + 1) * 365))
            code = (3 if born.year < 2000 else 5) + rng.randrange(2)
            stem = f"{born:%y%m%d}{code}9{rng.randrange(1000):03d}"
            if stem not in seen:
                seen.add(stem)
                yield stem

    return _checked(stems(), iin.check_digit, count)


def young_iins(count, seed=2):
    """IINs of persons born from 2001 to 2009: eleven digits when stored as a number."""
    return iins(count, seed, (2001, 2009))


def bins(count, seed=3):
    """BINs of head units and branches registered from 1994 to 2024."""
    rng = random.Random(seed)

    def stems():
        while True:
            year, month = rng.randrange(1994, 2025), rng.randrange(1, 13)
            yield f"{year % 100:02d}{month:02d}4{rng.randrange(2)}{rng.randrange(10**5):05d}"

    return list(dict.fromkeys(_checked(stems(), iin.check_digit, count * 2)))[:count]


def rnns(count, seed=4):
    """Taxpayer numbers of Almaty."""
    rng = random.Random(seed)
    return _checked((f"6007{rng.randrange(10**7):07d}" for _ in range(2 * count)), rnn.check_digit, count)


def phones(count, seed=5, form="+7{0}{1}"):
    """Mobile numbers; `form` receives the prefix and seven digits that start with 000."""
    rng = random.Random(seed)
    return [form.format(rng.choice(MOBILES), f"{n:07d}") for n in rng.sample(range(1, 10_000), count)]


def plates(count, seed=6, form="{0:03d}{1}{2}"):
    """Plates of persons, series of 2012."""
    rng = random.Random(seed)
    return [
        form.format(rng.randrange(1, 1000), "".join(rng.choices(PLATE_LETTERS, k=3)), f"{rng.randrange(1, 21):02d}")
        for _ in range(count)
    ]


def vins(count, seed=7):
    """VINs of common makers."""
    rng = random.Random(seed)
    makers = ("XTA21099", "JTMHU01J", "KMHD841C", "Z94CB41A", "WBAPH510")
    return [f"{rng.choice(makers)}{rng.choice('ABCDEFGH')}A{rng.randrange(10**7):07d}" for _ in range(count)]


def cards(count, seed=8):
    """Card numbers of the test range 4000 00."""
    rng = random.Random(seed)
    stems = [f"400000{rng.randrange(10**9):09d}" for _ in range(count)]
    return [stem + card.check_digit(stem) for stem in stems]


def ibans(count, seed=9):
    """Accounts with right check digits."""
    rng = random.Random(seed)
    tails = [f"722C000{rng.randrange(10**9):09d}" for _ in range(count)]
    return [f"KZ{iban.check_digits('KZ00' + tail)}{tail}" for tail in tails]


def names(count, seed=10):
    """Surname, given name, patronymic."""
    rng = random.Random(seed)
    return [f"{rng.choice(SURNAMES)} {rng.choice(GIVEN)} {rng.choice(GIVEN)}ұлы" for _ in range(count)]


def addresses(count, seed=11):
    """Streets of Almaty with house and flat."""
    rng = random.Random(seed)
    return [
        f"г. Алматы, ул. {rng.choice(STREETS)}, д. {rng.randrange(1, 200)}, кв. {rng.randrange(1, 99)}"
        for _ in range(count)
    ]


def births(count, seed=12, form="%d.%m.%Y"):
    """Days of birth of adults."""
    rng = random.Random(seed)
    return [(date(1950, 1, 1) + timedelta(rng.randrange(20_000))).strftime(form) for _ in range(count)]


def twelve_digits(count, seed=13):
    """Random numbers of twelve digits."""
    rng = random.Random(seed)
    return [str(rng.randrange(10**11, 10**12)) for _ in range(count)]


def order_numbers(count, seed=14):
    """`yymmdd`, a counter of five digits, and the check digit of the IIN: digit 7 is 0."""
    rng = random.Random(seed)
    days = sorted(date(2015, 1, 1) + timedelta(rng.randrange(3000)) for _ in range(2 * count))
    return _checked((f"{day:%y%m%d}{n % 1900:05d}" for n, day in enumerate(days)), iin.check_digit, count)


def moments(count, form, seed=15, first=date(2001, 1, 1), days=8000):
    """Ascending moments, written in a form of `strftime`."""
    rng = random.Random(seed)
    start = datetime(first.year, first.month, first.day)
    seconds = sorted(rng.sample(range(days * 86_400), count))
    return [(start + timedelta(seconds=at)).strftime(form) for at in seconds]


def epochs(count, seed=16, factor=1):
    """Unix time of 2016 to 2024."""
    rng = random.Random(seed)
    return sorted(rng.randrange(1_451_606_400, 1_735_689_600) * factor for _ in range(count))


def eans(count, seed=17, digits=12, prefix="487"):
    """GTINs of 12 or 13 digits with right check digits."""
    rng = random.Random(seed)
    width = digits - 1 - len(prefix)
    stems = [f"{prefix}{n:0{width}d}" for n in rng.sample(range(10**width), count)]
    return [stem + ean.calc_check_digit(stem) for stem in stems]


def amounts(count, seed=18, low=1_000, high=900_000):
    """Sums of money in whole hundreds."""
    rng = random.Random(seed)
    return [rng.randrange(low, high) * 100 for _ in range(count)]


def uuids(count, seed=19):
    """Random keys."""
    rng = random.Random(seed)
    return [f"{h[:8]}-{h[8:12]}-4{h[13:16]}-a{h[17:20]}-{h[20:]}" for h in hexes(count, 32, rng.randrange(99))]


def hexes(count, digits, seed=20):
    """Hex digests."""
    rng = random.Random(seed)
    return [f"{rng.getrandbits(4 * digits):0{digits}x}" for _ in range(count)]


def codes(count, form, seed=21):
    """`#` stands for a digit, `@` for a capital letter of `PLATE_LETTERS`, everything else for itself."""
    rng = random.Random(seed)
    choices = {"#": "0123456789", "@": PLATE_LETTERS}
    return ["".join(rng.choice(choices.get(mark, mark)) for mark in form) for _ in range(count)]


def words(count, among, seed=22):
    """Some of the given words in random order."""
    rng = random.Random(seed)
    return [rng.choice(among) for _ in range(count)]
