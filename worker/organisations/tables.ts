/** Mirrors of the migrations' tables: the SQL is owned by hand, a test compares the two. */
import { integer, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core'

export const organisations = sqliteTable('organisations', {
  id: text('id').notNull().primaryKey(),
  name: text('name').notNull(),
  settings: text('settings').notNull().default('{}'),
  size: integer('size').notNull().default(0),
  createdAt: integer('created_at').notNull(),
})

export const directoryPeople = sqliteTable('directory_people', {
  email: text('email').notNull(),
  orgId: text('org_id').notNull(),
  personId: text('person_id').notNull(),
}, (table) => [primaryKey({ columns: [table.email, table.orgId] })])

export const directoryDomains = sqliteTable('directory_domains', {
  domain: text('domain').notNull(),
  orgId: text('org_id').notNull(),
}, (table) => [primaryKey({ columns: [table.domain, table.orgId] })])
