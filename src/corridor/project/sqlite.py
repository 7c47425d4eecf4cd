"""Put a sound SQLite in place of Python's own before Django looks for one.

SQLite 3.7.0 to 3.51.2 can corrupt a WAL database that two connections write (fixed in 3.51.3); Debian 12
ships 3.40.1. The package pysqlite3 carries a newer one (docs/decisions/0004-databases.md).
"""

import sys


def use_sound_sqlite() -> None:
    """Let `import sqlite3` find pysqlite3 where it is installed."""
    try:
        import pysqlite3  # noqa: PLC0415 - absent on machines whose Python carries a sound SQLite
    except ImportError:
        return
    sys.modules["sqlite3"] = pysqlite3
    sys.modules["sqlite3.dbapi2"] = pysqlite3.dbapi2
