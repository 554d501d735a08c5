/** Mirrors of the migrations' tables: the SQL is owned by hand, a test compares the two. */
import { integer, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core'

export const meetings = sqliteTable('meetings', {
  orgId: text('org_id').notNull(),
  id: text('id').notNull(),
  aId: text('a_id'),
  bId: text('b_id'),
  teamId: text('team_id'),
  nextAt: integer('next_at'),
  timeZone: text('time_zone').notNull().default('UTC'),
  cadenceWeeks: integer('cadence_weeks').notNull().default(0),
  heldAt: integer('held_at'),
  past: text('past').notNull().default('[]'),
  version: integer('version').notNull().default(0),
}, (table) => [primaryKey({ columns: [table.orgId, table.id] })])

export const meetingPoints = sqliteTable('meeting_points', {
  orgId: text('org_id').notNull(),
  id: text('id').notNull(),
  seq: text('seq').notNull(),
  meetingId: text('meeting_id').notNull(),
  authorId: text('author_id').notNull(),
  private: integer('private').notNull(),
  section: text('section', { enum: ['talk', 'works', 'does_not'] }).notNull(),
  artifactId: text('artifact_id'),
  keyVersion: integer('key_version'),
  words: text('words'),
  bodyHash: text('body_hash').notNull(),
  done: integer('done').notNull().default(0),
  carried: integer('carried').notNull().default(0),
  at: integer('at').notNull(),
  restedAt: integer('rested_at'),
  version: integer('version').notNull().default(1),
}, (table) => [primaryKey({ columns: [table.orgId, table.id] })])
