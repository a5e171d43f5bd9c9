"""Reads the shipped recognizer folder and the user's, checks every word of them, and returns one `Pack`."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

from barlau import package_data, precomputed, taxonomy, yamlfile
from barlau.errors import ConfigError
from barlau.fold import phrase
from barlau.model.recognizer import NOBODY, Header, HeaderRule, Pack, Pattern, Recognizer, SubjectRule
from barlau.recognizers.dialect import regex_problem, shape_problem

if TYPE_CHECKING:
    from barlau.recognizers.schema import HeaderEntry, RecognizerEntry
    from barlau.yamlfile import Place, YamlFile

TABLES = "tables"
MADE_BY = ("recognizers", "taxonomy", "model/recognizer.py", "fold.py", "yamlfile.py")
"""What a pack is loaded by."""
LONGEST_PHRASE = 4  # words; names are rarely longer, and words may be glued or cut


def load(extra_folders: Sequence[Path] = ()) -> Pack:
    """The shipped recognizers, then those of the user's folders. Raises `ConfigError` with file, key and line."""
    return _load(extra_folders) if extra_folders else precomputed.kept("recognizers", MADE_BY, _load)


def _load(extra_folders: Sequence[Path] = ()) -> Pack:
    files = [file for folder in (None, *extra_folders) for file in read(folder)]
    recognizers = tuple(r for file in files if kind(file) == "recognizers" for r in _recognizers(file))
    _refuse_doubles(recognizers)
    return Pack(
        version=_version(files),
        recognizers=recognizers,
        headers=tuple(rule for file in files if kind(file) == "headers" for rule in _headers(file)),
        subjects=tuple(rule for file in files if kind(file) == "subjects" for rule in _subjects(file)),
        same_words=tuple(_same(file for file in files if kind(file) == "words")),
        shipped=not extra_folders,
        asides=tuple(_asides(file for file in files if kind(file) == "words")),
        **_words(file for file in files if kind(file) == "words"),
    )


def read(folder: Path | None) -> Iterator[YamlFile]:
    """The files of a folder; None is the shipped one. Raises `ConfigError`."""
    root = package_data.folder("recognizers") if folder is None else folder
    if not root.is_dir():
        raise ConfigError(str(root), "is not a folder of recognizer files", remedy="check the path")
    paths = sorted(root.rglob("*.yaml"))
    if not paths:
        raise ConfigError(str(root), "holds no recognizer file", remedy="files end in .yaml")
    for path in paths:
        shown = path.relative_to(root.parent) if folder is None else path
        yield yamlfile.read(path, shown.as_posix())


def kind(file: YamlFile) -> str:
    """recognizers, headers, subjects or words."""
    path = Path(file.path)
    if path.stem in ("subjects", "words"):
        return path.stem
    return "headers" if path.parent.name == "headers" else "recognizers"


def _version(files: Iterable[YamlFile]) -> str:
    content = "\n".join(sorted(f"{Path(file.path).name} {file.sha256}" for file in files))
    return hashlib.sha256(content.encode()).hexdigest()[:12]


def _recognizers(file: YamlFile) -> Iterator[Recognizer]:
    from barlau.recognizers.schema import RecognizerFile

    for number, entry in enumerate(yamlfile.validate(file, RecognizerFile).recognizers):
        place: Place = ("recognizers", number)
        _check(file, place, entry)
        own = entry.barlau
        yield Recognizer(
            name=entry.name,
            entity=entry.supported_entity,
            category=own.category,
            patterns=tuple(Pattern(p.name, p.regex, p.score) for p in entry.patterns),
            shapes=tuple(own.shapes),
            validator=own.validator,
            sampled=own.sampled,
            least=own.least,
            integers=own.integers,
            forms=tuple(own.forms),
            vocabulary=tuple(word.lower() for word in entry.deny_list),
            chance=own.chance,
            alone=own.alone,
            named=own.named,
            context=tuple(entry.context),
            header=_header(file, (*place, "barlau", "header"), own.header),
            match=tuple(own.match),
            no_match=tuple(own.no_match),
            origin=file.path,
        )


def _check(file: YamlFile, place: Place, entry: RecognizerEntry) -> None:
    own: Place = (*place, "barlau")
    if entry.barlau.category is not None:
        _check_category(file, (*own, "category"), entry.barlau.category)
    for number, pattern in enumerate(entry.patterns):
        if problem := regex_problem(pattern.regex):
            raise file.error((*place, "patterns", number, "regex"), problem)
    for number, shape in enumerate(entry.barlau.shapes):
        if problem := shape_problem(shape):
            raise file.error((*own, "shapes", number), problem)
    validator = entry.barlau.validator
    if validator is not None and not _exists(validator):
        raise file.error((*own, "validator"), f"there is no identifier '{validator}'", "see barlau.identifiers")
    if not (entry.patterns or entry.deny_list):
        raise file.error(place, "has neither patterns nor a deny_list", "Presidio asks for one of them")


def _exists(validator: str) -> bool:
    group, _, name = validator.partition(".")
    if group not in ("kz", "generic") or not name.isidentifier():
        return False
    return find_spec(f"barlau.identifiers.{validator}") is not None


def _check_category(file: YamlFile, place: Place, category: str) -> None:
    known = taxonomy.load()
    if category not in known:
        near = known.nearest(category)
        remedy = f"did you mean {' or '.join(near)}?" if near else "see the taxonomy"
        raise file.error(place, f"unknown category '{category}'", remedy)


def _header(file: YamlFile, place: Place, entry: HeaderEntry) -> Header:
    return Header(
        phrases=_phrases(file, place, [*entry.en, *entry.ru, *entry.kk]),
        weak=_phrases(file, (*place, "weak"), entry.weak),
        nearby=_phrases(file, (*place, "nearby"), entry.nearby),
        negative=tuple(word for (word,) in _phrases(file, (*place, "not"), entry.negative, longest=1)),
        shown=next((text for text in (*entry.en, *entry.ru, *entry.kk) if "*" not in text), ""),
    )


def _phrases(
    file: YamlFile, place: Place, texts: Sequence[str], longest: int = LONGEST_PHRASE
) -> tuple[tuple[str, ...], ...]:
    folded = {text: phrase(text) for text in texts}
    for text, words in folded.items():
        if not 1 <= len(words) <= longest:
            raise file.error(
                place, f"'{text}' should be 1 to {longest} words" if longest > 1 else f"'{text}' is not one word"
            )
    return tuple(dict.fromkeys(folded.values()))


def _refuse_doubles(recognizers: Sequence[Recognizer]) -> None:
    seen: dict[str, str] = {}
    for item in recognizers:
        if item.entity in seen:
            remedy = f"it is defined in {seen[item.entity]}"
            raise ConfigError(item.origin, f"the entity {item.entity} is defined twice", remedy=remedy)
        seen[item.entity] = item.origin


def _headers(file: YamlFile) -> Iterator[HeaderRule]:
    from barlau.recognizers.schema import HeaderFile

    for category, entry in yamlfile.validate(file, HeaderFile).root.items():
        _check_category(file, (category,), category)
        header = _header(file, (category, "header"), entry.header)
        refuted, told = tuple(entry.refuted), entry.told or ""
        yield HeaderRule(category, header, tuple(entry.forms), entry.counts, refuted, told, file.path)


def _subjects(file: YamlFile) -> Iterator[SubjectRule]:
    from barlau.recognizers.schema import SubjectFile

    known = (*taxonomy.load().subjects, *NOBODY)
    for key, value in yamlfile.validate(file, SubjectFile).root.items():
        listed, above = (value, (key,)) if isinstance(value, dict) else ({key: value}, ())
        if above not in ((), (TABLES,)):
            raise file.error(above, f"unknown section '{key}'", f"known: {TABLES}")
        for subject, texts in listed.items():
            if subject not in known:
                raise file.error((*above, subject), f"unknown subject '{subject}'", f"known: {', '.join(known)}")
            yield SubjectRule(subject, _phrases(file, (*above, subject), texts), bool(above))


def _same(files: Iterable[YamlFile]) -> Iterator[tuple[str, ...]]:
    from barlau.recognizers.schema import WordFile

    for file in files:
        for number, group in enumerate(yamlfile.validate(file, WordFile).same):
            yield tuple(word for (word,) in _phrases(file, ("same", number), group, longest=1))


def _asides(files: Iterable[YamlFile]) -> Iterator[tuple[str, ...]]:
    from barlau.recognizers.schema import WordFile

    for file in files:
        yield from _phrases(file, ("aside",), yamlfile.validate(file, WordFile).aside)


def _words(files: Iterable[YamlFile]) -> dict[str, tuple[str, ...]]:
    from barlau.recognizers.schema import WordFile

    lists = [(file, yamlfile.validate(file, WordFile)) for file in files]
    return {
        "status_words": tuple(w for f, x in lists for (w,) in _phrases(f, ("status",), x.status, longest=1)),
        "noise_words": tuple(w for f, x in lists for (w,) in _phrases(f, ("noise",), x.noise, longest=1)),
        "small_words": tuple(w for f, x in lists for (w,) in _phrases(f, ("small",), x.small, longest=1)),
        "container_words": tuple(w for f, x in lists for (w,) in _phrases(f, ("container",), x.container, longest=1)),
        "layer_words": tuple(w for f, x in lists for (w,) in _phrases(f, ("layer",), x.layer, longest=1)),
        "absent_markers": tuple(word.lower() for _, x in lists for word in x.absent),
    }
