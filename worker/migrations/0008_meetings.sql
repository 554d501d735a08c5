-- 1:1s and teams' agendas: one a pair (in the order of their ids), one a team. A row is made when something is first written.
CREATE TABLE meetings (
  org_id TEXT NOT NULL,
  -- Made from the organisation and the pair or the team: the same for whoever asks.
  id TEXT NOT NULL,
  a_id TEXT,
  b_id TEXT,
  team_id TEXT,
  next_at INTEGER,
  -- Where the clock of `next_at` hangs: of who planned it.
  time_zone TEXT NOT NULL DEFAULT 'UTC',
  cadence_weeks INTEGER NOT NULL DEFAULT 0,
  held_at INTEGER,
  -- The last ten times that it took place, newest first.
  past TEXT NOT NULL DEFAULT '[]',
  version INTEGER NOT NULL DEFAULT 0,
  PRIMARY KEY (org_id, id),
  FOREIGN KEY (org_id, a_id) REFERENCES people (org_id, id),
  FOREIGN KEY (org_id, b_id) REFERENCES people (org_id, id),
  FOREIGN KEY (org_id, team_id) REFERENCES teams (org_id, id),
  CHECK (CASE WHEN team_id IS NULL THEN a_id < b_id ELSE a_id IS NULL AND b_id IS NULL END)
) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX meetings_by_pair ON meetings (org_id, a_id, b_id) WHERE a_id IS NOT NULL;
CREATE INDEX meetings_by_second ON meetings (org_id, b_id) WHERE b_id IS NOT NULL;
CREATE UNIQUE INDEX meetings_by_team ON meetings (org_id, team_id) WHERE team_id IS NOT NULL;

CREATE TABLE meeting_points (
  org_id TEXT NOT NULL,
  id TEXT NOT NULL,
  seq TEXT NOT NULL,
  meeting_id TEXT NOT NULL,
  author_id TEXT NOT NULL,
  private INTEGER NOT NULL,
  section TEXT NOT NULL CHECK (section IN ('talk', 'works', 'does_not')),
  artifact_id TEXT,
  -- {text, title, state, private, showTitle} as JSON, sealed. Null when it was taken off: its id is never used again.
  key_version INTEGER,
  words TEXT,
  body_hash TEXT NOT NULL,
  done INTEGER NOT NULL DEFAULT 0,
  carried INTEGER NOT NULL DEFAULT 0,
  at INTEGER NOT NULL,
  -- The meeting with which it came to rest.
  rested_at INTEGER,
  version INTEGER NOT NULL DEFAULT 1,
  PRIMARY KEY (org_id, id),
  FOREIGN KEY (org_id, meeting_id) REFERENCES meetings (org_id, id),
  FOREIGN KEY (org_id, author_id) REFERENCES people (org_id, id)
) STRICT, WITHOUT ROWID;
CREATE INDEX meeting_points_open ON meeting_points (org_id, meeting_id, seq) WHERE rested_at IS NULL AND words IS NOT NULL;
CREATE INDEX meeting_points_rested ON meeting_points (org_id, meeting_id, rested_at) WHERE rested_at IS NOT NULL;

-- Closed action items: their owner's, newest first; and what was done between two since they last met.
CREATE INDEX action_items_closed ON action_items (org_id, owner_id, closed_at, id) WHERE closed_at IS NOT NULL;
CREATE INDEX action_items_closed_by_other ON action_items (org_id, other_id, owner_id, closed_at) WHERE closed_at IS NOT NULL;
