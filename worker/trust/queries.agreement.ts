/** Reads of settings, proposals and their history. */
import { namedIn, type SettingChange, type Settings, valuesOf } from '../../shared/agreement'
import { pageSize } from '../../shared/page'
import type { PersonRef } from '../../shared/people'
import type { Db } from '../db'
import type { OrganisationSettings } from '../http/session'
import { sql } from '../sql'

export interface ChangeRow {
  id: string; seq: string; setting: SettingChange['setting']; was: string; value: string; why: string | null; state: SettingChange['state']
  by_id: string; by_name: string | null; at: number; decided_by: string | null; decided_name: string | null; decided_at: number | null; sentence: string | null
}

const columns = sql`c.id, c.seq, c.setting, c.was, c.value, c.why, c.state, c.by_id, (select name from people where org_id = c.org_id and id = c.by_id) as by_name, c.at,
  c.decided_by, (select name from people where org_id = c.org_id and id = c.decided_by) as decided_name, c.decided_at, c.sentence`

export const historyQuery = (db: Db, after: string = '~') =>
  db.q.all<ChangeRow>(sql`select ${columns} from setting_changes c where c.org_id = ${db.org} and c.seq < ${after} order by c.seq desc limit ${pageSize}`)
export const changeQuery = (db: Db, id: string) => db.q.all<ChangeRow>(sql`select ${columns} from setting_changes c where c.org_id = ${db.org} and c.id = ${id}`)

interface StandsRow { settings: string; people: string }
/** What holds, with the names of who is named in it; and what is proposed. */
export const settingsQueries = (db: Db) => [
  db.q.all<StandsRow>(sql`select o.settings, (select json_group_array(json_object('id', p.id, 'name', p.name)) from people p where p.org_id = o.id and p.id in (
      select value from json_each(o.settings, '$.agreement.delegates') union select value from json_each(o.settings, '$.handlers') union select value from json_each(o.settings, '$.disclosureSecond.people')
      union select v.value from setting_changes c, json_each(case c.setting when 'agreement' then coalesce(json_extract(c.value, '$.delegates'), '[]') when 'handlers' then c.value when 'disclosureSecond' then json_extract(c.value, '$.people') else '[]' end) v
        where c.org_id = o.id and c.state = 'open')) as people
    from organisations o where o.id = ${db.org}`),
  // One a setting at the most.
  db.q.all<ChangeRow>(sql`select ${columns} from setting_changes c where c.org_id = ${db.org} and c.state = 'open' order by c.seq`),
] as const

export function settingsOf(viewer: string, [[stands], open]: readonly [StandsRow[], ChangeRow[]]): Settings {
  const values = valuesOf(JSON.parse(stands!.settings) as OrganisationSettings as object)
  const names = new Set(open.flatMap(({ setting, value }) => namedIn({ [setting]: JSON.parse(value) as never })).concat(namedIn(values)))
  return {
    values, people: (JSON.parse(stands!.people) as PersonRef[]).filter(({ id }) => names.has(id)), open: open.map(changeOf),
    mayDecide: values.agreement?.delegates.includes(viewer) ?? false,
  }
}

export const changeOf = (row: ChangeRow): SettingChange => ({
  id: row.id, seq: row.seq, setting: row.setting, was: JSON.parse(row.was), value: JSON.parse(row.value), why: row.why, state: row.state,
  by: { id: row.by_id, name: row.by_name }, at: new Date(row.at).toISOString(),
  decidedBy: row.decided_by === null ? null : { id: row.decided_by, name: row.decided_name }, decidedAt: row.decided_at === null ? null : new Date(row.decided_at).toISOString(), sentence: row.sentence,
})
