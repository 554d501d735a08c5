-- A page of cards reads one row less for each card, and giving writes one less, when the words stand on the feedback's own row. Gone when it is taken back.
ALTER TABLE feedback ADD COLUMN key_version INTEGER;
-- {body, title, state} as JSON; sealed where key_version > 0.
ALTER TABLE feedback ADD COLUMN words TEXT CHECK ((words IS NULL) = (key_version IS NULL));
UPDATE feedback SET (key_version, words) = (SELECT w.key_version, w.words FROM feedback_words w WHERE w.org_id = feedback.org_id AND w.feedback_id = feedback.id);
DROP TABLE feedback_words;

-- A reaction that was taken back stays as a row, so that nobody is told of it twice.
ALTER TABLE reactions ADD COLUMN taken_back_at INTEGER;
