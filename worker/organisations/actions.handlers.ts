/** Who looks at reports: named by an admin, in the order in which they are asked. */
import type { organisationEndpoints } from '../../shared/organisations'
import { newId } from '../../shared/ids'
import type { PersonRef } from '../../shared/people'
import { Refusal } from '../../shared/problem'
import type { Db } from '../db'
import type { Call } from '../http/call'
import { sql } from '../sql'
import { changeSetting } from './statements.settings'

type Ends = typeof organisationEndpoints

/** People by id as they may be asked to look at something: in the order given. @param list JSON of ids, as SQL */
const namedQuery = (db: Db, list: ReturnType<typeof sql>) => db.q.all<{ id: string; name: string; status: string }>(sql`
  select p.id, p.name, p.status from json_each(${list}) e cross join people p on p.org_id = ${db.org} and p.id = e.value order by e.key`)

export async function handlers({ db, enter }: Call<Ends['handlers']>): Promise<{ people: PersonRef[] }> {
  const { rows: [people] } = await enter(namedQuery(db, sql`(select coalesce(json_extract(settings, '$.handlers'), '[]') from organisations where id = ${db.org})`))
  return { people: people.map(({ id, name }) => ({ id, name })) }
}

/** Under an agreement it is a proposal, and those are answered who look at reports until then. @throws Refusal `invalid` for fewer than two, or for somebody who is not there */
export async function setHandlers({ db, enter, body, now }: Call<Ends['setHandlers']>): Promise<{ people: PersonRef[] }> {
  const ids = [...new Set(body.people)]
  const { viewer, rows: [people] } = await enter(namedQuery(db, sql`${JSON.stringify(ids)}`))
  const errors = ids.flatMap((id, index) => (people.some((one) => one.id === id && (one.status === 'active' || one.status === 'away')) ? [] : [{ pointer: `/people/${index}`, code: 'unknown' }]))
  if (ids.length < 2) errors.push({ pointer: '/people', code: 'too-few', params: { min: 2 } } as never)
  if (errors.length > 0) throw new Refusal('invalid', { errors })
  const went = await changeSetting(db, viewer, { id: newId(), setting: 'handlers', value: ids, why: null, now })
  if (went === 'open') {
    const [held] = await db.batch(namedQuery(db, sql`${JSON.stringify(viewer.organisation.settings.handlers ?? [])}`))
    return { people: held.map(({ id, name }) => ({ id, name })) }
  }
  return { people: people.map(({ id, name }) => ({ id, name })) }
}
