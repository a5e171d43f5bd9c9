"""Files, folders and globs: finds every file, says what each one is, and opens it.

Nothing is skipped in silence: what will not be read comes with the reason.
"""

from __future__ import annotations

from fnmatch import fnmatchcase
from typing import TYPE_CHECKING

from barlau.errors import ReadError, TargetError
from barlau.model.reading import Coverage, DataObject, ObjectKind, ReadStatus, Reason
from barlau.sources import embedded
from barlau.sources.formats import HEAD_BYTES, Format, recognise
from barlau.sources.marks import file_mark
from barlau.sources.regular_file import RegularFile
from barlau.sources.tree import Entry, entries, shown

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from barlau.model.reading import Column, Reading, Sampling, Source, Target

    Found = tuple[DataObject, Coverage | None]

SIDE_FILES = ("-wal", "-shm", "-journal", ".wal")  # of a database, which reads them itself
LOGS = ("-wal", "-journal", ".wal")  # those that hold data
EXCLUDED = Coverage(ReadStatus.EXCLUDED, Reason.EXCLUDED_BY_RULE)


def open_source(target: Target) -> Source:
    """Open a path, a folder or a glob. Raises `TargetError` if it names no file."""
    return FileSource(target)


class FileSource:
    """A `Source` of all files that a target names."""

    def __init__(self, target: Target) -> None:
        self._target = target
        self.name = target.name or shown(target.spec)
        if next(entries(target.spec), None) is None:
            raise TargetError(self.name, "names no file", remedy="check the path or the pattern")

    def objects(self) -> Iterator[Found]:
        """Yield every file, sheet and table, in a fixed order."""
        for entry in entries(self._target.spec):
            try:
                yield from self._entry(entry)
            except ReadError as error:
                yield self._item(entry), Coverage(ReadStatus.NOT_SCANNED, error.reason)

    def _entry(self, entry: Entry) -> Iterator[Found]:
        if self._excluded(entry.name):
            yield self._item(entry), EXCLUDED
            return
        if entry.reason is not None:
            raise ReadError(entry.reason)
        size, found = format_of(entry.path)
        item = self._item(entry, found)
        if not size:
            yield item, Coverage(ReadStatus.SCANNED, Reason.EMPTY, rows_total=0)
        elif found is None:
            side_file = is_side_file(entry.path)
            yield item, EXCLUDED if side_file else Coverage(ReadStatus.NOT_SCANNED, Reason.UNSUPPORTED_FORMAT)
        else:
            yield from self._inside(item, found)

    def _item(self, entry: Entry, found: Format | None = None) -> DataObject:
        locator = {"path": entry.path, "format": found.value if found else ""}
        return DataObject(self.name, entry.name, ObjectKind.FILE, locator)

    def _inside(self, item: DataObject, found: Format) -> Iterator[Found]:
        """The objects in one file: itself, its sheets or its tables."""
        path = item.locator["path"]
        if found in embedded.FORMATS:
            for name, locator, coverage in embedded.tables(found, path):
                yield self._part(item, ObjectKind.TABLE, name, locator, coverage)
        elif found is Format.EXCEL:
            from barlau.sources import excel

            for name in excel.sheets(path):
                yield self._part(item, ObjectKind.SHEET, name, {"sheet": name})
        else:
            yield item, None

    def _part(
        self,
        item: DataObject,
        kind: ObjectKind,
        name: str,
        locator: dict[str, str],
        coverage: Coverage | None = None,
    ) -> Found:
        part = DataObject(item.source, f"{item.name}#{shown(name)}", kind, {**item.locator, **locator})
        return part, EXCLUDED if self._excluded(item.name, part.name) else coverage

    def _excluded(self, file: str, part: str = "") -> bool:
        """Whether the rules of the target leave out a file, or a part of it (`file#part`)."""

        def names(pattern: str) -> bool:
            whole = fnmatchcase(file, pattern)
            return whole or (fnmatchcase(part, pattern) if part else False)

        def may_name_a_part(pattern: str) -> bool:
            return not part and fnmatchcase(file, pattern.partition("#")[0])

        include = self._target.include
        included = not include or any(names(rule) or may_name_a_part(rule) for rule in include)
        return not included or any(map(names, self._target.exclude))

    def mark(self, item: DataObject, key: bytes) -> str | None:
        """The mark of the file that the object is in, and of those that belong to it."""
        path = item.locator.get("path")
        if path is None:
            return None
        sides = LOGS if item.locator.get("format") in {found.value for found in embedded.FORMATS} else ()
        return file_mark([path, *(path + suffix for suffix in sides)], key)

    def read(self, item: DataObject, sampling: Sampling, columns: Sequence[Column] = ()) -> Reading:
        """Open a file, a sheet or a table. Raises `ReadError`."""
        path, found = item.locator["path"], Format(item.locator["format"])
        if found in embedded.FORMATS:
            return embedded.read(found, path, item, sampling, columns)
        file = RegularFile(path)
        try:
            return _read(found, file, item, sampling, columns)
        except ReadError:
            file.close()
            raise

    def close(self) -> None:
        """Nothing stays open between objects."""


def _read(found: Format, file: RegularFile, item: DataObject, sampling: Sampling, columns: Sequence[Column]) -> Reading:
    if found is Format.CSV:
        from barlau.sources import csv

        return csv.read(file, sampling, columns)
    if found is Format.PARQUET:
        from barlau.sources import parquet

        return parquet.read(file, sampling, columns)
    if found is Format.EXCEL:
        from barlau.sources import excel

        return excel.read(file, item.locator["sheet"], sampling, columns)
    from barlau.sources import jsonl

    return jsonl.read(file, sampling, columns, lines=found is Format.JSON_LINES)


def format_of(path: str) -> tuple[int, Format | None]:
    """The size and the format of a file. Raises `ReadError`."""
    file = RegularFile(path)
    try:
        return file.size, recognise(file.head(HEAD_BYTES), path)
    finally:
        file.close()


def is_side_file(path: str) -> bool:
    """Whether a file belongs to a database beside it."""
    for suffix in SIDE_FILES:
        if path.endswith(suffix):
            try:
                return format_of(path.removesuffix(suffix))[1] in embedded.FORMATS
            except ReadError:
                return False
    return False
