/** Who sees a goal, in SQL: the same as shared/goals.audience.ts. */
import { longestChain } from '../../shared/goals.audience'
import type { ViewerSql } from '../http/session'
import { type SQL, sql } from '../sql'

/** Who looks, as the CTE of a statement: id, keys. */
export const looking = (org: string, me: Pick<ViewerSql, 'id'>): SQL => sql`me as materialized (select p.id, p.keys, p.role from people p where p.org_id = ${org} and p.id = ${me.id})`

/** True when keys, as the stored text of a viewer, meet those of a goal. @param alias of the goal's row */
export const meets = (alias: string, keys: SQL = sql`(select keys from me)`): SQL => sql`exists (select 1 from json_each(${sql.raw(alias)}.keys) x where instr(${keys}, '"' || x.value || '"') > 0)`

/** The keys of a row `g` of goals as they are to be today: sorted. */
export const keysOfGoal: SQL = sql`(with recursive up (id, n) as (
    select p.manager_id, 1 from people p where p.org_id = g.org_id and p.id = g.owner_id and g.visibility <> 'organization' and not (g.visibility = 'private' and g.kind = 'development')
    union all select p.manager_id, up.n + 1 from up join people p on p.org_id = g.org_id and p.id = up.id where g.visibility = 'chain' and up.n < ${sql.raw(String(longestChain))})
  select json_group_array(k) from (select 'org' as k where g.visibility = 'organization'
    union select 'team:' || g.team_id where g.visibility = 'team' and g.team_id is not null
    union select 'person:' || p.id from people p where p.org_id = g.org_id and p.id in (select g.owner_id union all select value from json_each(g.co_owners)) and (g.visibility <> 'organization' or p.in_org = 0)
    union select 'person:' || id from up where id is not null order by 1))`
