"""The tables of the chat's one SQLite file.

Instants are whole milliseconds since 1970 in UTC. `messages.rev` is also the message's
`_updatedAt`: it grows strictly with every change (see `store.Change.rev`), so "everything since"
has one meaning for the live feed, for syncing and for the archive.
"""

from __future__ import annotations

import sqlite3

VERSION = 2

TABLES = """
CREATE TABLE users (
  id TEXT PRIMARY KEY, username TEXT NOT NULL UNIQUE COLLATE NOCASE, name TEXT NOT NULL,
  skeleton TEXT NOT NULL, email TEXT COLLATE NOCASE, password TEXT, roles TEXT NOT NULL,
  kind TEXT NOT NULL DEFAULT 'user', active INTEGER NOT NULL DEFAULT 1, person TEXT UNIQUE,
  affiliation TEXT NOT NULL DEFAULT '', papers TEXT NOT NULL DEFAULT '[]',
  status TEXT NOT NULL DEFAULT '', status_text TEXT NOT NULL DEFAULT '',
  custom TEXT NOT NULL DEFAULT '{}', preferences TEXT NOT NULL DEFAULT '{}',
  created INTEGER NOT NULL, updated INTEGER NOT NULL, last_login INTEGER,
  muted_until INTEGER NOT NULL DEFAULT 0, banned_until INTEGER NOT NULL DEFAULT 0
);
CREATE INDEX users_skeleton ON users (skeleton);
CREATE INDEX users_email ON users (email) WHERE email IS NOT NULL;

CREATE TABLE sessions (
  id TEXT PRIMARY KEY, uid TEXT NOT NULL REFERENCES users ON DELETE CASCADE, kind TEXT NOT NULL,
  name TEXT NOT NULL DEFAULT '', address TEXT NOT NULL DEFAULT '', created INTEGER NOT NULL,
  expires INTEGER NOT NULL
) WITHOUT ROWID;
CREATE INDEX sessions_uid ON sessions (uid);

CREATE TABLE rooms (
  id TEXT PRIMARY KEY, t TEXT NOT NULL, name TEXT UNIQUE COLLATE NOCASE, fname TEXT NOT NULL,
  topic TEXT NOT NULL DEFAULT '', description TEXT NOT NULL DEFAULT '',
  announcement TEXT NOT NULL DEFAULT '', ro INTEGER NOT NULL DEFAULT 0,
  archived INTEGER NOT NULL DEFAULT 0, standard INTEGER NOT NULL DEFAULT 0,
  join_code TEXT NOT NULL DEFAULT '', slow INTEGER NOT NULL DEFAULT 0,
  custom TEXT NOT NULL DEFAULT '{}', record TEXT,
  muted TEXT NOT NULL DEFAULT '[]', uid TEXT, prid TEXT, uids TEXT, created INTEGER NOT NULL,
  rev INTEGER NOT NULL, last INTEGER NOT NULL DEFAULT 0, msgs INTEGER NOT NULL DEFAULT 0,
  people INTEGER NOT NULL DEFAULT 0
);
CREATE INDEX rooms_record ON rooms (record) WHERE record IS NOT NULL;
CREATE INDEX rooms_parent ON rooms (prid) WHERE prid IS NOT NULL;

CREATE TABLE members (
  rid TEXT NOT NULL REFERENCES rooms ON DELETE CASCADE,
  uid TEXT NOT NULL REFERENCES users ON DELETE CASCADE,
  roles TEXT NOT NULL DEFAULT '[]', joined INTEGER NOT NULL, updated INTEGER NOT NULL,
  open INTEGER NOT NULL DEFAULT 1, favorite INTEGER NOT NULL DEFAULT 0,
  seen INTEGER NOT NULL DEFAULT 0, alert INTEGER NOT NULL DEFAULT 0,
  ignored TEXT NOT NULL DEFAULT '[]', PRIMARY KEY (rid, uid)
) WITHOUT ROWID;
CREATE INDEX members_uid ON members (uid, rid);

CREATE TABLE messages (
  id TEXT PRIMARY KEY, rid TEXT NOT NULL REFERENCES rooms ON DELETE CASCADE, uid TEXT NOT NULL,
  ts INTEGER NOT NULL, rev INTEGER NOT NULL, tmid TEXT, t TEXT,
  state TEXT NOT NULL DEFAULT 'shown', pinned INTEGER NOT NULL DEFAULT 0,
  question INTEGER NOT NULL DEFAULT 0, votes INTEGER NOT NULL DEFAULT 0,
  answered INTEGER NOT NULL DEFAULT 0, replies INTEGER NOT NULL DEFAULT 0, doc TEXT NOT NULL
);
CREATE INDEX messages_time ON messages (rid, ts);
CREATE INDEX messages_rev ON messages (rid, rev);
CREATE INDEX messages_top ON messages (rid, ts) WHERE tmid IS NULL;
CREATE INDEX messages_thread ON messages (tmid, ts) WHERE tmid IS NOT NULL;
CREATE INDEX messages_question ON messages (rid, answered) WHERE question = 1;
CREATE INDEX messages_pinned ON messages (rid) WHERE pinned = 1;
CREATE INDEX messages_uid ON messages (uid, ts);

CREATE TABLE stars (
  uid TEXT NOT NULL, mid TEXT NOT NULL REFERENCES messages ON DELETE CASCADE,
  PRIMARY KEY (uid, mid)
) WITHOUT ROWID;
CREATE TABLE mentions (
  uid TEXT NOT NULL, rid TEXT NOT NULL, ts INTEGER NOT NULL,
  mid TEXT NOT NULL REFERENCES messages ON DELETE CASCADE, PRIMARY KEY (uid, rid, mid)
) WITHOUT ROWID;
CREATE INDEX mentions_mid ON mentions (mid);

CREATE TABLE reports (
  id TEXT PRIMARY KEY, mid TEXT, target TEXT NOT NULL, reporter TEXT NOT NULL,
  description TEXT NOT NULL, ts INTEGER NOT NULL, open INTEGER NOT NULL DEFAULT 1
);
CREATE INDEX reports_open ON reports (open, ts);
CREATE TABLE audit (
  id INTEGER PRIMARY KEY, ts INTEGER NOT NULL, actor TEXT NOT NULL, address TEXT NOT NULL,
  action TEXT NOT NULL, rid TEXT, target TEXT, details TEXT NOT NULL DEFAULT '{}'
);
CREATE TABLE bans (address TEXT PRIMARY KEY, until INTEGER NOT NULL, uid TEXT NOT NULL);
CREATE TABLE permissions (id TEXT PRIMARY KEY, roles TEXT NOT NULL, updated INTEGER NOT NULL);
CREATE TABLE settings (id TEXT PRIMARY KEY, value TEXT NOT NULL);
"""

_INVITES = """
CREATE TABLE invites (
  id TEXT PRIMARY KEY, rid TEXT NOT NULL REFERENCES rooms ON DELETE CASCADE, uid TEXT NOT NULL,
  days INTEGER NOT NULL, most INTEGER NOT NULL, uses INTEGER NOT NULL DEFAULT 0,
  created INTEGER NOT NULL, updated INTEGER NOT NULL, expires INTEGER NOT NULL
) WITHOUT ROWID;
"""
_STEPS = (TABLES, _INVITES)
"""What each version added to the one before."""


def prepare(connection: sqlite3.Connection) -> None:
    """Bring a new or older file to this version; one of a later version raises ValueError."""
    version = connection.execute("PRAGMA user_version").fetchone()[0]
    if version > VERSION:
        raise ValueError(f"the chat file has version {version}, this program knows {VERSION}")
    if version < VERSION:
        missing = "".join(_STEPS[version:])
        connection.executescript(
            f"BEGIN IMMEDIATE; {missing} PRAGMA user_version = {VERSION}; COMMIT;"
        )
