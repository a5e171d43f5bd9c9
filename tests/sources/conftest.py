from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from contents import ALL, Content, content

from barlau.model.reading import Coverage, Sampling, Target
from barlau.sources import open_source


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
