"""What recognizer files say to people and no scan needs: their first remark, and column words by language."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import takewhile
from pathlib import Path
from typing import TYPE_CHECKING

from barlau import package_data, yamlfile
from barlau.errors import ConfigError
from barlau.model.recognizer import Notes
from barlau.recognizers.load import kind, read

if TYPE_CHECKING:
    from barlau.recognizers.schema import HeaderEntry
    from barlau.yamlfile import YamlFile

LANGUAGES = ("en", "ru", "kk")


def notes(extra_folders: Sequence[Path] = ()) -> dict[str, Notes]:
    """Notes by entity and by category. Raises `ConfigError` with file, key and line."""
    out: dict[str, Notes] = {}
    for folder in (None, *extra_folders):
        for file in read(folder):
            for name, said in _notes(file, folder):
                out[name] = out[name] + said if name in out else said
    return out


def _notes(file: YamlFile, folder: Path | None) -> Iterator[tuple[str, Notes]]:
    from barlau.recognizers.schema import HeaderFile, RecognizerFile

    if kind(file) == "recognizers":
        remark = _remark(Path(file.path) if folder else package_data.folder("recognizers").parent / file.path)
        for entry in yamlfile.validate(file, RecognizerFile).recognizers:
            yield entry.supported_entity, _said(remark, entry.barlau.header)
            if entry.barlau.category:
                yield entry.barlau.category, _said("", entry.barlau.header)
    elif kind(file) == "headers":
        for category, rule in yamlfile.validate(file, HeaderFile).root.items():
            yield category, _said("", rule.header)


def _said(remark: str, header: HeaderEntry) -> Notes:
    words = {language: tuple(getattr(header, language)) for language in LANGUAGES}
    return Notes(remark, words, tuple(header.weak), tuple(header.negative))


def _remark(path: Path) -> str:
    """The comment at the head of a file."""
    try:
        lines = path.read_text("utf-8-sig").splitlines()
    except OSError:
        raise ConfigError(str(path), "cannot be read", remedy="check its permissions") from None
    return " ".join(line.lstrip("# ").rstrip() for line in takewhile(lambda line: line.startswith("#"), lines))
