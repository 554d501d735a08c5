-- What one can learn a competency from. Read by everybody of the organisation once it is listed, so in the clear.

CREATE TABLE learning_resources (
  org_id TEXT NOT NULL,
  id TEXT NOT NULL,
  competency_id TEXT NOT NULL,
  title TEXT NOT NULL,
  link TEXT NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN ('course', 'book', 'article', 'talk', 'person')),
  minutes INTEGER,
  language TEXT,
  state TEXT NOT NULL CHECK (state IN ('proposed', 'listed', 'declined')),
  by_id TEXT NOT NULL,
  at INTEGER NOT NULL,
  decided_by TEXT,
  decided_at INTEGER,
  why TEXT NOT NULL DEFAULT '',
  -- Taken out: neither title nor link is shown any more, and its id is never used again.
  removed_at INTEGER,
  PRIMARY KEY (org_id, id),
  FOREIGN KEY (org_id, by_id) REFERENCES people (org_id, id),
  FOREIGN KEY (org_id, decided_by) REFERENCES people (org_id, id)
) STRICT, WITHOUT ROWID;
CREATE INDEX learning_resources_standing ON learning_resources (org_id, competency_id, id) WHERE removed_at IS NULL;

-- A growth action may carry what to learn from, and the work on which it is done.
ALTER TABLE action_items ADD COLUMN resource_id TEXT;
ALTER TABLE action_items ADD COLUMN artifact_id TEXT;

-- Those who decide on proposals, to be told of one without walking the directory.
CREATE INDEX people_keepers ON people (org_id, id) WHERE role IN ('admin', 'hr');
