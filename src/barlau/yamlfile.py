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
        raise ConfigError(
            shown, problem, line=mark.line + 1 if mark else None, remedy="mind indentation and quotes"
        ) from None
    except (yaml.YAMLError, RecursionError):
        raise ConfigError(shown, "is not valid YAML") from None
    lines: dict[Place, int] = {}
    data = None if node is None else _build(node, (), lines, shown, set())
    return YamlFile(shown, data, lines, hashlib.sha256(raw).hexdigest())


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
        return _scalar(node, shown, line)
    if id(node) in seen:
        raise ConfigError(shown, "aliases are not allowed", line=line, remedy="write the block out")
    seen.add(id(node))
    if isinstance(node, yaml.SequenceNode):
        return [_build(child, (*place, i), lines, shown, seen) for i, child in enumerate(node.value)]
    out: dict[str, object] = {}
    assert isinstance(node, yaml.MappingNode)  # noqa: S101  (the third and last kind of node)
    for key_node, value_node in node.value:
        key = str(_scalar(key_node, shown, line)) if isinstance(key_node, yaml.ScalarNode) else ""
        if not key or key in out:
            problem = f"the key '{key}' stands twice" if key else "a key has to be a plain word"
            raise ConfigError(shown, problem, key=dotted((*place, key)), line=key_node.start_mark.line + 1)
        out[key] = _build(value_node, (*place, key), lines, shown, seen)
        lines[(*place, key)] = key_node.start_mark.line + 1
    return out


def _scalar(node: yaml.ScalarNode, shown: str, line: int) -> Hashable:
    import yaml

    if node.tag == "tag:yaml.org,2002:str":
        return str(node.value)
    if node.tag not in PLAIN_TAGS:
        raise ConfigError(shown, "has a value that cannot be read", line=line, remedy="put it in quotes")
    try:
        value: Any = yaml.constructor.SafeConstructor().construct_object(node)
    except (yaml.YAMLError, ValueError, LookupError, AttributeError):
        raise ConfigError(shown, "has a value that cannot be read", line=line, remedy="put it in quotes") from None
    return value if isinstance(value, str | int | float | bool | None) else str(value)


def validate(file: YamlFile, model: type[Model]) -> Model:
    """Check the content against a pydantic model. Raises `ConfigError` for the first thing wrong."""
    from pydantic import ValidationError

    try:
        return model.model_validate(file.data)
    except ValidationError as error:
        first = error.errors(include_url=False, include_input=False, include_context=False)[0]
    place = tuple(part for part in first["loc"] if not (isinstance(part, str) and "[" in part))
    problem, remedy = _explain(first["type"], first["msg"], model, place)
    raise file.error(place, problem, remedy)


def _explain(kind: str, message: str, model: type[BaseModel], place: Place) -> tuple[str, str]:
    if kind == "extra_forbidden":
        return "unknown key", f"known here: {', '.join(_known(model, place))}"
    if kind == "missing":
        return "is missing", "add it"
    return message.removeprefix("Value error, ").replace("Input should be", "should be"), ""


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
