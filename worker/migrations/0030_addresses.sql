-- A changed address (domain.md section 2): until the old address or a second admin confirms it, private words from before this moment are shut to the person.
ALTER TABLE people ADD COLUMN shut_before INTEGER;

-- The last change of somebody's address. A row stands until the next change; the trail is in the events.
CREATE TABLE address_changes (
  org_id TEXT NOT NULL,
  person_id TEXT NOT NULL,
  id TEXT NOT NULL,
  -- The last address that was proven: kept over further changes until one of them is confirmed.
  old_email TEXT NOT NULL,
  by_id TEXT NOT NULL,
  -- Of the link that only the mail to the old address holds.
  token_hash TEXT NOT NULL,
  at INTEGER NOT NULL,
  expires_at INTEGER NOT NULL,
  confirmed_at INTEGER,
  -- Null: by the old address.
  confirmed_by TEXT,
  PRIMARY KEY (org_id, person_id),
  FOREIGN KEY (org_id, person_id) REFERENCES people (org_id, id),
  FOREIGN KEY (org_id, by_id) REFERENCES people (org_id, id)
) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX address_changes_by_token ON address_changes (org_id, token_hash);

-- An address that somebody wants for themselves, proven by a code to it. An admin makes the change.
CREATE TABLE address_wishes (
  org_id TEXT NOT NULL,
  person_id TEXT NOT NULL,
  -- The code is made from it under the Worker's secret.
  id TEXT NOT NULL,
  email TEXT NOT NULL,
  tries INTEGER NOT NULL DEFAULT 0,
  asked INTEGER NOT NULL DEFAULT 1,
  expires_at INTEGER NOT NULL,
  proved_at INTEGER,
  PRIMARY KEY (org_id, person_id),
  FOREIGN KEY (org_id, person_id) REFERENCES people (org_id, id)
) STRICT, WITHOUT ROWID;
