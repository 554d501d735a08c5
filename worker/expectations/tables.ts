/** Mirrors of the migrations' tables: the SQL is owned by hand, a test compares the two. */
import { integer, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core'

export const expectationVersions = sqliteTable('expectation_versions', {
  orgId: text('org_id').notNull(),
  id: text('id').notNull(),
  version: integer('version').notNull(),
  fromDay: text('from_day').notNull(),
  importId: text('import_id'),
  byId: text('by_id').notNull(),
  at: integer('at').notNull(),
  written: text('written').notNull(),
}, (table) => [primaryKey({ columns: [table.orgId, table.id, table.version] })])

export const personRoles = sqliteTable('person_roles', {
  orgId: text('org_id').notNull(),
  personId: text('person_id').notNull(),
  roleId: text('role_id').notNull(),
  levelId: text('level_id').notNull(),
  byId: text('by_id').notNull(),
  at: integer('at').notNull(),
}, (table) => [primaryKey({ columns: [table.orgId, table.personId] })])

export const expectationConfirmations = sqliteTable('expectation_confirmations', {
  orgId: text('org_id').notNull(),
  personId: text('person_id').notNull(),
  roleId: text('role_id').notNull(),
  levelId: text('level_id').notNull(),
  version: integer('version').notNull(),
  at: integer('at').notNull(),
}, (table) => [primaryKey({ columns: [table.orgId, table.personId, table.roleId, table.levelId, table.version] })])

export const feedbackCompetencies = sqliteTable('feedback_competencies', {
  orgId: text('org_id').notNull(),
  personId: text('person_id').notNull(),
  seq: text('seq').notNull(),
  feedbackId: text('feedback_id').notNull(),
  competencies: text('competencies').notNull(),
}, (table) => [primaryKey({ columns: [table.orgId, table.personId, table.seq, table.feedbackId] })])
