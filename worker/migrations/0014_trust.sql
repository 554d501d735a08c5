-- Trust: settings that are agreed on, what must be kept, what was disclosed to whom, hand-overs after a change of manager, how far the night's sweep has come.

-- Every change of a setting that matters to co-determination: applied at once, or a proposal that a delegate decides. Readable by everyone.
CREATE TABLE setting_changes (
  org_id TEXT NOT NULL,
  id TEXT NOT NULL,
  seq TEXT NOT NULL,
  setting TEXT NOT NULL,
  -- As JSON: what it was when it was changed or proposed, and what it becomes.
  was TEXT NOT NULL CHECK (json_valid(was)),
  value TEXT NOT NULL CHECK (json_valid(value)),
  why TEXT,
  state TEXT NOT NULL CHECK (state IN ('applied', 'open', 'refused', 'withdrawn')),
  by_id TEXT NOT NULL,
  at INTEGER NOT NULL,
  decided_by TEXT,
  decided_at INTEGER,
  sentence TEXT,
  PRIMARY KEY (org_id, id),
  FOREIGN KEY (org_id, by_id) REFERENCES people (org_id, id),
  FOREIGN KEY (org_id, decided_by) REFERENCES people (org_id, id)
) STRICT, WITHOUT ROWID;
CREATE INDEX setting_changes_by_seq ON setting_changes (org_id, seq);
CREATE UNIQUE INDEX one_open_proposal ON setting_changes (org_id, setting) WHERE state = 'open';

-- What must be kept: said by or to these people between two moments. It holds from its confirmation to its end.
CREATE TABLE legal_holds (
  org_id TEXT NOT NULL,
  id TEXT NOT NULL,
  -- The matter, sealed.
  key_version INTEGER NOT NULL,
  matter TEXT NOT NULL,
  people TEXT NOT NULL CHECK (json_valid(people)),
  from_at INTEGER NOT NULL,
  to_at INTEGER NOT NULL,
  by_id TEXT NOT NULL,
  second_id TEXT NOT NULL CHECK (second_id <> by_id),
  body_hash TEXT NOT NULL,
  at INTEGER NOT NULL,
  confirmed_at INTEGER,
  ended_by TEXT,
  ended_at INTEGER,
  PRIMARY KEY (org_id, id),
  FOREIGN KEY (org_id, by_id) REFERENCES people (org_id, id),
  FOREIGN KEY (org_id, second_id) REFERENCES people (org_id, id),
  FOREIGN KEY (org_id, ended_by) REFERENCES people (org_id, id)
) STRICT, WITHOUT ROWID;
-- What is hidden but kept; empty where nothing is held. Public words among it are sealed at the next minute.
CREATE INDEX feedback_kept ON feedback (org_id, id) WHERE retracted_at IS NOT NULL AND words IS NOT NULL;
CREATE INDEX feedback_to_seal ON feedback (org_id, id) WHERE retracted_at IS NOT NULL AND key_version = 0;

-- A disclosure: asked for, agreed to by two named people, produced, told.
CREATE TABLE disclosures (
  org_id TEXT NOT NULL,
  id TEXT NOT NULL,
  -- {matter, delayWhy} as JSON, sealed.
  key_version INTEGER NOT NULL,
  words TEXT NOT NULL,
  people TEXT NOT NULL CHECK (json_valid(people)),
  from_at INTEGER NOT NULL,
  to_at INTEGER NOT NULL,
  delay_days INTEGER NOT NULL CHECK (delay_days BETWEEN 0 AND 90),
  by_id TEXT NOT NULL,
  first_id TEXT NOT NULL,
  second_id TEXT NOT NULL CHECK (second_id <> first_id),
  body_hash TEXT NOT NULL,
  at INTEGER NOT NULL,
  first_at INTEGER,
  second_at INTEGER,
  refused_by TEXT,
  refused_at INTEGER,
  produced_at INTEGER,
  tell_at INTEGER,
  told_at INTEGER,
  PRIMARY KEY (org_id, id),
  FOREIGN KEY (org_id, by_id) REFERENCES people (org_id, id),
  FOREIGN KEY (org_id, first_id) REFERENCES people (org_id, id),
  FOREIGN KEY (org_id, second_id) REFERENCES people (org_id, id)
) STRICT, WITHOUT ROWID;
CREATE INDEX disclosures_to_tell ON disclosures (tell_at) WHERE told_at IS NULL AND tell_at IS NOT NULL;
CREATE INDEX disclosures_to_produce ON disclosures (org_id, id) WHERE second_at IS NOT NULL AND first_at IS NOT NULL AND produced_at IS NULL AND refused_at IS NULL;

-- One exported item: a copy of its words, sealed, gone after seven days; whom it concerned stays.
CREATE TABLE disclosed_items (
  org_id TEXT NOT NULL,
  disclosure_id TEXT NOT NULL,
  feedback_id TEXT NOT NULL,
  people TEXT NOT NULL CHECK (json_valid(people)),
  key_version INTEGER,
  words TEXT CHECK ((words IS NULL) = (key_version IS NULL)),
  PRIMARY KEY (org_id, disclosure_id, feedback_id),
  FOREIGN KEY (org_id, disclosure_id) REFERENCES disclosures (org_id, id)
) STRICT, WITHOUT ROWID;

-- After a change of manager: what the former one knows by name is offered to the person, item by item.
CREATE TABLE handovers (
  org_id TEXT NOT NULL,
  person_id TEXT NOT NULL,
  former_id TEXT NOT NULL,
  now_id TEXT NOT NULL,
  at INTEGER NOT NULL,
  told_at INTEGER,
  closed_at INTEGER,
  PRIMARY KEY (org_id, person_id, former_id),
  FOREIGN KEY (org_id, person_id) REFERENCES people (org_id, id),
  FOREIGN KEY (org_id, former_id) REFERENCES people (org_id, id),
  FOREIGN KEY (org_id, now_id) REFERENCES people (org_id, id)
) STRICT, WITHOUT ROWID;
CREATE INDEX handovers_to_tell ON handovers (at) WHERE told_at IS NULL;
-- However the manager was changed: by import, by hand, by what comes later.
CREATE TRIGGER handover_is_offered AFTER INSERT ON relations WHEN NEW.kind = 'manager' AND NEW.to_at IS NULL BEGIN
  INSERT INTO handovers (org_id, person_id, former_id, now_id, at)
    SELECT r.org_id, r.person_id, r.other_id, NEW.other_id, NEW.from_at FROM relations r
    WHERE r.org_id = NEW.org_id AND r.person_id = NEW.person_id AND r.kind = 'manager' AND r.to_at IS NOT NULL AND r.other_id <> NEW.other_id
    ORDER BY r.to_at DESC LIMIT 1
    ON CONFLICT DO UPDATE SET now_id = excluded.now_id, at = excluded.at, told_at = NULL, closed_at = NULL;
END;

-- How far the night's sweep of a table has come, and the last day on which it came to its end.
CREATE TABLE retention_walks (
  org_id TEXT NOT NULL,
  room TEXT NOT NULL,
  place TEXT NOT NULL,
  day TEXT NOT NULL,
  PRIMARY KEY (org_id, room),
  FOREIGN KEY (org_id) REFERENCES organisations (id)
) STRICT, WITHOUT ROWID;

-- What one did or what was done to one, for the audit trail; feedback has its lines in the inbox.
CREATE INDEX events_by_actor ON events (org_id, actor_id, seq) WHERE kind IN ('session.opened', 'session.closed', 'person.changed', 'people.imported', 'setting.changed', 'setting.proposed', 'setting.decided', 'hold.set', 'hold.confirmed', 'hold.ended', 'disclosure.asked', 'disclosure.agreed', 'disclosure.refused', 'disclosure.read');
CREATE INDEX events_by_person ON events (org_id, json_extract(data, '$.person'), seq) WHERE json_extract(data, '$.person') IS NOT NULL;
