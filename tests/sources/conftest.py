from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from barlau.model.reading import Coverage, DataObject, Sampling, Source, Target
from barlau.sources import open_source

ALL = Sampling()


@dataclass
class Content:
    """What was read of one object: cells as Python values, column by column."""

    columns: dict[str, list[object]]
    coverage: Coverage
    paths: dict[str, str | None] = field(default_factory=dict)
    types: dict[str, set[str]] = field(default_factory=dict)
    chunk_rows: list[int] = field(default_factory=list)


def content(source: Source, item: DataObject, sampling: Sampling = ALL) -> Content:
    reading = source.read(item, sampling)
    found = Content({}, Coverage.__new__(Coverage))
    try:
        for chunk in reading.chunks():
            name = chunk.column.name
            found.columns.setdefault(name, []).extend(chunk.values.to_pylist())
            found.paths[name] = chunk.column.path
            found.types.setdefault(name, set()).add(str(chunk.values.type))
            found.chunk_rows.append(len(chunk.values))
        found.coverage = reading.coverage()
    finally:
        reading.close()
        reading.close()
    return found


@pytest.fixture
def read_file() -> Callable[..., Content]:
    """Read the only object of a file."""

    def read(path: Path, sampling: Sampling = ALL) -> Content:
        source = open_source(Target(str(path)))
        ((item, coverage),) = source.objects()
        assert coverage is None, coverage
        return content(source, item, sampling)

    return read


@pytest.fixture
def read_bytes(tmp_path: Path, read_file: Callable[..., Content]) -> Callable[..., Content]:
    """Write a file and read it."""

    def read(data: bytes | str, name: str = "table.csv", sampling: Sampling = ALL) -> Content:
        path = tmp_path / name
        path.write_bytes(data.encode() if isinstance(data, str) else data)
        return read_file(path, sampling)

    return read


@pytest.fixture
def listing() -> Callable[..., dict[str, Coverage | None]]:
    """The objects of a target by name."""

    def listed(spec: Path | str, **rules: tuple[str, ...]) -> dict[str, Coverage | None]:
        source = open_source(Target(str(spec), **rules))  # type: ignore[arg-type]
        found = [(item.name, coverage) for item, coverage in source.objects()]
        assert len(dict(found)) == len(found)
        return dict(found)

    return listed


@pytest.fixture
def contents() -> Callable[[str], Iterator[tuple[str, Content]]]:
    """Everything that a target holds."""

    def read(spec: str) -> Iterator[tuple[str, Content]]:
        source = open_source(Target(spec))
        for item, coverage in source.objects():
            if coverage is None:
                yield item.name, content(source, item)

    return read
