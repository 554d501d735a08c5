-- Goals, key results, check-ins, priorities, and the work that serves them. Words of what is narrower than the organisation are sealed.

CREATE TABLE priorities (
  org_id TEXT NOT NULL REFERENCES organisations (id),
  id TEXT NOT NULL,
  team_id TEXT,
  title TEXT NOT NULL,
  why TEXT NOT NULL DEFAULT '',
  from_day TEXT NOT NULL,
  to_day TEXT NOT NULL,
  position INTEGER NOT NULL,
  archived_at INTEGER,
  version INTEGER NOT NULL DEFAULT 1,
  PRIMARY KEY (org_id, id),
  FOREIGN KEY (org_id, team_id) REFERENCES teams (org_id, id)
) STRICT, WITHOUT ROWID;

CREATE INDEX priorities_open ON priorities (org_id, to_day) WHERE archived_at IS NULL;

CREATE TABLE goals (
  org_id TEXT NOT NULL,
  id TEXT NOT NULL,
  seq TEXT NOT NULL,
  scope TEXT NOT NULL CHECK (scope IN ('company', 'department', 'team', 'person')),
  kind TEXT NOT NULL CHECK (kind IN ('performance', 'development')),
  team_id TEXT,
  owner_id TEXT NOT NULL,
  co_owners TEXT NOT NULL DEFAULT '[]' CHECK (json_valid(co_owners)),
  parent_id TEXT,
  priority_id TEXT,
  start_day TEXT NOT NULL,
  end_day TEXT NOT NULL,
  state TEXT NOT NULL DEFAULT 'active' CHECK (state IN ('draft', 'active', 'closed')),
  outcome TEXT CHECK (outcome IN ('achieved', 'partially_achieved', 'missed', 'dropped')),
  visibility TEXT NOT NULL CHECK (visibility IN ('organization', 'team', 'chain', 'private')),
  -- Who sees it, made anew whenever an owner's manager changes: goals follow the new manager.
  keys TEXT NOT NULL CHECK (json_valid(keys)),
  -- {title, why, closing} as JSON; sealed where key_version > 0.
  key_version INTEGER NOT NULL,
  words TEXT NOT NULL,
  -- Kept with every write: of its key results, and of those aligned to it that count.
  progress REAL,
  weights REAL NOT NULL DEFAULT 0,
  weighed REAL NOT NULL DEFAULT 0,
  -- Whether it counts in its parent, and with how much.
  counted INTEGER NOT NULL DEFAULT 0,
  children INTEGER NOT NULL DEFAULT 0,
  children_sum REAL NOT NULL DEFAULT 0,
  open_needs INTEGER NOT NULL DEFAULT 0,
  last_at INTEGER,
  -- The earliest of its key results'; when its owner was last told; whether they were told that its time ends; the day on which to look next.
  stale_from TEXT,
  nudged_on TEXT,
  ending_told INTEGER NOT NULL DEFAULT 0,
  look_on TEXT,
  body_hash TEXT NOT NULL,
  at INTEGER NOT NULL,
  closed_at INTEGER,
  carried_from TEXT,
  version INTEGER NOT NULL DEFAULT 1,
  PRIMARY KEY (org_id, id),
  FOREIGN KEY (org_id, owner_id) REFERENCES people (org_id, id),
  FOREIGN KEY (org_id, team_id) REFERENCES teams (org_id, id),
  FOREIGN KEY (org_id, parent_id) REFERENCES goals (org_id, id),
  FOREIGN KEY (org_id, priority_id) REFERENCES priorities (org_id, id)
) STRICT, WITHOUT ROWID;
CREATE INDEX goals_by_owner ON goals (org_id, owner_id, state, seq);
CREATE INDEX goals_by_team ON goals (org_id, team_id, state, seq) WHERE team_id IS NOT NULL;
CREATE INDEX goals_by_parent ON goals (org_id, parent_id, state, seq) WHERE parent_id IS NOT NULL;
CREATE INDEX goals_by_priority ON goals (org_id, priority_id, state, seq) WHERE priority_id IS NOT NULL;
CREATE INDEX goals_of_chains ON goals (org_id, owner_id) WHERE visibility = 'chain';
CREATE INDEX goals_looking ON goals (look_on) WHERE look_on IS NOT NULL;
CREATE INDEX goals_by_scope ON goals (org_id, state, scope, seq);
CREATE INDEX goals_open ON goals (org_id, seq) WHERE state = 'active';
CREATE INDEX goals_at_the_top ON goals (org_id, scope, state, seq) WHERE parent_id IS NULL;

-- Whose a goal is beside its owner.
CREATE TABLE goal_owners (
  org_id TEXT NOT NULL,
  person_id TEXT NOT NULL,
  goal_id TEXT NOT NULL,
  PRIMARY KEY (org_id, person_id, goal_id),
  FOREIGN KEY (org_id, goal_id) REFERENCES goals (org_id, id),
  FOREIGN KEY (org_id, person_id) REFERENCES people (org_id, id)
) STRICT, WITHOUT ROWID;

CREATE TABLE key_results (
  org_id TEXT NOT NULL,
  goal_id TEXT NOT NULL,
  id TEXT NOT NULL,
  position INTEGER NOT NULL,
  owner_id TEXT NOT NULL,
  measure TEXT NOT NULL CHECK (measure IN ('number', 'percent', 'currency', 'milestone', 'qualitative')),
  baseline REAL NOT NULL,
  target REAL NOT NULL,
  stretch REAL,
  unit TEXT,
  weight REAL NOT NULL DEFAULT 1 CHECK (weight >= 0),
  current REAL,
  progress REAL NOT NULL DEFAULT 0,
  confidence INTEGER,
  status TEXT,
  last_at INTEGER,
  stale_from TEXT,
  rule TEXT CHECK (rule IS NULL OR json_valid(rule)),
  dropped_at INTEGER,
  -- {title, rubric} as JSON; sealed as the goal's are.
  key_version INTEGER NOT NULL,
  words TEXT NOT NULL,
  version INTEGER NOT NULL DEFAULT 1,
  PRIMARY KEY (org_id, goal_id, id),
  FOREIGN KEY (org_id, goal_id) REFERENCES goals (org_id, id),
  FOREIGN KEY (org_id, owner_id) REFERENCES people (org_id, id)
) STRICT, WITHOUT ROWID;
CREATE INDEX key_results_by_owner ON key_results (org_id, owner_id, goal_id) WHERE dropped_at IS NULL;
CREATE INDEX key_results_with_rules ON key_results (org_id, json_extract(rule, '$.site'), json_extract(rule, '$.of'), json_extract(rule, '$.name')) WHERE rule IS NOT NULL AND dropped_at IS NULL;

-- Append-only: a correction is a later one.
CREATE TABLE check_ins (
  org_id TEXT NOT NULL,
  goal_id TEXT NOT NULL,
  key_result_id TEXT NOT NULL,
  seq TEXT NOT NULL,
  id TEXT NOT NULL,
  by_id TEXT,
  source TEXT NOT NULL CHECK (source IN ('person', 'work', 'seen')),
  reading REAL NOT NULL,
  confidence INTEGER,
  status TEXT,
  artifact_id TEXT,
  private INTEGER NOT NULL DEFAULT 0,
  need_kind TEXT,
  need_to TEXT,
  answered_at INTEGER,
  corrected INTEGER NOT NULL DEFAULT 0,
  -- {line, need, title, state} as JSON, sealed as the goal's words are.
  key_version INTEGER NOT NULL,
  words TEXT NOT NULL,
  body_hash TEXT NOT NULL,
  at INTEGER NOT NULL,
  PRIMARY KEY (org_id, goal_id, key_result_id, seq),
  FOREIGN KEY (org_id, goal_id, key_result_id) REFERENCES key_results (org_id, goal_id, id)
) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX check_ins_by_id ON check_ins (org_id, id);
CREATE INDEX check_ins_needing ON check_ins (org_id, goal_id, seq) WHERE need_kind IS NOT NULL AND answered_at IS NULL;

-- Work that serves a goal, or one of its key results ('' = the goal).
CREATE TABLE goal_links (
  org_id TEXT NOT NULL,
  artifact_id TEXT NOT NULL,
  goal_id TEXT NOT NULL,
  key_result_id TEXT NOT NULL DEFAULT '',
  by_id TEXT NOT NULL,
  private INTEGER NOT NULL DEFAULT 0,
  -- {title, state} as JSON, sealed.
  key_version INTEGER NOT NULL,
  words TEXT NOT NULL,
  -- As a webhook says, or as somebody's page showed it.
  state TEXT,
  state_from TEXT CHECK (state_from IN ('work', 'seen')),
  seen_by TEXT,
  reached_at INTEGER,
  at INTEGER NOT NULL,
  PRIMARY KEY (org_id, artifact_id, goal_id, key_result_id),
  FOREIGN KEY (org_id, goal_id) REFERENCES goals (org_id, id),
  FOREIGN KEY (org_id, artifact_id) REFERENCES artifacts (org_id, id),
  FOREIGN KEY (org_id, by_id) REFERENCES people (org_id, id)
) STRICT, WITHOUT ROWID;
CREATE INDEX goal_links_by_goal ON goal_links (org_id, goal_id, key_result_id, at);

CREATE INDEX events_by_goal ON events (org_id, json_extract(data, '$.goal'), seq) WHERE json_extract(data, '$.goal') IS NOT NULL AND kind <> 'goal.checkedIn';
