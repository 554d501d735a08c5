-- Requests for feedback, who was asked, and "did it help?" put aside.

CREATE TABLE requests (
  org_id TEXT NOT NULL,
  id TEXT NOT NULL,
  seq TEXT NOT NULL,
  asker_id TEXT NOT NULL,
  subject_id TEXT NOT NULL,
  told INTEGER NOT NULL,
  visibility TEXT NOT NULL,
  artifact_id TEXT,
  artifact_sub TEXT,
  private INTEGER NOT NULL DEFAULT 0,
  -- {questions, title, state} as JSON, sealed.
  key_version INTEGER NOT NULL,
  words TEXT NOT NULL,
  -- As a whole: open while one part is, then what became of its parts.
  state TEXT NOT NULL DEFAULT 'open' CHECK (state IN ('open', 'answered', 'declined', 'expired', 'withdrawn')),
  body_hash TEXT NOT NULL,
  at INTEGER NOT NULL,
  expires_at INTEGER NOT NULL,
  PRIMARY KEY (org_id, id),
  FOREIGN KEY (org_id, asker_id) REFERENCES people (org_id, id),
  FOREIGN KEY (org_id, subject_id) REFERENCES people (org_id, id),
  FOREIGN KEY (org_id, artifact_id) REFERENCES artifacts (org_id, id)
) STRICT, WITHOUT ROWID;
CREATE INDEX requests_by_asker ON requests (org_id, asker_id, seq);
CREATE INDEX requests_by_subject ON requests (org_id, subject_id, seq) WHERE told = 1 AND subject_id <> asker_id;
CREATE INDEX requests_expiring ON requests (expires_at) WHERE state = 'open';

CREATE TABLE request_asked (
  org_id TEXT NOT NULL,
  request_id TEXT NOT NULL,
  person_id TEXT NOT NULL,
  -- The request's own.
  seq TEXT NOT NULL,
  -- Who asked about themselves: they may be coached by whom they asked.
  own_asker_id TEXT,
  state TEXT NOT NULL DEFAULT 'open' CHECK (state IN ('open', 'answered', 'declined', 'expired', 'withdrawn')),
  feedback_id TEXT,
  ended_at INTEGER,
  reminded INTEGER NOT NULL DEFAULT 0,
  -- When to look whether a reminder is due; null = never again.
  look_at INTEGER,
  PRIMARY KEY (org_id, request_id, person_id),
  FOREIGN KEY (org_id, request_id) REFERENCES requests (org_id, id),
  FOREIGN KEY (org_id, person_id) REFERENCES people (org_id, id)
) STRICT, WITHOUT ROWID;
CREATE INDEX request_asked_by_person ON request_asked (org_id, person_id, seq);
CREATE INDEX request_asked_waiting ON request_asked (org_id, person_id, seq) WHERE state = 'open';
CREATE INDEX request_asked_by_asker ON request_asked (org_id, person_id, own_asker_id) WHERE own_asker_id IS NOT NULL AND state IN ('open', 'answered');
CREATE INDEX request_asked_looking ON request_asked (look_at) WHERE look_at IS NOT NULL;

-- The giver would rather not say whether it helped.
ALTER TABLE feedback ADD COLUMN loop_closed_at INTEGER;
CREATE INDEX feedback_loops ON feedback (org_id, author_id, at) WHERE trying_id IS NOT NULL AND helped IS NULL AND loop_closed_at IS NULL;
