-- How people hear of things, the morning's digest, channels beyond e-mail, nudges.

-- {email: {kind: way}, chat: {kind: bool}, hours: {from, to} | null}: only what differs from the rules.
ALTER TABLE people ADD COLUMN notify TEXT NOT NULL DEFAULT '{}' CHECK (json_valid(notify));

-- What waits for somebody's morning: one row a person, made by the first line and kept. `next_at` is null while nothing waits.
CREATE TABLE digests (
  org_id TEXT NOT NULL,
  person_id TEXT NOT NULL,
  -- Lines by their seq. `sending` is what a mail under way holds: a repeat of it is the same mail, and what comes meanwhile waits for the next.
  lines TEXT NOT NULL DEFAULT '[]' CHECK (json_valid(lines)),
  sending TEXT NOT NULL DEFAULT '[]' CHECK (json_valid(sending)),
  next_at INTEGER,
  -- The local day of the last one: never two on one.
  last_day TEXT,
  leased_until INTEGER NOT NULL DEFAULT 0,
  tries INTEGER NOT NULL DEFAULT 0,
  PRIMARY KEY (org_id, person_id),
  FOREIGN KEY (org_id, person_id) REFERENCES people (org_id, id)
) STRICT, WITHOUT ROWID;
CREATE INDEX digests_next ON digests (next_at) WHERE next_at IS NOT NULL;

-- Where something is posted: an organisation's (chosen by an admin) or a person's own. Address and secret are sealed.
CREATE TABLE channels (
  org_id TEXT NOT NULL REFERENCES organisations (id),
  id TEXT NOT NULL,
  person_id TEXT,
  kind TEXT NOT NULL CHECK (kind IN ('slack', 'teams', 'google_chat', 'webhook')),
  name TEXT NOT NULL,
  host TEXT NOT NULL,
  key_version INTEGER NOT NULL,
  url TEXT NOT NULL,
  secret TEXT,
  -- An organisation's: recognition of public work travels with its words.
  words INTEGER NOT NULL DEFAULT 0,
  is_on INTEGER NOT NULL DEFAULT 1,
  body_hash TEXT NOT NULL,
  by_id TEXT NOT NULL,
  at INTEGER NOT NULL,
  PRIMARY KEY (org_id, id),
  FOREIGN KEY (org_id, person_id) REFERENCES people (org_id, id),
  FOREIGN KEY (org_id, by_id) REFERENCES people (org_id, id)
) STRICT, WITHOUT ROWID;
CREATE INDEX channels_by_person ON channels (org_id, person_id, is_on);

-- Why the last try failed, in one of a few classes: for the dead letters that an admin sees.
ALTER TABLE due ADD COLUMN failed TEXT;

-- What somebody answered to a nudge about their own silence. What is shown is made anew from who said what to whom.
CREATE TABLE nudges (
  org_id TEXT NOT NULL,
  person_id TEXT NOT NULL,
  about_id TEXT NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN ('silence', 'start')),
  answered_on TEXT NOT NULL,
  rests_until TEXT,
  never INTEGER NOT NULL DEFAULT 0,
  PRIMARY KEY (org_id, person_id, about_id, kind),
  FOREIGN KEY (org_id, person_id) REFERENCES people (org_id, id),
  FOREIGN KEY (org_id, about_id) REFERENCES people (org_id, id)
) STRICT, WITHOUT ROWID;
