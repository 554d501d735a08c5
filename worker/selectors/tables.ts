/** Mirrors of the migrations' tables: the SQL is owned by hand, a test compares the two. */
import { integer, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core'

export const selectorPacks = sqliteTable('selector_packs', {
  id: text('id', { enum: ['pack'] }).notNull().primaryKey(),
  version: integer('version').notNull(),
  pack: text('pack').notNull(),
  signature: text('signature').notNull(),
  publishedAt: integer('published_at').notNull(),
})

export const readingCounts = sqliteTable('reading_counts', {
  orgId: text('org_id').notNull(),
  site: text('site').notNull(),
  day: text('day').notNull(),
  outcome: text('outcome').notNull(),
  count: integer('count').notNull(),
}, (table) => [primaryKey({ columns: [table.orgId, table.site, table.day, table.outcome] })])
