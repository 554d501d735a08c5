/**
 * THE way to change a setting that matters to co-determination (shared/agreement.ts): at once, or as a proposal where an agreement covers it.
 * Rooms whose setting it is call `changeSetting` and nothing else writes one.
 */
import { namedIn, type SettingName, type SettingValues, valuesOf } from '../../shared/agreement'
import { Refusal } from '../../shared/problem'
import type { Db, Statement } from '../db'
import { type Guard, record } from '../events/record'
import type { Viewer } from '../http/session'
import { newId } from '../../shared/ids'
import { sql } from '../sql'

export interface WantedChange { id: string; setting: SettingName; value: unknown; why: string | null; now: number }
export type Changed = 'applied' | 'open' | 'same'

const written = (value: unknown): string => JSON.stringify(value ?? null)

/** True for the delegates of an agreement who are there: without any, nobody could approve, and admins decide again. */
const delegatesHere = (org: string, delegates: readonly string[]) =>
  sql`(select json_group_array(p.id) from people p where p.org_id = ${org} and p.status in ('active', 'away') and p.id in (select value from json_each(${JSON.stringify(delegates)})))`

/**
 * Changes a setting, or proposes it. Said again under the same id it is the same.
 * @param change `now` in milliseconds
 * @returns `open` where it is a proposal now; `same` where that is what holds anyway
 * @throws Refusal `id-taken`; `conflict` where a proposal for this setting is open, or the agreement changed meanwhile; `recipient-unknown` for somebody named who is not there
 */
export async function changeSetting(db: Db, viewer: Viewer, change: WantedChange): Promise<Changed> {
  const { id, setting, now } = change
  const values = valuesOf(viewer.organisation.settings)
  const [was, value] = [written(values[setting]), written(change.value)]
  const { agreement } = values
  const named = [...new Set(namedIn({ [setting]: change.value } as Partial<SettingValues>))]
  const [[known]] = await db.batch(db.q.all<{ here: string; named: number; earlier: string | null }>(sql`select ${delegatesHere(db.org, agreement?.delegates ?? [])} as here,
    (select count(*) from people p where p.org_id = ${db.org} and p.status in ('active', 'away') and p.id in (select value from json_each(${JSON.stringify(named)}))) as named,
    (select json_array(by_id, setting, value, why, state) from setting_changes where org_id = ${db.org} and id = ${id}) as earlier`))
  const { here, named: found, earlier } = known!
  if (earlier !== null) {
    const [by, name, said, why, state] = JSON.parse(earlier) as string[]
    if (by !== viewer.id || name !== setting || said !== value || why !== change.why) throw new Refusal('id-taken')
    return state === 'open' ? 'open' : 'applied'
  }
  if (was === value) return 'same'
  if (found !== named.length) throw new Refusal('recipient-unknown')
  // Who makes an agreement is not its delegate: approving one's own proposals would be no agreement.
  if (setting === 'agreement' && named.includes(viewer.id)) throw new Refusal('invalid', { errors: [{ pointer: '/change/agreement/delegates', code: 'invalid' }] })
  const delegates = JSON.parse(here) as string[]
  const isProposal = agreement !== null && delegates.length > 0 && (setting === 'agreement' || agreement.covers.includes(setting))
  const guards: Guard[] = [
    // The agreement as it was read: one that came meanwhile is not passed by.
    { bad: sql`(select json_extract(settings, '$.agreement') from organisations where id = ${db.org}) is not ${agreement === null ? null : written(agreement)}`, refuse: 'conflict' },
    { bad: sql`exists (select 1 from setting_changes where org_id = ${db.org} and setting = ${setting} and state = 'open')`, refuse: 'conflict' },
    { bad: sql`exists (select 1 from setting_changes where org_id = ${db.org} and id = ${id})`, refuse: 'id-taken' },
  ]
  const seq = newId()
  const row = db.q.run(sql`insert into setting_changes (org_id, id, seq, setting, was, value, why, state, by_id, at)
    values (${db.org}, ${id}, ${seq}, ${setting}, ${was}, ${value}, ${change.why}, ${isProposal ? 'open' : 'applied'}, ${viewer.id}, ${now})`)
  await record(db, isProposal
    ? { guards, statements: [row], event: { kind: 'setting.proposed', setting, change: id, delegates }, actor: viewer.id, at: now, seq }
    : { guards, statements: [row, ...applied(db, setting, value)], event: { kind: 'setting.changed', setting, change: id, told: setting === 'agreement' ? named : [] }, actor: viewer.id, at: now, seq })
  return isProposal ? 'open' : 'applied'
}

/** A setting takes its value, with what follows from it. @param value as JSON; a null is no longer there */
export const applied = (db: Db, setting: SettingName, value: string): Statement[] => [
  db.q.run(value === 'null'
    ? sql`update organisations set settings = json_remove(settings, ${`$.${setting}`}) where id = ${db.org}`
    : sql`update organisations set settings = json_set(settings, ${`$.${setting}`}, json(${value})) where id = ${db.org}`),
  ...(setting === 'counters' && value === 'false' ? [db.q.run(sql`delete from reading_counts where org_id = ${db.org}`)] : []),
]
