/** Mirrors of the migrations' tables: the SQL is owned by hand, a test compares the two. */
import { integer, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core'

export const actionItems = sqliteTable('action_items', {
  orgId: text('org_id').notNull(),
  id: text('id').notNull(),
  seq: text('seq').notNull(),
  ownerId: text('owner_id').notNull(),
  otherId: text('other_id'),
  teamId: text('team_id'),
  source: text('source', { enum: ['own', 'feedback', 'meeting', 'growth'] }).notNull(),
  sourceId: text('source_id'),
  keyVersion: integer('key_version').notNull(),
  words: text('words').notNull(),
  due: text('due'),
  state: text('state', { enum: ['open', 'done', 'dropped'] }).notNull().default('open'),
  byId: text('by_id').notNull(),
  bodyHash: text('body_hash').notNull(),
  at: integer('at').notNull(),
  closedAt: integer('closed_at'),
  version: integer('version').notNull().default(1),
  resourceId: text('resource_id'),
  artifactId: text('artifact_id'),
}, (table) => [primaryKey({ columns: [table.orgId, table.id] })])
