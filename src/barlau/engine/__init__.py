"""The engine: Arrow columns in, profiles without values out; then the decision what each column holds."""
