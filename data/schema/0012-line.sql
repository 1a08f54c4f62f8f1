-- Version 12: the line itself: which county, as whom, and how it last went (src/sync/account.h, writer.h).

---------------------------------------------------------------- this computer only

-- One row, once somebody has asked to be enrolled. Backups leave out secret, token and nonce.
CREATE TABLE line (
  one INTEGER PRIMARY KEY CHECK (one = 1),
  url TEXT NOT NULL,                  -- of the county's server, without a slash at its end
  ca TEXT,                            -- certificate that the server's must be signed by, PEM; NULL: those of the system
  pins TEXT,                          -- "sha256//…;sha256//…" of the server's public keys; NULL: any
  ask TEXT,                           -- of an enrolment that was asked for and not answered: its nonce,
  ask_secret BLOB,                    -- and the seed of its key
  account TEXT,                       -- number of this computer's account; NULL: not enrolled yet
  role TEXT CHECK (role IN ('village', 'township', 'county')),
  scope INTEGER,                      -- division code that the account may see, 12, 9 or 6 digits
  token TEXT,                         -- by which the county knows it; NULL: must be enrolled again
  secret BLOB,                        -- seed of its Ed25519 key
  server_key BLOB,                    -- the county's Ed25519 key, which signs receipts
  box_key BLOB,                       -- its X25519 key, to which bundles are sealed
  nonce TEXT,                         -- also in a file of the user's: writer.h
  receipt TEXT,                       -- the county's last signature, base64
  receipt_at INTEGER NOT NULL,        -- when it was given, by the county's clock; 0: never
  receipt_n INTEGER NOT NULL,         -- for the operations up to this number
  last_try_at INTEGER NOT NULL,       -- 0: never
  last_error TEXT NOT NULL,           -- a word of trouble.h; empty: it went well
  files INTEGER NOT NULL DEFAULT 0,   -- photos and papers that were left to be sent when they were last looked at
  carried_at INTEGER NOT NULL DEFAULT 0, -- when the last bundle was written (bundle.h); 0: never
  carried_op INTEGER NOT NULL DEFAULT 0, -- op.n of the last operation in it
  down INTEGER NOT NULL DEFAULT 0     -- notices and files of rules (src/sync/down.h) are here up to this number
) STRICT;

-- How the last tries went (src/sync/history.h); those one behind the other that came to nothing alike are one row.
CREATE TABLE line_try (
  n INTEGER PRIMARY KEY,
  first_at INTEGER NOT NULL,          -- instants of the first and the last
  at INTEGER NOT NULL,
  times INTEGER NOT NULL,
  sent INTEGER NOT NULL,              -- changes that the county answered
  fetched INTEGER NOT NULL,           -- changes that came from it
  trouble TEXT NOT NULL               -- a word of trouble.h; empty: it went well
) STRICT;

-- What the township or the county has sent down: notices, and files of rules that may be taken up.
CREATE TABLE down (
  id BLOB PRIMARY KEY CHECK (length (id) = 16),
  seq INTEGER NOT NULL,               -- its number at the county
  scope INTEGER NOT NULL,             -- division code that it was sent to
  kind TEXT NOT NULL,                 -- notice, rules; or what a newer program knows
  title TEXT NOT NULL,
  text TEXT NOT NULL,
  name TEXT,                          -- of the file; NULL: there is none
  size INTEGER NOT NULL,
  file BLOB,
  who TEXT NOT NULL,                  -- 云岭镇人民政府
  at INTEGER NOT NULL,                -- when it was sent, by the county's clock
  came_at INTEGER NOT NULL,
  read_at INTEGER NOT NULL,           -- when somebody looked at it; 0: nobody
  used_at INTEGER NOT NULL            -- when the rules were taken up; 0: they were not
) STRICT, WITHOUT ROWID;

-- One row in the own file of a township's (county's) computer, which has the account, the users and the list below
-- (src/sync/office.h); the villages' files lie beside it.
CREATE TABLE office (
  one INTEGER PRIMARY KEY CHECK (one = 1),
  name TEXT NOT NULL                  -- 云岭镇人民政府
) STRICT;

-- A village that it may look at, and how its file here stands.
CREATE TABLE office_village (
  stream INTEGER PRIMARY KEY,         -- division code
  name TEXT NOT NULL,
  find TEXT NOT NULL,                 -- search keys
  head INTEGER NOT NULL,              -- the county's last change of it, as far as is known
  seen_at INTEGER NOT NULL,           -- when the village's own computer last spoke with the county; 0: never
  cursor INTEGER NOT NULL,            -- what is here; 0: nothing yet
  looked INTEGER NOT NULL,            -- what was here when somebody last opened it
  synced_at INTEGER NOT NULL,         -- when this computer last had all of it; 0: never
  waiting INTEGER NOT NULL,           -- own steps that the county has not answered
  returned INTEGER NOT NULL,          -- and those that it did not take
  conflicts INTEGER NOT NULL,         -- that the village has to look at
  trouble TEXT NOT NULL               -- a word of trouble.h; empty: it went well
) STRICT;

-- What waits there for the township.
CREATE TABLE office_review (
  version BLOB PRIMARY KEY CHECK (length (version) = 16),
  stream INTEGER NOT NULL,
  name TEXT NOT NULL,                 -- 石板溪村村规民约（第2版）
  step TEXT NOT NULL CHECK (step IN ('review', 'file')),
  since TEXT NOT NULL,                -- day since when
  until TEXT                          -- suggested last day
) STRICT, WITHOUT ROWID;

-- What the county answered when the office drew a report from it, to be looked at without a line.
CREATE TABLE office_report (
  asked TEXT PRIMARY KEY,             -- the question (src/sync/office-report.h)
  at INTEGER NOT NULL,                -- when, by this computer's clock
  json TEXT NOT NULL                  -- the county's answer
) STRICT, WITHOUT ROWID;

-- What came down would delete much of what is here, and waits for somebody's word (src/sync/brake.h); or no row.
CREATE TABLE sync_brake (
  one INTEGER PRIMARY KEY CHECK (one = 1),
  since INTEGER NOT NULL,             -- when it was first seen
  acked INTEGER NOT NULL,             -- operations up to here are in what is kept aside
  deletions INTEGER NOT NULL,         -- records that would go
  allowed INTEGER NOT NULL            -- the county's changes up to here were let through; 0: none
) STRICT;

-- When a PIN was set, for the rules that ask for a new one from time to time (pin-policy.h). Of those there are nobody
-- knows: they count from now.
ALTER TABLE pin ADD COLUMN set_at INTEGER NOT NULL DEFAULT 0;
UPDATE pin SET set_at = unixepoch () * 1000;

-- Persons and households whose information was purged (purge.h), and how far that went on this computer.
CREATE TABLE purge (
  record BLOB PRIMARY KEY CHECK (length (record) = 16),
  extent INTEGER NOT NULL CHECK (extent IN (1, 2)), -- 1: by the yearly clearing, the name stays; 2: all of it
  name TEXT,                          -- of 2: as it was here; NULL once it stands nowhere any more
  state INTEGER NOT NULL CHECK (state IN (0, 1, 2)) -- 0: the history still has it, 1: it may lie in unused pages, 2: done
) STRICT, WITHOUT ROWID;
CREATE INDEX purge_open ON purge (state) WHERE state < 2;

-- History is never edited, but for what is personal of those: while there is a row in purging, which no other
-- connection ever sees. What was cleared says so, and its hash stays as it was.
CREATE TABLE purging (
  one INTEGER PRIMARY KEY CHECK (one = 1)
) STRICT;
ALTER TABLE op ADD COLUMN purged INTEGER NOT NULL DEFAULT 0;
ALTER TABLE act ADD COLUMN purged INTEGER NOT NULL DEFAULT 0;
DROP TRIGGER op_never_changes;
CREATE TRIGGER op_never_changes BEFORE UPDATE ON op
  WHEN NOT EXISTS (SELECT 1 FROM purging) OR (OLD.n, OLD.act, OLD.tbl, OLD.rec, OLD.h) IS NOT (NEW.n, NEW.act, NEW.tbl, NEW.rec, NEW.h)
BEGIN SELECT RAISE (ABORT, 'history is never edited'); END;
DROP TRIGGER act_never_changes;
CREATE TRIGGER act_never_changes BEFORE UPDATE OF n, at, by, who, title, kind, undoes, n_ops, final, sum, purged ON act
  WHEN NOT EXISTS (SELECT 1 FROM purging) OR (OLD.n, OLD.at, OLD.by, OLD.who, OLD.kind, OLD.undoes, OLD.n_ops, OLD.final, OLD.sum)
    IS NOT (NEW.n, NEW.at, NEW.by, NEW.who, NEW.kind, NEW.undoes, NEW.n_ops, NEW.final, NEW.sum)
BEGIN SELECT RAISE (ABORT, 'history is never edited'); END;

-- What the county had and has lost, until it is offered to it (src/sync/salvage.h).
CREATE TABLE sync_lost (
  tbl TEXT NOT NULL,
  id BLOB NOT NULL,
  PRIMARY KEY (tbl, id)
) STRICT, WITHOUT ROWID;

---------------------------------------------------------------- synced

-- The day when what is personal of somebody was purged; NULL: it was not. Where all of it was, he has no name either, is
-- marked deleted, and stays so. The same of what the yearly clearing took of a household.
ALTER TABLE person ADD COLUMN purged TEXT;
CREATE TRIGGER person_purged AFTER UPDATE OF purged, name ON person WHEN NEW.purged IS NOT NULL
  AND (OLD.purged IS NULL OR (NEW.name = '已清除' AND OLD.name <> '已清除'))
BEGIN INSERT OR REPLACE INTO purge (record, extent, name, state)
  VALUES (NEW.id, iif (NEW.name = '已清除', 2, 1), iif (NEW.name = '已清除', OLD.name, NULL), 0); END;
ALTER TABLE household ADD COLUMN purged TEXT;
CREATE TRIGGER household_purged AFTER UPDATE OF purged ON household WHEN NEW.purged IS NOT NULL AND OLD.purged IS NULL
BEGIN INSERT OR REPLACE INTO purge (record, extent, name, state) VALUES (NEW.id, 1, NULL, 0); END;
-- The county had it otherwise: somebody lives here again.
CREATE TRIGGER person_kept AFTER UPDATE OF purged ON person WHEN NEW.purged IS NULL AND OLD.purged IS NOT NULL
BEGIN UPDATE purge SET state = 2 WHERE record = NEW.id; END;
CREATE TRIGGER household_kept AFTER UPDATE OF purged ON household WHEN NEW.purged IS NULL AND OLD.purged IS NOT NULL
BEGIN UPDATE purge SET state = 2 WHERE record = NEW.id; END;

-- 清理记录: what the yearly clearing of personal information took away (cleaning.h). Never changed; a run with much to
-- clear makes several.
CREATE TABLE cleaning (
  id BLOB PRIMARY KEY CHECK (length (id) = 16),
  del INTEGER NOT NULL DEFAULT 0 CHECK (del IN (0, 1)),
  ext TEXT,
  day TEXT NOT NULL,
  at INTEGER NOT NULL,
  who TEXT NOT NULL,                  -- 清理人
  witness TEXT NOT NULL,              -- 监督人
  n INTEGER NOT NULL,                 -- rows of the list
  list TEXT                           -- rows kind|title, or id of a person or household|since|years|first letters of a file's name
) STRICT, WITHOUT ROWID;
-- What the front page looks for each time.
CREATE INDEX person_by_end ON person (state, since) WHERE state IN ('moved', 'dead');
CREATE INDEX hygiene_result_by_photo ON hygiene_result (photo, round) WHERE photo IS NOT NULL;

-- As in version 1, and with the township's officers, who are users of a township's own file and of no other.
CREATE TABLE user_as_of_12 (
  id BLOB PRIMARY KEY CHECK (length (id) = 16),
  del INTEGER NOT NULL DEFAULT 0 CHECK (del IN (0, 1)),
  ext TEXT,
  name TEXT NOT NULL,
  post TEXT,                          -- 村文书, 村主任 …
  role TEXT NOT NULL CHECK (role IN ('clerk', 'reviewer', 'head', 'supervisor', 'administrator', 'township')),
  person BLOB                         -- the same person in the roster: nobody reviews his own household
) STRICT, WITHOUT ROWID;
INSERT INTO user_as_of_12 SELECT id, del, ext, name, post, role, person FROM user;
DROP TABLE user;
ALTER TABLE user_as_of_12 RENAME TO user;

-- What was counted when the vote was closed: how many voices, and a hash of them (vote.h); NULL: none has a name. The
-- county takes the closing only where it has the same.
ALTER TABLE vote ADD COLUMN ballots TEXT;

-- Photos and papers (attachments) that the county has: what is not here is carried to it.
CREATE TABLE county_file (
  name TEXT PRIMARY KEY               -- of the file
) STRICT, WITHOUT ROWID;

-- What is tried again with each reading.
CREATE INDEX sync_row_refused ON sync_row (tbl, seq) WHERE kept = 0;

-- A version may come down behind its steps.
CREATE TRIGGER bylaw_version_made AFTER INSERT ON bylaw_version
  WHEN EXISTS (SELECT 1 FROM bylaw_step AS s WHERE s.version = NEW.id)
BEGIN UPDATE bylaw_version SET stage = stage WHERE id = NEW.id; END;

-- A closed vote never changes; but a closing that the county did not take (ballots-differ) is none, and of two computers
-- that closed it the county has one's: what it says of the vote is staged, or was refused before.
DROP TRIGGER vote_closed;
CREATE TRIGGER vote_closed BEFORE UPDATE ON vote WHEN OLD.closed_on IS NOT NULL AND NEW.closed_on IS NOT NULL
  AND NOT EXISTS (SELECT 1 FROM sync_staged AS s WHERE s.tbl = 'vote' AND s.id = OLD.id)
  AND NOT EXISTS (SELECT 1 FROM sync_row AS r WHERE r.tbl = 'vote' AND r.id = OLD.id AND r.kept = 0)
BEGIN SELECT RAISE (ABORT, 'a closed vote never changes'); END;

-- Rows that came down and are not written yet, as sync_staged: entries of points that take nothing back, a page's in one.
CREATE TABLE sync_entries (
  n INTEGER PRIMARY KEY,
  lines TEXT NOT NULL                 -- as they came, each with its line feed
) STRICT;

-- The ledger as it was, written faster. While there is a row in points_gathered, which no other connection ever sees, the
-- balances of what comes from the county are added up first (points-gather.h), and the triggers leave them alone.
CREATE TABLE points_gathered (
  one INTEGER PRIMARY KEY CHECK (one = 1)
) STRICT;
CREATE TABLE ledger (
  id BLOB PRIMARY KEY CHECK (length (id) = 16),
  del INTEGER NOT NULL DEFAULT 0 CHECK (del = 0),
  ext TEXT,
  household BLOB NOT NULL,
  person BLOB,                        -- who earned it, where that is known; always, where it is not the household's account
  rule BLOB,                          -- the version of the rule it was entered by
  category TEXT NOT NULL,
  item TEXT NOT NULL,                 -- the rule's name that day
  day TEXT NOT NULL,                  -- when it happened
  amount INTEGER NOT NULL DEFAULT 100,-- how many units, hundredths; what takes back has the opposite; 0 for what is no entry by a rule
  delta INTEGER NOT NULL,             -- what counts
  cut INTEGER NOT NULL DEFAULT 0,     -- what a cap took away
  kind TEXT NOT NULL CHECK (kind = 'entry' OR kind = 'reversal' OR kind = 'undo' OR kind = 'opening' OR kind = 'base'
    OR kind = 'redeem' OR kind = 'close'), -- of a list SQLite makes a table for each row that is written
  rev_of BLOB CHECK ((rev_of IS NOT NULL) = (kind IN ('reversal', 'undo'))), -- the entry that is taken back; of an undo
                                      -- and a redo, the same one each time
  note TEXT,                          -- reason of a reversal; remark
  witness TEXT,
  recorder TEXT,                      -- name of who typed it
  at INTEGER NOT NULL,                -- when it was typed
  account TEXT CHECK (account IS NULL OR (account IN ('person', 'volunteer') AND person IS NOT NULL)), -- whose points; NULL: the household's
  withheld INTEGER NOT NULL DEFAULT 0, -- of delta, what cannot be spent: all of a base; of a reward that was fetched, its points
  why TEXT,                           -- why something was cut or doubled
  origin BLOB,                        -- the item, redemption or close that it comes from
  photo TEXT CHECK (length (photo) = 64), -- of what was recorded without an item
  cancelled INTEGER NOT NULL DEFAULT 0, -- rebuildable: undone, or itself an undo; these add up to 0
  reversed INTEGER NOT NULL DEFAULT 0 -- rebuildable: a standing reversal takes it back
) STRICT, WITHOUT ROWID;
INSERT INTO ledger SELECT id, del, ext, household, person, rule, category, item, day, amount, delta, cut, kind, rev_of, note, witness,
  recorder, at, account, withheld, why, origin, photo, cancelled, reversed FROM points_entry;
DROP TABLE points_entry;
ALTER TABLE ledger RENAME TO points_entry;
CREATE INDEX points_entry_by_household ON points_entry (household, day);
CREATE INDEX points_entry_by_person ON points_entry (person, day) WHERE person IS NOT NULL;
CREATE INDEX points_entry_by_day ON points_entry (cancelled, day, id);
CREATE INDEX points_entry_by_reversed ON points_entry (rev_of) WHERE rev_of IS NOT NULL;
CREATE INDEX points_entry_by_origin ON points_entry (origin) WHERE origin IS NOT NULL;
CREATE INDEX points_entry_by_photo ON points_entry (photo, day) WHERE photo IS NOT NULL;

-- An entry never changes. But two computers that take the same one back make the same record of it, and the county has one
-- of the two: who took it back, when and why is then as it is there.
CREATE TRIGGER points_entry_never_changes BEFORE UPDATE OF id, del, household, person, rule, category, item, day, amount, delta,
  cut, kind, rev_of, note, witness, recorder, at, account, withheld, why, origin, photo ON points_entry
  WHEN OLD.rev_of IS NULL
    OR (OLD.id, OLD.del, OLD.household, OLD.person, OLD.rule, OLD.category, OLD.item, OLD.day, OLD.amount, OLD.delta, OLD.cut,
        OLD.kind, OLD.rev_of, OLD.account, OLD.withheld, OLD.origin)
      IS NOT (NEW.id, NEW.del, NEW.household, NEW.person, NEW.rule, NEW.category, NEW.item, NEW.day, NEW.amount, NEW.delta, NEW.cut,
        NEW.kind, NEW.rev_of, NEW.account, NEW.withheld, NEW.origin)
    OR NOT (EXISTS (SELECT 1 FROM sync_staged AS s WHERE s.tbl = 'points_entry' AND s.id = OLD.id)
            OR EXISTS (SELECT 1 FROM sync_row AS r WHERE r.tbl = 'points_entry' AND r.id = OLD.id AND r.kept = 0))
BEGIN SELECT RAISE (ABORT, 'an entry never changes'); END;
-- An undo takes an entry back, the next one (a redo) lets it stand again. Undoing a reversal frees what it reversed.
CREATE TRIGGER points_entry_taken_back AFTER INSERT ON points_entry WHEN NEW.rev_of IS NOT NULL
BEGIN
  UPDATE points_entry SET reversed = 1 WHERE id = NEW.rev_of AND NEW.kind = 'reversal';
  UPDATE points_entry SET cancelled = 1 WHERE id = NEW.id AND NEW.kind = 'undo';
  UPDATE points_entry SET cancelled = 1 - cancelled WHERE id = NEW.rev_of AND NEW.kind = 'undo';
  UPDATE points_entry SET reversed = (SELECT 1 - r.cancelled FROM points_entry AS r WHERE r.id = NEW.rev_of)
    WHERE NEW.kind = 'undo' AND id = (SELECT r.rev_of FROM points_entry AS r WHERE r.id = NEW.rev_of AND r.kind = 'reversal');
END;
CREATE TRIGGER points_entry_sums AFTER INSERT ON points_entry
  WHEN NEW.account IS NULL AND NOT EXISTS (SELECT 1 FROM points_gathered)
BEGIN
  INSERT INTO points_total (household, plus, minus, total, spend)
    VALUES (NEW.household, iif (sign (NEW.amount) = sign (NEW.delta), NEW.delta, 0),
            iif (sign (NEW.amount) = - sign (NEW.delta), NEW.delta, 0), NEW.delta, NEW.delta - NEW.withheld)
    ON CONFLICT (household) DO UPDATE SET plus = plus + excluded.plus, minus = minus + excluded.minus,
      total = total + excluded.total, spend = spend + excluded.spend;
  INSERT INTO points_month (household, month, plus, minus, total)
    VALUES (NEW.household, substr (NEW.day, 1, 7), iif (sign (NEW.amount) = sign (NEW.delta), NEW.delta, 0),
            iif (sign (NEW.amount) = - sign (NEW.delta), NEW.delta, 0),
            NEW.delta + coalesce ((SELECT b.total FROM points_month AS b WHERE b.household = NEW.household
                                   AND b.month < substr (NEW.day, 1, 7) ORDER BY b.month DESC LIMIT 1), 0))
    ON CONFLICT (household, month) DO UPDATE SET plus = plus + excluded.plus, minus = minus + excluded.minus,
      total = total + NEW.delta;
  UPDATE points_month SET total = total + NEW.delta WHERE household = NEW.household AND month > substr (NEW.day, 1, 7);
END;
CREATE TRIGGER points_entry_person_sums AFTER INSERT ON points_entry
  WHEN NEW.account IS NOT NULL AND NOT EXISTS (SELECT 1 FROM points_gathered)
BEGIN
  INSERT INTO points_person_total (account, person, plus, minus, total, spend)
    VALUES (NEW.account, NEW.person, iif (sign (NEW.amount) = sign (NEW.delta), NEW.delta, 0),
            iif (sign (NEW.amount) = - sign (NEW.delta), NEW.delta, 0), NEW.delta, NEW.delta - NEW.withheld)
    ON CONFLICT (account, person) DO UPDATE SET plus = plus + excluded.plus, minus = minus + excluded.minus,
      total = total + excluded.total, spend = spend + excluded.spend;
  INSERT INTO points_person_month (account, person, month, plus, minus, total)
    VALUES (NEW.account, NEW.person, substr (NEW.day, 1, 7), iif (sign (NEW.amount) = sign (NEW.delta), NEW.delta, 0),
            iif (sign (NEW.amount) = - sign (NEW.delta), NEW.delta, 0),
            NEW.delta + coalesce ((SELECT b.total FROM points_person_month AS b WHERE b.account = NEW.account
                                   AND b.person = NEW.person AND b.month < substr (NEW.day, 1, 7)
                                   ORDER BY b.month DESC LIMIT 1), 0))
    ON CONFLICT (account, person, month) DO UPDATE SET plus = plus + excluded.plus, minus = minus + excluded.minus,
      total = total + NEW.delta;
  UPDATE points_person_month SET total = total + NEW.delta
    WHERE account = NEW.account AND person = NEW.person AND month > substr (NEW.day, 1, 7);
END;
