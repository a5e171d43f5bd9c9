"""Blueprints of the sample warehouses: tables, how each column is made, and what barlau must say of it.

They are the files `sample_data/warehouses/*.yaml`.
"""

from __future__ import annotations

import inspect
from datetime import date
from functools import cache
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, Literal

from pydantic import BaseModel, ConfigDict, Field, model_validator

from barlau import package_data, taxonomy, yamlfile
from barlau.demo import words
from barlau.demo.makers import MAKERS
from barlau.model.policy import Verdict

if TYPE_CHECKING:
    from collections.abc import Iterator

COMPANIES = ("jetauto", "jet-leasing", "jet-car", "mycar", "autocheck")
Encoding = Literal["utf-8", "utf-8-sig", "cp1251", "kz1048", "utf-16-le"]
FORMATS = ("", ".csv", ".tsv", ".parquet", ".jsonl", ".xlsx")
"""Suffixes of an object's name; no suffix: a table of the database."""


class _Part(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class ColumnPlan(_Part):
    """One column: how its values are made, then what is expected of a scan."""

    name: str
    """In JSON Lines a path: `client.iin` is the key `iin` of the object `client`."""
    make: str = ""
    """A maker; or one of the two following."""
    words: str = ""
    """A list of `words.yaml`."""
    values: tuple[str | int, ...] = ()
    """The values themselves."""
    options: dict[str, str | int | float | bool] = Field(default={}, alias="with")
    nulls: float = Field(default=0.0, ge=0, le=1)
    absent: float = Field(default=0.0, ge=0, le=1)
    """Share of rows that hold a mark such as `н/д` instead of a value."""
    stored: Literal["", "text", "int", "float"] = ""
    """What the system made of the value; a number loses leading zeros."""
    category: str | None = None
    """The category that has to be found. None with no `undecided`: harmless, nothing may be found."""
    also: tuple[str, ...] = ()
    """Further categories in the same cells (free text)."""
    verdict: Verdict | None = None
    """What the company's policy says of the category; None: nothing, it is organisation data."""
    subject: str | None = None
    """Whose data they are, where it is not the table's subject."""
    resembles: str = ""
    """What a harmless column looks like to a careless scanner."""
    undecided: str = ""
    """Why either answer is right; the column is then not judged."""

    @model_validator(mode="after")
    def _agree(self) -> ColumnPlan:
        if sum(map(bool, (self.make, self.words, self.values))) != 1:
            raise ValueError("give one of make, words, values")
        if self.make and self.make not in MAKERS:
            raise ValueError("make is not the name of a maker")
        if self.words and self.words not in words.names():
            raise ValueError("words is not a list of words.yaml")
        known = inspect.signature(MAKERS[self.make]).parameters if self.make else {}
        if not self.options.keys() <= known.keys():
            raise ValueError("with has an option that the maker does not know")
        if self.category and not {self.category, *self.also} <= taxonomy.load().categories.keys():
            raise ValueError("category is not in the taxonomy")
        if bool(self.category) + bool(self.resembles) + bool(self.undecided) > 1:
            raise ValueError("category, resembles and undecided exclude each other")
        if self.verdict and not self.category:
            raise ValueError("a verdict needs a category")
        return self


class TablePlan(_Part):
    """One object: a database table, a file, or a sheet of a workbook (`crm.xlsx#Клиенты`)."""

    object: str
    rows: int = Field(ge=1, le=100_000)
    subject: str | None = None
    """Whose data the table holds, a key of the taxonomy's subjects; None: an organisation's, or nobody's."""
    once: bool = False
    """Nobody stands in two rows."""
    encoding: Encoding = "utf-8"
    separator: str = Field(default=",", max_length=1)
    columns: tuple[ColumnPlan, ...]

    @property
    def file(self) -> str:
        """The file's name; empty for a database table."""
        return self.object.partition("#")[0] if self.format else ""

    @property
    def format(self) -> str:
        """One of `FORMATS`."""
        return PurePosixPath(self.object.partition("#")[0]).suffix

    @property
    def sheet(self) -> str:
        """The sheet of a workbook."""
        return self.object.partition("#")[2]

    @model_validator(mode="after")
    def _agree(self) -> TablePlan:
        if self.format not in FORMATS:
            raise ValueError("the object has to be a table or a csv, tsv, parquet, jsonl or xlsx file")
        if len({column.name for column in self.columns}) < len(self.columns):
            raise ValueError("a column stands twice")
        if self.subject and self.subject not in taxonomy.load().subjects:
            raise ValueError("subject is not in the taxonomy")
        return self


class Blueprint(_Part):
    """One company's warehouse."""

    schema_: Literal["barlau.warehouse/1"] = Field(alias="schema")
    policy: str
    first_day: date
    last_day: date
    minors: float = 0.0
    """Share of customers under age."""
    claims_broken: tuple[str, ...] = ()
    """Ids of the policy's claims that these data break."""
    tables: tuple[TablePlan, ...]

    def columns(self) -> Iterator[tuple[TablePlan, ColumnPlan]]:
        """All columns with their tables."""
        return ((table, column) for table in self.tables for column in table.columns)


def path(company: str) -> Path:
    """Where the blueprint of a company is."""
    return package_data.folder("sample_data") / "warehouses" / f"{company}.yaml"


def policy_path(company: str) -> Path:
    """Where the policy of a company is."""
    return package_data.folder("sample_data") / "policies" / f"{company}.yaml"


def project_path(company: str) -> Path:
    """Where the project file of a company is; it is run beside the data that `generate` makes."""
    return package_data.folder("sample_data") / "projects" / f"{company}.yaml"


@cache
def load(company: str) -> Blueprint:
    """Read and check one blueprint. Raises `ConfigError` with file, key and line."""
    return yamlfile.validate(yamlfile.read(path(company), f"warehouses/{company}.yaml"), Blueprint)
