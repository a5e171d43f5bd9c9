"""Reads a whole object, for the tests of all sources."""

from dataclasses import dataclass, field

from barlau.model.reading import Coverage, DataObject, ReadStatus, Sampling, Source

ALL = Sampling()
NOTHING = Coverage(ReadStatus.NOT_SCANNED)


@dataclass
class Content:
    """What was read of one object: cells as Python values, column by column."""

    columns: dict[str, list[object]]
    coverage: Coverage = NOTHING
    paths: dict[str, str | None] = field(default_factory=dict)
    types: dict[str, set[str]] = field(default_factory=dict)
    chunk_rows: list[int] = field(default_factory=list)


def content(source: Source, item: DataObject, sampling: Sampling = ALL) -> Content:
    reading = source.read(item, sampling)
    found = Content({})
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
