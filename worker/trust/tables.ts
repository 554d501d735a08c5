/** Mirrors of the migrations' tables: the SQL is owned by hand, a test compares the two. */
import { integer, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core'

export const settingChanges = sqliteTable('setting_changes', {
  orgId: text('org_id').notNull(),
  id: text('id').notNull(),
  seq: text('seq').notNull(),
  setting: text('setting').notNull(),
  was: text('was').notNull(),
  value: text('value').notNull(),
  why: text('why'),
  state: text('state', { enum: ['applied', 'open', 'refused', 'withdrawn'] }).notNull(),
  byId: text('by_id').notNull(),
  at: integer('at').notNull(),
  decidedBy: text('decided_by'),
  decidedAt: integer('decided_at'),
  sentence: text('sentence'),
}, (table) => [primaryKey({ columns: [table.orgId, table.id] })])

export const legalHolds = sqliteTable('legal_holds', {
  orgId: text('org_id').notNull(),
  id: text('id').notNull(),
  keyVersion: integer('key_version').notNull(),
  matter: text('matter').notNull(),
  people: text('people').notNull(),
  fromAt: integer('from_at').notNull(),
  toAt: integer('to_at').notNull(),
  byId: text('by_id').notNull(),
  secondId: text('second_id').notNull(),
  bodyHash: text('body_hash').notNull(),
  at: integer('at').notNull(),
  confirmedAt: integer('confirmed_at'),
  endedBy: text('ended_by'),
  endedAt: integer('ended_at'),
}, (table) => [primaryKey({ columns: [table.orgId, table.id] })])

export const disclosures = sqliteTable('disclosures', {
  orgId: text('org_id').notNull(),
  id: text('id').notNull(),
  keyVersion: integer('key_version').notNull(),
  words: text('words').notNull(),
  people: text('people').notNull(),
  fromAt: integer('from_at').notNull(),
  toAt: integer('to_at').notNull(),
  delayDays: integer('delay_days').notNull(),
  byId: text('by_id').notNull(),
  firstId: text('first_id').notNull(),
  secondId: text('second_id').notNull(),
  bodyHash: text('body_hash').notNull(),
  at: integer('at').notNull(),
  firstAt: integer('first_at'),
  secondAt: integer('second_at'),
  refusedBy: text('refused_by'),
  refusedAt: integer('refused_at'),
  producedAt: integer('produced_at'),
  tellAt: integer('tell_at'),
  toldAt: integer('told_at'),
}, (table) => [primaryKey({ columns: [table.orgId, table.id] })])

export const disclosedItems = sqliteTable('disclosed_items', {
  orgId: text('org_id').notNull(),
  disclosureId: text('disclosure_id').notNull(),
  feedbackId: text('feedback_id').notNull(),
  people: text('people').notNull(),
  keyVersion: integer('key_version'),
  words: text('words'),
}, (table) => [primaryKey({ columns: [table.orgId, table.disclosureId, table.feedbackId] })])

export const keptWords = sqliteTable('kept_words', {
  orgId: text('org_id').notNull(),
  room: text('room', { enum: ['reply', 'view', 'action', 'point', 'request', 'goal', 'key_result', 'check_in'] }).notNull(),
  id: text('id').notNull(),
  n: integer('n').notNull(),
  byId: text('by_id').notNull(),
  at: integer('at').notNull(),
  people: text('people').notNull(),
  reached: text('reached').notNull(),
  keyVersion: integer('key_version').notNull(),
  words: text('words').notNull(),
  keptAt: integer('kept_at').notNull(),
}, (table) => [primaryKey({ columns: [table.orgId, table.room, table.id, table.n] })])

export const handovers = sqliteTable('handovers', {
  orgId: text('org_id').notNull(),
  personId: text('person_id').notNull(),
  formerId: text('former_id').notNull(),
  nowId: text('now_id').notNull(),
  at: integer('at').notNull(),
  toldAt: integer('told_at'),
  closedAt: integer('closed_at'),
}, (table) => [primaryKey({ columns: [table.orgId, table.personId, table.formerId] })])

export const retentionWalks = sqliteTable('retention_walks', {
  orgId: text('org_id').notNull(),
  room: text('room').notNull(),
  place: text('place').notNull(),
  day: text('day').notNull(),
}, (table) => [primaryKey({ columns: [table.orgId, table.room] })])
