-- What was said can carry the goals that it served: ids here, their titles of then with the words. It is found on a goal wherever it is found by its author.
ALTER TABLE feedback ADD COLUMN goals TEXT NOT NULL DEFAULT '[]';
CREATE TRIGGER found_on_goals AFTER INSERT ON feed WHEN NEW.subject LIKE 'by:%' BEGIN
  INSERT OR IGNORE INTO feed (org_id, subject, key, seq, feedback_id)
    SELECT NEW.org_id, 'goal:' || g.value, NEW.key, NEW.seq, NEW.feedback_id FROM feedback f, json_each(f.goals) g WHERE f.org_id = NEW.org_id AND f.id = NEW.feedback_id;
END;
CREATE TRIGGER gone_from_goals AFTER DELETE ON feed WHEN OLD.subject LIKE 'by:%' BEGIN
  DELETE FROM feed WHERE org_id = OLD.org_id AND key = OLD.key AND seq = OLD.seq AND feedback_id = OLD.feedback_id
    AND subject IN (SELECT 'goal:' || g.value FROM feedback f, json_each(f.goals) g WHERE f.org_id = OLD.org_id AND f.id = OLD.feedback_id);
END;
