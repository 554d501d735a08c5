-- Talk: replies under a piece of feedback, and who agreed that more may see it.

CREATE TABLE replies (
  org_id TEXT NOT NULL,
  id TEXT NOT NULL,
  feedback_id TEXT NOT NULL,
  seq TEXT NOT NULL,
  author_id TEXT NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN ('reply', 'addendum')),
  -- Under which it may be read: the item's when it was written, and those that its author let in later. Reading takes the item's keys of today too.
  keys TEXT NOT NULL CHECK (json_valid(keys)),
  body_hash TEXT NOT NULL,
  at INTEGER NOT NULL,
  retracted_at INTEGER,
  -- Sealed.
  key_version INTEGER,
  words TEXT CHECK ((words IS NULL) = (key_version IS NULL)),
  PRIMARY KEY (org_id, feedback_id, id),
  FOREIGN KEY (org_id, feedback_id) REFERENCES feedback (org_id, id),
  FOREIGN KEY (org_id, author_id) REFERENCES people (org_id, id)
) STRICT, WITHOUT ROWID;
CREATE INDEX replies_by_feedback ON replies (org_id, feedback_id, seq);
CREATE UNIQUE INDEX replies_by_id ON replies (org_id, id);

CREATE TABLE widenings (
  org_id TEXT NOT NULL,
  feedback_id TEXT NOT NULL,
  person_id TEXT NOT NULL,
  visibility TEXT NOT NULL CHECK (visibility IN ('team', 'organization')),
  at INTEGER NOT NULL,
  PRIMARY KEY (org_id, feedback_id, person_id),
  FOREIGN KEY (org_id, feedback_id) REFERENCES feedback (org_id, id),
  FOREIGN KEY (org_id, person_id) REFERENCES people (org_id, id)
) STRICT, WITHOUT ROWID;

-- What was said about words goes with them, whoever takes them back.
CREATE TRIGGER replies_go_with_it AFTER UPDATE OF words ON feedback WHEN NEW.words IS NULL AND OLD.words IS NOT NULL BEGIN
  UPDATE replies SET words = NULL, key_version = NULL, retracted_at = coalesce(retracted_at, NEW.retracted_at, NEW.at) WHERE org_id = NEW.org_id AND feedback_id = NEW.id;
  UPDATE feedback SET replies = 0 WHERE org_id = NEW.org_id AND id = NEW.id;
  DELETE FROM widenings WHERE org_id = NEW.org_id AND feedback_id = NEW.id;
END;
-- Whoever steps back agrees to nothing wider.
CREATE TRIGGER widening_ends AFTER UPDATE OF stepped_back_at ON feedback_recipients WHEN NEW.stepped_back_at IS NOT NULL BEGIN
  DELETE FROM widenings WHERE org_id = NEW.org_id AND feedback_id = NEW.feedback_id;
END;
