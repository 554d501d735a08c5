/** Mirrors of the migrations' tables: the SQL is owned by hand, a test compares the two. */
import { integer, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core'

export const cases = sqliteTable('cases', {
  orgId: text('org_id').notNull(),
  id: text('id').notNull(),
  seq: text('seq').notNull(),
  kind: text('kind', { enum: ['access', 'erasure'] }).notNull(),
  personId: text('person_id').notNull(),
  contactId: text('contact_id').notNull(),
  state: text('state', { enum: ['received', 'gathering', 'decided', 'answered'] }).notNull().default('received'),
  at: integer('at').notNull(),
  dueAt: integer('due_at').notNull(),
  answeredAt: integer('answered_at'),
  keyVersion: integer('key_version'),
  answer: text('answer'),
}, (table) => [primaryKey({ columns: [table.orgId, table.id] })])

export const caseEntries = sqliteTable('case_entries', {
  orgId: text('org_id').notNull(),
  caseId: text('case_id').notNull(),
  feedbackId: text('feedback_id').notNull(),
  give: integer('give'),
  reason: text('reason'),
  maskAuthor: integer('mask_author').notNull().default(0),
  keyVersion: integer('key_version'),
  mask: text('mask'),
}, (table) => [primaryKey({ columns: [table.orgId, table.caseId, table.feedbackId] })])
