-- Reports: something that was said hurts, and two people look at it.

CREATE TABLE reports (
  org_id TEXT NOT NULL,
  id TEXT NOT NULL,
  seq TEXT NOT NULL,
  feedback_id TEXT NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('open', 'upheld', 'dismissed')),
  at INTEGER NOT NULL,
  decided_at INTEGER,
  PRIMARY KEY (org_id, id),
  FOREIGN KEY (org_id, feedback_id) REFERENCES feedback (org_id, id)
) STRICT, WITHOUT ROWID;

-- Who reported it, and why; who of the two sees it how.
CREATE TABLE report_people (
  org_id TEXT NOT NULL,
  report_id TEXT NOT NULL,
  person_id TEXT NOT NULL,
  part TEXT NOT NULL CHECK (part IN ('reporter', 'handler')),
  -- The report's own place in time, for lists.
  seq TEXT NOT NULL,
  -- Of a reporter: the id and the hash under which it was sent, and their words, sealed.
  reason_id TEXT,
  body_hash TEXT,
  key_version INTEGER,
  words TEXT CHECK ((words IS NULL) = (key_version IS NULL)),
  -- Of a handler.
  upheld INTEGER,
  PRIMARY KEY (org_id, report_id, person_id),
  FOREIGN KEY (org_id, report_id) REFERENCES reports (org_id, id),
  FOREIGN KEY (org_id, person_id) REFERENCES people (org_id, id)
) STRICT, WITHOUT ROWID;
CREATE INDEX report_people_by_person ON report_people (org_id, person_id, seq);
CREATE UNIQUE INDEX report_people_by_reason ON report_people (org_id, reason_id) WHERE reason_id IS NOT NULL;

-- The open report, if there is one: what was taken back meanwhile is kept for it.
ALTER TABLE feedback ADD COLUMN report_id TEXT;
CREATE INDEX people_by_role ON people (org_id, role, id) WHERE role <> 'member';
