-- Version 6: the ledger of matters (台账): one numbered register for what comes from meetings, visits, wishes, suggestions,
-- inspections, disputes and the township, until somebody has been asked whether it was done.

---------------------------------------------------------------- synced

CREATE TABLE matter (
  id BLOB PRIMARY KEY CHECK (length (id) = 16),
  del INTEGER NOT NULL DEFAULT 0 CHECK (del IN (0, 1)),
  ext TEXT,
  number INTEGER NOT NULL,            -- of the year, never given twice (摸排标号—销号)
  source TEXT NOT NULL CHECK (source IN ('meeting', 'visit', 'wish', 'suggestion', 'inspection', 'dispute', 'township', 'other')),
  origin BLOB,                        -- what was agreed at a meeting
  day TEXT NOT NULL,                  -- when it was raised
  title TEXT NOT NULL,
  content TEXT,
  household BLOB,                     -- who raised it, where that is a household of the village
  person BLOB,
  people TEXT,                        -- who raised it, in words; of a dispute the parties
  phone TEXT,
  unit BLOB,
  place TEXT,
  heard TEXT CHECK (heard IN ('business', 'villager', 'cadre')),    -- 三听: of a visit, who was heard
  asked TEXT CHECK (asked IN ('difficulty', 'hope', 'advice')),     -- 三问: and about what
  visitor TEXT,                       -- who heard it
  reserved TEXT,                      -- key of the matter that the law reserves for some meetings (meeting-rules.h)
  private INTEGER NOT NULL DEFAULT 0 CHECK (private IN (0, 1)),     -- never on a board; a dispute always is
  recorder TEXT NOT NULL,
  find TEXT,                          -- rebuildable, as all below: for searching
  stage INTEGER NOT NULL DEFAULT 0,   -- what its last step made of it (matter.h)
  owner TEXT,                         -- as of the last assignment
  helpers TEXT,
  partner TEXT,                       -- outside the village
  kind TEXT,                          -- who is to do it: spot, village, township, meeting
  until TEXT,                         -- last day, after all extensions
  level INTEGER NOT NULL DEFAULT 0,   -- of a dispute: 1 组长初调, 2 村调委会协调, 3 镇终调
  done_on TEXT,
  visited_on TEXT,
  satisfaction TEXT,
  ended_on TEXT                       -- closed, or come to an honest end
) STRICT, WITHOUT ROWID;
CREATE INDEX matter_by_day ON matter (day);
CREATE INDEX matter_open ON matter (stage, until) WHERE stage < 7 AND del = 0;
CREATE INDEX matter_by_household ON matter (household) WHERE household IS NOT NULL;
CREATE INDEX matter_by_origin ON matter (origin) WHERE origin IS NOT NULL;

-- What happened to a matter, a row for each step. Never changed; undone from its end by its mark of deletion.
CREATE TABLE matter_step (
  id BLOB PRIMARY KEY CHECK (length (id) = 16),
  del INTEGER NOT NULL DEFAULT 0 CHECK (del IN (0, 1)),
  ext TEXT,
  matter BLOB NOT NULL,
  number INTEGER NOT NULL,            -- of the matter, from 1
  kind TEXT NOT NULL CHECK (kind IN ('assign', 'start', 'note', 'extend', 'raise', 'finish', 'satisfied', 'unsatisfied', 'close',
    'pass-on', 'answer', 'submit', 'decide', 'unready', 'unsettled', 'reopen', 'void')),
  day TEXT NOT NULL,
  by TEXT NOT NULL,                   -- who did it: of a visit who asked
  note TEXT,                          -- what was done, the result, the reason
  owner TEXT,                         -- of an assignment, as the next three
  helpers TEXT,
  partner TEXT,
  does TEXT CHECK (does IN ('spot', 'village', 'township', 'meeting')),
  until TEXT,                         -- of an assignment and of an extension
  satisfaction TEXT CHECK (satisfaction IN ('good', 'fair', 'bad')),  -- 满意 基本满意 不满意
  photo TEXT CHECK (length (photo) = 64),
  recorder TEXT NOT NULL,
  user BLOB,
  at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX matter_step_by_matter ON matter_step (matter, number);
CREATE TRIGGER matter_step_made AFTER INSERT ON matter_step
BEGIN UPDATE matter SET stage = stage WHERE id = NEW.matter; END;
CREATE TRIGGER matter_step_marked AFTER UPDATE OF del ON matter_step
BEGIN UPDATE matter SET stage = stage WHERE id = NEW.matter; END;
-- One place says what the steps make of a matter; the numbers are those of XyMatterStage.
CREATE TRIGGER matter_settled AFTER UPDATE OF stage ON matter
BEGIN
  UPDATE matter SET
    stage = coalesce ((SELECT CASE s.kind WHEN 'assign' THEN 1 WHEN 'start' THEN 2 WHEN 'unsatisfied' THEN 2 WHEN 'answer' THEN 2
      WHEN 'finish' THEN 3 WHEN 'satisfied' THEN 4 WHEN 'pass-on' THEN 5 WHEN 'submit' THEN 6 WHEN 'close' THEN 7 WHEN 'unready' THEN 8
      WHEN 'unsettled' THEN 9 WHEN 'void' THEN 10 ELSE 0 END FROM matter_step AS s WHERE s.matter = NEW.id AND s.del = 0
      AND s.kind NOT IN ('note', 'extend', 'raise') ORDER BY s.number DESC LIMIT 1), 0),
    owner = (SELECT s.owner FROM matter_step AS s WHERE s.matter = NEW.id AND s.del = 0 AND s.kind = 'assign' ORDER BY s.number DESC LIMIT 1),
    helpers = (SELECT s.helpers FROM matter_step AS s WHERE s.matter = NEW.id AND s.del = 0 AND s.kind = 'assign' ORDER BY s.number DESC LIMIT 1),
    partner = (SELECT s.partner FROM matter_step AS s WHERE s.matter = NEW.id AND s.del = 0 AND s.kind IN ('assign', 'pass-on')
      AND s.partner IS NOT NULL ORDER BY s.number DESC LIMIT 1),
    kind = (SELECT s.does FROM matter_step AS s WHERE s.matter = NEW.id AND s.del = 0 AND s.kind = 'assign' ORDER BY s.number DESC LIMIT 1),
    until = (SELECT s.until FROM matter_step AS s WHERE s.matter = NEW.id AND s.del = 0 AND s.until IS NOT NULL ORDER BY s.number DESC LIMIT 1),
    level = iif (source = 'dispute', min (3, 1 + (SELECT count (*) FROM matter_step AS s WHERE s.matter = NEW.id AND s.del = 0
      AND s.kind = 'raise')), 0),
    done_on = (SELECT s.day FROM matter_step AS s WHERE s.matter = NEW.id AND s.del = 0 AND s.kind = 'finish' ORDER BY s.number DESC LIMIT 1),
    visited_on = (SELECT s.day FROM matter_step AS s WHERE s.matter = NEW.id AND s.del = 0 AND s.satisfaction IS NOT NULL ORDER BY s.number DESC LIMIT 1),
    satisfaction = (SELECT s.satisfaction FROM matter_step AS s WHERE s.matter = NEW.id AND s.del = 0 AND s.satisfaction IS NOT NULL
      ORDER BY s.number DESC LIMIT 1),
    ended_on = (SELECT iif (s.kind IN ('close', 'unready', 'unsettled', 'void'), s.day, NULL) FROM matter_step AS s WHERE s.matter = NEW.id
      AND s.del = 0 AND s.kind NOT IN ('note', 'extend', 'raise') ORDER BY s.number DESC LIMIT 1)
    WHERE id = NEW.id;
END;
CREATE TRIGGER matter_made AFTER INSERT ON matter WHEN NEW.source = 'dispute'
BEGIN UPDATE matter SET level = 1 WHERE id = NEW.id; END;

-- The thread of a matter: the meetings, papers, documents and other matters that belong to it.
CREATE TABLE matter_link (
  id BLOB PRIMARY KEY CHECK (length (id) = 16),
  del INTEGER NOT NULL DEFAULT 0 CHECK (del IN (0, 1)),
  ext TEXT,
  matter BLOB NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN ('matter', 'meeting', 'paper', 'document', 'slip')),
  target BLOB NOT NULL,
  note TEXT
) STRICT, WITHOUT ROWID;
CREATE INDEX matter_link_by_matter ON matter_link (matter);
CREATE INDEX matter_link_by_target ON matter_link (target);
