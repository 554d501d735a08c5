/** Mirrors of the migrations' tables: the SQL is owned by hand, a test compares the two. */
import { integer, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core'

export const events = sqliteTable('events', {
  orgId: text('org_id').notNull(),
  seq: text('seq').notNull(),
  kind: text('kind').notNull(),
  actorId: text('actor_id'),
  data: text('data').notNull(),
  at: integer('at').notNull(),
}, (table) => [primaryKey({ columns: [table.orgId, table.seq] })])

export const due = sqliteTable('due', {
  orgId: text('org_id').notNull(),
  seq: text('seq').notNull(),
  reaction: text('reaction').notNull(),
  personId: text('person_id').notNull(),
  leasedUntil: integer('leased_until').notNull().default(0),
  tries: integer('tries').notNull().default(0),
  failed: text('failed'),
}, (table) => [primaryKey({ columns: [table.orgId, table.seq, table.reaction, table.personId] })])
