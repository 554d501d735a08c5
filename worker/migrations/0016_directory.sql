-- Teams are edited by hand: a plan made from another state of them is refused, as one of people is.
ALTER TABLE teams ADD COLUMN version INTEGER NOT NULL DEFAULT 1;
