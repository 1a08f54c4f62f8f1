-- Version 3: lists in the order of pinyin. Filled when the file is opened, as all that is rebuildable (rederive.h).

ALTER TABLE household ADD COLUMN pinyin TEXT;  -- rebuildable: order of head_name by pinyin
ALTER TABLE person ADD COLUMN pinyin TEXT;     -- rebuildable: order of name by pinyin
