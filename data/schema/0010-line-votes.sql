-- Version 10: a vote that stands in the minutes is a vote like any other; the line knows which.

---------------------------------------------------------------- synced

-- Of a decision: what was put to the vote, with all figures. A line of before keeps its bare figures (yes, no, abstain).
ALTER TABLE meeting_line ADD COLUMN vote BLOB;
CREATE INDEX meeting_line_by_vote ON meeting_line (vote) WHERE vote IS NOT NULL;
