"""Scans one file through the Python interface with a number of workers: `scan.py FILE WORKERS`."""

import sys

from barlau import api

report = api.scan(sys.argv[1], options=api.Options(workers=int(sys.argv[2])))
assert report.columns
assert report.status.value == "complete"
