"""Reports for other programs: CI services, spreadsheets, data catalogues, privacy registers.

Each module has `render`, a pure function of the report. None writes a value of the data.
"""
