-- Version 1: the office, its roster and its points.
-- Every synced table starts with id (UUID, 16 bytes), del (1: marked deleted) and ext (fields of a newer program, kept as JSON).
-- Days are text YYYY-MM-DD (a birthday may be YYYY-MM or YYYY), instants ms UTC, points hundredths, money fen.

---------------------------------------------------------------- synced

-- The village itself: one row.
CREATE TABLE village (
  id BLOB PRIMARY KEY CHECK (length (id) = 16),
  del INTEGER NOT NULL DEFAULT 0 CHECK (del IN (0, 1)),
  ext TEXT,
  code TEXT NOT NULL,                 -- 12-digit division code
  name TEXT NOT NULL,                 -- 石板溪村
  township TEXT,
  county TEXT,
  committee TEXT,                     -- signs papers: 石板溪村村民委员会; NULL: name + 村民委员会
  contact TEXT,                       -- who answers questions about a board
  phone TEXT,                         -- supervision phone of the village
  township_phone TEXT,
  sample INTEGER NOT NULL DEFAULT 0 CHECK (sample IN (0, 1)) -- 1: the village to practise in
) STRICT, WITHOUT ROWID;

-- Divisions of the village, a tree; the kind is the village's own word: 组, 网格, 屋场, 院落.
CREATE TABLE unit (
  id BLOB PRIMARY KEY CHECK (length (id) = 16),
  del INTEGER NOT NULL DEFAULT 0 CHECK (del IN (0, 1)),
  ext TEXT,
  parent BLOB,                        -- unit above; NULL at the top
  kind TEXT NOT NULL,
  name TEXT NOT NULL,                 -- as shown: 1组, 塘坳屋场
  sort INTEGER NOT NULL DEFAULT 0,    -- order in lists: the group's number, else after all numbers
  name_key TEXT                       -- rebuildable: folded name; "1", "一组" and "第一村民小组" are one
) STRICT, WITHOUT ROWID;
CREATE INDEX unit_by_key ON unit (name_key);

CREATE TABLE household (
  id BLOB PRIMARY KEY CHECK (length (id) = 16),
  del INTEGER NOT NULL DEFAULT 0 CHECK (del IN (0, 1)),
  ext TEXT,
  number TEXT,                        -- the village's household number: 3-016; never reused
  unit BLOB,                          -- where it belongs
  head BLOB,                          -- person who is 户主
  head_name TEXT,                     -- his name, kept beside so that a household whose head is unknown still has a name
  address TEXT,
  phone TEXT,
  bank TEXT,                          -- 一卡通 account
  category TEXT,                      -- 脱贫户, 监测户, 低保, 五保 … as the roster says
  note TEXT,
  state TEXT NOT NULL DEFAULT 'here' CHECK (state IN ('here', 'away', 'moved', 'merged', 'gone')),
  since TEXT,                         -- day of the state
  sort INTEGER NOT NULL DEFAULT 0,    -- rebuildable: number as a number, 3-016 is 300016
  find TEXT,                          -- rebuildable: what a search looks in, see find.h
  stroke BLOB                         -- rebuildable: 姓氏笔画 key of head_name
) STRICT, WITHOUT ROWID;
CREATE INDEX household_by_unit ON household (unit, sort, del, state);
CREATE INDEX household_by_sort ON household (sort);
CREATE INDEX household_by_number ON household (number);
CREATE INDEX household_by_find ON household (find, del);

CREATE TABLE person (
  id BLOB PRIMARY KEY CHECK (length (id) = 16),
  del INTEGER NOT NULL DEFAULT 0 CHECK (del IN (0, 1)),
  ext TEXT,
  household BLOB,
  name TEXT NOT NULL,
  relation TEXT,                      -- to the head, GB/T 4761 words: 户主, 配偶, 长子 …
  sex TEXT CHECK (sex IN ('男', '女')),
  nation TEXT,                        -- 民族
  id_number TEXT,                     -- 公民身份号码; may be empty, may be wrong (id_flags says how)
  birthday TEXT,
  phone TEXT,                         -- several separated by /
  politics TEXT,                      -- 政治面貌
  education TEXT,
  marriage TEXT,
  health TEXT,
  work_place TEXT,                    -- 务工地点
  note TEXT,
  state TEXT NOT NULL DEFAULT 'here' CHECK (state IN ('here', 'away', 'moved', 'dead')),
  since TEXT,
  sort INTEGER NOT NULL DEFAULT 0,    -- rebuildable: place in the household by relation: the head is 0
  id_flags INTEGER NOT NULL DEFAULT 0,-- rebuildable: what is wrong with id_number (id-number.h)
  find TEXT,                          -- rebuildable: name, pinyin, initials, phone and ID tails, see find.h
  stroke BLOB                         -- rebuildable
) STRICT, WITHOUT ROWID;
CREATE INDEX person_by_household ON person (household, sort, del, state);
CREATE INDEX person_by_find ON person (find, del);
CREATE INDEX person_by_id_number ON person (id_number) WHERE id_number IS NOT NULL;
CREATE INDEX person_by_stroke ON person (stroke, del);

-- Marks on households and persons, from the village's dictionary or the county's.
CREATE TABLE tag (
  id BLOB PRIMARY KEY CHECK (length (id) = 16),
  del INTEGER NOT NULL DEFAULT 0 CHECK (del IN (0, 1)),
  ext TEXT,
  name TEXT NOT NULL,
  target TEXT NOT NULL DEFAULT 'household' CHECK (target IN ('household', 'person')),
  source TEXT,                        -- village or county
  sensitive INTEGER NOT NULL DEFAULT 0 CHECK (sensitive IN (0, 1)) -- 1: never on a board (poverty, health)
) STRICT, WITHOUT ROWID;

CREATE TABLE tag_link (
  id BLOB PRIMARY KEY CHECK (length (id) = 16),
  del INTEGER NOT NULL DEFAULT 0 CHECK (del IN (0, 1)),
  ext TEXT,
  tag BLOB NOT NULL,
  target BLOB NOT NULL                -- household or person
) STRICT, WITHOUT ROWID;
CREATE INDEX tag_link_by_target ON tag_link (target);
CREATE INDEX tag_link_by_tag ON tag_link (tag);

-- What happened to households and persons, one row for each person that it concerns.
CREATE TABLE event (
  id BLOB PRIMARY KEY CHECK (length (id) = 16),
  del INTEGER NOT NULL DEFAULT 0 CHECK (del IN (0, 1)),
  ext TEXT,
  kind TEXT NOT NULL CHECK (kind IN ('birth', 'death', 'move-in', 'move-out', 'split', 'merge', 'head', 'marriage',
    'leave', 'return')),              -- 出生 死亡 迁入 迁出 分户 并户 户主变更 嫁娶 外出 返乡
  day TEXT NOT NULL,
  household BLOB,                     -- where the person was before (birth, move-in: where he came to)
  person BLOB,
  other BLOB,                         -- the other household of a split, merge or marriage: where the person went
  note TEXT
) STRICT, WITHOUT ROWID;
CREATE INDEX event_by_household ON event (household, day);
CREATE INDEX event_by_person ON event (person, day);
CREATE INDEX event_by_other ON event (other);

-- Rules of the village's points scheme. A change of a rule is a new version: a further row; old entries keep theirs.
CREATE TABLE points_rule (
  id BLOB PRIMARY KEY CHECK (length (id) = 16),
  del INTEGER NOT NULL DEFAULT 0 CHECK (del IN (0, 1)),
  ext TEXT,
  code TEXT NOT NULL,                 -- the same in all versions of a rule: A03
  version INTEGER NOT NULL DEFAULT 1,
  catalogue TEXT,                     -- which dated catalogue it came from
  category TEXT NOT NULL,             -- 环境整治
  name TEXT NOT NULL,                 -- 义务清扫主次干道
  unit TEXT,                          -- 次, 小时, 元
  score INTEGER NOT NULL,             -- for one unit or one step; or the lower end of a range
  score_max INTEGER NOT NULL,         -- equal to score, or the upper end
  step INTEGER NOT NULL DEFAULT 0 CHECK (step >= 0), -- only whole steps of so many hundredths of the unit count; 0: none
  cap INTEGER NOT NULL DEFAULT 0 CHECK (cap >= 0), -- most that counts for a household in a cap_period, of deductions too;
                                      -- 0: no cap
  cap_period TEXT CHECK (cap_period IN ('month', 'quarter', 'year')),
  starts TEXT,
  ends TEXT,
  basis TEXT,                         -- bylaw clause or decision
  sort INTEGER NOT NULL DEFAULT 0,
  find TEXT                           -- rebuildable
) STRICT, WITHOUT ROWID;
CREATE INDEX points_rule_by_code ON points_rule (code, version);

-- The ledger. Entries never change; a correction is a further entry that reverses one.
CREATE TABLE points_entry (
  id BLOB PRIMARY KEY CHECK (length (id) = 16),
  del INTEGER NOT NULL DEFAULT 0 CHECK (del = 0),
  ext TEXT,
  household BLOB NOT NULL,
  person BLOB,                        -- who earned it, where that is known
  rule BLOB,                          -- the version of the rule it was entered by
  category TEXT NOT NULL,
  item TEXT NOT NULL,                 -- the rule's name that day
  day TEXT NOT NULL,                  -- when it happened
  amount INTEGER NOT NULL DEFAULT 100,-- how many units, hundredths; what takes back has the opposite; 0 for an opening
  delta INTEGER NOT NULL,             -- what counts
  cut INTEGER NOT NULL DEFAULT 0,     -- what a cap took away
  kind TEXT NOT NULL CHECK (kind IN ('entry', 'reversal', 'undo', 'opening')),
  rev_of BLOB CHECK ((rev_of IS NOT NULL) = (kind IN ('reversal', 'undo'))), -- the entry that is taken back; of an undo
                                      -- and a redo, the same one each time
  note TEXT,                          -- reason of a reversal; remark
  witness TEXT,
  recorder TEXT,                      -- name of who typed it
  at INTEGER NOT NULL,                -- when it was typed
  cancelled INTEGER NOT NULL DEFAULT 0, -- rebuildable: undone, or itself an undo; these add up to 0
  reversed INTEGER NOT NULL DEFAULT 0 -- rebuildable: a standing reversal takes it back
) STRICT, WITHOUT ROWID;
CREATE INDEX points_entry_by_household ON points_entry (household, day);
CREATE INDEX points_entry_by_day ON points_entry (cancelled, day, id);
CREATE INDEX points_entry_by_reversed ON points_entry (rev_of) WHERE rev_of IS NOT NULL;
CREATE TRIGGER points_entry_never_changes BEFORE UPDATE OF id, del, household, person, rule, category, item, day, amount, delta,
  cut, kind, rev_of, note, witness, recorder, at ON points_entry
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

CREATE TABLE user (
  id BLOB PRIMARY KEY CHECK (length (id) = 16),
  del INTEGER NOT NULL DEFAULT 0 CHECK (del IN (0, 1)),
  ext TEXT,
  name TEXT NOT NULL,
  post TEXT,                          -- 村文书, 村主任 …
  role TEXT NOT NULL CHECK (role IN ('clerk', 'reviewer', 'head', 'supervisor', 'administrator')),
  person BLOB                         -- the same person in the roster: nobody reviews his own household
) STRICT, WITHOUT ROWID;

-- Settings of the office; those of one computer are in local_setting.
CREATE TABLE setting (
  id BLOB PRIMARY KEY CHECK (length (id) = 16),
  del INTEGER NOT NULL DEFAULT 0 CHECK (del IN (0, 1)),
  ext TEXT,
  key TEXT NOT NULL UNIQUE,
  value TEXT
) STRICT, WITHOUT ROWID;

-- Papers printed or saved: who, when, what.
CREATE TABLE paper (
  id BLOB PRIMARY KEY CHECK (length (id) = 16),
  del INTEGER NOT NULL DEFAULT 0 CHECK (del IN (0, 1)),
  ext TEXT,
  kind TEXT NOT NULL,                 -- points-board, roster, household
  number TEXT NOT NULL,               -- record number at the foot: JF-2026-0031
  title TEXT NOT NULL,
  period TEXT,
  at INTEGER NOT NULL,
  by TEXT NOT NULL,
  pages INTEGER NOT NULL,
  unmasked TEXT                       -- the reason, where numbers were printed in full
) STRICT, WITHOUT ROWID;
CREATE INDEX paper_by_number ON paper (number);

-- Who looked at numbers in full, and why.
CREATE TABLE reveal (
  id BLOB PRIMARY KEY CHECK (length (id) = 16),
  del INTEGER NOT NULL DEFAULT 0 CHECK (del IN (0, 1)),
  ext TEXT,
  subject TEXT NOT NULL,              -- 户籍花名册, or whose
  target BLOB,                        -- household or person; NULL for a whole list
  reason TEXT NOT NULL,
  who TEXT NOT NULL,
  at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

---------------------------------------------------------------- history: never updated, never deleted

-- One row for each act of a person.
CREATE TABLE act (
  n INTEGER PRIMARY KEY,
  at INTEGER NOT NULL,
  by BLOB,
  who TEXT NOT NULL,
  title TEXT NOT NULL,
  kind INTEGER NOT NULL,              -- 0 do, 1 undo, 2 redo
  undoes INTEGER NOT NULL,            -- act that this one takes back; 0
  n_ops INTEGER NOT NULL,
  final INTEGER NOT NULL,             -- 1: cannot be undone
  undone_by INTEGER,
  sum BLOB NOT NULL                   -- chain, see op.h
) STRICT;
CREATE INDEX act_standing ON act (kind, n) WHERE undone_by IS NULL;
CREATE TRIGGER act_never_changes BEFORE UPDATE OF n, at, by, who, title, kind, undoes, n_ops, final, sum ON act
BEGIN SELECT RAISE (ABORT, 'history is never edited'); END;
CREATE TRIGGER act_never_goes BEFORE DELETE ON act
BEGIN SELECT RAISE (ABORT, 'history is never edited'); END;

-- One row for each changed record: audit trail, undo and outbox in one.
CREATE TABLE op (
  n INTEGER PRIMARY KEY,
  act INTEGER NOT NULL,
  tbl TEXT NOT NULL,
  rec BLOB NOT NULL,
  line TEXT NOT NULL,                 -- wire form
  old TEXT,                           -- old values of an update, JSON
  h BLOB NOT NULL                     -- chain, see op.h
) STRICT;
CREATE INDEX op_by_act ON op (act);
CREATE INDEX op_by_record ON op (rec);
CREATE TRIGGER op_never_changes BEFORE UPDATE ON op
BEGIN SELECT RAISE (ABORT, 'history is never edited'); END;
CREATE TRIGGER op_never_goes BEFORE DELETE ON op
BEGIN SELECT RAISE (ABORT, 'history is never edited'); END;

---------------------------------------------------------------- rebuildable

-- Points of a household by month (of the day it happened), and all together. `xiangyue-cli verify` rebuilds and compares them.
-- What takes an entry back lowers the side that the entry raised (红冲): its amount and its points have both changed sign.
-- An opening (carried over from paper, or from another household) is on neither side.
CREATE TABLE points_month (
  household BLOB NOT NULL,
  month TEXT NOT NULL,                -- 2026-11
  plus INTEGER NOT NULL,
  minus INTEGER NOT NULL,
  total INTEGER NOT NULL,             -- balance at the end of the month
  PRIMARY KEY (household, month)
) STRICT, WITHOUT ROWID;
CREATE TABLE points_total (
  household BLOB PRIMARY KEY,
  plus INTEGER NOT NULL,
  minus INTEGER NOT NULL,
  total INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE TRIGGER points_entry_sums AFTER INSERT ON points_entry
BEGIN
  INSERT INTO points_total (household, plus, minus, total)
    VALUES (NEW.household, iif (sign (NEW.amount) = sign (NEW.delta), NEW.delta, 0),
            iif (sign (NEW.amount) = - sign (NEW.delta), NEW.delta, 0), NEW.delta)
    ON CONFLICT (household) DO UPDATE SET plus = plus + excluded.plus, minus = minus + excluded.minus,
      total = total + excluded.total;
  INSERT INTO points_month (household, month, plus, minus, total)
    VALUES (NEW.household, substr (NEW.day, 1, 7), iif (sign (NEW.amount) = sign (NEW.delta), NEW.delta, 0),
            iif (sign (NEW.amount) = - sign (NEW.delta), NEW.delta, 0),
            NEW.delta + coalesce ((SELECT b.total FROM points_month AS b WHERE b.household = NEW.household
                                   AND b.month < substr (NEW.day, 1, 7) ORDER BY b.month DESC LIMIT 1), 0))
    ON CONFLICT (household, month) DO UPDATE SET plus = plus + excluded.plus, minus = minus + excluded.minus,
      total = total + NEW.delta;
  UPDATE points_month SET total = total + NEW.delta WHERE household = NEW.household AND month > substr (NEW.day, 1, 7);
END;

---------------------------------------------------------------- this computer only

CREATE TABLE local_setting (
  key TEXT PRIMARY KEY,
  value TEXT
) STRICT, WITHOUT ROWID;

-- Argon2id of a user's PIN, and how often it was mistyped.
CREATE TABLE pin (
  user BLOB PRIMARY KEY,
  hash TEXT NOT NULL,
  failures INTEGER NOT NULL DEFAULT 0,
  locked_until INTEGER NOT NULL DEFAULT 0
) STRICT, WITHOUT ROWID;

-- Half-typed forms, so that a power cut loses nothing.
CREATE TABLE draft (
  form TEXT PRIMARY KEY,
  body TEXT NOT NULL,                 -- as the form wrote it
  at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- How the person mapped the columns of a spreadsheet with this header.
CREATE TABLE import_mapping (
  header TEXT PRIMARY KEY,
  mapping TEXT NOT NULL
) STRICT, WITHOUT ROWID;
