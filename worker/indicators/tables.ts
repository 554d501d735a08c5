/** Mirrors of the migrations' tables: the SQL is owned by hand, a test compares the two. */
import { integer, primaryKey, real, sqliteTable, text } from 'drizzle-orm/sqlite-core'

export const indicators = sqliteTable('indicators', {
  orgId: text('org_id').notNull(),
  id: text('id').notNull(),
  teamId: text('team_id'),
  name: text('name').notNull(),
  about: text('about').notNull().default(''),
  unit: text('unit').notNull().default(''),
  direction: text('direction', { enum: ['up', 'down'] }).notNull(),
  low: real('low'),
  high: real('high'),
  archivedAt: integer('archived_at'),
  at: integer('at').notNull(),
  version: integer('version').notNull().default(1),
}, (table) => [primaryKey({ columns: [table.orgId, table.id] })])

export const indicatorReadings = sqliteTable('indicator_readings', {
  orgId: text('org_id').notNull(),
  indicatorId: text('indicator_id').notNull(),
  day: text('day').notNull(),
  value: real('value').notNull(),
  byId: text('by_id').notNull(),
}, (table) => [primaryKey({ columns: [table.orgId, table.indicatorId, table.day] })])
