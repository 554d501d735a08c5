-- The ground: organisations, people, what is said, who may see it, what happened.
-- STRICT and WITHOUT ROWID: a row is its primary key's entry, so an insert without an index writes one row.
-- Composite foreign keys: the database itself refuses a reference from one organisation into another.
-- Times are milliseconds since 1970; ids are UUIDs; JSON columns are checked where written.

CREATE TABLE organisations (
  id TEXT NOT NULL PRIMARY KEY,
  name TEXT NOT NULL,
  settings TEXT NOT NULL DEFAULT '{}' CHECK (json_valid(settings)),
  size INTEGER NOT NULL DEFAULT 0,
  created_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- Outside organisations: where an address or a domain belongs before anybody has signed in.
CREATE TABLE directory_people (
  email TEXT NOT NULL,
  org_id TEXT NOT NULL REFERENCES organisations (id),
  person_id TEXT NOT NULL,
  PRIMARY KEY (email, org_id)
) STRICT, WITHOUT ROWID;

CREATE TABLE directory_domains (
  domain TEXT NOT NULL,
  org_id TEXT NOT NULL REFERENCES organisations (id),
  PRIMARY KEY (domain, org_id)
) STRICT, WITHOUT ROWID;

CREATE TABLE teams (
  org_id TEXT NOT NULL REFERENCES organisations (id),
  id TEXT NOT NULL,
  name TEXT NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN ('unit', 'project')),
  parent_id TEXT,
  lead_id TEXT,
  size INTEGER NOT NULL DEFAULT 0,
  closed_at INTEGER,
  PRIMARY KEY (org_id, id),
  FOREIGN KEY (org_id, parent_id) REFERENCES teams (org_id, id)
) STRICT, WITHOUT ROWID;

CREATE TABLE people (
  org_id TEXT NOT NULL REFERENCES organisations (id),
  id TEXT NOT NULL,
  name TEXT NOT NULL,
  name_key TEXT NOT NULL,
  email TEXT NOT NULL,
  email_hash TEXT NOT NULL,
  title TEXT,
  kind TEXT NOT NULL CHECK (kind IN ('employee', 'contractor', 'guest')),
  status TEXT NOT NULL CHECK (status IN ('invited', 'active', 'away', 'deactivated')),
  away_from TEXT,
  away_to TEXT,
  role TEXT NOT NULL DEFAULT 'member' CHECK (role IN ('member', 'hr', 'admin', 'auditor')),
  language TEXT CHECK (language IN ('en', 'de', 'ar')),
  theme TEXT NOT NULL DEFAULT 'system' CHECK (theme IN ('system', 'light', 'dark')),
  ceiling TEXT NOT NULL DEFAULT 'organization' CHECK (ceiling IN ('organization', 'team', 'recipients')),
  emails INTEGER NOT NULL DEFAULT 1,
  time_zone TEXT NOT NULL DEFAULT 'UTC',
  entity TEXT,
  -- Current facts, kept in the same batch as any change of relations and memberships, so that hot reads find them here.
  manager_id TEXT,
  unit_id TEXT,
  in_org INTEGER NOT NULL,
  keys TEXT NOT NULL CHECK (json_valid(keys)),
  unread INTEGER NOT NULL DEFAULT 0 CHECK (unread >= 0),
  version INTEGER NOT NULL DEFAULT 1,
  created_at INTEGER NOT NULL,
  PRIMARY KEY (org_id, id),
  FOREIGN KEY (org_id, unit_id) REFERENCES teams (org_id, id)
) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX people_by_email ON people (org_id, email_hash);
CREATE INDEX people_by_name ON people (org_id, name_key, id);

-- Every word of a name, folded, so that a search by its beginning is one range.
CREATE TABLE people_terms (
  org_id TEXT NOT NULL,
  term TEXT NOT NULL,
  person_id TEXT NOT NULL,
  PRIMARY KEY (org_id, term, person_id),
  FOREIGN KEY (org_id, person_id) REFERENCES people (org_id, id)
) STRICT, WITHOUT ROWID;

CREATE TABLE relations (
  org_id TEXT NOT NULL,
  person_id TEXT NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN ('manager', 'dotted', 'acting', 'mentor', 'coach', 'hr_partner')),
  other_id TEXT NOT NULL CHECK (other_id <> person_id),
  from_at INTEGER NOT NULL,
  to_at INTEGER,
  PRIMARY KEY (org_id, person_id, kind, other_id, from_at),
  FOREIGN KEY (org_id, person_id) REFERENCES people (org_id, id),
  FOREIGN KEY (org_id, other_id) REFERENCES people (org_id, id)
) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX one_manager_at_a_time ON relations (org_id, person_id) WHERE kind = 'manager' AND to_at IS NULL;

CREATE TABLE memberships (
  org_id TEXT NOT NULL,
  person_id TEXT NOT NULL,
  team_id TEXT NOT NULL,
  main INTEGER NOT NULL,
  from_at INTEGER NOT NULL,
  to_at INTEGER,
  PRIMARY KEY (org_id, person_id, team_id),
  FOREIGN KEY (org_id, person_id) REFERENCES people (org_id, id),
  FOREIGN KEY (org_id, team_id) REFERENCES teams (org_id, id)
) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX one_primary_unit ON memberships (org_id, person_id) WHERE main = 1 AND to_at IS NULL;
CREATE INDEX memberships_by_team ON memberships (org_id, team_id, person_id);

-- A confirmed handle has no proposer; a proposed one works for its proposer alone.
CREATE TABLE handles (
  org_id TEXT NOT NULL,
  site TEXT NOT NULL,
  instance TEXT NOT NULL,
  handle_key TEXT NOT NULL,
  proposer_id TEXT NOT NULL DEFAULT '',
  id TEXT NOT NULL,
  handle TEXT NOT NULL,
  person_id TEXT NOT NULL,
  created_at INTEGER NOT NULL,
  PRIMARY KEY (org_id, site, instance, handle_key, proposer_id),
  FOREIGN KEY (org_id, person_id) REFERENCES people (org_id, id)
) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX handles_by_id ON handles (org_id, id);
CREATE INDEX handles_by_person ON handles (org_id, person_id);

CREATE TABLE core_values (
  org_id TEXT NOT NULL REFERENCES organisations (id),
  id TEXT NOT NULL,
  name TEXT NOT NULL,
  looks_like TEXT NOT NULL DEFAULT '',
  looks_not_like TEXT NOT NULL DEFAULT '',
  position INTEGER NOT NULL,
  archived_at INTEGER,
  PRIMARY KEY (org_id, id)
) STRICT, WITHOUT ROWID;

-- Identity only: what the work was called stands on the citation.
CREATE TABLE artifacts (
  org_id TEXT NOT NULL REFERENCES organisations (id),
  id TEXT NOT NULL,
  site TEXT NOT NULL,
  instance TEXT NOT NULL,
  type TEXT NOT NULL,
  key TEXT NOT NULL,
  url TEXT NOT NULL,
  PRIMARY KEY (org_id, id)
) STRICT, WITHOUT ROWID;

-- The narrow row: what lists need. Words stand in feedback_words.
CREATE TABLE feedback (
  org_id TEXT NOT NULL,
  id TEXT NOT NULL,
  seq TEXT NOT NULL,
  author_id TEXT NOT NULL,
  kind TEXT NOT NULL,
  visibility TEXT NOT NULL,
  team_id TEXT,
  artifact_id TEXT,
  artifact_sub TEXT,
  -- The place did not prove public; its title stays with author and recipients unless the author shows it.
  private INTEGER NOT NULL DEFAULT 0,
  show_title INTEGER NOT NULL DEFAULT 1,
  recipients TEXT NOT NULL CHECK (json_valid(recipients)),
  keys TEXT NOT NULL CHECK (json_valid(keys)),
  managers TEXT NOT NULL DEFAULT '[]' CHECK (json_valid(managers)),
  core_values TEXT NOT NULL DEFAULT '[]' CHECK (json_valid(core_values)),
  thanks INTEGER NOT NULL DEFAULT 0,
  helpful INTEGER NOT NULL DEFAULT 0,
  seen_it_too INTEGER NOT NULL DEFAULT 0,
  changes TEXT NOT NULL DEFAULT '[]' CHECK (json_valid(changes)),
  body_hash TEXT NOT NULL,
  at INTEGER NOT NULL,
  retracted_at INTEGER,
  -- Somebody who was invited: {person, name, until}. Until they accept, the keys are the author's alone.
  waits_for TEXT CHECK (waits_for IS NULL OR json_valid(waits_for)),
  PRIMARY KEY (org_id, id),
  FOREIGN KEY (org_id, author_id) REFERENCES people (org_id, id),
  FOREIGN KEY (org_id, team_id) REFERENCES teams (org_id, id),
  FOREIGN KEY (org_id, artifact_id) REFERENCES artifacts (org_id, id)
) STRICT, WITHOUT ROWID;

-- {body, title, state} as JSON; sealed where key_version > 0.
CREATE TABLE feedback_words (
  org_id TEXT NOT NULL,
  feedback_id TEXT NOT NULL,
  key_version INTEGER NOT NULL,
  words TEXT NOT NULL,
  PRIMARY KEY (org_id, feedback_id),
  FOREIGN KEY (org_id, feedback_id) REFERENCES feedback (org_id, id)
) STRICT, WITHOUT ROWID;

CREATE TABLE feedback_recipients (
  org_id TEXT NOT NULL,
  feedback_id TEXT NOT NULL,
  person_id TEXT NOT NULL,
  stepped_back_at INTEGER,
  PRIMARY KEY (org_id, feedback_id, person_id),
  FOREIGN KEY (org_id, feedback_id) REFERENCES feedback (org_id, id),
  FOREIGN KEY (org_id, person_id) REFERENCES people (org_id, id)
) STRICT, WITHOUT ROWID;

CREATE TABLE reactions (
  org_id TEXT NOT NULL,
  feedback_id TEXT NOT NULL,
  person_id TEXT NOT NULL,
  reaction TEXT NOT NULL,
  at INTEGER NOT NULL,
  PRIMARY KEY (org_id, feedback_id, person_id, reaction),
  FOREIGN KEY (org_id, feedback_id) REFERENCES feedback (org_id, id),
  FOREIGN KEY (org_id, person_id) REFERENCES people (org_id, id)
) STRICT, WITHOUT ROWID;

-- Who may find what where: one row a subject and key. Only events/record writes it.
CREATE TABLE feed (
  org_id TEXT NOT NULL,
  subject TEXT NOT NULL,
  key TEXT NOT NULL,
  seq TEXT NOT NULL,
  feedback_id TEXT NOT NULL,
  PRIMARY KEY (org_id, subject, key, seq, feedback_id)
) STRICT, WITHOUT ROWID;

CREATE TABLE notifications (
  org_id TEXT NOT NULL,
  person_id TEXT NOT NULL,
  seq TEXT NOT NULL,
  kind TEXT NOT NULL,
  actor_id TEXT,
  feedback_id TEXT,
  handle_id TEXT,
  badge INTEGER NOT NULL,
  at INTEGER NOT NULL,
  read_at INTEGER,
  PRIMARY KEY (org_id, person_id, seq),
  FOREIGN KEY (org_id, person_id) REFERENCES people (org_id, id)
) STRICT, WITHOUT ROWID;

-- Audit and outbox in one: ids only, append-only.
CREATE TABLE events (
  org_id TEXT NOT NULL REFERENCES organisations (id),
  seq TEXT NOT NULL,
  kind TEXT NOT NULL,
  actor_id TEXT,
  data TEXT NOT NULL CHECK (json_valid(data)),
  at INTEGER NOT NULL,
  PRIMARY KEY (org_id, seq)
) STRICT, WITHOUT ROWID;
CREATE TRIGGER events_are_final BEFORE UPDATE ON events BEGIN SELECT RAISE(ABORT, 'events are append-only'); END;
-- 36 months, as domain.md section 17 keeps audit rows.
CREATE TRIGGER events_are_kept BEFORE DELETE ON events WHEN OLD.at > (unixepoch() - 94608000) * 1000 BEGIN SELECT RAISE(ABORT, 'events are kept for 36 months'); END;

-- What is still to be done about an event beyond the inbox: one row a reaction, gone when it is done. Dead after 8 tries, and left to be seen.
CREATE TABLE due (
  org_id TEXT NOT NULL,
  seq TEXT NOT NULL,
  reaction TEXT NOT NULL,
  person_id TEXT NOT NULL,
  leased_until INTEGER NOT NULL DEFAULT 0,
  tries INTEGER NOT NULL DEFAULT 0,
  PRIMARY KEY (org_id, seq, reaction, person_id)
) STRICT, WITHOUT ROWID;

CREATE TABLE sessions (
  org_id TEXT NOT NULL,
  token_hash TEXT NOT NULL,
  id TEXT NOT NULL,
  person_id TEXT NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN ('desk', 'extension', 'script')),
  device TEXT NOT NULL DEFAULT '',
  opened_at INTEGER NOT NULL,
  seen_at INTEGER NOT NULL,
  expires_at INTEGER NOT NULL,
  ended_at INTEGER,
  PRIMARY KEY (org_id, token_hash),
  FOREIGN KEY (org_id, person_id) REFERENCES people (org_id, id)
) STRICT, WITHOUT ROWID;
CREATE INDEX sessions_by_person ON sessions (org_id, person_id);

CREATE TABLE invitations (
  org_id TEXT NOT NULL,
  id TEXT NOT NULL,
  token_hash TEXT NOT NULL,
  person_id TEXT NOT NULL,
  invited_by TEXT NOT NULL,
  created_at INTEGER NOT NULL,
  expires_at INTEGER NOT NULL,
  accepted_at INTEGER,
  dropped_at INTEGER,
  PRIMARY KEY (org_id, id),
  FOREIGN KEY (org_id, person_id) REFERENCES people (org_id, id),
  FOREIGN KEY (org_id, invited_by) REFERENCES people (org_id, id)
) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX invitations_by_token ON invitations (org_id, token_hash);
CREATE INDEX invitations_by_person ON invitations (org_id, person_id);
