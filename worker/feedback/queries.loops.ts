/** "Did it help?": what the viewer gave, what its recipient tries, and nobody has asked them about yet. */
import { loopDays } from '../../shared/loops'
import { placeOf, type SiteId } from '../../shared/artifacts'
import type { Loop } from '../../shared/waiting'
import type { Db } from '../db'
import type { ViewerSql } from '../http/session'
import { sql } from '../sql'

interface LoopRow { id: string; at: number; artifact_id: string; person: string; name: string | null; site: SiteId; instance: string; key: string }
const dayMs = 86_400_000

/** At most 50, newest first. */
export const loopsQuery = (db: Db, me: ViewerSql, now: number) => db.q.all<LoopRow>(sql`select f.id, f.at, f.artifact_id, json_extract(f.recipients, '$[0]') as person, w.site, w.instance, w.key,
    (select n.name from people n where n.org_id = f.org_id and n.id = json_extract(f.recipients, '$[0]')) as name
  from feedback f indexed by feedback_loops cross join artifacts w on w.org_id = f.org_id and w.id = f.artifact_id
  where f.org_id = ${db.org} and f.author_id = ${me.id} and f.trying_id is not null and f.helped is null and f.loop_closed_at is null and f.at > ${now - loopDays * dayMs}
    and f.retracted_at is null and f.kind in ('feedback', 'coaching') and f.visibility <> 'author' order by f.at desc limit 50`)

/** Those whose work belongs to a place: elsewhere one would be asked on any page. */
export const loopsOf = (rows: readonly LoopRow[]): Loop[] => rows.flatMap(({ id, at, artifact_id, person, name, site, instance, key }) => {
  const place = placeOf({ site, key })
  return place === null ? [] : [{ feedback: id, recipient: { id: person, name }, site, instance, place, artifact: artifact_id, until: new Date(at + loopDays * dayMs).toISOString() }]
})
