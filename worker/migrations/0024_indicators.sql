-- Indicators: continuing measures of a team, or of the organisation (no team), and their readings by day.

CREATE TABLE indicators (
  org_id TEXT NOT NULL REFERENCES organisations (id),
  id TEXT NOT NULL,
  team_id TEXT,
  name TEXT NOT NULL,
  about TEXT NOT NULL DEFAULT '',
  unit TEXT NOT NULL DEFAULT '',
  direction TEXT NOT NULL CHECK (direction IN ('up', 'down')),
  low REAL,
  high REAL,
  archived_at INTEGER,
  at INTEGER NOT NULL,
  version INTEGER NOT NULL DEFAULT 1,
  PRIMARY KEY (org_id, id),
  FOREIGN KEY (org_id, team_id) REFERENCES teams (org_id, id)
) STRICT, WITHOUT ROWID;
CREATE INDEX indicators_by_team ON indicators (org_id, team_id, at, id);

CREATE TABLE indicator_readings (
  org_id TEXT NOT NULL,
  indicator_id TEXT NOT NULL,
  day TEXT NOT NULL,
  value REAL NOT NULL,
  by_id TEXT NOT NULL,
  PRIMARY KEY (org_id, indicator_id, day),
  FOREIGN KEY (org_id, indicator_id) REFERENCES indicators (org_id, id),
  FOREIGN KEY (org_id, by_id) REFERENCES people (org_id, id)
) STRICT, WITHOUT ROWID;
