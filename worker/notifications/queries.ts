/** The inbox: lines with their cards, in one statement. */
import { canSee } from '../../shared/audience.keys'
import type { Card } from '../../shared/cards'
import type { Inbox, InboxItem, SubjectKind } from '../../shared/notifications'
import type { NotificationKind } from '../../shared/notification-kinds'
import { pageSize } from '../../shared/page'
import type { Handle } from '../../shared/people'
import type { Db } from '../db'
import type { Env } from '../env'
import type { Viewer, ViewerSql } from '../http/session'
import { type CardRow, cardColumns, cardsOf, looking, lookingOf } from '../feedback/queries'
import { sql } from '../sql'

export interface LineRow extends CardRow {
  line: string
  line_kind: NotificationKind
  line_at: number
  read_at: number | null
  actor_id: string | null
  actor_name: string | null
  handle: string | null
  subject: string | null
}

/** What the viewer chose otherwise than the rules, and whether they have a channel of their own. */
export const notifyQuery = (db: Db, me: ViewerSql) => db.q.all<{ notify: string; channel: number }>(sql`select notify, exists (select 1 from channels c where c.org_id = ${db.org} and c.person_id = ${me.id}) as channel from people where org_id = ${db.org} and id = ${me.id}`)

/** A page of the viewer's lines, newest first. What was retracted has no words any more; what may no longer be seen is left out by `inboxOf`. */
export const inboxQuery = (db: Db, me: ViewerSql, after: string = '~') =>
  db.q.all<LineRow>(sql`with ${lookingOf(db, me)} select l.seq as line, l.kind as line_kind, l.at as line_at, l.read_at, l.actor_id, l.subject,
      case when l.actor_id is not null then (select n.name from people n where n.org_id = ${db.org} and n.id = l.actor_id) end as actor_name,
      case when l.handle_id is not null then (select json_object('id', h.id, 'site', h.site, 'instance', h.instance, 'handle', h.handle, 'proposer', h.proposer_id,
        'name', (select n.name from people n where n.org_id = ${db.org} and n.id = h.proposer_id)) from handles h where h.org_id = ${db.org} and h.id = l.handle_id) end as handle,
      ${cardColumns(db.org, looking, { actor: sql`l.actor_id` })}
    from (select * from notifications where org_id = ${db.org} and person_id = ${looking.id} and seq < ${after} order by seq desc limit ${sql.raw(String(pageSize))}) l
    left join feedback f on f.org_id = ${db.org} and f.id = l.feedback_id and f.retracted_at is null`)

/** The inbox as it travels. `unread` stands at 100 for anything above: "99+". */
export async function inboxOf(env: Env, viewer: Viewer, rows: readonly LineRow[], now: number): Promise<Inbox> {
  rows = [...rows].sort((a, b) => (a.line < b.line ? 1 : -1))
  const seen = rows.filter((row) => row.id !== null && row.words !== null && canSee(JSON.parse(row.keys) as string[], viewer.keys))
  const actors = seen.flatMap((row) => (row.actor_id === null ? [] : [[row.actor_id, row.actor_name] as const]))
  const cards = new Map((await cardsOf(env, viewer, seen, now, actors)).map((card) => [card.id, card]))
  return {
    items: rows.map((row) => itemOf(row, cards.get(row.id) ?? null)),
    after: rows.length === pageSize ? rows.at(-1)!.line : null,
    unread: Math.min(viewer.unread, 100),
  }
}

const itemOf = (row: LineRow, card: Card | null): InboxItem => ({
  id: row.line, seq: row.line, kind: row.line_kind, at: new Date(row.line_at).toISOString(), read: row.read_at !== null,
  actor: row.actor_id === null ? null : { id: row.actor_id, name: row.actor_name },
  card, handle: handleOf(row), ...(row.subject !== null && { subject: subjectOf(row.subject) }),
})

function subjectOf(text: string): InboxItem['subject'] {
  const [kind = '', id = ''] = text.split(':')
  return { kind: kind as SubjectKind, id }
}

function handleOf(row: LineRow): Handle | null {
  if (row.handle === null) return null
  const { proposer, name, ...handle } = JSON.parse(row.handle) as Omit<Handle, 'status' | 'proposedBy'> & { proposer: string; name: string | null }
  return { ...handle, status: proposer === '' ? 'confirmed' : 'proposed', proposedBy: proposer === '' ? null : { id: proposer, name } }
}
