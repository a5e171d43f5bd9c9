"""Nested data: JSON text made into values without loss, and values laid out by path."""
