"""The shape of a project file (`barlau.project/1`). Imported late: pydantic costs 0.1 s at start."""

from datetime import date
from typing import Annotated, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field

from barlau import yamlfile
from barlau.model.policy import Provider


def _as_list(value: object) -> object:
    return (value,) if isinstance(value, str) else () if value is None else value


def _day(value: object) -> object:
    if isinstance(value, str):
        try:
            return date.fromisoformat(value)
        except ValueError:
            raise ValueError("should be a day, 2027-01-31") from None
    raise ValueError("should be a day, 2027-01-31")


Text = Annotated[str, BeforeValidator(yamlfile.text), Field(min_length=1)]
Texts = Annotated[tuple[Text, ...], BeforeValidator(_as_list)]
Providers = Annotated[tuple[Provider, ...], BeforeValidator(_as_list)]
Day = Annotated[date, BeforeValidator(_day)]


class Strict(BaseModel):
    """A mapping in which an unknown key is an error."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class ColumnEntry(Strict):
    """Columns whose name or path matches, and what is known of them."""

    match: Text
    subjects: Texts = ()
    collected_from: Providers = ()
    purposes: Texts = ()


class TableEntry(ColumnEntry):
    """The same of tables, files and sheets; `columns` where one table holds several people's data."""

    columns: tuple[ColumnEntry, ...] = ()


class SourceEntry(Strict):
    """One database, folder, glob or file."""

    name: Text
    url: Text
    include: Texts = ()
    exclude: Texts = ()
    policy: Texts = ()
    """Ids; none: every policy of the project."""
    tables: tuple[TableEntry, ...] = ()


class SuppressionEntry(Strict):
    """Findings that somebody answers for."""

    category: Text | None = None
    rule: Text | None = None
    column: Text | None = None
    reason: Text
    by: Text
    until: Day | None = None


class ProjectEntry(Strict):
    """The whole file."""

    # `schema` is the key in the file; as an attribute it would hide one of pydantic's own
    version: Literal["barlau.project/1"] = Field(alias="schema")
    policies: Texts = ()
    recognizers: Texts = ()
    sources: Annotated[tuple[SourceEntry, ...], Field(min_length=1)]
    suppressions: tuple[SuppressionEntry, ...] = ()
    history: Text = ".barlau/history.sqlite"
