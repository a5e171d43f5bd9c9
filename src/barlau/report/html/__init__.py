"""The report as one HTML file: offline, under a strict content security policy, in three languages."""

from barlau.report.html.page import render

__all__ = ["render"]
