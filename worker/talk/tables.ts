/** Mirrors of the migrations' tables: the SQL is owned by hand, a test compares the two. */
import { integer, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core'

export const replies = sqliteTable('replies', {
  orgId: text('org_id').notNull(),
  id: text('id').notNull(),
  feedbackId: text('feedback_id').notNull(),
  seq: text('seq').notNull(),
  authorId: text('author_id').notNull(),
  kind: text('kind', { enum: ['reply', 'addendum'] }).notNull(),
  keys: text('keys').notNull(),
  bodyHash: text('body_hash').notNull(),
  at: integer('at').notNull(),
  retractedAt: integer('retracted_at'),
  keyVersion: integer('key_version'),
  words: text('words'),
}, (table) => [primaryKey({ columns: [table.orgId, table.feedbackId, table.id] })])

export const widenings = sqliteTable('widenings', {
  orgId: text('org_id').notNull(),
  feedbackId: text('feedback_id').notNull(),
  personId: text('person_id').notNull(),
  visibility: text('visibility', { enum: ['team', 'organization'] }).notNull(),
  at: integer('at').notNull(),
}, (table) => [primaryKey({ columns: [table.orgId, table.feedbackId, table.personId] })])
