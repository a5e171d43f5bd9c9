"""YAML of exports: canonical, and no character of a name hides or steers; such names are quoted and escaped."""

import re

import yaml

from barlau.report.json_values import Json, string
from barlau.report.visible import is_unsafe

_NOT_ASCII = re.compile(r"[^ -~\n]")


class _Dumper(yaml.SafeDumper):
    """Quotes names that hold an unsafe character, so that they can be escaped."""

    def ignore_aliases(self, data: object) -> bool:  # noqa: ARG002  (the signature of the base class)
        """Write everything out: an alias is one more thing that a reader may not know."""
        return True


def _text(dumper: yaml.SafeDumper, text: str) -> yaml.ScalarNode:
    unsafe = any(is_unsafe(char) for char in text)
    return dumper.represent_scalar("tag:yaml.org,2002:str", string(text), style='"' if unsafe else None)


_Dumper.add_representer(str, _text)


def dump(data: Json, comment: str = "") -> str:
    """The document, under lines of comment."""
    text = yaml.dump(data, Dumper=_Dumper, allow_unicode=True, sort_keys=False, width=1_000_000)
    head = "".join(f"# {line}\n" for line in comment.splitlines())
    return head + _NOT_ASCII.sub(_escaped, text)


def _escaped(match: re.Match[str]) -> str:
    char = match[0]
    if not is_unsafe(char):
        return char
    return f"\\u{ord(char):04x}" if ord(char) < 0x10000 else f"\\U{ord(char):08x}"
