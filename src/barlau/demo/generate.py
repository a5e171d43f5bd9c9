"""Makes the sample warehouses: for each company a database, SQL for PostgreSQL, and a folder of dumps."""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING

from barlau.demo import databases, files
from barlau.demo.blueprint import COMPANIES, policy_path, project_path
from barlau.demo.tables import fill
from barlau.errors import ConfigError

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

SEED = 2026


@dataclass(frozen=True, slots=True)
class Warehouse:
    """What was written for one company."""

    company: str
    policy: Path
    """The company's policy file, as it came with the package."""
    database: Path
    """SQLite."""
    postgresql: Path
    """SQL that creates the same tables in PostgreSQL."""
    dumps: Path
    """Folder of CSV, Parquet, JSON Lines and Excel files."""
    project: Path
    """Project file for `barlau audit`, with a copy of the policy beside it."""


def generate(folder: Path, companies: Sequence[str] = COMPANIES, seed: int = SEED) -> list[Warehouse]:
    """Write the warehouses below `folder`; the same seed gives the same bytes.

    Raises `ConfigError` for a company that there is no blueprint of.
    """
    for company in companies:
        if company not in COMPANIES:
            raise ConfigError("sample_data", "no such company", key=company, remedy=f"one of {', '.join(COMPANIES)}")
    return [_warehouse(folder / company, company, seed) for company in companies]


def _warehouse(folder: Path, company: str, seed: int) -> Warehouse:
    place = Warehouse(
        company,
        policy_path(company),
        folder / f"{company}.sqlite",
        folder / f"{company}.postgresql.sql",
        folder / "dumps",
        folder / "barlau.yaml",
    )
    place.dumps.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(project_path(company), place.project)
    shutil.copyfile(place.policy, folder / "policy.yaml")
    tables = sorted(fill(company, seed), key=lambda table: table.plan.file)
    for name, group in groupby(tables, key=lambda table: table.plan.file):
        if name:
            files.write(place.dumps, name, list(group))
        else:
            stored = list(group)
            databases.write_sqlite(place.database, stored)
            databases.write_postgresql(place.postgresql, stored)
    return place
