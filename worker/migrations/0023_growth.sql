-- Growth of one person: the plan in versions, how they and their manager see each competency, who else reads it. All words sealed.

CREATE TABLE growth_plans (
  org_id TEXT NOT NULL,
  person_id TEXT NOT NULL,
  version INTEGER NOT NULL,
  by_id TEXT NOT NULL,
  at INTEGER NOT NULL,
  -- {reason, strengths, areas} as JSON, sealed.
  key_version INTEGER NOT NULL,
  words TEXT NOT NULL,
  PRIMARY KEY (org_id, person_id, version),
  FOREIGN KEY (org_id, person_id) REFERENCES people (org_id, id),
  FOREIGN KEY (org_id, by_id) REFERENCES people (org_id, id)
) STRICT, WITHOUT ROWID;

CREATE TABLE growth_levels (
  org_id TEXT NOT NULL,
  person_id TEXT NOT NULL,
  side TEXT NOT NULL CHECK (side IN ('self', 'manager')),
  by_id TEXT NOT NULL,
  at INTEGER NOT NULL,
  -- [{competency, level}] as JSON, sealed.
  key_version INTEGER NOT NULL,
  words TEXT NOT NULL,
  PRIMARY KEY (org_id, person_id, side),
  FOREIGN KEY (org_id, person_id) REFERENCES people (org_id, id),
  FOREIGN KEY (org_id, by_id) REFERENCES people (org_id, id)
) STRICT, WITHOUT ROWID;

CREATE TABLE growth_actions (
  org_id TEXT NOT NULL,
  person_id TEXT NOT NULL,
  item_id TEXT NOT NULL,
  area_id TEXT NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN ('practice', 'learn', 'mentor', 'stretch')),
  PRIMARY KEY (org_id, person_id, item_id),
  FOREIGN KEY (org_id, person_id) REFERENCES people (org_id, id)
) STRICT, WITHOUT ROWID;

CREATE TABLE growth_shares (
  org_id TEXT NOT NULL,
  person_id TEXT NOT NULL,
  with_id TEXT NOT NULL,
  at INTEGER NOT NULL,
  PRIMARY KEY (org_id, person_id, with_id),
  FOREIGN KEY (org_id, person_id) REFERENCES people (org_id, id),
  FOREIGN KEY (org_id, with_id) REFERENCES people (org_id, id)
) STRICT, WITHOUT ROWID;

-- Action items may come from growth. Nothing refers to the table, so it is made anew with the wider choice.
CREATE TABLE action_items_next (
  org_id TEXT NOT NULL,
  id TEXT NOT NULL,
  seq TEXT NOT NULL,
  owner_id TEXT NOT NULL,
  other_id TEXT,
  team_id TEXT,
  source TEXT NOT NULL CHECK (source IN ('own', 'feedback', 'meeting', 'growth')),
  source_id TEXT,
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
INSERT INTO action_items_next (org_id, id, seq, owner_id, other_id, team_id, source, source_id, key_version, words, due, state, by_id, body_hash, at, closed_at, version)
  SELECT org_id, id, seq, owner_id, other_id, team_id, source, source_id, key_version, words, due, state, by_id, body_hash, at, closed_at, version FROM action_items;
DROP TABLE action_items;
ALTER TABLE action_items_next RENAME TO action_items;
CREATE INDEX action_items_by_owner ON action_items (org_id, owner_id, state, due, seq);
CREATE INDEX action_items_by_other ON action_items (org_id, other_id, owner_id, state, seq) WHERE other_id IS NOT NULL;
CREATE INDEX action_items_by_source ON action_items (org_id, source_id, state, seq) WHERE source_id IS NOT NULL;
CREATE INDEX action_items_closed ON action_items (org_id, owner_id, closed_at, id) WHERE closed_at IS NOT NULL;
CREATE INDEX action_items_closed_by_other ON action_items (org_id, other_id, owner_id, closed_at) WHERE closed_at IS NOT NULL;
-- Who else sees a growth action follows the manager of today.
CREATE TRIGGER growth_follows_the_manager AFTER UPDATE OF manager_id ON people WHEN OLD.manager_id IS NOT NEW.manager_id
BEGIN
  UPDATE action_items SET other_id = NEW.manager_id, version = version + 1 WHERE org_id = NEW.org_id AND source = 'growth'
    AND id IN (SELECT item_id FROM growth_actions WHERE org_id = NEW.org_id AND person_id = NEW.id);
END;
