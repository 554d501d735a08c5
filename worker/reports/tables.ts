/** Mirrors of the migrations' tables: the SQL is owned by hand, a test compares the two. */
import { integer, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core'

export const reports = sqliteTable('reports', {
  orgId: text('org_id').notNull(),
  id: text('id').notNull(),
  seq: text('seq').notNull(),
  feedbackId: text('feedback_id').notNull(),
  state: text('state', { enum: ['open', 'upheld', 'dismissed'] }).notNull(),
  at: integer('at').notNull(),
  decidedAt: integer('decided_at'),
}, (table) => [primaryKey({ columns: [table.orgId, table.id] })])

export const reportPeople = sqliteTable('report_people', {
  orgId: text('org_id').notNull(),
  reportId: text('report_id').notNull(),
  personId: text('person_id').notNull(),
  part: text('part', { enum: ['reporter', 'handler'] }).notNull(),
  seq: text('seq').notNull(),
  reasonId: text('reason_id'),
  bodyHash: text('body_hash'),
  keyVersion: integer('key_version'),
  words: text('words'),
  upheld: integer('upheld'),
}, (table) => [primaryKey({ columns: [table.orgId, table.reportId, table.personId] })])
