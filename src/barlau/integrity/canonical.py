"""JSON of which there is one spelling only: any changed bit of it is seen.

ASCII, sorted keys, and in `digest` the SHA-256 of the rest. What does not read back to exactly these bytes is damaged.
"""

import hashlib
import json
from collections.abc import Mapping
from typing import Any

Entry = Mapping[str, Any]


class DamagedError(ValueError):
    """The bytes are not what was written. Carries no part of them."""


def sha256(data: bytes) -> str:
    """The digest in hexadecimal."""
    return hashlib.sha256(data).hexdigest()


def sealed(entry: Entry, *, indent: int | None = None) -> bytes:
    """The entry with its digest, as bytes that end a line."""
    bare = {key: value for key, value in entry.items() if key != "digest"}
    return _text({**bare, "digest": sha256(_text(bare, indent))}, indent)


def opened(data: bytes, *, indent: int | None = None) -> Entry:
    """What `sealed` wrote. Raises `DamagedError`."""
    try:
        entry = json.loads(data.decode("ascii"))
        if isinstance(entry, dict) and sealed(entry, indent=indent) == data:
            return entry
    except (ValueError, RecursionError):
        pass
    raise DamagedError


def _text(entry: Entry, indent: int | None) -> bytes:
    separators = None if indent else (",", ":")
    text = json.dumps(entry, sort_keys=True, indent=indent, separators=separators, allow_nan=False)
    return text.encode("ascii") + b"\n"
