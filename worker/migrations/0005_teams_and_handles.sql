-- Recognition to a team: said to `team_id` as a whole, whose key stands instead of one key a member.
ALTER TABLE feedback ADD COLUMN to_team INTEGER NOT NULL DEFAULT 0 CHECK (to_team = 0 OR team_id IS NOT NULL);

-- Teams are found by name, folded as names of people are. Names that were there already are in lower case until the directory writes them anew.
ALTER TABLE teams ADD COLUMN name_key TEXT NOT NULL DEFAULT '';
UPDATE teams SET name_key = lower(trim(name));
CREATE INDEX teams_by_name ON teams (org_id, name_key, id);
CREATE INDEX teams_by_parent ON teams (org_id, parent_id, id);

-- Atlassian's accounts are the same on every site of theirs: their handles stand in one place (shared/handles.ts).
UPDATE OR IGNORE handles SET site = 'jira', instance = 'atlassian.net', handle_key = lower(handle) WHERE site IN ('jira', 'confluence') AND instance LIKE '%.atlassian.net';
