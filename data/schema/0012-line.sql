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
  last_error TEXT NOT NULL            -- a word of trouble.h; empty: it went well
) STRICT;
