-- What is expected: job roles and competencies in versions, whose role is whose, and who confirmed which version.

CREATE TABLE expectation_versions (
  org_id TEXT NOT NULL REFERENCES organisations (id),
  id TEXT NOT NULL,
  version INTEGER NOT NULL,
  from_day TEXT NOT NULL,
  import_id TEXT,
  by_id TEXT NOT NULL,
  at INTEGER NOT NULL,
  -- As written: shared/expectations.ts. Read by everybody of the organisation, so in the clear.
  written TEXT NOT NULL CHECK (json_valid(written)),
  PRIMARY KEY (org_id, id, version),
  FOREIGN KEY (org_id, by_id) REFERENCES people (org_id, id)
) STRICT, WITHOUT ROWID;

CREATE TABLE person_roles (
  org_id TEXT NOT NULL,
  person_id TEXT NOT NULL,
  role_id TEXT NOT NULL,
  level_id TEXT NOT NULL,
  by_id TEXT NOT NULL,
  at INTEGER NOT NULL,
  PRIMARY KEY (org_id, person_id),
  FOREIGN KEY (org_id, person_id) REFERENCES people (org_id, id)
) STRICT, WITHOUT ROWID;
CREATE INDEX person_roles_by_role ON person_roles (org_id, role_id, level_id);

CREATE TABLE expectation_confirmations (
  org_id TEXT NOT NULL,
  person_id TEXT NOT NULL,
  role_id TEXT NOT NULL,
  level_id TEXT NOT NULL,
  version INTEGER NOT NULL,
  at INTEGER NOT NULL,
  PRIMARY KEY (org_id, person_id, role_id, level_id, version),
  FOREIGN KEY (org_id, person_id) REFERENCES people (org_id, id)
) STRICT, WITHOUT ROWID;

-- Which feedback speaks to a competency of whom. Only finds: the item's keys say who sees it.
CREATE TABLE feedback_competencies (
  org_id TEXT NOT NULL,
  person_id TEXT NOT NULL,
  seq TEXT NOT NULL,
  feedback_id TEXT NOT NULL,
  competencies TEXT NOT NULL CHECK (json_valid(competencies)),
  PRIMARY KEY (org_id, person_id, seq, feedback_id),
  FOREIGN KEY (org_id, feedback_id) REFERENCES feedback (org_id, id),
  FOREIGN KEY (org_id, person_id) REFERENCES people (org_id, id)
) STRICT, WITHOUT ROWID;
