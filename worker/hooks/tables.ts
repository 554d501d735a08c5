/** Mirrors of the migrations' tables: the SQL is owned by hand, a test compares the two. */
import { integer, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core'

export const hooks = sqliteTable('hooks', {
  orgId: text('org_id').notNull(),
  id: text('id').notNull(),
  site: text('site', { enum: ['github', 'jira'] }).notNull(),
  instance: text('instance').notNull(),
  name: text('name').notNull(),
  inPath: integer('in_path').notNull().default(0),
  keyVersion: integer('key_version').notNull(),
  secret: text('secret').notNull(),
  lastAt: integer('last_at'),
  failedAt: integer('failed_at'),
  forged: integer('forged').notNull().default(0),
  unread: integer('unread').notNull().default(0),
  elsewhere: integer('elsewhere').notNull().default(0),
  bodyHash: text('body_hash').notNull(),
  byId: text('by_id').notNull(),
  at: integer('at').notNull(),
}, (table) => [primaryKey({ columns: [table.orgId, table.id] })])

export const hookDeliveries = sqliteTable('hook_deliveries', {
  orgId: text('org_id').notNull(),
  hookId: text('hook_id').notNull(),
  id: text('id').notNull(),
  at: integer('at').notNull(),
}, (table) => [primaryKey({ columns: [table.orgId, table.hookId, table.id] })])
