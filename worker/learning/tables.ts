/** Mirrors of the migrations' tables: the SQL is owned by hand, a test compares the two. */
import { integer, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core'

export const learningResources = sqliteTable('learning_resources', {
  orgId: text('org_id').notNull(),
  id: text('id').notNull(),
  competencyId: text('competency_id').notNull(),
  title: text('title').notNull(),
  link: text('link').notNull(),
  kind: text('kind', { enum: ['course', 'book', 'article', 'talk', 'person'] }).notNull(),
  minutes: integer('minutes'),
  language: text('language'),
  state: text('state', { enum: ['proposed', 'listed', 'declined'] }).notNull(),
  byId: text('by_id').notNull(),
  at: integer('at').notNull(),
  decidedBy: text('decided_by'),
  decidedAt: integer('decided_at'),
  why: text('why').notNull().default(''),
  removedAt: integer('removed_at'),
}, (table) => [primaryKey({ columns: [table.orgId, table.id] })])
