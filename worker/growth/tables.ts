/** Mirrors of the migrations' tables: the SQL is owned by hand, a test compares the two. */
import { integer, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core'

export const growthPlans = sqliteTable('growth_plans', {
  orgId: text('org_id').notNull(),
  personId: text('person_id').notNull(),
  version: integer('version').notNull(),
  byId: text('by_id').notNull(),
  at: integer('at').notNull(),
  keyVersion: integer('key_version').notNull(),
  words: text('words').notNull(),
}, (table) => [primaryKey({ columns: [table.orgId, table.personId, table.version] })])

export const growthLevels = sqliteTable('growth_levels', {
  orgId: text('org_id').notNull(),
  personId: text('person_id').notNull(),
  side: text('side', { enum: ['self', 'manager'] }).notNull(),
  byId: text('by_id').notNull(),
  at: integer('at').notNull(),
  keyVersion: integer('key_version').notNull(),
  words: text('words').notNull(),
}, (table) => [primaryKey({ columns: [table.orgId, table.personId, table.side] })])

export const growthActions = sqliteTable('growth_actions', {
  orgId: text('org_id').notNull(),
  personId: text('person_id').notNull(),
  itemId: text('item_id').notNull(),
  areaId: text('area_id').notNull(),
  kind: text('kind', { enum: ['practice', 'learn', 'mentor', 'stretch'] }).notNull(),
}, (table) => [primaryKey({ columns: [table.orgId, table.personId, table.itemId] })])

export const growthShares = sqliteTable('growth_shares', {
  orgId: text('org_id').notNull(),
  personId: text('person_id').notNull(),
  withId: text('with_id').notNull(),
  at: integer('at').notNull(),
}, (table) => [primaryKey({ columns: [table.orgId, table.personId, table.withId] })])
