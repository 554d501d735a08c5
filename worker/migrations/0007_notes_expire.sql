-- When the author of a note was told that it goes soon: once for each time that it is let go.
ALTER TABLE feedback ADD COLUMN expiry_told_at INTEGER;
CREATE INDEX feedback_expiring_untold ON feedback (expires_at) WHERE expires_at IS NOT NULL AND expiry_told_at IS NULL;
