-- Cases of data protection: what is kept about somebody, and being forgotten.

-- Erased: a former colleague. The row stays, since others' words and the events hang on its id.
ALTER TABLE people ADD COLUMN erased_at INTEGER;

CREATE TABLE cases (
  org_id TEXT NOT NULL,
  id TEXT NOT NULL,
  seq TEXT NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN ('access', 'erasure')),
  person_id TEXT NOT NULL,
  contact_id TEXT NOT NULL,
  state TEXT NOT NULL DEFAULT 'received' CHECK (state IN ('received', 'gathering', 'decided', 'answered')),
  at INTEGER NOT NULL,
  due_at INTEGER NOT NULL,
  answered_at INTEGER,
  -- The answer as JSON, sealed: what was given is read from here, whatever becomes of the originals.
  key_version INTEGER,
  answer TEXT,
  PRIMARY KEY (org_id, id),
  FOREIGN KEY (org_id, person_id) REFERENCES people (org_id, id),
  FOREIGN KEY (org_id, contact_id) REFERENCES people (org_id, id)
) STRICT, WITHOUT ROWID;
CREATE INDEX cases_by_person ON cases (org_id, person_id, seq);
CREATE INDEX cases_by_contact ON cases (org_id, contact_id, state, due_at);

CREATE TABLE case_entries (
  org_id TEXT NOT NULL,
  case_id TEXT NOT NULL,
  feedback_id TEXT NOT NULL,
  give INTEGER,
  reason TEXT,
  mask_author INTEGER NOT NULL DEFAULT 0,
  -- Words to blank out, as JSON, sealed: they are names of others.
  key_version INTEGER,
  mask TEXT,
  PRIMARY KEY (org_id, case_id, feedback_id),
  FOREIGN KEY (org_id, case_id) REFERENCES cases (org_id, id)
) STRICT, WITHOUT ROWID;
