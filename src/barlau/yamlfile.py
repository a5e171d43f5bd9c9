"""YAML files written by people, read strictly: duplicate or unknown keys and aliases are errors with file and line."""

from __future__ import annotations

import hashlib
from collections.abc import Hashable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from barlau.errors import ConfigError

if TYPE_CHECKING:
    import yaml
    from pydantic import BaseModel

    Model = TypeVar("Model", bound=BaseModel)
else:
    Model = TypeVar("Model")

Place = tuple[str | int, ...]
MAX_DEPTH = 40  # no file of ours nests deeper than ten
MAX_BYTES = 8 << 20  # a policy of 500 pages encodes to well under 1 MB

PLAIN_TAGS = tuple(f"tag:yaml.org,2002:{kind}" for kind in ("null", "bool", "int", "float", "timestamp"))


@dataclass(frozen=True, slots=True)
class YamlFile:
    """A parsed file and the line of each of its nodes."""

    path: str
    data: object
    lines: Mapping[Place, int]
    sha256: str

    def line(self, place: Place) -> int | None:
        """The line of a node, or of its nearest parent that has one."""
        for end in range(len(place), -1, -1):
            if place[:end] in self.lines:
                return self.lines[place[:end]]
        return None

    def error(self, place: Place, problem: str, remedy: str = "") -> ConfigError:
        """A `ConfigError` at that place."""
        return ConfigError(self.path, problem, key=dotted(place), line=self.line(place), remedy=remedy)


def dotted(place: Place) -> str:
    """`("declarations", 3, "category")` as `declarations[3].category`."""
    out = ""
    for part in place:
        out += f"[{part}]" if isinstance(part, int) else f".{part}" if out else part
    return out


def read(path: Path | str, shown: str | None = None) -> YamlFile:
    """Parse one file. Raises `ConfigError` when it is missing, unreadable, too large or not plain YAML."""
    shown = shown or str(path)
    try:
        raw = Path(path).read_bytes()
    except FileNotFoundError:
        raise ConfigError(shown, "no such file", remedy="check the path") from None
    except IsADirectoryError:
        raise ConfigError(shown, "is a folder, a YAML file is expected") from None
    except OSError:
        raise ConfigError(shown, "cannot be read", remedy="check its permissions") from None
    if len(raw) > MAX_BYTES:
        raise ConfigError(shown, "is too large for a configuration file", remedy=f"at most {MAX_BYTES >> 20} MiB")
    return parse(raw, shown)


def parse(raw: bytes, shown: str) -> YamlFile:
    """Parse bytes; `shown` names them in errors."""
    import yaml

    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = raw[: error.start].count(b"\n") + 1
        raise ConfigError(shown, "is not UTF-8", line=line, remedy="save it as UTF-8") from None
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    try:
        _refuse_depth(text, loader, shown)
        # libyaml's parser is about eight times as fast; not every build of PyYAML has it
        node = yaml.compose(text, Loader=loader)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark
        problem = "is not valid YAML" + (f": {error.problem}" if error.problem else "")
        remedy = "indent with spaces, not tabs" if mark and _is_tab(text, mark.line) else "mind indentation and quotes"
        raise ConfigError(shown, problem, line=mark.line + 1 if mark else None, remedy=remedy) from None
    except (yaml.YAMLError, RecursionError):
        raise ConfigError(shown, "is not valid YAML") from None
    lines: dict[Place, int] = {}
    data = None if node is None else _build(node, (), lines, shown, set())
    return YamlFile(shown, data, lines, hashlib.sha256(raw).hexdigest())


def _is_tab(text: str, line: int) -> bool:
    """Whether a line, counted from 0, is indented with a tab."""
    lines = text.splitlines()
    found = lines[line] if line < len(lines) else ""
    return "\t" in found[: len(found) - len(found.lstrip())]


def _refuse_depth(text: str, loader: type[yaml.SafeLoader], shown: str) -> None:
    """Composing recurses, in libyaml without a guard: count the levels in the stream of events first."""
    import yaml

    depth = 0
    for event in yaml.parse(text, Loader=loader):
        depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
        if depth > MAX_DEPTH:
            raise ConfigError(
                shown, "is nested too deeply", line=event.start_mark.line + 1 if event.start_mark else None
            )


def _build(node: yaml.Node, place: Place, lines: dict[Place, int], shown: str, seen: set[int]) -> object:
    import yaml

    line = node.start_mark.line + 1
    lines[place] = line
    if isinstance(node, yaml.ScalarNode):
        return _scalar(node, place, shown, line)
    if id(node) in seen:
        raise ConfigError(shown, "aliases are not allowed", line=line, remedy="write the block out")
    seen.add(id(node))
    if isinstance(node, yaml.SequenceNode):
        return [_build(child, (*place, i), lines, shown, seen) for i, child in enumerate(node.value)]
    out: dict[str, object] = {}
    assert isinstance(node, yaml.MappingNode)  # noqa: S101  (the third and last kind of node)
    for key_node, value_node in node.value:
        key = str(_scalar(key_node, place, shown, line)) if isinstance(key_node, yaml.ScalarNode) else ""
        if not key or key in out:
            problem = f"the key '{key}' stands twice" if key else "a key has to be a plain word"
            raise ConfigError(shown, problem, key=dotted((*place, key)), line=key_node.start_mark.line + 1)
        out[key] = _build(value_node, (*place, key), lines, shown, seen)
        lines[(*place, key)] = key_node.start_mark.line + 1
    return out


def _scalar(node: yaml.ScalarNode, place: Place, shown: str, line: int) -> Hashable:
    import yaml

    if node.tag == "tag:yaml.org,2002:str":
        return str(node.value)
    try:
        if node.tag not in PLAIN_TAGS:
            raise ValueError
        value: Any = yaml.constructor.SafeConstructor().construct_object(node)
    except (yaml.YAMLError, ValueError, LookupError, AttributeError):
        problem, remedy = "has a value that cannot be read", "put it in quotes"
        raise ConfigError(shown, problem, key=dotted(place), line=line, remedy=remedy) from None
    return value if isinstance(value, str | int | float | bool | None) else str(value)


def check_head(file: YamlFile, schema: str) -> None:
    """Check that the file is of a schema such as `barlau.policy/1`. Raises `ConfigError`."""
    noun = _noun(schema)
    if not isinstance(file.data, dict):
        problem = "is empty" if file.data is None else f"is not a {noun} file"
        raise file.error((), problem, f"a mapping is expected that starts with schema: {schema}")
    found = file.data.get("schema")
    if found == schema:
        return
    if found is None:
        raise file.error(("schema",), "is missing", f"write schema: {schema}")
    other = _noun(str(found))
    if other not in ("", noun):
        raise file.error(("schema",), f"is that of a {other} file", f"a {noun} file is expected here")
    raise file.error(("schema",), "is a schema that this version does not read", f"write schema: {schema}")


def _noun(schema: str) -> str:
    """`policy` of `barlau.policy/1`; empty for what is no schema of ours."""
    own, _, rest = schema.partition(".")
    return rest.partition("/")[0] if own == "barlau" else ""


def text(value: object) -> object:
    """For keys that hold text: YAML reads a bare `3.10` as the number 3.1. Raises `ValueError` for a number."""
    if isinstance(value, int | float):
        shown = f', "{value}"' if type(value) is int else ', "3.10"' if isinstance(value, float) else ""
        raise ValueError(f"should be text: put it in quotes{shown}")
    return value


def validate(file: YamlFile, model: type[Model]) -> Model:
    """Check the content against a pydantic model. Raises `ConfigError` for the first thing wrong."""
    from pydantic import ValidationError

    try:
        return model.model_validate(file.data)
    except ValidationError as error:
        found = error.errors(include_url=False, include_input=False, include_context=False)
    # a key that is missing may be there, misspelt: the wrong one tells more
    beside = (other for other in found if other["type"] == UNKNOWN and other["loc"][:-1] == found[0]["loc"][:-1])
    first = next(beside, found[0])
    place = tuple(part for part in first["loc"] if not (isinstance(part, str) and "[" in part))
    problem, remedy = _explain(first["type"], first["msg"], model, place)
    raise file.error(place, problem, remedy)


UNKNOWN = "extra_forbidden"
_LIST = ("should be a list", "write [one, two], or each in a line of its own after a dash")
_MAPPING = ("should be a mapping", "write {key: value}, or each key in a line of its own")
_EXPLAINED: Mapping[str, tuple[str, str]] = {
    "missing": ("is missing", "add it"),
    "list_type": _LIST,
    "tuple_type": _LIST,
    "model_type": _MAPPING,
    "dict_type": _MAPPING,
    "string_type": ("should be text", "write it in quotes"),
    "string_too_short": ("is empty", "fill it in"),
    "too_short": ("is empty", "fill it in"),
}
"""What pydantic calls a mistake, as people do, and the remedy."""


def _explain(kind: str, message: str, model: type[BaseModel], place: Place) -> tuple[str, str]:
    if kind == UNKNOWN:
        return "unknown key", _remedy(str(place[-1]), _known(model, place))
    if kind in _EXPLAINED:
        return _EXPLAINED[kind]
    return message.removeprefix("Value error, ").replace("Input should be", "should be"), ""


def _remedy(key: str, known: list[str]) -> str:
    from difflib import get_close_matches

    near = get_close_matches(key, known, 1)
    meant = f"perhaps '{near[0]}' is meant; " if near else ""
    return f"{meant}known here: {', '.join(known)}"


def _known(model: type[BaseModel], place: Place) -> list[str]:
    """The keys of the model that the last part of `place` stands in, in the order of the model."""
    from pydantic import BaseModel

    for part in place[:-1]:
        field = model.model_fields.get(str(part))
        inner = [] if field is None else _models(field.annotation)
        if field is None and isinstance(part, int):
            continue
        if not inner:
            return []
        model = inner[0]
    names = ((name, field.alias) for name, field in model.model_fields.items()) if issubclass(model, BaseModel) else ()
    return [alias or name for name, alias in names]


def _models(annotation: object) -> list[type[BaseModel]]:
    """The pydantic models inside an annotation such as `tuple[Entry, ...]` or `Entry | None`."""
    from typing import get_args

    from pydantic import BaseModel

    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return [annotation]
    return [model for inner in get_args(annotation) for model in _models(inner)]
