-- Version 2: what hangs on the notice boards (公示栏), since when and until when, what people object to; and what the
-- office writes itself.

---------------------------------------------------------------- synced

-- A print keeps its PDF among the attachments, and the size of its first page.
ALTER TABLE paper ADD COLUMN pdf TEXT CHECK (length (pdf) = 64);  -- SHA-256 of the PDF, hex; NULL: printed before version 2
ALTER TABLE paper ADD COLUMN bytes INTEGER NOT NULL DEFAULT 0;    -- size of the PDF
ALTER TABLE paper ADD COLUMN width INTEGER NOT NULL DEFAULT 0;    -- mm; 0 is not known
ALTER TABLE paper ADD COLUMN height INTEGER NOT NULL DEFAULT 0;

-- The village's boards: 村部公示栏, 3组公示栏.
CREATE TABLE board (
  id BLOB PRIMARY KEY CHECK (length (id) = 16),
  del INTEGER NOT NULL DEFAULT 0 CHECK (del IN (0, 1)),
  ext TEXT,
  name TEXT NOT NULL,
  place TEXT,                         -- 村部门口左侧
  width INTEGER NOT NULL,             -- mm, the part on which papers hang
  height INTEGER NOT NULL,
  sort INTEGER NOT NULL DEFAULT 0
) STRICT, WITHOUT ROWID;

-- One publication: a paper that waits to be posted, hangs, or was taken down. A paper that is hung up again is a further
-- row. Posting and taking down are typed as they happened, perhaps days later; who typed it is in the act.
CREATE TABLE notice (
  id BLOB PRIMARY KEY CHECK (length (id) = 16),
  del INTEGER NOT NULL DEFAULT 0 CHECK (del IN (0, 1)),
  ext TEXT,
  item TEXT NOT NULL,                 -- what is published: a key of data/rules/publicity-….json: finance, points, other
  title TEXT NOT NULL,
  paper BLOB,                         -- of the register; NULL: a paper that was not made with this program
  period TEXT,                        -- what it is about: 2026-10, 2026Q4, 2026
  happened TEXT,                      -- day of the event that it publishes
  width INTEGER NOT NULL DEFAULT 0,   -- mm of one sheet as it hangs; 0 is not known
  height INTEGER NOT NULL DEFAULT 0,
  sheets INTEGER NOT NULL DEFAULT 1,
  prepared TEXT NOT NULL,             -- day from which it waits to be posted
  posted_on TEXT,
  posted_by TEXT,                     -- who put it up
  hang_until TEXT,                    -- the last of the days that it must hang, worked out when it was posted
  objections_until TEXT,              -- the last day of the time for objections, likewise
  rules TEXT,                         -- by which rules: 湖南 2026-01-01
  taken_down_on TEXT,
  taken_down_by TEXT,
  reason TEXT                         -- why it was taken down too early
) STRICT, WITHOUT ROWID;
CREATE INDEX notice_by_item ON notice (item, period);
CREATE INDEX notice_by_posted ON notice (posted_on);
CREATE INDEX notice_by_paper ON notice (paper) WHERE paper IS NOT NULL;
CREATE INDEX notice_open ON notice (del, taken_down_on);

-- On which boards it hangs; where on the board, in mm from its upper left corner; -1: the picture finds room.
CREATE TABLE notice_place (
  id BLOB PRIMARY KEY CHECK (length (id) = 16),
  del INTEGER NOT NULL DEFAULT 0 CHECK (del IN (0, 1)),
  ext TEXT,
  notice BLOB NOT NULL,
  board BLOB NOT NULL,
  x INTEGER NOT NULL DEFAULT -1,
  y INTEGER NOT NULL DEFAULT -1
) STRICT, WITHOUT ROWID;
CREATE INDEX notice_place_by_notice ON notice_place (notice);
CREATE INDEX notice_place_by_board ON notice_place (board);

-- What somebody objects to, and what the office answered.
CREATE TABLE objection (
  id BLOB PRIMARY KEY CHECK (length (id) = 16),
  del INTEGER NOT NULL DEFAULT 0 CHECK (del IN (0, 1)),
  ext TEXT,
  notice BLOB NOT NULL,
  entry BLOB,                         -- of the points, where it is about one
  received_on TEXT NOT NULL,
  person BLOB,                        -- who objects; or only his household, his name, or nothing
  household BLOB,
  name TEXT,
  about TEXT NOT NULL,
  answer_due TEXT NOT NULL,           -- the last day for the answer, worked out when it was received
  answered_on TEXT,
  answered_by TEXT,
  answer TEXT,
  result TEXT CHECK (result IN ('upheld', 'partly', 'rejected', 'withdrawn')) -- 成立 部分成立 不成立 撤回
) STRICT, WITHOUT ROWID;
CREATE INDEX objection_by_notice ON objection (notice);
CREATE INDEX objection_open ON objection (del, answered_on);
CREATE INDEX objection_by_entry ON objection (entry) WHERE entry IS NOT NULL;

-- What the office writes itself: 公告, 公示, 告亲友书, 承诺书, 奖状, 荣誉牌.
CREATE TABLE document (
  id BLOB PRIMARY KEY CHECK (length (id) = 16),
  del INTEGER NOT NULL DEFAULT 0 CHECK (del IN (0, 1)),
  ext TEXT,
  kind TEXT NOT NULL,                 -- the name of its paper: announcement, finance, letter, pledge, award, plaque
  title TEXT NOT NULL,                -- may hold placeholders, {时期}, as may the next two
  addressee TEXT,                     -- 全体村民
  body TEXT,                          -- paragraphs, one a line
  fields TEXT,                        -- what the placeholders stand for: name=value, one a line
  sheet TEXT,                         -- its table: rows apart by line feeds, cells by tabs, the heads first
  columns TEXT,                       -- of the table: show, mask or hide, with commas; NULL: as the program guesses
  issuer TEXT,                        -- NULL: the village committee
  day TEXT,                           -- date of the paper; NULL: of its print
  notice_days INTEGER NOT NULL DEFAULT 0, -- 公示期; 0: none
  contact TEXT,                       -- NULL: the village's
  phone TEXT,                         -- NULL: the village's
  written_at INTEGER                  -- instant of the last change
) STRICT, WITHOUT ROWID;

-- 用印登记: each use of the village's seal.
CREATE TABLE stamp (
  id BLOB PRIMARY KEY CHECK (length (id) = 16),
  del INTEGER NOT NULL DEFAULT 0 CHECK (del IN (0, 1)),
  ext TEXT,
  day TEXT NOT NULL,
  number INTEGER NOT NULL,            -- of the year; two computers may have given one twice
  matter TEXT NOT NULL,
  paper TEXT,                         -- 证明, 合同, or the number of a print
  document BLOB,                      -- of the office's own
  copies INTEGER NOT NULL DEFAULT 1,
  applicant TEXT NOT NULL,            -- who asked for it
  approver TEXT NOT NULL,             -- who agreed: 村主任 or who stands in for him
  keeper TEXT NOT NULL,               -- who stamped
  note TEXT
) STRICT, WITHOUT ROWID;
CREATE INDEX stamp_by_day ON stamp (day);
