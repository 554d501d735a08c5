/** Mirrors of the migrations' tables: the SQL is owned by hand, a test compares the two. */
import { integer, primaryKey, real, sqliteTable, text } from 'drizzle-orm/sqlite-core'

export const movedWorks = sqliteTable('moved_works', {
  orgId: text('org_id').notNull(),
  artifactId: text('artifact_id').notNull(),
  goalId: text('goal_id').notNull(),
  keyResultId: text('key_result_id').notNull(),
  source: text('source', { enum: ['work', 'seen'] }).notNull(),
  saidAt: integer('said_at').notNull(),
  known: integer('known').notNull(),
  reached: integer('reached').notNull(),
}, (table) => [primaryKey({ columns: [table.orgId, table.artifactId, table.goalId, table.keyResultId] })])

export const moves = sqliteTable('moves', {
  orgId: text('org_id').notNull(),
  goalId: text('goal_id').notNull(),
  keyResultId: text('key_result_id').notNull(),
  rule: text('rule').notNull(),
  known: integer('known').notNull().default(0),
  reached: integer('reached').notNull().default(0),
  reading: real('reading'),
  shift: real('shift').notNull().default(0),
}, (table) => [primaryKey({ columns: [table.orgId, table.goalId, table.keyResultId] })])
