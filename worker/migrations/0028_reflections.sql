-- A quarter's reflection on a core value: its author's alone. All words sealed.

CREATE TABLE reflections (
  org_id TEXT NOT NULL,
  person_id TEXT NOT NULL,
  -- First day of the fiscal quarter as it was when it was written.
  quarter TEXT NOT NULL,
  value_id TEXT NOT NULL,
  to_day TEXT NOT NULL,
  at INTEGER NOT NULL,
  changed_at INTEGER NOT NULL,
  version INTEGER NOT NULL DEFAULT 1,
  -- {lived, next} as JSON, sealed.
  key_version INTEGER NOT NULL,
  words TEXT NOT NULL,
  -- Taken away by its author, kept for nobody to see while a legal hold asks for it.
  gone_at INTEGER,
  PRIMARY KEY (org_id, person_id, quarter, value_id),
  FOREIGN KEY (org_id, person_id) REFERENCES people (org_id, id),
  FOREIGN KEY (org_id, value_id) REFERENCES core_values (org_id, id)
) STRICT, WITHOUT ROWID;

-- On whose agenda one stands. The words are the talking point's: as they were on that day.
CREATE TABLE reflection_shares (
  org_id TEXT NOT NULL,
  person_id TEXT NOT NULL,
  quarter TEXT NOT NULL,
  value_id TEXT NOT NULL,
  with_id TEXT NOT NULL,
  point_id TEXT NOT NULL,
  at INTEGER NOT NULL,
  PRIMARY KEY (org_id, person_id, quarter, value_id, with_id),
  FOREIGN KEY (org_id, person_id) REFERENCES people (org_id, id),
  FOREIGN KEY (org_id, with_id) REFERENCES people (org_id, id)
) STRICT, WITHOUT ROWID;

-- What somebody answered to the nudge at a quarter's end.
CREATE TABLE reflection_reminders (
  org_id TEXT NOT NULL,
  person_id TEXT NOT NULL,
  quarter TEXT,
  off INTEGER NOT NULL DEFAULT 0,
  PRIMARY KEY (org_id, person_id),
  FOREIGN KEY (org_id, person_id) REFERENCES people (org_id, id)
) STRICT, WITHOUT ROWID;
