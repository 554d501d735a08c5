-- Signing in: codes, refresh tokens, the organisations' identity providers, set-up. Only hashes of what opens a door.

-- Who reports to somebody, in one range: when a manager leaves, their reports' facts change in the same batch.
CREATE INDEX relations_by_other ON relations (org_id, other_id, kind, person_id);

-- The extension's authorisation codes (RFC 6749, 7636): single use, bound to client, redirect address and challenge.
CREATE TABLE authorisation_codes (
  org_id TEXT NOT NULL,
  code_hash TEXT NOT NULL,
  person_id TEXT NOT NULL,
  client_id TEXT NOT NULL,
  redirect_uri TEXT NOT NULL,
  challenge TEXT NOT NULL,
  device TEXT NOT NULL DEFAULT '',
  expires_at INTEGER NOT NULL,
  used_at INTEGER,
  -- The session that came of it: a second use of the code ends it.
  session_id TEXT NOT NULL,
  PRIMARY KEY (org_id, code_hash),
  FOREIGN KEY (org_id, person_id) REFERENCES people (org_id, id)
) STRICT, WITHOUT ROWID;

-- A token stays good until one of its successors was used; from then on only that line goes on.
CREATE TABLE refresh_tokens (
  org_id TEXT NOT NULL,
  token_hash TEXT NOT NULL,
  session_id TEXT NOT NULL,
  person_id TEXT NOT NULL,
  client_id TEXT NOT NULL,
  predecessor TEXT,
  spent_by TEXT,
  device TEXT NOT NULL DEFAULT '',
  opened_at INTEGER NOT NULL,
  expires_at INTEGER NOT NULL,
  PRIMARY KEY (org_id, token_hash),
  FOREIGN KEY (org_id, person_id) REFERENCES people (org_id, id)
) STRICT, WITHOUT ROWID;
CREATE INDEX refresh_tokens_by_person ON refresh_tokens (org_id, person_id, session_id);

-- How an organisation's people sign in. The secret is sealed.
CREATE TABLE identity_providers (
  org_id TEXT NOT NULL PRIMARY KEY REFERENCES organisations (id),
  issuer TEXT NOT NULL,
  client_id TEXT NOT NULL,
  secret TEXT,
  key_version INTEGER,
  changed_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- A person is keyed by issuer and subject; the e-mail address only links them once.
CREATE TABLE identities (
  org_id TEXT NOT NULL,
  issuer TEXT NOT NULL,
  subject TEXT NOT NULL,
  person_id TEXT NOT NULL,
  linked_at INTEGER NOT NULL,
  PRIMARY KEY (org_id, issuer, subject),
  FOREIGN KEY (org_id, person_id) REFERENCES people (org_id, id)
) STRICT, WITHOUT ROWID;

-- A sign-in under way at an identity provider, bound to the browser that began it; gone when it comes back.
CREATE TABLE provider_sign_ins (
  org_id TEXT NOT NULL,
  state_hash TEXT NOT NULL,
  browser_hash TEXT NOT NULL,
  issuer TEXT NOT NULL,
  nonce TEXT NOT NULL,
  verifier TEXT NOT NULL,
  next TEXT NOT NULL,
  expires_at INTEGER NOT NULL,
  PRIMARY KEY (org_id, state_hash)
) STRICT, WITHOUT ROWID;

-- Outside organisations: a code asked for by an address that may be in several, or in none.
CREATE TABLE email_sign_ins (
  id TEXT NOT NULL PRIMARY KEY,
  email_hash TEXT NOT NULL,
  email TEXT NOT NULL,
  browser_hash TEXT NOT NULL,
  code_hash TEXT NOT NULL,
  link_hash TEXT NOT NULL,
  next TEXT NOT NULL,
  tries INTEGER NOT NULL DEFAULT 0,
  expires_at INTEGER NOT NULL,
  proved_at INTEGER,
  used_at INTEGER
) STRICT, WITHOUT ROWID;
CREATE INDEX email_sign_ins_by_email ON email_sign_ins (email_hash, expires_at);

-- A set-up token makes one organisation.
CREATE TABLE set_ups (
  token_hash TEXT NOT NULL PRIMARY KEY,
  org_id TEXT NOT NULL,
  at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX identities_by_person ON identities (org_id, person_id);

-- The few that wait for somebody invited: found when they come in, or when their time is over.
CREATE INDEX feedback_waiting ON feedback (org_id, id) WHERE waits_for IS NOT NULL;
