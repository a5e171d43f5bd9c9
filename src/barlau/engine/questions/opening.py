"""How questions open what they read, and how they tell how far they are."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from barlau.model.question import TableRef
from barlau.model.reading import Sampling

if TYPE_CHECKING:
    from barlau.model.reading import Column, Reading

Open = Callable[[TableRef, Sampling, Sequence["Column"]], "Reading"]
"""Opens the columns of an object. Raises `ReadError`."""
Progress = Callable[[int], None]
"""Is told the number of rows read so far."""
