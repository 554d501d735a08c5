/** Mirrors of the migrations' tables: the SQL is owned by hand, a test compares the two. */
import { primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core'

export const artifacts = sqliteTable('artifacts', {
  orgId: text('org_id').notNull(),
  id: text('id').notNull(),
  site: text('site').notNull(),
  instance: text('instance').notNull(),
  type: text('type').notNull(),
  key: text('key').notNull(),
  url: text('url').notNull(),
}, (table) => [primaryKey({ columns: [table.orgId, table.id] })])
