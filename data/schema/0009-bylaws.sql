-- Version 9: village bylaws (村规民约), from the first opinion until they are in force: 征集民意 → 草案 → 审核 → 表决 → 备案 → 公布.

---------------------------------------------------------------- synced

-- A bylaw: the general one ("1") or one on a single matter ("N").
CREATE TABLE bylaw (
  id BLOB PRIMARY KEY CHECK (length (id) = 16),
  del INTEGER NOT NULL DEFAULT 0 CHECK (del IN (0, 1)),
  ext TEXT,
  name TEXT NOT NULL,                 -- 石板溪村村规民约
  kind TEXT NOT NULL CHECK (kind IN ('general', 'single')),
  note TEXT,
  sort INTEGER NOT NULL DEFAULT 0
) STRICT, WITHOUT ROWID;

-- A version goes through the steps by itself; the one in force stays as it was.
CREATE TABLE bylaw_version (
  id BLOB PRIMARY KEY CHECK (length (id) = 16),
  del INTEGER NOT NULL DEFAULT 0 CHECK (del IN (0, 1)),
  ext TEXT,
  bylaw BLOB NOT NULL,
  number INTEGER NOT NULL,            -- from 1
  since TEXT NOT NULL,                -- work on it began
  preamble TEXT,
  board TEXT,                         -- the short form for a board, a line each
  recorder TEXT NOT NULL,
  stage INTEGER NOT NULL DEFAULT 0,   -- rebuildable, as all below: what its last step made of it (bylaw.h)
  passed_on TEXT,
  filed_on TEXT,
  force_on TEXT,
  ended_on TEXT
) STRICT, WITHOUT ROWID;
CREATE INDEX bylaw_version_by_bylaw ON bylaw_version (bylaw, number);

CREATE TABLE bylaw_clause (
  id BLOB PRIMARY KEY CHECK (length (id) = 16),
  del INTEGER NOT NULL DEFAULT 0 CHECK (del IN (0, 1)),
  ext TEXT,
  version BLOB NOT NULL,
  sort INTEGER NOT NULL,
  code BLOB NOT NULL,                 -- the same in all versions, so that a moved clause is known
  level INTEGER NOT NULL DEFAULT 1 CHECK (level BETWEEN 0 AND 2), -- 0 a heading, 1 a clause, 2 an item of it
  text TEXT NOT NULL,
  story TEXT,                         -- 本村故事: why it is there, who proposed it
  rules TEXT,                         -- rows: ids of points rules that rest on it
  items TEXT                          -- rows: names of hygiene items
) STRICT, WITHOUT ROWID;
CREATE INDEX bylaw_clause_by_version ON bylaw_clause (version, sort);

-- What people said of it; each is answered.
CREATE TABLE bylaw_opinion (
  id BLOB PRIMARY KEY CHECK (length (id) = 16),
  del INTEGER NOT NULL DEFAULT 0 CHECK (del IN (0, 1)),
  ext TEXT,
  version BLOB NOT NULL,
  number INTEGER NOT NULL,
  day TEXT NOT NULL,
  source TEXT NOT NULL CHECK (source IN ('meeting', 'visit', 'slip', 'township', 'adviser', 'other')),
  meeting BLOB,
  household BLOB,
  who TEXT,
  clause BLOB,                        -- code of the clause it is about
  text TEXT NOT NULL,
  answer TEXT,
  taken TEXT CHECK (taken IN ('yes', 'part', 'no')),
  answered_on TEXT,
  recorder TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX bylaw_opinion_by_version ON bylaw_opinion (version, number);

-- What happened to a version, a row for each step. Never changed; undone from its end by its mark of deletion.
CREATE TABLE bylaw_step (
  id BLOB PRIMARY KEY CHECK (length (id) = 16),
  del INTEGER NOT NULL DEFAULT 0 CHECK (del IN (0, 1)),
  ext TEXT,
  version BLOB NOT NULL,
  number INTEGER NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN ('draft', 'advise', 'redraft', 'submit', 'return', 'approve', 'pass', 'lose', 'file', 'publish',
    'force', 'correct', 'replace', 'repeal', 'drop')),
  day TEXT NOT NULL,
  by TEXT NOT NULL,
  note TEXT,                          -- the reason; the review's reference number
  vote BLOB,                          -- of pass and lose
  photo TEXT CHECK (length (photo) = 64),
  recorder TEXT NOT NULL,
  user BLOB,
  at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX bylaw_step_by_version ON bylaw_step (version, number);
CREATE TRIGGER bylaw_step_made AFTER INSERT ON bylaw_step
BEGIN UPDATE bylaw_version SET stage = stage WHERE id = NEW.version; END;
CREATE TRIGGER bylaw_step_marked AFTER UPDATE OF del ON bylaw_step
BEGIN UPDATE bylaw_version SET stage = stage WHERE id = NEW.version; END;
-- One place says what the steps make of a version; the numbers are those of XyBylawStage.
CREATE TRIGGER bylaw_settled AFTER UPDATE OF stage ON bylaw_version
BEGIN
  UPDATE bylaw_version SET
    stage = coalesce ((SELECT CASE s.kind WHEN 'draft' THEN 1 WHEN 'redraft' THEN 1 WHEN 'return' THEN 1 WHEN 'lose' THEN 1
      WHEN 'advise' THEN 2 WHEN 'submit' THEN 3 WHEN 'approve' THEN 4 WHEN 'pass' THEN 5 WHEN 'file' THEN 6 WHEN 'publish' THEN 7
      WHEN 'force' THEN 8 WHEN 'correct' THEN 9 WHEN 'replace' THEN 10 WHEN 'repeal' THEN 11 WHEN 'drop' THEN 12 ELSE 0 END
      FROM bylaw_step AS s WHERE s.version = NEW.id AND s.del = 0 ORDER BY s.number DESC LIMIT 1), 0),
    passed_on = (SELECT s.day FROM bylaw_step AS s WHERE s.version = NEW.id AND s.del = 0 AND s.kind = 'pass' ORDER BY s.number DESC LIMIT 1),
    filed_on = (SELECT s.day FROM bylaw_step AS s WHERE s.version = NEW.id AND s.del = 0 AND s.kind = 'file' ORDER BY s.number DESC LIMIT 1),
    force_on = (SELECT s.day FROM bylaw_step AS s WHERE s.version = NEW.id AND s.del = 0 AND s.kind = 'force' ORDER BY s.number DESC LIMIT 1),
    ended_on = (SELECT iif (s.kind IN ('correct', 'replace', 'repeal', 'drop'), s.day, NULL) FROM bylaw_step AS s WHERE s.version = NEW.id
      AND s.del = 0 ORDER BY s.number DESC LIMIT 1)
    WHERE id = NEW.id;
END;
