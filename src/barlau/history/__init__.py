"""The history store: one SQLite file with runs, findings, decisions, and what was read, never a value of the data."""

from barlau.history.comparison import Compared, Known, compare, key_of
from barlau.history.lock import locked
from barlau.history.store import Judged, Run, Store, opened

__all__ = ["Compared", "Judged", "Known", "Run", "Store", "compare", "key_of", "locked", "opened"]
