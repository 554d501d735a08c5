/** Mirrors of the migrations' tables: the SQL is owned by hand, a test compares the two. */
import { integer, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core'

export const notifications = sqliteTable('notifications', {
  orgId: text('org_id').notNull(),
  personId: text('person_id').notNull(),
  seq: text('seq').notNull(),
  kind: text('kind').notNull(),
  actorId: text('actor_id'),
  feedbackId: text('feedback_id'),
  handleId: text('handle_id'),
  badge: integer('badge').notNull(),
  at: integer('at').notNull(),
  readAt: integer('read_at'),
  subject: text('subject'),
}, (table) => [primaryKey({ columns: [table.orgId, table.personId, table.seq] })])

/** What waits for somebody's morning. */
export const digests = sqliteTable('digests', {
  orgId: text('org_id').notNull(),
  personId: text('person_id').notNull(),
  lines: text('lines').notNull().default('[]'),
  sending: text('sending').notNull().default('[]'),
  nextAt: integer('next_at'),
  lastDay: text('last_day'),
  leasedUntil: integer('leased_until').notNull().default(0),
  tries: integer('tries').notNull().default(0),
}, (table) => [primaryKey({ columns: [table.orgId, table.personId] })])
