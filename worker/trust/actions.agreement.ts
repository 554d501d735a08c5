/** Changing settings, and deciding what was proposed. */
import { type agreementEndpoints, type SettingChange, settingNames, type Settings, type SettingValues, valuesOf, wrongIn } from '../../shared/agreement'
import { Refusal } from '../../shared/problem'
import { record } from '../events/record'
import type { Call } from '../http/call'
import { applied, changeSetting } from '../organisations/statements.settings'
import { sql } from '../sql'
import { changeOf, changeQuery, settingsOf, settingsQueries } from './queries.agreement'

type Ends = typeof agreementEndpoints

export async function change({ db, enter, body, now }: Call<Ends['changeSetting']>): Promise<Settings> {
  const { viewer } = await enter()
  const wrong = wrongIn(body.change as Partial<SettingValues>)
  if (wrong) throw new Refusal('invalid', { errors: [{ pointer: wrong, code: 'invalid' }] })
  const setting = settingNames.find((name) => name in body.change)!
  await changeSetting(db, viewer, { id: body.id, setting, value: body.change[setting] ?? null, why: body.why ?? null, now })
  return settingsOf(viewer.id, await db.batch(...settingsQueries(db)))
}

/** A delegate approves or refuses. Two at once: the first decides. */
export async function decide({ db, enter, params, body, now }: Call<Ends['decide']>): Promise<SettingChange> {
  const { viewer, rows: [[row]] } = await enter(changeQuery(db, params.id))
  if (!row) throw new Refusal('not-found')
  const { agreement } = valuesOf(viewer.organisation.settings)
  if (!agreement?.delegates.includes(viewer.id) || row.by_id === viewer.id) throw new Refusal('not-allowed')
  // Whose own address is in doubt agrees for nobody.
  if (viewer.shutBefore !== null) throw new Refusal('words-shut')
  if (row.state !== 'open') {
    // Said again by the same person, it is done.
    if (row.decided_by === viewer.id && row.sentence === body.sentence && (row.state === 'applied') === body.agree) return changeOf(row)
    throw new Refusal('conflict')
  }
  const { rows: [[after]] } = await record(db, {
    guards: [
      { bad: sql`not exists (select 1 from setting_changes where org_id = ${db.org} and id = ${row.id} and state = 'open')`, refuse: 'conflict' },
      { bad: sql`not exists (select 1 from organisations o, json_each(o.settings, '$.agreement.delegates') d where o.id = ${db.org} and d.value = ${viewer.id})`, refuse: 'not-allowed' },
    ],
    statements: [
      db.q.run(sql`update setting_changes set state = ${body.agree ? 'applied' : 'refused'}, decided_by = ${viewer.id}, decided_at = ${now}, sentence = ${body.sentence} where org_id = ${db.org} and id = ${row.id}`),
      ...(body.agree ? applied(db, row.setting, row.value) : []),
    ],
    event: { kind: 'setting.decided', setting: row.setting, change: row.id, agreed: body.agree, proposer: row.by_id }, actor: viewer.id, at: now,
  }, changeQuery(db, row.id))
  return changeOf(after!)
}

export async function withdraw({ db, enter, params, now }: Call<Ends['withdraw']>): Promise<SettingChange> {
  const { viewer, rows: [[row]] } = await enter(changeQuery(db, params.id))
  if (!row) throw new Refusal('not-found')
  if (row.state === 'withdrawn') return changeOf(row)
  const { rows: [[after]] } = await record(db, {
    guards: [{ bad: sql`not exists (select 1 from setting_changes where org_id = ${db.org} and id = ${row.id} and state = 'open')`, refuse: 'conflict' }],
    statements: [db.q.run(sql`update setting_changes set state = 'withdrawn', decided_by = ${viewer.id}, decided_at = ${now} where org_id = ${db.org} and id = ${row.id}`)],
    event: { kind: 'setting.changed', setting: row.setting, change: row.id, told: [] }, actor: viewer.id, at: now,
  }, changeQuery(db, row.id))
  return changeOf(after!)
}
