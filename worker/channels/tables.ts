/** Mirrors of the migrations' tables: the SQL is owned by hand, a test compares the two. */
import { integer, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core'

export const channels = sqliteTable('channels', {
  orgId: text('org_id').notNull(),
  id: text('id').notNull(),
  personId: text('person_id'),
  kind: text('kind', { enum: ['slack', 'teams', 'google_chat', 'webhook'] }).notNull(),
  name: text('name').notNull(),
  host: text('host').notNull(),
  keyVersion: integer('key_version').notNull(),
  url: text('url').notNull(),
  secret: text('secret'),
  words: integer('words').notNull().default(0),
  isOn: integer('is_on').notNull().default(1),
  bodyHash: text('body_hash').notNull(),
  byId: text('by_id').notNull(),
  at: integer('at').notNull(),
}, (table) => [primaryKey({ columns: [table.orgId, table.id] })])
