-- From when a key result waits for its first check-in: staleness is counted anew when its owner was away since.
ALTER TABLE key_results ADD COLUMN waits_from INTEGER;
UPDATE key_results SET waits_from = (SELECT g.at FROM goals g WHERE g.org_id = key_results.org_id AND g.id = key_results.goal_id);
