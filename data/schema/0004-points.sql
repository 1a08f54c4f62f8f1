-- Version 4: points in full: the scheme and its adoption, rules with tiers and targets, what is registered and waits for
-- its review and its days on the board, what can be spent, rewards, and the close of a period.

---------------------------------------------------------------- synced

-- The scheme (积分办法) and how it was adopted: by democratic procedure (domain.md 3.5). A change is a further version.
CREATE TABLE points_scheme (
  id BLOB PRIMARY KEY CHECK (length (id) = 16),
  del INTEGER NOT NULL DEFAULT 0 CHECK (del IN (0, 1)),
  ext TEXT,
  version INTEGER NOT NULL DEFAULT 1,
  name TEXT NOT NULL,                 -- 石板溪村积分管理办法
  catalogue TEXT,                     -- which dated catalogue it came from
  meeting TEXT,                       -- 村民代表会议
  adopted_on TEXT,
  present INTEGER NOT NULL DEFAULT 0, -- how many came to the meeting, and how many were in favour
  in_favour INTEGER NOT NULL DEFAULT 0,
  starts TEXT,                        -- first day; NULL: adopted_on
  account TEXT CHECK (account IN ('person', 'volunteer')), -- whose points the bands are about; NULL: a household's
  base INTEGER NOT NULL DEFAULT 0,    -- what everybody has at the start of each year, not to be spent; 文登: 1000 points
  bands TEXT,                         -- grades, highest first: rows of a name and its least points
  value INTEGER NOT NULL DEFAULT 0,   -- fen that a point is worth for goods; 0: each has its own points
  note TEXT
) STRICT, WITHOUT ROWID;

ALTER TABLE points_rule ADD COLUMN account TEXT CHECK (account IN ('person', 'volunteer')); -- whose points; NULL: the household's
ALTER TABLE points_rule ADD COLUMN unspendable INTEGER NOT NULL DEFAULT 0 CHECK (unspendable IN (0, 1)); -- 1: counts, cannot be spent
ALTER TABLE points_rule ADD COLUMN tiers TEXT; -- score by amount: rows of the amount from which it holds, the step or nothing, the score
ALTER TABLE points_rule ADD COLUMN tiers_period TEXT CHECK (tiers_period IN ('month', 'quarter', 'year')); -- the tiers are for what
                                               -- came together in it; NULL: for one act
ALTER TABLE points_rule ADD COLUMN cap_act INTEGER NOT NULL DEFAULT 0 CHECK (cap_act >= 0); -- most for one act; 0: no cap
ALTER TABLE points_rule ADD COLUMN pool TEXT;  -- of the rules of one pool that one act meets only the largest counts
ALTER TABLE points_rule ADD COLUMN repeat_period TEXT CHECK (repeat_period IN ('month', 'quarter', 'year')); -- again within it: double
ALTER TABLE points_rule ADD COLUMN round INTEGER NOT NULL DEFAULT 0 CHECK (round IN (0, 10, 100)); -- what counts is whole tenths (10) or whole points (100); the rest falls away
ALTER TABLE points_rule ADD COLUMN target TEXT; -- tags, with commas, one of which the household or the person must bear
ALTER TABLE points_rule ADD COLUMN exempt TEXT; -- tags, with commas, whose bearers the rule leaves alone
ALTER TABLE points_rule ADD COLUMN evidence INTEGER NOT NULL DEFAULT 0 CHECK (evidence IN (0, 1)); -- a paper is expected, never compulsory

-- What was registered (登记) and waits until it may count. Never changed; what happens to it are its steps.
CREATE TABLE points_item (
  id BLOB PRIMARY KEY CHECK (length (id) = 16),
  del INTEGER NOT NULL DEFAULT 0 CHECK (del IN (0, 1)),
  ext TEXT,
  household BLOB NOT NULL,
  person BLOB,
  account TEXT CHECK (account IN ('person', 'volunteer')),
  rule BLOB NOT NULL,                 -- the version that held
  category TEXT NOT NULL,
  item TEXT NOT NULL,                 -- the rule's name that day
  day TEXT NOT NULL,
  amount INTEGER NOT NULL,
  delta INTEGER NOT NULL,             -- what is to count, after all caps
  cut INTEGER NOT NULL DEFAULT 0,
  why TEXT,                           -- why something was cut or doubled
  withheld INTEGER NOT NULL DEFAULT 0, -- of delta, what cannot be spent
  note TEXT,
  witness TEXT,
  photo TEXT CHECK (length (photo) = 64),
  recorder TEXT NOT NULL,             -- who typed it: name, and the user, who never reviews it
  typist BLOB,
  at INTEGER NOT NULL,
  stage INTEGER NOT NULL DEFAULT 0,   -- rebuildable: what its last step made of it
  frozen INTEGER NOT NULL DEFAULT 0   -- rebuildable: an objection to it is open
) STRICT, WITHOUT ROWID;
CREATE INDEX points_item_by_household ON points_item (household, day);
CREATE INDEX points_item_waiting ON points_item (stage, day) WHERE stage < 6 AND del = 0;
CREATE INDEX points_item_by_day ON points_item (day);

-- A sitting on many items at once: of the group (check), the review group (review), the committee (approve); or a list that
-- is posted (post).
CREATE TABLE points_sitting (
  id BLOB PRIMARY KEY CHECK (length (id) = 16),
  del INTEGER NOT NULL DEFAULT 0 CHECK (del IN (0, 1)),
  ext TEXT,
  kind TEXT NOT NULL CHECK (kind IN ('check', 'review', 'approve', 'post')),
  number INTEGER NOT NULL,            -- of the year and kind
  day TEXT NOT NULL,
  place TEXT,
  members TEXT,                       -- who judged: rows of a name and, where he is in the roster, the person's id
  note TEXT,
  recorder TEXT NOT NULL,
  notice BLOB                         -- of a list, once it hangs
) STRICT, WITHOUT ROWID;
CREATE INDEX points_sitting_by_day ON points_sitting (kind, day);
CREATE INDEX points_sitting_by_notice ON points_sitting (notice) WHERE notice IS NOT NULL;

-- What happened to an item, a row for each step, which only ever leads on; never changed, undone by its mark of deletion.
CREATE TABLE points_step (
  id BLOB PRIMARY KEY CHECK (length (id) = 16),
  del INTEGER NOT NULL DEFAULT 0 CHECK (del IN (0, 1)),
  ext TEXT,
  item BLOB NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN ('check', 'review', 'approve', 'list', 'post', 'book', 'reject', 'withdraw')),
  sitting BLOB,
  day TEXT NOT NULL,
  recused TEXT,                       -- names of members who stepped aside for this item
  note TEXT,                          -- the reason of a rejection
  by TEXT NOT NULL,                   -- name of who typed it, and the user
  user BLOB,
  at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX points_step_by_item ON points_step (item);
CREATE INDEX points_step_by_sitting ON points_step (sitting) WHERE sitting IS NOT NULL;
CREATE TRIGGER points_step_made AFTER INSERT ON points_step
BEGIN
  UPDATE points_item SET stage = coalesce ((SELECT max (CASE s.kind WHEN 'check' THEN 1 WHEN 'review' THEN 2
    WHEN 'approve' THEN 3 WHEN 'list' THEN 4 WHEN 'post' THEN 5 WHEN 'book' THEN 6 WHEN 'reject' THEN 7 ELSE 8 END)
    FROM points_step AS s WHERE s.item = NEW.item AND s.del = 0), 0) WHERE id = NEW.item;
END;
CREATE TRIGGER points_step_marked AFTER UPDATE OF del ON points_step
BEGIN
  UPDATE points_item SET stage = coalesce ((SELECT max (CASE s.kind WHEN 'check' THEN 1 WHEN 'review' THEN 2
    WHEN 'approve' THEN 3 WHEN 'list' THEN 4 WHEN 'post' THEN 5 WHEN 'book' THEN 6 WHEN 'reject' THEN 7 ELSE 8 END)
    FROM points_step AS s WHERE s.item = NEW.item AND s.del = 0), 0) WHERE id = NEW.item;
END;

-- What a paper is about, where it is one record: the list of points that it posts.
ALTER TABLE paper ADD COLUMN subject BLOB;

-- An objection may be to what is not yet in the ledger; it then waits until the answer.
ALTER TABLE objection ADD COLUMN item BLOB;
CREATE INDEX objection_by_item ON objection (item) WHERE item IS NOT NULL;
CREATE TRIGGER objection_made AFTER INSERT ON objection WHEN NEW.item IS NOT NULL
BEGIN
  UPDATE points_item SET frozen = EXISTS (SELECT 1 FROM objection AS o WHERE o.item = NEW.item AND o.del = 0
    AND o.answered_on IS NULL) WHERE id = NEW.item;
END;
CREATE TRIGGER objection_changed AFTER UPDATE OF del, answered_on, item ON objection
BEGIN
  UPDATE points_item SET frozen = EXISTS (SELECT 1 FROM objection AS o WHERE o.item = points_item.id AND o.del = 0
    AND o.answered_on IS NULL) WHERE id IN (OLD.item, NEW.item);
END;

-- The ledger anew, for its further kinds: base (what everybody starts with), redeem (a reward was fetched), close (a period
-- was closed). DELTA is what a line does to what counts; DELTA - WITHHELD what it does to what can be spent.
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
  kind TEXT NOT NULL CHECK (kind IN ('entry', 'reversal', 'undo', 'opening', 'base', 'redeem', 'close')),
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
  recorder, at, NULL, 0, NULL, NULL, NULL, cancelled, reversed FROM points_entry;
DROP TABLE points_entry;
ALTER TABLE ledger RENAME TO points_entry;
CREATE INDEX points_entry_by_household ON points_entry (household, day);
CREATE INDEX points_entry_by_person ON points_entry (person, day) WHERE person IS NOT NULL;
CREATE INDEX points_entry_by_day ON points_entry (cancelled, day, id);
CREATE INDEX points_entry_by_reversed ON points_entry (rev_of) WHERE rev_of IS NOT NULL;
CREATE INDEX points_entry_by_origin ON points_entry (origin) WHERE origin IS NOT NULL;
CREATE TRIGGER points_entry_never_changes BEFORE UPDATE OF id, del, household, person, rule, category, item, day, amount, delta,
  cut, kind, rev_of, note, witness, recorder, at, account, withheld, why, origin, photo ON points_entry
BEGIN SELECT RAISE (ABORT, 'an entry never changes'); END;
CREATE TRIGGER points_entry_reversed AFTER INSERT ON points_entry WHEN NEW.kind = 'reversal'
BEGIN UPDATE points_entry SET reversed = 1 WHERE id = NEW.rev_of; END;
-- An undo takes an entry back, the next one (a redo) lets it stand again. Undoing a reversal frees what it reversed.
CREATE TRIGGER points_entry_undone AFTER INSERT ON points_entry WHEN NEW.kind = 'undo'
BEGIN
  UPDATE points_entry SET cancelled = 1 WHERE id = NEW.id;
  UPDATE points_entry SET cancelled = 1 - cancelled WHERE id = NEW.rev_of;
  UPDATE points_entry SET reversed = (SELECT 1 - r.cancelled FROM points_entry AS r WHERE r.id = NEW.rev_of)
    WHERE id = (SELECT r.rev_of FROM points_entry AS r WHERE r.id = NEW.rev_of AND r.kind = 'reversal');
END;

-- What is often entered, ready to be chosen (常用登记).
CREATE TABLE points_template (
  id BLOB PRIMARY KEY CHECK (length (id) = 16),
  del INTEGER NOT NULL DEFAULT 0 CHECK (del IN (0, 1)),
  ext TEXT,
  name TEXT NOT NULL,                 -- 每月义务清扫
  code TEXT NOT NULL,                 -- of the rule
  amount INTEGER NOT NULL DEFAULT 0,  -- 0: as the rule says
  score INTEGER NOT NULL DEFAULT 0,
  witness TEXT,
  note TEXT,
  sort INTEGER NOT NULL DEFAULT 0
) STRICT, WITHOUT ROWID;

-- The close of a month, quarter or year: afterwards nothing is entered in it. Until it is confirmed it can be undone.
CREATE TABLE points_close (
  id BLOB PRIMARY KEY CHECK (length (id) = 16),
  del INTEGER NOT NULL DEFAULT 0 CHECK (del IN (0, 1)),
  ext TEXT,
  period TEXT NOT NULL,               -- 2026-11, 2026Q4, 2026
  account TEXT CHECK (account IN ('person', 'volunteer')),
  mode TEXT NOT NULL CHECK (mode IN ('carry', 'share', 'clear', 'expire')), -- all is carried on, a share of it, nothing, or
                                      -- all but what has lain too long
  share INTEGER NOT NULL DEFAULT 100 CHECK (share BETWEEN 0 AND 100), -- percent
  months INTEGER NOT NULL DEFAULT 0,  -- of an expiry: how long points can be spent
  day TEXT NOT NULL,                  -- when it was closed
  n INTEGER NOT NULL DEFAULT 0,       -- entries that it made, and what they took from what counted and from what could be spent
  delta INTEGER NOT NULL DEFAULT 0,
  spend INTEGER NOT NULL DEFAULT 0,
  decision TEXT,                      -- of which meeting
  confirmed_on TEXT,
  recorder TEXT NOT NULL,
  at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- 积分超市: goods and services, the days on which they are given out, what comes and goes, and who fetched what.
CREATE TABLE reward_good (
  id BLOB PRIMARY KEY CHECK (length (id) = 16),
  del INTEGER NOT NULL DEFAULT 0 CHECK (del IN (0, 1)),
  ext TEXT,
  name TEXT NOT NULL,                 -- 洗衣液
  kind TEXT NOT NULL CHECK (kind IN ('goods', 'service')), -- a service has no stock
  unit TEXT,                          -- 瓶
  cost INTEGER NOT NULL DEFAULT 0 CHECK (cost >= 0),      -- fen, what one costs the village
  points INTEGER NOT NULL CHECK (points > 0),
  account TEXT CHECK (account IN ('person', 'volunteer')), -- paid from which points; NULL: the household's
  most INTEGER NOT NULL DEFAULT 0,    -- for one household in a quarter; 0: any number
  ends TEXT,                          -- the last day it is given out
  note TEXT,
  sort INTEGER NOT NULL DEFAULT 0,
  find TEXT,                          -- rebuildable
  stock INTEGER NOT NULL DEFAULT 0    -- rebuildable
) STRICT, WITHOUT ROWID;
CREATE TABLE reward_day (
  id BLOB PRIMARY KEY CHECK (length (id) = 16),
  del INTEGER NOT NULL DEFAULT 0 CHECK (del IN (0, 1)),
  ext TEXT,
  day TEXT NOT NULL,
  hours TEXT,                         -- 9:00—11:30
  place TEXT,
  note TEXT
) STRICT, WITHOUT ROWID;
-- The stock ledger besides what was fetched: bought or given (in), spoilt or lost (out), counted (count: the difference).
CREATE TABLE reward_move (
  id BLOB PRIMARY KEY CHECK (length (id) = 16),
  del INTEGER NOT NULL DEFAULT 0 CHECK (del IN (0, 1)),
  ext TEXT,
  good BLOB NOT NULL,
  day TEXT NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN ('in', 'out', 'count')),
  pieces INTEGER NOT NULL,            -- less than 0 for what goes
  cost INTEGER NOT NULL DEFAULT 0,    -- fen, all together
  source TEXT,                        -- where the money came from: 村集体经济收入, 捐赠
  decision TEXT,                      -- 2026-03-02 村民代表会议 (村民委员会组织法: use of collective income)
  note TEXT,
  recorder TEXT NOT NULL,
  at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX reward_move_by_good ON reward_move (good, day);
CREATE TABLE reward_redemption (
  id BLOB PRIMARY KEY CHECK (length (id) = 16),
  del INTEGER NOT NULL DEFAULT 0 CHECK (del IN (0, 1)),
  ext TEXT,
  number INTEGER NOT NULL,            -- of the year
  day TEXT NOT NULL,
  household BLOB NOT NULL,
  person BLOB,                        -- whose points, where they are a person's
  good BLOB NOT NULL,
  pieces INTEGER NOT NULL CHECK (pieces > 0),
  points INTEGER NOT NULL CHECK (points > 0),
  left INTEGER NOT NULL,              -- what could be spent afterwards, for the slip
  cost INTEGER NOT NULL DEFAULT 0,    -- fen
  taker TEXT NOT NULL,                -- who fetched it
  note TEXT,
  recorder TEXT NOT NULL,
  at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX reward_redemption_by_day ON reward_redemption (day);
CREATE INDEX reward_redemption_by_household ON reward_redemption (household, day);
CREATE INDEX reward_redemption_by_good ON reward_redemption (good, day);
CREATE TRIGGER reward_move_made AFTER INSERT ON reward_move
BEGIN UPDATE reward_good SET stock = stock + NEW.pieces * (1 - NEW.del) WHERE id = NEW.good; END;
CREATE TRIGGER reward_move_changed AFTER UPDATE OF del, good, pieces ON reward_move
BEGIN
  UPDATE reward_good SET stock = stock - OLD.pieces * (1 - OLD.del) WHERE id = OLD.good;
  UPDATE reward_good SET stock = stock + NEW.pieces * (1 - NEW.del) WHERE id = NEW.good;
END;
CREATE TRIGGER reward_redemption_made AFTER INSERT ON reward_redemption
BEGIN UPDATE reward_good SET stock = stock - NEW.pieces * (1 - NEW.del) WHERE id = NEW.good AND kind = 'goods'; END;
CREATE TRIGGER reward_redemption_changed AFTER UPDATE OF del, good, pieces ON reward_redemption
BEGIN
  UPDATE reward_good SET stock = stock + OLD.pieces * (1 - OLD.del) WHERE id = OLD.good AND kind = 'goods';
  UPDATE reward_good SET stock = stock - NEW.pieces * (1 - NEW.del) WHERE id = NEW.good AND kind = 'goods';
END;

---------------------------------------------------------------- rebuildable

-- What can be spent (可兑); less than 0 where more was taken back than was left: the next points make up for it first.
ALTER TABLE points_total ADD COLUMN spend INTEGER NOT NULL DEFAULT 0;
UPDATE points_total SET spend = total;

-- The same figures of persons: their own points, and those of volunteers.
CREATE TABLE points_person_month (
  account TEXT NOT NULL,
  person BLOB NOT NULL,
  month TEXT NOT NULL,
  plus INTEGER NOT NULL,
  minus INTEGER NOT NULL,
  total INTEGER NOT NULL,
  PRIMARY KEY (account, person, month)
) STRICT, WITHOUT ROWID;
CREATE TABLE points_person_total (
  account TEXT NOT NULL,
  person BLOB NOT NULL,
  plus INTEGER NOT NULL,
  minus INTEGER NOT NULL,
  total INTEGER NOT NULL,
  spend INTEGER NOT NULL,
  PRIMARY KEY (account, person)
) STRICT, WITHOUT ROWID;
CREATE TRIGGER points_entry_sums AFTER INSERT ON points_entry WHEN NEW.account IS NULL
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
CREATE TRIGGER points_entry_person_sums AFTER INSERT ON points_entry WHEN NEW.account IS NOT NULL
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
