-- What a legal hold keeps beside feedback, whose own row is only hidden: a copy of words that go, as they were sealed, made by the database however they go.
-- Nobody reads it but a disclosure. It goes at night once no hold covers it.
CREATE TABLE kept_words (
  org_id TEXT NOT NULL REFERENCES organisations (id),
  room TEXT NOT NULL CHECK (room IN ('reply', 'view', 'action', 'point', 'request', 'goal', 'key_result', 'check_in')),
  id TEXT NOT NULL,
  -- Words of one thing may be written over several times.
  n INTEGER NOT NULL,
  by_id TEXT NOT NULL,
  -- When it was written first.
  at INTEGER NOT NULL,
  -- Whom a hold has to name: who wrote it, whom it was for, whom it is about. And whom it had reached: they are told of a disclosure.
  people TEXT NOT NULL CHECK (json_valid(people)),
  reached TEXT NOT NULL CHECK (json_valid(reached)),
  key_version INTEGER NOT NULL,
  words TEXT NOT NULL,
  kept_at INTEGER NOT NULL,
  PRIMARY KEY (org_id, room, id, n)
) STRICT, WITHOUT ROWID;
-- What was public is sealed with the next minute.
CREATE INDEX kept_words_to_seal ON kept_words (org_id, room, id, n) WHERE key_version = 0;

-- Only what a confirmed hold names: its day, and one of its people.
CREATE TRIGGER only_what_is_held AFTER INSERT ON kept_words WHEN NOT EXISTS (SELECT 1 FROM legal_holds h WHERE h.org_id = NEW.org_id AND h.confirmed_at IS NOT NULL AND h.ended_at IS NULL
  AND NEW.at BETWEEN h.from_at AND h.to_at AND EXISTS (SELECT 1 FROM json_each(h.people) p WHERE p.value IN (SELECT value FROM json_each(NEW.people)))) BEGIN
  DELETE FROM kept_words WHERE org_id = NEW.org_id AND room = NEW.room AND id = NEW.id AND n = NEW.n;
END;

CREATE TRIGGER replies_are_kept BEFORE UPDATE OF words ON replies WHEN OLD.words IS NOT NULL AND OLD.words IS NOT NEW.words
  AND EXISTS (SELECT 1 FROM legal_holds h WHERE h.org_id = OLD.org_id AND h.confirmed_at IS NOT NULL AND h.ended_at IS NULL) BEGIN
  INSERT INTO kept_words (org_id, room, id, n, by_id, at, people, reached, key_version, words, kept_at)
    SELECT OLD.org_id, 'reply', OLD.id, coalesce((SELECT max(k.n) + 1 FROM kept_words k WHERE k.org_id = OLD.org_id AND k.room = 'reply' AND k.id = OLD.id), 0), OLD.author_id, OLD.at, x.people, x.people, OLD.key_version, OLD.words, unixepoch() * 1000
    FROM (SELECT json_group_array(v) AS people FROM (SELECT OLD.author_id AS v UNION SELECT f.author_id FROM feedback f WHERE f.org_id = OLD.org_id AND f.id = OLD.feedback_id
      UNION SELECT r.person_id FROM feedback_recipients r WHERE r.org_id = OLD.org_id AND r.feedback_id = OLD.feedback_id)) x;
END;

CREATE TRIGGER views_are_kept BEFORE UPDATE OF views ON feedback WHEN OLD.views IS NOT NULL AND OLD.views IS NOT NEW.views
  AND EXISTS (SELECT 1 FROM legal_holds h WHERE h.org_id = OLD.org_id AND h.confirmed_at IS NOT NULL AND h.ended_at IS NULL) BEGIN
  INSERT INTO kept_words (org_id, room, id, n, by_id, at, people, reached, key_version, words, kept_at)
    SELECT OLD.org_id, 'view', OLD.id, coalesce((SELECT max(k.n) + 1 FROM kept_words k WHERE k.org_id = OLD.org_id AND k.room = 'view' AND k.id = OLD.id), 0), OLD.author_id, OLD.at, x.people, x.people, OLD.key_version, OLD.views, unixepoch() * 1000
    FROM (SELECT json_group_array(v) AS people FROM (SELECT OLD.author_id AS v UNION SELECT r.person_id FROM feedback_recipients r WHERE r.org_id = OLD.org_id AND r.feedback_id = OLD.id)) x;
END;

CREATE TRIGGER action_items_are_kept BEFORE UPDATE OF words, other_id ON action_items WHEN (OLD.words IS NOT NEW.words OR OLD.other_id IS NOT NEW.other_id)
  AND EXISTS (SELECT 1 FROM legal_holds h WHERE h.org_id = OLD.org_id AND h.confirmed_at IS NOT NULL AND h.ended_at IS NULL) BEGIN
  INSERT INTO kept_words (org_id, room, id, n, by_id, at, people, reached, key_version, words, kept_at)
    SELECT OLD.org_id, 'action', OLD.id, coalesce((SELECT max(k.n) + 1 FROM kept_words k WHERE k.org_id = OLD.org_id AND k.room = 'action' AND k.id = OLD.id), 0), OLD.by_id, OLD.at, x.people, x.people, OLD.key_version, OLD.words, unixepoch() * 1000
    FROM (SELECT json_group_array(v) AS people FROM (SELECT OLD.by_id AS v UNION SELECT OLD.owner_id UNION SELECT OLD.other_id) WHERE v IS NOT NULL) x;
END;
CREATE TRIGGER deleted_action_items_are_kept BEFORE DELETE ON action_items
  WHEN EXISTS (SELECT 1 FROM legal_holds h WHERE h.org_id = OLD.org_id AND h.confirmed_at IS NOT NULL AND h.ended_at IS NULL) BEGIN
  INSERT INTO kept_words (org_id, room, id, n, by_id, at, people, reached, key_version, words, kept_at)
    SELECT OLD.org_id, 'action', OLD.id, coalesce((SELECT max(k.n) + 1 FROM kept_words k WHERE k.org_id = OLD.org_id AND k.room = 'action' AND k.id = OLD.id), 0), OLD.by_id, OLD.at, x.people, x.people, OLD.key_version, OLD.words, unixepoch() * 1000
    FROM (SELECT json_group_array(v) AS people FROM (SELECT OLD.by_id AS v UNION SELECT OLD.owner_id UNION SELECT OLD.other_id) WHERE v IS NOT NULL) x;
END;

-- A private point reached nobody but its author.
CREATE TRIGGER points_are_kept BEFORE UPDATE OF words ON meeting_points WHEN OLD.words IS NOT NULL AND OLD.words IS NOT NEW.words
  AND EXISTS (SELECT 1 FROM legal_holds h WHERE h.org_id = OLD.org_id AND h.confirmed_at IS NOT NULL AND h.ended_at IS NULL) BEGIN
  INSERT INTO kept_words (org_id, room, id, n, by_id, at, people, reached, key_version, words, kept_at)
    SELECT OLD.org_id, 'point', OLD.id, coalesce((SELECT max(k.n) + 1 FROM kept_words k WHERE k.org_id = OLD.org_id AND k.room = 'point' AND k.id = OLD.id), 0), OLD.author_id, OLD.at, x.people,
      CASE WHEN OLD.private = 1 THEN json_array(OLD.author_id) ELSE x.people END AS reached, OLD.key_version, OLD.words, unixepoch() * 1000
    FROM (SELECT json_group_array(v) AS people FROM (SELECT OLD.author_id AS v UNION SELECT m.a_id FROM meetings m WHERE m.org_id = OLD.org_id AND m.id = OLD.meeting_id
      UNION SELECT m.b_id FROM meetings m WHERE m.org_id = OLD.org_id AND m.id = OLD.meeting_id) WHERE v IS NOT NULL) x;
END;

CREATE TRIGGER requests_are_kept BEFORE UPDATE OF words ON requests WHEN OLD.words <> '' AND OLD.words IS NOT NEW.words
  AND EXISTS (SELECT 1 FROM legal_holds h WHERE h.org_id = OLD.org_id AND h.confirmed_at IS NOT NULL AND h.ended_at IS NULL) BEGIN
  INSERT INTO kept_words (org_id, room, id, n, by_id, at, people, reached, key_version, words, kept_at)
    SELECT OLD.org_id, 'request', OLD.id, coalesce((SELECT max(k.n) + 1 FROM kept_words k WHERE k.org_id = OLD.org_id AND k.room = 'request' AND k.id = OLD.id), 0), OLD.asker_id, OLD.at, x.people, x.reached, OLD.key_version, OLD.words, unixepoch() * 1000
    FROM (SELECT json_group_array(v) AS people, json_group_array(v) FILTER (WHERE OLD.told = 1 OR v <> OLD.subject_id OR v = OLD.asker_id) AS reached
      FROM (SELECT OLD.asker_id AS v UNION SELECT OLD.subject_id UNION SELECT a.person_id FROM request_asked a WHERE a.org_id = OLD.org_id AND a.request_id = OLD.id)) x;
END;

CREATE TRIGGER goals_are_kept BEFORE UPDATE OF words ON goals WHEN OLD.words IS NOT NEW.words
  AND EXISTS (SELECT 1 FROM legal_holds h WHERE h.org_id = OLD.org_id AND h.confirmed_at IS NOT NULL AND h.ended_at IS NULL) BEGIN
  INSERT INTO kept_words (org_id, room, id, n, by_id, at, people, reached, key_version, words, kept_at)
    SELECT OLD.org_id, 'goal', OLD.id, coalesce((SELECT max(k.n) + 1 FROM kept_words k WHERE k.org_id = OLD.org_id AND k.room = 'goal' AND k.id = OLD.id), 0), OLD.owner_id, OLD.at, x.people, x.people, OLD.key_version, OLD.words, unixepoch() * 1000
    FROM (SELECT json_group_array(v) AS people FROM (SELECT OLD.owner_id AS v UNION SELECT value FROM json_each(OLD.co_owners))) x;
END;
CREATE TRIGGER deleted_goals_are_kept BEFORE DELETE ON goals
  WHEN EXISTS (SELECT 1 FROM legal_holds h WHERE h.org_id = OLD.org_id AND h.confirmed_at IS NOT NULL AND h.ended_at IS NULL) BEGIN
  INSERT INTO kept_words (org_id, room, id, n, by_id, at, people, reached, key_version, words, kept_at)
    SELECT OLD.org_id, 'goal', OLD.id, coalesce((SELECT max(k.n) + 1 FROM kept_words k WHERE k.org_id = OLD.org_id AND k.room = 'goal' AND k.id = OLD.id), 0), OLD.owner_id, OLD.at, x.people, x.people, OLD.key_version, OLD.words, unixepoch() * 1000
    FROM (SELECT json_group_array(v) AS people FROM (SELECT OLD.owner_id AS v UNION SELECT value FROM json_each(OLD.co_owners))) x;
END;

CREATE TRIGGER key_results_are_kept BEFORE UPDATE OF words ON key_results WHEN OLD.words IS NOT NEW.words
  AND EXISTS (SELECT 1 FROM legal_holds h WHERE h.org_id = OLD.org_id AND h.confirmed_at IS NOT NULL AND h.ended_at IS NULL) BEGIN
  INSERT INTO kept_words (org_id, room, id, n, by_id, at, people, reached, key_version, words, kept_at)
    SELECT OLD.org_id, 'key_result', OLD.id, coalesce((SELECT max(k.n) + 1 FROM kept_words k WHERE k.org_id = OLD.org_id AND k.room = 'key_result' AND k.id = OLD.id), 0), OLD.owner_id, g.at,
      (SELECT json_group_array(v) FROM (SELECT OLD.owner_id AS v UNION SELECT g.owner_id UNION SELECT value FROM json_each(g.co_owners))),
      (SELECT json_group_array(v) FROM (SELECT OLD.owner_id AS v UNION SELECT g.owner_id UNION SELECT value FROM json_each(g.co_owners))), OLD.key_version, OLD.words, unixepoch() * 1000
    FROM goals g WHERE g.org_id = OLD.org_id AND g.id = OLD.goal_id;
END;
CREATE TRIGGER deleted_key_results_are_kept BEFORE DELETE ON key_results
  WHEN EXISTS (SELECT 1 FROM legal_holds h WHERE h.org_id = OLD.org_id AND h.confirmed_at IS NOT NULL AND h.ended_at IS NULL) BEGIN
  INSERT INTO kept_words (org_id, room, id, n, by_id, at, people, reached, key_version, words, kept_at)
    SELECT OLD.org_id, 'key_result', OLD.id, coalesce((SELECT max(k.n) + 1 FROM kept_words k WHERE k.org_id = OLD.org_id AND k.room = 'key_result' AND k.id = OLD.id), 0), OLD.owner_id, g.at,
      (SELECT json_group_array(v) FROM (SELECT OLD.owner_id AS v UNION SELECT g.owner_id UNION SELECT value FROM json_each(g.co_owners))),
      (SELECT json_group_array(v) FROM (SELECT OLD.owner_id AS v UNION SELECT g.owner_id UNION SELECT value FROM json_each(g.co_owners))), OLD.key_version, OLD.words, unixepoch() * 1000
    FROM goals g WHERE g.org_id = OLD.org_id AND g.id = OLD.goal_id;
END;

CREATE TRIGGER deleted_check_ins_are_kept BEFORE DELETE ON check_ins WHEN OLD.by_id IS NOT NULL
  AND EXISTS (SELECT 1 FROM legal_holds h WHERE h.org_id = OLD.org_id AND h.confirmed_at IS NOT NULL AND h.ended_at IS NULL) BEGIN
  INSERT INTO kept_words (org_id, room, id, n, by_id, at, people, reached, key_version, words, kept_at)
    SELECT OLD.org_id, 'check_in', OLD.id, coalesce((SELECT max(k.n) + 1 FROM kept_words k WHERE k.org_id = OLD.org_id AND k.room = 'check_in' AND k.id = OLD.id), 0), OLD.by_id, OLD.at, x.people, x.people, OLD.key_version, OLD.words, unixepoch() * 1000
    FROM (SELECT json_group_array(v) AS people FROM (SELECT OLD.by_id AS v UNION SELECT OLD.need_to UNION SELECT g.owner_id FROM goals g WHERE g.org_id = OLD.org_id AND g.id = OLD.goal_id) WHERE v IS NOT NULL) x;
END;

-- Reports that are open: few, and looked at every minute for one whose reader has left. Requests that ended are met at night by their own key.
CREATE INDEX reports_open ON reports (org_id, id) WHERE state = 'open';
