/** Mirrors of the migrations' tables: the SQL is owned by hand, a test compares the two. */
import { integer, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core'

export const requests = sqliteTable('requests', {
  orgId: text('org_id').notNull(),
  id: text('id').notNull(),
  seq: text('seq').notNull(),
  askerId: text('asker_id').notNull(),
  subjectId: text('subject_id').notNull(),
  told: integer('told').notNull(),
  visibility: text('visibility').notNull(),
  artifactId: text('artifact_id'),
  artifactSub: text('artifact_sub'),
  private: integer('private').notNull().default(0),
  keyVersion: integer('key_version').notNull(),
  words: text('words').notNull(),
  state: text('state', { enum: ['open', 'answered', 'declined', 'expired', 'withdrawn'] }).notNull().default('open'),
  bodyHash: text('body_hash').notNull(),
  at: integer('at').notNull(),
  expiresAt: integer('expires_at').notNull(),
}, (table) => [primaryKey({ columns: [table.orgId, table.id] })])

export const requestAsked = sqliteTable('request_asked', {
  orgId: text('org_id').notNull(),
  requestId: text('request_id').notNull(),
  personId: text('person_id').notNull(),
  seq: text('seq').notNull(),
  ownAskerId: text('own_asker_id'),
  state: text('state', { enum: ['open', 'answered', 'declined', 'expired', 'withdrawn'] }).notNull().default('open'),
  feedbackId: text('feedback_id'),
  endedAt: integer('ended_at'),
  reminded: integer('reminded').notNull().default(0),
  lookAt: integer('look_at'),
}, (table) => [primaryKey({ columns: [table.orgId, table.requestId, table.personId] })])
