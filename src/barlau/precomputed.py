"""What is computed from the packaged files alone, kept beside Python's bytecode and, like it, trusted as the code is.

Half of a start would otherwise go into reading the recognizers and indexing their words.
"""

from __future__ import annotations

import hashlib
import pickle
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from importlib.util import cache_from_source
from pathlib import Path
from typing import TypeVar

from barlau import atomic_file, package_data

T = TypeVar("T")

_HERE = Path(__file__).resolve().parent
_READABLE = 0o644  # as bytecode: an installation is used by others than its owner


def kept(name: str, made_by: Sequence[str], make: Callable[[], T]) -> T:
    """What `make` returned when the recognizer files and the code had the bytes they have now, else what it returns.

    `made_by` are the modules and packages that compute it, relative to `barlau`. Where bytecode is not written, nor is
    this; whatever is wrong with a kept file, `make` is called.
    """
    path = Path(cache_from_source(str(_HERE / f"{name}.py"))).with_suffix(".pickle")
    key = _key(made_by)
    with suppress(Exception), path.open("rb") as file:  # a cut file makes pickle raise anything
        if file.read(len(key)) == key:
            return pickle.load(file)  # type: ignore[no-any-return]  # noqa: S301  (beside the code, written by it)
    made = make()
    if not sys.dont_write_bytecode:
        with suppress(OSError):
            path.parent.mkdir(exist_ok=True)
            atomic_file.write(path, key + pickle.dumps(made, pickle.HIGHEST_PROTOCOL))
            path.chmod(_READABLE)
    return made


def _key(made_by: Sequence[str]) -> bytes:
    digest = hashlib.sha256()
    for path in _files(made_by):
        content = path.read_bytes()
        digest.update(f"{path.name} {len(content)} ".encode() + content)
    return digest.digest()


def _files(made_by: Sequence[str]) -> Iterator[Path]:
    yield from sorted(package_data.folder("recognizers").rglob("*.yaml"))
    for name in made_by:
        path = _HERE / name
        yield from sorted((*path.glob("*.py"), *path.glob("*.yaml"))) if path.is_dir() else [path]
