"""barlau finds personal data in databases and file dumps and compares it with a privacy policy."""

__version__ = "0.1.0"
