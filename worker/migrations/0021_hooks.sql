-- Webhooks of GitHub and Jira, and what they moved. Of a payload only what a rule asks for is kept: which work, when it changed, whether it counts.

CREATE TABLE hooks (
  org_id TEXT NOT NULL REFERENCES organisations (id),
  id TEXT NOT NULL,
  site TEXT NOT NULL CHECK (site IN ('github', 'jira')),
  instance TEXT NOT NULL,
  name TEXT NOT NULL,
  in_path INTEGER NOT NULL DEFAULT 0,
  key_version INTEGER NOT NULL,
  secret TEXT NOT NULL,
  last_at INTEGER,
  failed_at INTEGER,
  forged INTEGER NOT NULL DEFAULT 0,
  unread INTEGER NOT NULL DEFAULT 0,
  elsewhere INTEGER NOT NULL DEFAULT 0,
  body_hash TEXT NOT NULL,
  by_id TEXT NOT NULL,
  at INTEGER NOT NULL,
  PRIMARY KEY (org_id, id)
) STRICT, WITHOUT ROWID;

-- Deliveries that moved something: the same one is not taken twice. Gone after 30 days.
CREATE TABLE hook_deliveries (
  org_id TEXT NOT NULL,
  hook_id TEXT NOT NULL,
  id TEXT NOT NULL,
  at INTEGER NOT NULL,
  PRIMARY KEY (org_id, hook_id, id),
  FOREIGN KEY (org_id, hook_id) REFERENCES hooks (org_id, id) ON DELETE CASCADE
) STRICT, WITHOUT ROWID;

-- What was heard of one work for one key result's rule, by the work's own time.
CREATE TABLE moved_works (
  org_id TEXT NOT NULL,
  artifact_id TEXT NOT NULL,
  goal_id TEXT NOT NULL,
  key_result_id TEXT NOT NULL,
  source TEXT NOT NULL CHECK (source IN ('work', 'seen')),
  said_at INTEGER NOT NULL,
  known INTEGER NOT NULL,
  reached INTEGER NOT NULL,
  PRIMARY KEY (org_id, artifact_id, goal_id, key_result_id),
  FOREIGN KEY (org_id, goal_id, key_result_id) REFERENCES key_results (org_id, goal_id, id)
) STRICT, WITHOUT ROWID;
CREATE INDEX moved_works_by_key_result ON moved_works (org_id, goal_id, key_result_id);

-- Their sums, kept with every row; the rule that they are of, what was read last, and by how much a person corrected it.
CREATE TABLE moves (
  org_id TEXT NOT NULL,
  goal_id TEXT NOT NULL,
  key_result_id TEXT NOT NULL,
  rule TEXT NOT NULL,
  known INTEGER NOT NULL DEFAULT 0,
  reached INTEGER NOT NULL DEFAULT 0,
  reading REAL,
  shift REAL NOT NULL DEFAULT 0,
  PRIMARY KEY (org_id, goal_id, key_result_id),
  FOREIGN KEY (org_id, goal_id, key_result_id) REFERENCES key_results (org_id, goal_id, id)
) STRICT, WITHOUT ROWID;
CREATE TRIGGER moved_works_come AFTER INSERT ON moved_works BEGIN
  UPDATE moves SET known = known + NEW.known, reached = reached + NEW.reached WHERE org_id = NEW.org_id AND goal_id = NEW.goal_id AND key_result_id = NEW.key_result_id;
END;
CREATE TRIGGER moved_works_change AFTER UPDATE ON moved_works BEGIN
  UPDATE moves SET known = known + NEW.known - OLD.known, reached = reached + NEW.reached - OLD.reached WHERE org_id = NEW.org_id AND goal_id = NEW.goal_id AND key_result_id = NEW.key_result_id;
END;
CREATE TRIGGER moved_works_go AFTER DELETE ON moved_works BEGIN
  UPDATE moves SET known = known - OLD.known, reached = reached - OLD.reached WHERE org_id = OLD.org_id AND goal_id = OLD.goal_id AND key_result_id = OLD.key_result_id;
END;

-- When the state of linked work was said to be so.
ALTER TABLE goal_links ADD COLUMN said_at INTEGER;

-- GitHub's names are compared without case.
DROP INDEX key_results_with_rules;
CREATE INDEX key_results_with_rules ON key_results (org_id, json_extract(rule, '$.site'), json_extract(rule, '$.of'), lower(json_extract(rule, '$.name'))) WHERE rule IS NOT NULL AND dropped_at IS NULL;
