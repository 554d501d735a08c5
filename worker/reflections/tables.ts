/** Mirrors of the migrations' tables: the SQL is owned by hand, a test compares the two. */
import { integer, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core'

export const reflections = sqliteTable('reflections', {
  orgId: text('org_id').notNull(),
  personId: text('person_id').notNull(),
  quarter: text('quarter').notNull(),
  valueId: text('value_id').notNull(),
  toDay: text('to_day').notNull(),
  at: integer('at').notNull(),
  changedAt: integer('changed_at').notNull(),
  version: integer('version').notNull().default(1),
  keyVersion: integer('key_version').notNull(),
  words: text('words').notNull(),
  goneAt: integer('gone_at'),
}, (table) => [primaryKey({ columns: [table.orgId, table.personId, table.quarter, table.valueId] })])

export const reflectionShares = sqliteTable('reflection_shares', {
  orgId: text('org_id').notNull(),
  personId: text('person_id').notNull(),
  quarter: text('quarter').notNull(),
  valueId: text('value_id').notNull(),
  withId: text('with_id').notNull(),
  pointId: text('point_id').notNull(),
  at: integer('at').notNull(),
}, (table) => [primaryKey({ columns: [table.orgId, table.personId, table.quarter, table.valueId, table.withId] })])

export const reflectionReminders = sqliteTable('reflection_reminders', {
  orgId: text('org_id').notNull(),
  personId: text('person_id').notNull(),
  quarter: text('quarter'),
  off: integer('off').notNull().default(0),
}, (table) => [primaryKey({ columns: [table.orgId, table.personId] })])
