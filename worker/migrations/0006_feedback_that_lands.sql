-- What feedback needs to land: coaching, notes, answers, talk, passing on; how people's time runs.

ALTER TABLE feedback ADD COLUMN about_id TEXT;
ALTER TABLE feedback ADD COLUMN request_id TEXT;
-- [{by, text, at}] as JSON, sealed like the words where those are.
ALTER TABLE feedback ADD COLUMN views TEXT;
ALTER TABLE feedback ADD COLUMN replies INTEGER NOT NULL DEFAULT 0;
-- The action item that its recipient made of it.
ALTER TABLE feedback ADD COLUMN trying_id TEXT;
ALTER TABLE feedback ADD COLUMN helped TEXT;
ALTER TABLE feedback ADD COLUMN expires_at INTEGER;
-- Reported: the keys that it had, put back when the report is dismissed.
ALTER TABLE feedback ADD COLUMN held_keys TEXT;
CREATE INDEX feedback_about ON feedback (org_id, about_id, seq) WHERE about_id IS NOT NULL;
CREATE INDEX feedback_expiring ON feedback (expires_at) WHERE expires_at IS NOT NULL;

-- What a line is about beside feedback and handles: `request:<id>`, `action:<id>`, `report:<id>`, ...
ALTER TABLE notifications ADD COLUMN subject TEXT;

-- Days of the week that somebody works, Monday 1; periods away, past ones kept: they are no gaps.
ALTER TABLE people ADD COLUMN working_days TEXT NOT NULL DEFAULT '12345';
CREATE INDEX people_by_manager ON people (org_id, manager_id) WHERE manager_id IS NOT NULL;
CREATE TABLE away_periods (
  org_id TEXT NOT NULL,
  person_id TEXT NOT NULL,
  from_day TEXT NOT NULL,
  to_day TEXT,
  PRIMARY KEY (org_id, person_id, from_day),
  FOREIGN KEY (org_id, person_id) REFERENCES people (org_id, id)
) STRICT, WITHOUT ROWID;
INSERT INTO away_periods (org_id, person_id, from_day, to_day) SELECT org_id, id, away_from, away_to FROM people WHERE away_from IS NOT NULL;
CREATE TRIGGER away_is_kept_at_first AFTER INSERT ON people WHEN NEW.away_from IS NOT NULL BEGIN
  INSERT INTO away_periods (org_id, person_id, from_day, to_day) VALUES (NEW.org_id, NEW.id, NEW.away_from, NEW.away_to)
    ON CONFLICT DO UPDATE SET to_day = excluded.to_day;
END;
CREATE TRIGGER away_is_kept AFTER UPDATE OF away_from, away_to ON people WHEN NEW.away_from IS NOT NULL AND (NEW.away_from IS NOT OLD.away_from OR NEW.away_to IS NOT OLD.away_to) BEGIN
  INSERT INTO away_periods (org_id, person_id, from_day, to_day) VALUES (NEW.org_id, NEW.id, NEW.away_from, NEW.away_to)
    ON CONFLICT DO UPDATE SET to_day = excluded.to_day;
END;

-- The feed of everything that one may see: what a key opens beyond author and recipients, who find it under their own subjects.
INSERT INTO feed (org_id, subject, key, seq, feedback_id)
  SELECT f.org_id, 'all', k.value, f.seq, f.id FROM feedback f, json_each(f.keys) k
  WHERE f.retracted_at IS NULL AND f.waits_for IS NULL AND k.value <> 'person:' || f.author_id
    AND NOT EXISTS (SELECT 1 FROM json_each(f.recipients) r WHERE k.value = 'person:' || r.value);

CREATE TABLE action_items (
  org_id TEXT NOT NULL,
  id TEXT NOT NULL,
  seq TEXT NOT NULL,
  owner_id TEXT NOT NULL,
  -- The other side of its source; null for an own one and for a team's.
  other_id TEXT,
  team_id TEXT,
  source TEXT NOT NULL CHECK (source IN ('own', 'feedback', 'meeting')),
  source_id TEXT,
  -- {text, why} as JSON, sealed.
  key_version INTEGER NOT NULL,
  words TEXT NOT NULL,
  due TEXT,
  state TEXT NOT NULL DEFAULT 'open' CHECK (state IN ('open', 'done', 'dropped')),
  by_id TEXT NOT NULL,
  body_hash TEXT NOT NULL,
  at INTEGER NOT NULL,
  closed_at INTEGER,
  version INTEGER NOT NULL DEFAULT 1,
  PRIMARY KEY (org_id, id),
  FOREIGN KEY (org_id, owner_id) REFERENCES people (org_id, id),
  FOREIGN KEY (org_id, other_id) REFERENCES people (org_id, id),
  FOREIGN KEY (org_id, team_id) REFERENCES teams (org_id, id)
) STRICT, WITHOUT ROWID;
CREATE INDEX action_items_by_owner ON action_items (org_id, owner_id, state, due, seq);
CREATE INDEX action_items_by_other ON action_items (org_id, other_id, owner_id, state, seq) WHERE other_id IS NOT NULL;
CREATE INDEX action_items_by_source ON action_items (org_id, source_id, state, seq) WHERE source_id IS NOT NULL;
