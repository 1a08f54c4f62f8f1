-- Version 7: meetings: 屋场会 and whatever else people sit down for, who came, what was said and agreed. What was agreed
-- becomes matters of the ledger when the record is signed.

---------------------------------------------------------------- synced

-- A kind of meeting as the village names it; what it may decide follows from its body (data/rules/meeting-*.json).
CREATE TABLE meeting_kind (
  id BLOB PRIMARY KEY CHECK (length (id) = 16),
  del INTEGER NOT NULL DEFAULT 0 CHECK (del IN (0, 1)),
  ext TEXT,
  name TEXT NOT NULL,                 -- 屋场会, 塆组夜话, 逢四说事, 村民代表会议
  body TEXT NOT NULL,                 -- key of the rules of meetings: consult, group, villagers, representatives, party …
  comes TEXT NOT NULL CHECK (comes IN ('household', 'person', 'member')), -- who is due: a household, each of 18 and more, a member
  recurs TEXT,                        -- "day 4" (4th, 14th, 24th), "week 5" (Friday), "month 15", "month", "quarter", "year"; NULL: as needed
  hour TEXT,                          -- usual time, 19:30
  place TEXT,
  purpose TEXT,                       -- what a council was set up for
  form TEXT NOT NULL DEFAULT 'official' CHECK (form IN ('official', 'table')), -- of the minutes: GB/T 9704, or the village's form
  starts TEXT,
  ends TEXT,                          -- dissolved
  note TEXT,
  sort INTEGER NOT NULL DEFAULT 0
) STRICT, WITHOUT ROWID;

-- Who belongs to it (代表, 党员, 两委, 理事), and who sits in (列席).
CREATE TABLE meeting_member (
  id BLOB PRIMARY KEY CHECK (length (id) = 16),
  del INTEGER NOT NULL DEFAULT 0 CHECK (del IN (0, 1)),
  ext TEXT,
  kind BLOB NOT NULL,
  name TEXT NOT NULL,
  person BLOB,                        -- where he is in the roster
  post TEXT,
  role TEXT NOT NULL DEFAULT 'member' CHECK (role IN ('member', 'guest')),
  woman INTEGER NOT NULL DEFAULT 0 CHECK (woman IN (0, 1)),
  represents TEXT,                    -- the households or the group that a 代表 stands for, in words
  starts TEXT,
  ends TEXT,
  sort INTEGER NOT NULL DEFAULT 0
) STRICT, WITHOUT ROWID;
CREATE INDEX meeting_member_by_kind ON meeting_member (kind, sort);

CREATE TABLE meeting (
  id BLOB PRIMARY KEY CHECK (length (id) = 16),
  del INTEGER NOT NULL DEFAULT 0 CHECK (del IN (0, 1)),
  ext TEXT,
  kind BLOB NOT NULL,
  number INTEGER NOT NULL DEFAULT 0,  -- of its kind in the year (第3次), given when it begins
  name TEXT,                          -- NULL: 2026年第3次屋场会
  day TEXT NOT NULL,
  starts TEXT,                        -- 19:30
  ends TEXT,
  place TEXT,
  units TEXT,                         -- rows: ids of the groups it is for; NULL: the whole village
  host TEXT,
  host_post TEXT,
  recorder TEXT,                      -- who writes the minutes
  notified_on TEXT,                   -- when people were told
  special TEXT,                       -- why it was called at shorter notice
  party_on TEXT,                      -- when the village's Party organisation discussed its matters first
  due INTEGER NOT NULL DEFAULT 0,     -- households, persons or members that should come; 0: nobody counted
  excused TEXT,                       -- who asked for leave, in words
  note TEXT,
  maker TEXT NOT NULL,
  stage INTEGER NOT NULL DEFAULT 0,   -- rebuildable, as all below: what its last step made of it (meeting.h)
  signed_on TEXT,
  ended_on TEXT                       -- filed, cancelled or void
) STRICT, WITHOUT ROWID;
CREATE INDEX meeting_by_day ON meeting (day);
CREATE INDEX meeting_by_kind ON meeting (kind, day);
CREATE INDEX meeting_open ON meeting (stage, day) WHERE stage < 4 AND del = 0;

-- Who came. One row for a household or person of a meeting, by its id, so that nobody is counted twice.
CREATE TABLE meeting_presence (
  id BLOB PRIMARY KEY CHECK (length (id) = 16),
  del INTEGER NOT NULL DEFAULT 0 CHECK (del IN (0, 1)),
  ext TEXT,
  meeting BLOB NOT NULL,
  number INTEGER NOT NULL,            -- in the order in which they came
  household BLOB,
  person BLOB,
  member BLOB,
  name TEXT NOT NULL,                 -- who came, of a household whoever stands for it
  role TEXT NOT NULL CHECK (role IN ('due', 'guest')),
  state TEXT NOT NULL DEFAULT 'present' CHECK (state IN ('present', 'online', 'proxy', 'leave')), -- 到会 线上 书面委托 请假
  people INTEGER NOT NULL DEFAULT 1,  -- how many came from the household
  post TEXT,                          -- of a guest: 镇驻村干部
  note TEXT
) STRICT, WITHOUT ROWID;
CREATE INDEX meeting_presence_by_meeting ON meeting_presence (meeting, number);
CREATE INDEX meeting_presence_by_household ON meeting_presence (household) WHERE household IS NOT NULL;

-- What was put on the agenda, said, agreed, not agreed; after signing only dated additions.
CREATE TABLE meeting_line (
  id BLOB PRIMARY KEY CHECK (length (id) = 16),
  del INTEGER NOT NULL DEFAULT 0 CHECK (del IN (0, 1)),
  ext TEXT,
  meeting BLOB NOT NULL,
  sort INTEGER NOT NULL,              -- place in the record; gaps are left for what is put between
  kind TEXT NOT NULL CHECK (kind IN ('topic', 'policy', 'speech', 'decision', 'dissent', 'addition')),
  topic BLOB,                         -- the topic's line that it belongs to
  text TEXT NOT NULL,                 -- the point
  words TEXT,                         -- of a speech, as it was said
  who TEXT,                           -- who spoke, explained, added
  household BLOB,
  person BLOB,
  matter BLOB,                        -- of a topic: from the ledger; of a decision: what it became there
  owner TEXT,                         -- of a decision, as all below to abstain
  helpers TEXT,
  partner TEXT,
  until TEXT,
  does TEXT CHECK (does IN ('spot', 'village', 'township', 'meeting')),
  reserved TEXT,                      -- key of the matter that the law reserves for some meetings
  result TEXT,                        -- of what was done on the spot
  voted INTEGER NOT NULL DEFAULT 0 CHECK (voted IN (0, 1)),
  yes INTEGER NOT NULL DEFAULT 0,
  no INTEGER NOT NULL DEFAULT 0,
  abstain INTEGER NOT NULL DEFAULT 0,
  day TEXT,                           -- of an addition
  recorder TEXT NOT NULL,
  at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX meeting_line_by_meeting ON meeting_line (meeting, sort);
CREATE INDEX meeting_line_by_matter ON meeting_line (matter) WHERE matter IS NOT NULL;

-- What happened to a meeting, a row for each step. Never changed; undone from its end by its mark of deletion.
CREATE TABLE meeting_step (
  id BLOB PRIMARY KEY CHECK (length (id) = 16),
  del INTEGER NOT NULL DEFAULT 0 CHECK (del IN (0, 1)),
  ext TEXT,
  meeting BLOB NOT NULL,
  number INTEGER NOT NULL,            -- of the meeting, from 1
  kind TEXT NOT NULL CHECK (kind IN ('postpone', 'begin', 'cancel', 'finish', 'resume', 'sign', 'file', 'void')),
  day TEXT NOT NULL,
  by TEXT NOT NULL,                   -- who did it; of sign, who signed: 主持人、记录人
  note TEXT,                          -- the reason; of file, where the paper is kept
  photo TEXT CHECK (length (photo) = 64), -- a scan of the signed paper
  recorder TEXT NOT NULL,
  user BLOB,
  at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX meeting_step_by_meeting ON meeting_step (meeting, number);
CREATE TRIGGER meeting_step_made AFTER INSERT ON meeting_step
BEGIN UPDATE meeting SET stage = stage WHERE id = NEW.meeting; END;
CREATE TRIGGER meeting_step_marked AFTER UPDATE OF del ON meeting_step
BEGIN UPDATE meeting SET stage = stage WHERE id = NEW.meeting; END;
-- One place says what the steps make of a meeting; the numbers are those of XyMeetingStage.
CREATE TRIGGER meeting_settled AFTER UPDATE OF stage ON meeting
BEGIN
  UPDATE meeting SET
    stage = coalesce ((SELECT CASE s.kind WHEN 'begin' THEN 1 WHEN 'resume' THEN 1 WHEN 'finish' THEN 2 WHEN 'sign' THEN 3
      WHEN 'file' THEN 4 WHEN 'cancel' THEN 5 WHEN 'void' THEN 6 ELSE 0 END FROM meeting_step AS s WHERE s.meeting = NEW.id
      AND s.del = 0 AND s.kind <> 'postpone' ORDER BY s.number DESC LIMIT 1), 0),
    signed_on = (SELECT s.day FROM meeting_step AS s WHERE s.meeting = NEW.id AND s.del = 0 AND s.kind = 'sign' ORDER BY s.number DESC LIMIT 1),
    ended_on = (SELECT iif (s.kind IN ('file', 'cancel', 'void'), s.day, NULL) FROM meeting_step AS s WHERE s.meeting = NEW.id
      AND s.del = 0 AND s.kind <> 'postpone' ORDER BY s.number DESC LIMIT 1)
    WHERE id = NEW.id;
END;
