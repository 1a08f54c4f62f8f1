-- Version 5: household hygiene (人居环境): checklists, rounds and their judges, what was scored, the red list and the list
-- of households to help, slips for what is to be put right, and who may be named. Scores are hundredths of a point.

---------------------------------------------------------------- synced

-- Which papers are about a round: whether its lists hung.
CREATE INDEX paper_by_subject ON paper (subject) WHERE subject IS NOT NULL;

-- Public areas that are looked at beside households: roads, ditches, the village's entrance.
CREATE TABLE hygiene_place (
  id BLOB PRIMARY KEY CHECK (length (id) = 16),
  del INTEGER NOT NULL DEFAULT 0 CHECK (del IN (0, 1)),
  ext TEXT,
  name TEXT NOT NULL,                 -- 村口至小学公路
  kind TEXT,                          -- 道路, 沟渠, 村口, 广场 …
  unit BLOB,
  keeper TEXT,                        -- who looks after it (认管人, 保洁员)
  note TEXT,
  sort INTEGER NOT NULL DEFAULT 0
) STRICT, WITHOUT ROWID;

-- What is looked at, with the most for each item. A change is a further version; a round keeps the one it was held by.
CREATE TABLE hygiene_checklist (
  id BLOB PRIMARY KEY CHECK (length (id) = 16),
  del INTEGER NOT NULL DEFAULT 0 CHECK (del IN (0, 1)),
  ext TEXT,
  code TEXT NOT NULL,                 -- the same for all versions
  version INTEGER NOT NULL DEFAULT 1,
  name TEXT NOT NULL,
  target TEXT NOT NULL CHECK (target IN ('household', 'place')),
  items TEXT NOT NULL,                -- rows: name, most (hundredths), guidance, 1 inside the house, 1 in use
  source TEXT,                        -- where it comes from, and of which year
  year TEXT,
  note TEXT,
  starts TEXT                         -- first day; NULL: at once
) STRICT, WITHOUT ROWID;
CREATE INDEX hygiene_checklist_by_code ON hygiene_checklist (code, version);

-- One round (一期评比). How its lists are made is kept with it, as the village had decided by then.
CREATE TABLE hygiene_round (
  id BLOB PRIMARY KEY CHECK (length (id) = 16),
  del INTEGER NOT NULL DEFAULT 0 CHECK (del IN (0, 1)),
  ext TEXT,
  number INTEGER NOT NULL,            -- of the year: 第3期; never given twice
  name TEXT,                          -- NULL: 2026年第3期人居环境评比
  kind TEXT NOT NULL CHECK (kind IN ('monthly', 'quarterly', 'special')),
  period TEXT,                        -- 2026-11, 2026Q4; of a special one NULL
  day TEXT NOT NULL,                  -- when it was judged
  target TEXT NOT NULL CHECK (target IN ('household', 'place')),
  units TEXT,                         -- rows: ids of the groups it goes through; NULL: the whole village
  checklist BLOB,                     -- NULL where one score or a tick is given
  mode TEXT NOT NULL CHECK (mode IN ('items', 'score', 'tick')), -- scores by item, one score of 100, or 合格/不合格
  judges_least INTEGER NOT NULL DEFAULT 3, -- who step aside not counted (domain.md 4.5)
  red_by TEXT NOT NULL CHECK (red_by IN ('none', 'share', 'number', 'score')),
  red_value INTEGER NOT NULL DEFAULT 0, -- percent; how many; hundredths of the score from which on
  low_by TEXT NOT NULL CHECK (low_by IN ('none', 'share', 'number', 'score')),
  low_value INTEGER NOT NULL DEFAULT 0, -- likewise; by score: below which
  ties TEXT NOT NULL CHECK (ties IN ('with', 'without', 'before', 'order')), -- those with the score of the last on a list: all on
                                      -- it, none, first who was better the round before, first who comes first on the walk
  bands TEXT,                         -- rows: name, least score (hundredths), highest first; the last is 0
  limit_days INTEGER NOT NULL DEFAULT 7, -- for putting right
  closed_on TEXT,                     -- when the lists were decided; NULL: scores are still typed
  closed_by TEXT,
  missing TEXT,                       -- why it was closed though sheets were missing
  points_on TEXT,                     -- when its effects were handed to the points
  note TEXT,
  recorder TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX hygiene_round_by_day ON hygiene_round (day);

CREATE TABLE hygiene_judge (
  id BLOB PRIMARY KEY CHECK (length (id) = 16),
  del INTEGER NOT NULL DEFAULT 0 CHECK (del IN (0, 1)),
  ext TEXT,
  round BLOB NOT NULL,
  name TEXT NOT NULL,
  person BLOB,                        -- where he is in the roster
  post TEXT,                          -- 村妇联主席, 党员代表, 镇驻村干部
  number INTEGER NOT NULL DEFAULT 0   -- in the order of the sheets
) STRICT, WITHOUT ROWID;
CREATE INDEX hygiene_judge_by_round ON hygiene_judge (round);

-- A household (or place) in a round: whether it is judged, and what came out. Its id is the same on each computer.
CREATE TABLE hygiene_result (
  id BLOB PRIMARY KEY CHECK (length (id) = 16),
  del INTEGER NOT NULL DEFAULT 0 CHECK (del IN (0, 1)),
  ext TEXT,
  round BLOB NOT NULL,
  household BLOB,
  place BLOB CHECK ((place IS NULL) <> (household IS NULL)),
  unit BLOB,                          -- its group that day
  sort INTEGER NOT NULL DEFAULT 0,    -- on the walk
  state TEXT NOT NULL DEFAULT 'in' CHECK (state IN ('in', 'excused', 'absent')), -- excused: helped instead (帮扶);
                                      -- absent: nobody there, nothing seen
  excuse TEXT,                        -- why, for the office only
  bright TEXT,                        -- 亮点
  problem TEXT,                       -- 主要问题
  photo TEXT CHECK (length (photo) = 64),
  score INTEGER NOT NULL DEFAULT 0,   -- from here on as of the day it was closed: the judges' average
  rank INTEGER NOT NULL DEFAULT 0,    -- 0: not ranked
  band TEXT,
  suggested TEXT CHECK (suggested IN ('red', 'low')), -- what the figures say
  list TEXT CHECK (list IN ('red', 'low')),           -- what people decided
  reason TEXT,                        -- why they decided otherwise
  plate TEXT,                         -- 最美庭院
  n INTEGER NOT NULL DEFAULT 0,       -- rebuildable: sheets
  total INTEGER NOT NULL DEFAULT 0    -- rebuildable: their sums together
) STRICT, WITHOUT ROWID;
CREATE INDEX hygiene_result_by_round ON hygiene_result (round, sort);
-- What a list of rounds and a year's trends count, and what a household had before, without the rows themselves.
CREATE INDEX hygiene_result_counted ON hygiene_result (round, del, state, list, n, rank, score, unit, band);
CREATE INDEX hygiene_result_by_household ON hygiene_result (household, del, rank, round, score, band, list)
  WHERE household IS NOT NULL;
CREATE INDEX hygiene_result_by_place ON hygiene_result (place) WHERE place IS NOT NULL;

-- What one judge gave one household. Its id is the same on each computer, so that nobody is judged twice by one judge.
CREATE TABLE hygiene_sheet (
  id BLOB PRIMARY KEY CHECK (length (id) = 16),
  del INTEGER NOT NULL DEFAULT 0 CHECK (del IN (0, 1)),
  ext TEXT,
  result BLOB NOT NULL,
  judge BLOB NOT NULL,
  scores TEXT,                        -- of each item in use, hundredths, a space between; NULL without a checklist
  sum INTEGER NOT NULL CHECK (sum >= 0), -- hundredths; of a tick 10000 or 0
  note TEXT,
  recorder TEXT NOT NULL,
  at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX hygiene_sheet_by_result ON hygiene_sheet (result);
CREATE INDEX hygiene_sheet_by_judge ON hygiene_sheet (judge);
CREATE TRIGGER hygiene_sheet_made AFTER INSERT ON hygiene_sheet
BEGIN
  UPDATE hygiene_result SET n = n + 1 - NEW.del, total = total + NEW.sum * (1 - NEW.del) WHERE id = NEW.result;
END;
CREATE TRIGGER hygiene_sheet_changed AFTER UPDATE OF del, sum, result ON hygiene_sheet
BEGIN
  UPDATE hygiene_result SET n = n - 1 + OLD.del, total = total - OLD.sum * (1 - OLD.del) WHERE id = OLD.result;
  UPDATE hygiene_result SET n = n + 1 - NEW.del, total = total + NEW.sum * (1 - NEW.del) WHERE id = NEW.result;
END;

-- A list that was changed after it hung: said on a notice of its own (更正公告).
CREATE TABLE hygiene_correction (
  id BLOB PRIMARY KEY CHECK (length (id) = 16),
  del INTEGER NOT NULL DEFAULT 0 CHECK (del IN (0, 1)),
  ext TEXT,
  result BLOB NOT NULL,
  day TEXT NOT NULL,
  was TEXT CHECK (was IN ('red', 'low')),
  list TEXT CHECK (list IN ('red', 'low')),
  reason TEXT NOT NULL,
  recorder TEXT NOT NULL,
  at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX hygiene_correction_by_result ON hygiene_correction (result);

-- 整改通知书: what is to be put right, by when, and who helps.
CREATE TABLE hygiene_slip (
  id BLOB PRIMARY KEY CHECK (length (id) = 16),
  del INTEGER NOT NULL DEFAULT 0 CHECK (del IN (0, 1)),
  ext TEXT,
  number INTEGER NOT NULL,            -- of the year, never given twice
  result BLOB,                        -- what it follows from; NULL: found outside a round
  household BLOB,
  place BLOB CHECK ((place IS NULL) <> (household IS NULL)),
  day TEXT NOT NULL,                  -- issued
  due TEXT NOT NULL,                  -- last day
  problem TEXT NOT NULL,
  photo TEXT CHECK (length (photo) = 64),
  helper TEXT,                        -- who helps (帮扶人), or of a place who is responsible
  help INTEGER NOT NULL DEFAULT 0 CHECK (help IN (0, 1)), -- the old, ill and alone are helped, not told off
  received_on TEXT,                   -- the signature on the office's copy
  received_by TEXT,
  recorder TEXT NOT NULL,
  stage INTEGER NOT NULL DEFAULT 0,   -- rebuildable, as all below: 0 issued, 1 passed on (转村), 2 found good, 3 closed, 4 void
  until TEXT,                         -- the last day after all extensions
  closed_on TEXT
) STRICT, WITHOUT ROWID;
CREATE INDEX hygiene_slip_by_day ON hygiene_slip (day);
CREATE INDEX hygiene_slip_open ON hygiene_slip (stage, until) WHERE stage < 3 AND del = 0;
CREATE INDEX hygiene_slip_by_result ON hygiene_slip (result) WHERE result IS NOT NULL;
CREATE INDEX hygiene_slip_by_household ON hygiene_slip (household) WHERE household IS NOT NULL;

-- 复查: what was found when somebody looked again, and the closing. Never changed; undone by its mark of deletion.
CREATE TABLE hygiene_recheck (
  id BLOB PRIMARY KEY CHECK (length (id) = 16),
  del INTEGER NOT NULL DEFAULT 0 CHECK (del IN (0, 1)),
  ext TEXT,
  slip BLOB NOT NULL,
  number INTEGER NOT NULL,            -- of the slip, from 1
  kind TEXT NOT NULL CHECK (kind IN ('pass', 'extend', 'pass-on', 'close', 'void')), -- 合格 延期 转村 销号 作废
  day TEXT NOT NULL,
  until TEXT CHECK ((until IS NOT NULL) = (kind = 'extend')),
  by TEXT NOT NULL,                   -- who looked
  note TEXT,
  photo TEXT CHECK (length (photo) = 64),
  recorder TEXT NOT NULL,
  at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX hygiene_recheck_by_slip ON hygiene_recheck (slip, number);
-- One place says what the rechecks make of a slip; the numbers are those of XyHygieneStage.
CREATE TRIGGER hygiene_slip_settled AFTER UPDATE OF due ON hygiene_slip
BEGIN
  UPDATE hygiene_slip SET
    stage = coalesce ((SELECT CASE r.kind WHEN 'pass-on' THEN 1 WHEN 'pass' THEN 2 WHEN 'close' THEN 3 ELSE 4 END
      FROM hygiene_recheck AS r WHERE r.slip = NEW.id AND r.del = 0 AND r.kind <> 'extend' ORDER BY r.number DESC LIMIT 1), 0),
    until = coalesce ((SELECT r.until FROM hygiene_recheck AS r WHERE r.slip = NEW.id AND r.del = 0 AND r.kind = 'extend'
      ORDER BY r.number DESC LIMIT 1), due),
    closed_on = (SELECT r.day FROM hygiene_recheck AS r WHERE r.slip = NEW.id AND r.del = 0 AND r.kind IN ('close', 'void')
      ORDER BY r.number DESC LIMIT 1)
    WHERE id = NEW.id;
END;
CREATE TRIGGER hygiene_slip_made AFTER INSERT ON hygiene_slip
BEGIN UPDATE hygiene_slip SET due = due WHERE id = NEW.id; END;
CREATE TRIGGER hygiene_recheck_made AFTER INSERT ON hygiene_recheck
BEGIN UPDATE hygiene_slip SET due = due WHERE id = NEW.slip; END;
CREATE TRIGGER hygiene_recheck_marked AFTER UPDATE OF del ON hygiene_recheck
BEGIN UPDATE hygiene_slip SET due = due WHERE id = NEW.slip; END;

-- On what ground a household to help may be named on a board (个人信息保护法 25): its own consent, or a clause of the bylaws
-- that passed the legal review.
CREATE TABLE hygiene_naming (
  id BLOB PRIMARY KEY CHECK (length (id) = 16),
  del INTEGER NOT NULL DEFAULT 0 CHECK (del IN (0, 1)),
  ext TEXT,
  household BLOB,                     -- NULL: all, by a clause
  basis TEXT NOT NULL,                -- 本人签字同意书; 村规民约第八条
  day TEXT NOT NULL,                  -- of the consent; the clause was adopted
  reviewed_on TEXT CHECK (reviewed_on IS NOT NULL OR household IS NOT NULL), -- 审核通过
  reviewer TEXT,                      -- 乡镇司法所, 村法律顾问
  ended_on TEXT,                      -- taken back, or no longer in force
  recorder TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX hygiene_naming_by_household ON hygiene_naming (household);

-- What a result is worth in points, as the village decided: only ever a proposal in the flow of the points.
CREATE TABLE hygiene_effect (
  id BLOB PRIMARY KEY CHECK (length (id) = 16),
  del INTEGER NOT NULL DEFAULT 0 CHECK (del IN (0, 1)),
  ext TEXT,
  list TEXT CHECK (list IN ('red', 'low')), -- for being on it
  band TEXT CHECK ((band IS NULL) <> (list IS NULL)), -- or for the band
  times INTEGER NOT NULL DEFAULT 1 CHECK (times BETWEEN 1 AND 12), -- so many rounds in a row
  rule TEXT NOT NULL,                 -- code of the points rule
  score INTEGER NOT NULL DEFAULT 0,   -- of a rule with a range
  sort INTEGER NOT NULL DEFAULT 0
) STRICT, WITHOUT ROWID;
