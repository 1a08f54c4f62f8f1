-- Version 11: where this computer stands with the county (protocol "xy1", src/sync/wire.h).

---------------------------------------------------------------- this computer only

-- One row, once the computer is enrolled.
CREATE TABLE sync (
  one INTEGER PRIMARY KEY CHECK (one = 1),
  stream INTEGER NOT NULL,            -- division code of the village
  device INTEGER NOT NULL,            -- number of this computer, from the county
  epoch TEXT NOT NULL,                -- name of the county's history
  first INTEGER NOT NULL,             -- operation op.n is number op.n - first of this device
  acked INTEGER NOT NULL,             -- last number that is answered
  acked_hash BLOB NOT NULL,           -- of the chain, behind it
  old INTEGER NOT NULL,               -- numbers up to this one were written in an epoch before
  cursor INTEGER NOT NULL,            -- the county's changes up to here are in the records
  staged INTEGER NOT NULL,            -- and up to here in sync_staged
  phase INTEGER NOT NULL,             -- of the machine (machine.h), with all below
  batch INTEGER NOT NULL,
  failures INTEGER NOT NULL,
  next_at INTEGER NOT NULL,
  nonce INTEGER NOT NULL,
  offset INTEGER NOT NULL,            -- the county's clock less this one's, ms
  set_at INTEGER NOT NULL,            -- when that was seen, by this one; 0: never
  clock INTEGER NOT NULL,             -- of the last operation: ms, and which one within it
  tick INTEGER NOT NULL
) STRICT;

-- What became of operations, where it is not plainly ok.
CREATE TABLE sync_result (
  op INTEGER PRIMARY KEY,
  result TEXT NOT NULL CHECK (result IN ('dup', 'merged', 'held', 'rejected')),
  code TEXT NOT NULL,
  detail TEXT
) STRICT;

-- Rows that came down and wait for the rest: a record is useless before what it refers to.
CREATE TABLE sync_staged (
  tbl TEXT NOT NULL,
  id BLOB NOT NULL,
  seq INTEGER NOT NULL,
  gone INTEGER NOT NULL,
  body TEXT NOT NULL,
  PRIMARY KEY (tbl, id)
) STRICT, WITHOUT ROWID;

-- What the county says of records that others changed, and of rows for which this program has no table or which its
-- tables refuse: returned operations (_quar), values that gave way (_conflict), kinds of records to come.
CREATE TABLE sync_row (
  tbl TEXT NOT NULL,
  id BLOB NOT NULL,
  seq INTEGER NOT NULL,
  op INTEGER NOT NULL,                -- operations of this computer up to here are in it
  kept INTEGER NOT NULL CHECK (kept IN (0, 1)), -- 1: it is in the record
  body TEXT NOT NULL,                 -- fields, JSON, with "del"
  PRIMARY KEY (tbl, id)
) STRICT, WITHOUT ROWID;
