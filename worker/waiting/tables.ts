/** Mirrors of the migrations' tables: the SQL is owned by hand, a test compares the two. */
import { integer, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core'

/** What somebody answered to a nudge. */
export const nudges = sqliteTable('nudges', {
  orgId: text('org_id').notNull(),
  personId: text('person_id').notNull(),
  aboutId: text('about_id').notNull(),
  kind: text('kind', { enum: ['silence', 'start'] }).notNull(),
  answeredOn: text('answered_on').notNull(),
  restsUntil: text('rests_until'),
  never: integer('never').notNull().default(0),
}, (table) => [primaryKey({ columns: [table.orgId, table.personId, table.aboutId, table.kind] })])
