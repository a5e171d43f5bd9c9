"""Renderers: pure functions from a `Report` or a `Policy` to text, in English, Russian and Kazakh."""
