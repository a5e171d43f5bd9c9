"""Identifiers that Kazakhstan issues or defines."""
