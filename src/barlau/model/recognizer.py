"""What is recognised: the content of the recognizer files, loaded and checked."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

NEEDS_CONTEXT = 0.5  # patterns scored below count in text only beside one of their context words


@dataclass(frozen=True, slots=True)
class Pattern:
    """A regular expression in the dialect common to Python, RE2 and Rust: no look-around, `[0-9]` for digits."""

    name: str
    regex: str
    score: float

    @property
    def tells_alone(self) -> bool:
        """Whether a match in text counts without a context word beside it."""
        return self.score >= NEEDS_CONTEXT


@dataclass(frozen=True, slots=True)
class Header:
    """Words that name a category in a column name.

    A phrase is a tuple of folded words (see `barlau.fold`) that follow each other; a word ending in `*` is a stem.
    """

    phrases: tuple[tuple[str, ...], ...] = ()
    """Enough alone: `client_iin`, `data_rozhd`."""
    weak: tuple[tuple[str, ...], ...] = ()
    """Need values that agree: `bin`, `pol`, `ip`."""
    nearby: tuple[tuple[str, ...], ...] = ()
    """Everyday names (`model`, `issue_date`) that count only when another column of the object is of the same group
    (`vehicle`, `document`)."""
    negative: tuple[str, ...] = ()
    """Folded words or stems that say the column is about something else: `card` beside `bin`."""
    shown: str = ""
    """A phrase that is enough alone, as it is written in the file; empty if there is none."""


@dataclass(frozen=True, slots=True)
class Recognizer:
    """One entity: how its values look, how they are checked, and which column names announce it."""

    name: str
    entity: str
    category: str | None
    """A key of the taxonomy; None for codes that say nothing about anybody and have to be told apart."""
    patterns: tuple[Pattern, ...] = ()
    """Search in text, most specific first."""
    shapes: tuple[str, ...] = ()
    """Whole cells, one letter a byte: d digit, U upper-case Latin, V VIN letter or digit, A upper or digit,
    x hex digit, s space or dash, ? anything; every other character is itself."""
    validator: str | None = None
    """Module below `barlau.identifiers` (`kz.iin`); None: the shape decides."""
    integers: bool = False
    """Integer columns are tried too (leading zeros are lost there)."""
    vocabulary: tuple[str, ...] = ()
    """The whole cell is one of these words (lower case)."""
    sampled: bool = False
    """The validator judges whole values of the distinct sample (names, addresses): too dear for every cell."""
    least: float = 0.0
    """Share of the values (0..1) that lists have to know before a column is believed to hold what its name says."""
    forms: tuple[str, ...] = ()
    """Value forms that do not contradict a clear name though the values were not recognised (a coded sex)."""
    chance: float = 1e-6
    """Share of random values of the same shape that pass by accident."""
    alone: float = 0.5
    """Confidence (0..1) in a column full of these values when its name says nothing."""
    named: float = 0.95
    """Confidence when the column's name agrees."""
    context: tuple[str, ...] = ()
    """Words near a match in text, in Kazakh, Russian and English."""
    header: Header = Header()
    match: tuple[str, ...] = ()
    no_match: tuple[str, ...] = ()
    origin: str = ""
    """The file it came from, as shown to the user."""


@dataclass(frozen=True, slots=True)
class Notes:
    """What a file says of an entity or a category to people."""

    remark: str
    """Its first comment: what it is and where that is laid down."""
    words: Mapping[str, tuple[str, ...]]
    """Column words by language, as written in the file."""
    weak: tuple[str, ...] = ()
    negative: tuple[str, ...] = ()

    def __add__(self, other: Notes) -> Notes:
        words = {key: tuple(dict.fromkeys((*own, *other.words.get(key, ())))) for key, own in self.words.items()}
        return Notes(self.remark, words, (*self.weak, *other.weak), (*self.negative, *other.negative))


@dataclass(frozen=True, slots=True)
class HeaderRule:
    """A category that column names announce and values can only confirm or refute."""

    category: str
    header: Header
    forms: tuple[str, ...] = ()
    """Value forms that agree (`number`, `date`, `flag`, `text` …); empty: any."""
    counts: bool = False
    """Whether how many there are is the datum too: violations, children."""
    refuted: tuple[str, ...] = ()
    """Facts that are true of values that are something else, whatever the name: goods are no segment of clients."""
    told: str = ""
    """The fact that is true of words below an everyday name (`nearby`) if they are it: jobs below `title`."""
    origin: str = ""


ORGANISATION = "organisation"
PREMISES = "premises"
"""The controller's own branches, shops and stores: where they are says nothing about a person."""
THINGS, REFERENCE = "things", "reference"
"""Goods, books, postings; dictionaries and settings: only values show that people are in them."""
NOBODY = (ORGANISATION, PREMISES, THINGS, REFERENCE)
"""Whom or what a table may be about instead of people."""


@dataclass(frozen=True, slots=True)
class SubjectRule:
    """Words in table and column names that tell whose data they are."""

    subject: str
    words: tuple[tuple[str, ...], ...]
    of_tables: bool = False
    """Whether they count in the names of tables only, where no other word tells whose data the rows are."""


@dataclass(frozen=True, slots=True)
class Pack:
    """Everything that was loaded, in a fixed order, with a version that changes with any of it."""

    version: str
    recognizers: tuple[Recognizer, ...]
    headers: tuple[HeaderRule, ...]
    subjects: tuple[SubjectRule, ...] = ()
    status_words: tuple[str, ...] = ()
    """Words that turn a column name into a statement about the data (`verified`, `count`, `status`)."""
    noise_words: tuple[str, ...] = ()
    """Words that say nothing (`client`, `new`, `tmp`)."""
    small_words: tuple[str, ...] = ()
    """Words that only join others (`of`, `на`)."""
    container_words: tuple[str, ...] = ()
    """Words of a path's upper parts that say only that something stands inside (`attributes`, `data`)."""
    layer_words: tuple[str, ...] = ()
    """First and last words of a name that say where its data come from or how they are kept (`src`, `txt`)."""
    asides: tuple[tuple[str, ...], ...] = ()
    """What a name says in passing (`если есть`)."""
    same_words: tuple[tuple[str, ...], ...] = ()
    """Groups of folded words that stand for each other in column names."""
    absent_markers: tuple[str, ...] = ()
    """Cells, in lower case, that stand for no value (`-`, `н/д`, `жоқ`)."""
    shipped: bool = False
    """Whether they are the package's own and nobody else's."""
