"""The composition root: opens, scans, decides, compares and returns a report. Import `scan` from here or from
`barlau`."""

from barlau.api.observer import Observer
from barlau.api.run import Interrupted, Options, scan

__all__ = ["Interrupted", "Observer", "Options", "scan"]
