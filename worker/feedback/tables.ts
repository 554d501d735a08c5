/** Mirrors of the migrations' tables: the SQL is owned by hand, a test compares the two. */
import { integer, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core'

export const feedback = sqliteTable('feedback', {
  orgId: text('org_id').notNull(),
  id: text('id').notNull(),
  seq: text('seq').notNull(),
  authorId: text('author_id').notNull(),
  kind: text('kind').notNull(),
  visibility: text('visibility').notNull(),
  teamId: text('team_id'),
  artifactId: text('artifact_id'),
  artifactSub: text('artifact_sub'),
  private: integer('private').notNull().default(0),
  showTitle: integer('show_title').notNull().default(1),
  recipients: text('recipients').notNull(),
  keys: text('keys').notNull(),
  managers: text('managers').notNull().default('[]'),
  coreValues: text('core_values').notNull().default('[]'),
  thanks: integer('thanks').notNull().default(0),
  helpful: integer('helpful').notNull().default(0),
  seenItToo: integer('seen_it_too').notNull().default(0),
  changes: text('changes').notNull().default('[]'),
  bodyHash: text('body_hash').notNull(),
  at: integer('at').notNull(),
  retractedAt: integer('retracted_at'),
  waitsFor: text('waits_for'),
  keyVersion: integer('key_version'),
  words: text('words'),
  toTeam: integer('to_team').notNull().default(0),
  aboutId: text('about_id'),
  requestId: text('request_id'),
  views: text('views'),
  replies: integer('replies').notNull().default(0),
  tryingId: text('trying_id'),
  helped: text('helped'),
  expiresAt: integer('expires_at'),
  heldKeys: text('held_keys'),
  expiryToldAt: integer('expiry_told_at'),
  loopClosedAt: integer('loop_closed_at'),
  reportId: text('report_id'),
  goals: text('goals').notNull().default('[]'),
}, (table) => [primaryKey({ columns: [table.orgId, table.id] })])

export const feedbackRecipients = sqliteTable('feedback_recipients', {
  orgId: text('org_id').notNull(),
  feedbackId: text('feedback_id').notNull(),
  personId: text('person_id').notNull(),
  steppedBackAt: integer('stepped_back_at'),
}, (table) => [primaryKey({ columns: [table.orgId, table.feedbackId, table.personId] })])

export const reactions = sqliteTable('reactions', {
  orgId: text('org_id').notNull(),
  feedbackId: text('feedback_id').notNull(),
  personId: text('person_id').notNull(),
  reaction: text('reaction').notNull(),
  at: integer('at').notNull(),
  takenBackAt: integer('taken_back_at'),
}, (table) => [primaryKey({ columns: [table.orgId, table.feedbackId, table.personId, table.reaction] })])

export const feed = sqliteTable('feed', {
  orgId: text('org_id').notNull(),
  subject: text('subject').notNull(),
  key: text('key').notNull(),
  seq: text('seq').notNull(),
  feedbackId: text('feedback_id').notNull(),
}, (table) => [primaryKey({ columns: [table.orgId, table.subject, table.key, table.seq, table.feedbackId] })])
