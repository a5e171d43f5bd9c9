"""The shape of the recognizer files: Presidio's own entries with one more block, `barlau`, that Presidio ignores."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, RootModel

Form = Literal[
    "flag", "integer", "number", "year", "date", "datetime", "time", "word", "text", "name", "code", "uuid", "hash",
    "url", "path", "json", "binary", "coordinate",
]  # fmt: skip
Meaning = Literal["amounts", "devices", "locales", "things", "units", "work"]
Share = Annotated[float, Field(ge=0, le=1)]
Probability = Annotated[float, Field(gt=0, lt=1)]
Words = list[Annotated[str, Field(min_length=1)]]


class Strict(BaseModel):
    """A mapping whose keys are all known."""

    model_config = ConfigDict(extra="forbid", populate_by_name=True)


class PatternEntry(Strict):
    """One regular expression, as in Presidio."""

    name: str
    regex: str
    score: Share


class HeaderEntry(Strict):
    """Words of column names in the letters of their language; `*` ends a stem."""

    en: Words = []
    ru: Words = []
    kk: Words = []
    weak: Words = []
    nearby: Words = []
    negative: Words = Field(default=[], alias="not")


class BarlauEntry(Strict):
    """What barlau knows of an identifier beyond Presidio."""

    category: str | None
    validator: str | None = None
    sampled: bool = False
    least: float = Field(default=0.0, ge=0, le=1)
    shapes: list[str] = []
    integers: bool = False
    forms: list[Form] = []
    chance: Share = 1e-6
    alone: Probability
    named: Probability
    header: HeaderEntry = HeaderEntry()
    match: list[str] = []
    no_match: list[str] = []


class RecognizerEntry(Strict):
    """One identifier. `deny_list` is Presidio's name for words that are recognised as they stand."""

    name: str
    supported_entity: Annotated[str, Field(pattern=r"^[A-Z][A-Z0-9_]+$")]
    country_code: str | None = None
    context: Words = []
    patterns: list[PatternEntry] = []
    deny_list: Words = []
    barlau: BarlauEntry


class RecognizerFile(Strict):
    """A recognizer file, which is a Presidio registry file too."""

    supported_languages: Annotated[list[Literal["kk", "ru", "en"]], Field(min_length=1)]
    recognizers: Annotated[list[RecognizerEntry], Field(min_length=1)]


class HeaderRuleEntry(Strict):
    """Column names of one category, and the value forms that agree."""

    header: HeaderEntry
    forms: list[Form] = []
    counts: bool = False
    refuted: list[Meaning] = []
    told: Meaning | None = None


class HeaderFile(RootModel[dict[str, HeaderRuleEntry]]):
    """Column names by category."""


class SubjectFile(RootModel[dict[str, Words | dict[str, Words]]]):
    """Words by subject; those below `tables` count in the names of tables only."""


class WordFile(Strict):
    """Words that qualify a name, and cells that stand for nothing."""

    status: Words = []
    noise: Words = []
    small: Words = []
    container: Words = []
    layer: Words = []
    aside: Words = []
    absent: Words = []
    same: list[Words] = []
