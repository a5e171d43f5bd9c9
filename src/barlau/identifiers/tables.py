"""The packaged tables `identifiers/data/*.yaml` (prefixes, regions, banks, words), read when needed."""

from collections.abc import Mapping
from functools import cache
from importlib.resources import files


@cache
def _table(name: str) -> Mapping[str, object]:
    import yaml

    text = files("barlau.identifiers").joinpath("data", f"{name}.yaml").read_text(encoding="utf-8")
    # libyaml's parser is about eight times as fast; not every build of PyYAML has it
    content = yaml.load(text, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))  # noqa: S506  (a safe loader)
    if not isinstance(content, dict) or "as_of" not in content:
        raise TypeError(f"data/{name}.yaml has to be a mapping with the key 'as_of'")
    return content


@cache
def mapping(name: str, key: str) -> Mapping[str, str]:
    """Mapping `key` of table `name` as text to text."""
    content = _table(name)[key]
    if not isinstance(content, dict):
        raise TypeError(f"data/{name}.yaml: '{key}' has to be a mapping")
    return {str(left): str(right) for left, right in content.items()}


@cache
def words(name: str, key: str) -> tuple[str, ...]:
    """List `key` of table `name` as texts."""
    content = _table(name)[key]
    if not isinstance(content, list):
        raise TypeError(f"data/{name}.yaml: '{key}' has to be a list")
    return tuple(str(word) for word in content)


@cache
def word_lists(name: str, key: str) -> Mapping[str, tuple[str, ...]]:
    """Mapping `key` of table `name` whose values are lists of texts."""
    content = _table(name)[key]
    if not isinstance(content, dict):
        raise TypeError(f"data/{name}.yaml: '{key}' has to be a mapping of lists")
    return {str(left): tuple(str(word) for word in right) for left, right in content.items()}
