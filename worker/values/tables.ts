/** Mirrors of the migrations' tables: the SQL is owned by hand, a test compares the two. */
import { integer, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core'

export const coreValues = sqliteTable('core_values', {
  orgId: text('org_id').notNull(),
  id: text('id').notNull(),
  name: text('name').notNull(),
  looksLike: text('looks_like').notNull().default(''),
  looksNotLike: text('looks_not_like').notNull().default(''),
  position: integer('position').notNull(),
  archivedAt: integer('archived_at'),
}, (table) => [primaryKey({ columns: [table.orgId, table.id] })])
