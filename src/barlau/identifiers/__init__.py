"""Pure functions on identifiers: normalise, validate and derive, for one value and for an Arrow column."""
