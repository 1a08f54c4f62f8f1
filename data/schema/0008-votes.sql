-- Version 8: votes of the village's bodies, counted in the open.

---------------------------------------------------------------- synced

-- One question put to a body. Its meeting says which body, who came, when people were told, when the Party organisation
-- discussed it. What was counted is kept with it when it is closed and never changes; a recount is a further vote.
CREATE TABLE vote (
  id BLOB PRIMARY KEY CHECK (length (id) = 16),
  del INTEGER NOT NULL DEFAULT 0 CHECK (del IN (0, 1)),
  ext TEXT,
  meeting BLOB NOT NULL,
  number INTEGER NOT NULL,            -- of the meeting, from 1
  title TEXT NOT NULL,                -- what is put to the vote
  text TEXT,                          -- the proposal in full
  reserved TEXT,                      -- key of the matter that the law reserves for some bodies (meeting-rules.h)
  matter BLOB,                        -- of the ledger
  bylaw BLOB,                         -- the version of a bylaw
  basis TEXT NOT NULL CHECK (basis IN ('person', 'household', 'member')),
  as_of TEXT NOT NULL,                -- the roster of that day says who has a voice
  method TEXT NOT NULL CHECK (method IN ('hands', 'ballots', 'signatures', 'doors')), -- 举手 票决 户主签名 逐户上门
  excluded TEXT,                      -- rows: name, why he has no voice
  due INTEGER NOT NULL DEFAULT 0,
  present INTEGER NOT NULL DEFAULT 0,
  women INTEGER NOT NULL DEFAULT 0,   -- of those present
  proxies INTEGER NOT NULL DEFAULT 0,
  given INTEGER NOT NULL DEFAULT 0,   -- ballots
  returned INTEGER NOT NULL DEFAULT 0,
  invalid INTEGER NOT NULL DEFAULT 0,
  yes INTEGER NOT NULL DEFAULT 0,
  no INTEGER NOT NULL DEFAULT 0,
  abstain INTEGER NOT NULL DEFAULT 0,
  overseer TEXT,                      -- 监票
  caller TEXT,                        -- 唱票
  counter TEXT,                       -- 计票
  recorder TEXT NOT NULL,
  recount_of BLOB,
  closed_on TEXT,                     -- NULL: still counted
  passed INTEGER NOT NULL DEFAULT 0 CHECK (passed IN (0, 1)),
  sentence TEXT,                      -- the arithmetic, as it is printed
  rules TEXT,                         -- which rules it was judged by: 全国 2026-01-01
  note TEXT,
  -- 收回 ≤ 发出 ≤ 实到 ≤ 应到；赞成＋反对＋弃权＋无效 ≤ 收回, at every moment (domain.md 4.7)
  CHECK (women BETWEEN 0 AND present AND proxies BETWEEN 0 AND present AND present <= due),
  CHECK (returned <= given AND given <= present),
  CHECK (yes >= 0 AND no >= 0 AND abstain >= 0 AND invalid >= 0 AND yes + no + abstain + invalid <= returned)
) STRICT, WITHOUT ROWID;
CREATE INDEX vote_by_meeting ON vote (meeting, number);
CREATE INDEX vote_by_bylaw ON vote (bylaw) WHERE bylaw IS NOT NULL;
CREATE INDEX vote_by_matter ON vote (matter) WHERE matter IS NOT NULL;

-- What was closed stays.
CREATE TRIGGER vote_closed BEFORE UPDATE ON vote WHEN OLD.closed_on IS NOT NULL
BEGIN SELECT RAISE (ABORT, 'a closed vote never changes'); END;

-- One voice where it has a name: signatures and doors. One for a voter, by its id.
CREATE TABLE ballot (
  id BLOB PRIMARY KEY CHECK (length (id) = 16),
  del INTEGER NOT NULL DEFAULT 0 CHECK (del IN (0, 1)),
  ext TEXT,
  vote BLOB NOT NULL,
  voter BLOB NOT NULL,                -- household, person or member
  choice TEXT NOT NULL CHECK (choice IN ('yes', 'no', 'abstain', 'invalid')),
  signer TEXT,                        -- who signed, where that is not the head
  proxy INTEGER NOT NULL DEFAULT 0 CHECK (proxy IN (0, 1)),
  at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX ballot_by_vote ON ballot (vote);

-- What one of the two who count has: strokes of 正. Both must agree before a vote is closed.
CREATE TABLE vote_tally (
  id BLOB PRIMARY KEY CHECK (length (id) = 16),
  del INTEGER NOT NULL DEFAULT 0 CHECK (del IN (0, 1)),
  ext TEXT,
  vote BLOB NOT NULL,
  role TEXT NOT NULL CHECK (role IN ('called', 'recorded')),
  yes INTEGER NOT NULL DEFAULT 0,
  no INTEGER NOT NULL DEFAULT 0,
  abstain INTEGER NOT NULL DEFAULT 0,
  invalid INTEGER NOT NULL DEFAULT 0
) STRICT, WITHOUT ROWID;
CREATE INDEX vote_tally_by_vote ON vote_tally (vote);
