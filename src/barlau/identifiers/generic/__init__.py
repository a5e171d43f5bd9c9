"""Identifiers that follow an international or a technical standard."""
