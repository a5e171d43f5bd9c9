"""What a run tells while it goes on."""

from __future__ import annotations

from barlau.model.reading import Coverage, DataObject


class Observer:
    """Hears nothing; override what you want to hear. Called from several threads."""

    def listed(self, count: int) -> None:
        """So many objects will be read."""

    def unchanged(self, item: DataObject) -> None:
        """An object is as an earlier run read it, and will not be read again."""

    def progress(self, item: DataObject, rows: int) -> None:
        """So many rows of an object have been read."""

    def finished(self, item: DataObject, coverage: Coverage) -> None:
        """An object is done."""
