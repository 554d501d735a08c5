-- The signed selector pack of the whole server: outside organisations, one row.
CREATE TABLE selector_packs (
  id TEXT NOT NULL PRIMARY KEY CHECK (id IN ('pack')),
  version INTEGER NOT NULL,
  pack TEXT NOT NULL,
  signature TEXT NOT NULL,
  published_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- How reading a site went, counted by day: no person, no work, no words, no time finer than the day. Gone after 90 days.
CREATE TABLE reading_counts (
  org_id TEXT NOT NULL REFERENCES organisations (id),
  site TEXT NOT NULL,
  day TEXT NOT NULL,
  -- `people=testid state=none title=json`: where each field was found.
  outcome TEXT NOT NULL,
  count INTEGER NOT NULL,
  PRIMARY KEY (org_id, site, day, outcome)
) STRICT, WITHOUT ROWID;
