/** Mirrors of the migrations' tables: the SQL is owned by hand, a test compares the two. */
import { integer, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core'

export const sessions = sqliteTable('sessions', {
  orgId: text('org_id').notNull(),
  tokenHash: text('token_hash').notNull(),
  id: text('id').notNull(),
  personId: text('person_id').notNull(),
  kind: text('kind', { enum: ['desk', 'extension', 'script'] }).notNull(),
  device: text('device').notNull().default(''),
  openedAt: integer('opened_at').notNull(),
  seenAt: integer('seen_at').notNull(),
  expiresAt: integer('expires_at').notNull(),
  endedAt: integer('ended_at'),
}, (table) => [primaryKey({ columns: [table.orgId, table.tokenHash] })])

export const authorisationCodes = sqliteTable('authorisation_codes', {
  orgId: text('org_id').notNull(),
  codeHash: text('code_hash').notNull(),
  personId: text('person_id').notNull(),
  clientId: text('client_id').notNull(),
  redirectUri: text('redirect_uri').notNull(),
  challenge: text('challenge').notNull(),
  device: text('device').notNull().default(''),
  expiresAt: integer('expires_at').notNull(),
  usedAt: integer('used_at'),
  sessionId: text('session_id').notNull(),
}, (table) => [primaryKey({ columns: [table.orgId, table.codeHash] })])

export const refreshTokens = sqliteTable('refresh_tokens', {
  orgId: text('org_id').notNull(),
  tokenHash: text('token_hash').notNull(),
  sessionId: text('session_id').notNull(),
  personId: text('person_id').notNull(),
  clientId: text('client_id').notNull(),
  predecessor: text('predecessor'),
  spentBy: text('spent_by'),
  device: text('device').notNull().default(''),
  openedAt: integer('opened_at').notNull(),
  expiresAt: integer('expires_at').notNull(),
}, (table) => [primaryKey({ columns: [table.orgId, table.tokenHash] })])

export const identityProviders = sqliteTable('identity_providers', {
  orgId: text('org_id').notNull().primaryKey(),
  issuer: text('issuer').notNull(),
  clientId: text('client_id').notNull(),
  secret: text('secret'),
  keyVersion: integer('key_version'),
  changedAt: integer('changed_at').notNull(),
})

export const identities = sqliteTable('identities', {
  orgId: text('org_id').notNull(),
  issuer: text('issuer').notNull(),
  subject: text('subject').notNull(),
  personId: text('person_id').notNull(),
  linkedAt: integer('linked_at').notNull(),
}, (table) => [primaryKey({ columns: [table.orgId, table.issuer, table.subject] })])

export const providerSignIns = sqliteTable('provider_sign_ins', {
  orgId: text('org_id').notNull(),
  stateHash: text('state_hash').notNull(),
  browserHash: text('browser_hash').notNull(),
  issuer: text('issuer').notNull(),
  nonce: text('nonce').notNull(),
  verifier: text('verifier').notNull(),
  next: text('next').notNull(),
  expiresAt: integer('expires_at').notNull(),
}, (table) => [primaryKey({ columns: [table.orgId, table.stateHash] })])

export const emailSignIns = sqliteTable('email_sign_ins', {
  id: text('id').notNull().primaryKey(),
  emailHash: text('email_hash').notNull(),
  email: text('email').notNull(),
  browserHash: text('browser_hash').notNull(),
  codeHash: text('code_hash').notNull(),
  linkHash: text('link_hash').notNull(),
  next: text('next').notNull(),
  tries: integer('tries').notNull().default(0),
  expiresAt: integer('expires_at').notNull(),
  provedAt: integer('proved_at'),
  usedAt: integer('used_at'),
})

export const setUps = sqliteTable('set_ups', {
  tokenHash: text('token_hash').notNull().primaryKey(),
  orgId: text('org_id').notNull(),
  at: integer('at').notNull(),
})
