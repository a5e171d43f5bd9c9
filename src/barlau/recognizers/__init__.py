"""The recognizer files: read, checked and handed over as one `Pack`; their own examples; their export to Presidio."""

from barlau.recognizers.load import load

__all__ = ["load"]
