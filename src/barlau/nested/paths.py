"""Paths inside nested data: `$.client.iin`, `$.phones[*]`, `$["e mail"]`.

A path is a tuple of steps, each as it stands in the text. `*` stands for keys that are data themselves, and the
keys are the values of `*~`.
"""

from __future__ import annotations

import re

ROOT = "$"
ITEMS = "[*]"
ANY_KEY = ".*"
KEYS = ".*~"
PLAIN_KEY = re.compile(r"[\w-]+")
# A key that holds a number or an address is a value: it must be searched, and must not name a column.
_KEY_IS_DATA = re.compile(r"[0-9]{5}|@")
_STEP = re.compile(r'\.\*~?|\.[\w-]+|\[\*\]|\["(?:[^"\\]|\\.)*"\]', re.DOTALL)
MAX_KEY = 100  # characters; a longer one is a sentence

Path = tuple[str, ...]


def key_step(key: str) -> str:
    """The step to a key: `.client`; a key that is no plain word is quoted, `["e mail"]`."""
    if PLAIN_KEY.fullmatch(key):
        return f".{key}"
    quoted = key.replace("\\", "\\\\").replace('"', '\\"')
    return f'["{quoted}"]'


def key_of(step: str) -> str:
    """The key of a step, the contrary of `key_step`."""
    if step.startswith("."):
        return step[1:]
    return re.sub(r"\\(.)", r"\1", step[2:-2])


def steps(path: str) -> Path:
    """The steps of a path's text."""
    return tuple(_STEP.findall(path.removeprefix(ROOT)))


def key_path(parent: str, key: str) -> str:
    """The text of the path of a key below a parent."""
    return parent + key_step(key)


def text(path: Path) -> str:
    """As reports show it."""
    return ROOT + "".join(path)


def leaf_name(path: str) -> str:
    """The name of a nested column: `$.client.phones[*]` is `client.phones`."""
    return path.removeprefix(ROOT).removeprefix(".").replace(ITEMS, "") or "value"


def is_data(key: str) -> bool:
    """Whether a key must not name a column."""
    return len(key) > MAX_KEY or _KEY_IS_DATA.search(key) is not None
