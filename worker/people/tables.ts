/** Mirrors of the migrations' tables: the SQL is owned by hand, a test compares the two. */
import { integer, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core'

export const teams = sqliteTable('teams', {
  orgId: text('org_id').notNull(),
  id: text('id').notNull(),
  name: text('name').notNull(),
  kind: text('kind', { enum: ['unit', 'project'] }).notNull(),
  parentId: text('parent_id'),
  leadId: text('lead_id'),
  size: integer('size').notNull().default(0),
  closedAt: integer('closed_at'),
  nameKey: text('name_key').notNull().default(''),
  version: integer('version').notNull().default(1),
}, (table) => [primaryKey({ columns: [table.orgId, table.id] })])

export const people = sqliteTable('people', {
  orgId: text('org_id').notNull(),
  id: text('id').notNull(),
  name: text('name').notNull(),
  nameKey: text('name_key').notNull(),
  email: text('email').notNull(),
  emailHash: text('email_hash').notNull(),
  title: text('title'),
  kind: text('kind', { enum: ['employee', 'contractor', 'guest'] }).notNull(),
  status: text('status', { enum: ['invited', 'active', 'away', 'deactivated'] }).notNull(),
  awayFrom: text('away_from'),
  awayTo: text('away_to'),
  role: text('role', { enum: ['member', 'hr', 'admin', 'auditor'] }).notNull().default('member'),
  language: text('language', { enum: ['en', 'de', 'ar'] }),
  theme: text('theme', { enum: ['system', 'light', 'dark'] }).notNull().default('system'),
  ceiling: text('ceiling', { enum: ['organization', 'team', 'recipients'] }).notNull().default('organization'),
  emails: integer('emails').notNull().default(1),
  timeZone: text('time_zone').notNull().default('UTC'),
  entity: text('entity'),
  managerId: text('manager_id'),
  unitId: text('unit_id'),
  inOrg: integer('in_org').notNull(),
  keys: text('keys').notNull(),
  unread: integer('unread').notNull().default(0),
  version: integer('version').notNull().default(1),
  createdAt: integer('created_at').notNull(),
  workingDays: text('working_days').notNull().default('12345'),
  notify: text('notify').notNull().default('{}'),
  erasedAt: integer('erased_at'),
  shutBefore: integer('shut_before'),
}, (table) => [primaryKey({ columns: [table.orgId, table.id] })])

export const peopleTerms = sqliteTable('people_terms', {
  orgId: text('org_id').notNull(),
  term: text('term').notNull(),
  personId: text('person_id').notNull(),
}, (table) => [primaryKey({ columns: [table.orgId, table.term, table.personId] })])

export const relations = sqliteTable('relations', {
  orgId: text('org_id').notNull(),
  personId: text('person_id').notNull(),
  kind: text('kind', { enum: ['manager', 'dotted', 'acting', 'mentor', 'coach', 'hr_partner'] }).notNull(),
  otherId: text('other_id').notNull(),
  fromAt: integer('from_at').notNull(),
  toAt: integer('to_at'),
}, (table) => [primaryKey({ columns: [table.orgId, table.personId, table.kind, table.otherId, table.fromAt] })])

/** Every period away that there was, beside the current one on the person's row. */
export const awayPeriods = sqliteTable('away_periods', {
  orgId: text('org_id').notNull(),
  personId: text('person_id').notNull(),
  fromDay: text('from_day').notNull(),
  toDay: text('to_day'),
}, (table) => [primaryKey({ columns: [table.orgId, table.personId, table.fromDay] })])

export const memberships = sqliteTable('memberships', {
  orgId: text('org_id').notNull(),
  personId: text('person_id').notNull(),
  teamId: text('team_id').notNull(),
  main: integer('main').notNull(),
  fromAt: integer('from_at').notNull(),
  toAt: integer('to_at'),
}, (table) => [primaryKey({ columns: [table.orgId, table.personId, table.teamId] })])

export const handles = sqliteTable('handles', {
  orgId: text('org_id').notNull(),
  site: text('site').notNull(),
  instance: text('instance').notNull(),
  handleKey: text('handle_key').notNull(),
  proposerId: text('proposer_id').notNull().default(''),
  id: text('id').notNull(),
  handle: text('handle').notNull(),
  personId: text('person_id').notNull(),
  createdAt: integer('created_at').notNull(),
}, (table) => [primaryKey({ columns: [table.orgId, table.site, table.instance, table.handleKey, table.proposerId] })])

export const invitations = sqliteTable('invitations', {
  orgId: text('org_id').notNull(),
  id: text('id').notNull(),
  tokenHash: text('token_hash').notNull(),
  personId: text('person_id').notNull(),
  invitedBy: text('invited_by').notNull(),
  createdAt: integer('created_at').notNull(),
  expiresAt: integer('expires_at').notNull(),
  acceptedAt: integer('accepted_at'),
  droppedAt: integer('dropped_at'),
}, (table) => [primaryKey({ columns: [table.orgId, table.id] })])

/** The last change of an address, and whether the old one or a second admin confirmed it. */
export const addressChanges = sqliteTable('address_changes', {
  orgId: text('org_id').notNull(),
  personId: text('person_id').notNull(),
  id: text('id').notNull(),
  oldEmail: text('old_email').notNull(),
  byId: text('by_id').notNull(),
  tokenHash: text('token_hash').notNull(),
  at: integer('at').notNull(),
  expiresAt: integer('expires_at').notNull(),
  confirmedAt: integer('confirmed_at'),
  confirmedBy: text('confirmed_by'),
}, (table) => [primaryKey({ columns: [table.orgId, table.personId] })])

/** An address that somebody wants for themselves. */
export const addressWishes = sqliteTable('address_wishes', {
  orgId: text('org_id').notNull(),
  personId: text('person_id').notNull(),
  id: text('id').notNull(),
  email: text('email').notNull(),
  tries: integer('tries').notNull().default(0),
  asked: integer('asked').notNull().default(1),
  expiresAt: integer('expires_at').notNull(),
  provedAt: integer('proved_at'),
}, (table) => [primaryKey({ columns: [table.orgId, table.personId] })])
