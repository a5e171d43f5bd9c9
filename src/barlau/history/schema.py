"""What the file looks like. A change of it raises `VERSION` and adds the statements that lead there from the last."""

APPLICATION_ID = 0x4241524C
"""`BARL`: tells a history from any other SQLite file (https://sqlite.org/pragma.html#pragma_application_id)."""
VERSION = 1

TABLES = (
    "CREATE TABLE meta (key TEXT PRIMARY KEY, value BLOB NOT NULL)",
    """
    CREATE TABLE run (
        id INTEGER PRIMARY KEY,
        started_at TEXT NOT NULL,
        finished_at TEXT NOT NULL,
        status TEXT NOT NULL,
        errors INTEGER NOT NULL,
        warnings INTEGER NOT NULL,
        notes INTEGER NOT NULL,
        new INTEGER NOT NULL,
        gone INTEGER NOT NULL,
        report BLOB NOT NULL  -- JSON of the report, zlib; empty once pruned
    )
    """,
    """
    CREATE TABLE finding (
        fingerprint TEXT NOT NULL,
        policy TEXT NOT NULL,  -- two policies may have the same to say of one column
        first_run INTEGER NOT NULL REFERENCES run,
        last_run INTEGER NOT NULL REFERENCES run,
        gone_run INTEGER REFERENCES run,  -- NULL: not known to be gone
        body TEXT NOT NULL,  -- as in the JSON report
        PRIMARY KEY (fingerprint, policy)
    )
    """,
    """
    CREATE TABLE decision (
        id INTEGER PRIMARY KEY,  -- a log: the last of a fingerprint holds
        fingerprint TEXT NOT NULL,
        decision TEXT NOT NULL CHECK (decision IN ('confirmed', 'rejected', 'withdrawn')),
        decided_by TEXT NOT NULL,
        reason TEXT NOT NULL,
        at TEXT NOT NULL
    )
    """,
    """
    CREATE TABLE profile (
        source TEXT NOT NULL,
        object TEXT NOT NULL,
        run INTEGER NOT NULL REFERENCES run,  -- the one that read it
        mark TEXT NOT NULL,  -- of its data, as the source tells it
        basis TEXT NOT NULL,  -- version, recognizers and sample that read it
        body BLOB NOT NULL,  -- JSON of counts, zlib
        PRIMARY KEY (source, object)
    )
    """,
    "CREATE TABLE answer (name TEXT PRIMARY KEY, run INTEGER NOT NULL REFERENCES run, body TEXT NOT NULL)",
)
