/** What is due to channels: recognition to an organisation's, lines to a person's own. Looked at again right before. */
import { siteNames, type SiteId } from '../../shared/artifacts'
import { nextMorning } from '../../shared/days'
import { bodyFields, type FeedbackBody } from '../../shared/bodies'
import { chatOf, mayArrive, ruleOfLine } from '../../shared/notification-kinds'
import type { WordKey } from '../../shared/words'
import type { Language } from '../../shared/words/locale'
import type { Db } from '../db'
import type { Env } from '../env'
import { type Due, Later } from '../events/due'
import { linkOf, mayHear, notifyOf, type Told, toldColumns, toldJoins, valuesOf } from '../notifications/told'
import { rhythmOf } from '../people/queries.rhythm'
import { sql } from '../sql'
import { wordsFor } from '../words'
import { type ChannelRow, deliver } from './deliver'

const channelColumns = sql`c.id as channel, c.kind as channel_kind, c.key_version as channel_key, c.url, c.secret`
interface ToChannel { channel: string; channel_kind: ChannelRow['kind']; channel_key: number; url: string; secret: string | null }
const rowOf = (row: ToChannel): ChannelRow => ({ id: row.channel, kind: row.channel_kind, key_version: row.channel_key, url: row.url, secret: row.secret })

/** An organisation's channel (`person_id` is its id) and a recognition. */
export interface Posted extends ToChannel {
  seq: string
  person_id: string
  by_language: Language | null
  organisation: string
  id: string
  author: string
  author_id: string
  recipients: string
  team: string | null
  site: SiteId | null
  title_key: string | null
  /** As JSON; only of what may travel. */
  words: string | null
}

/**
 * Told of is recognition that the organisation sees today: not taken back, held or waiting, and nobody in it wants less than that.
 * Its words travel only of public work that nobody took a step back from, to a channel that was chosen for words.
 */
export const postedQuery = (db: Db, mark: number) => db.q.all<Posted>(sql`
  select d.seq, d.person_id, ${channelColumns}, b.language as by_language, o.name as organisation, f.id, a.name as author, f.author_id, w.site, case when f.private = 0 then w.key end as title_key,
    case when f.to_team = 1 then (select t.name from teams t where t.org_id = f.org_id and t.id = f.team_id) end as team,
    (select json_group_array(json_array(r.id, r.name)) from json_each(f.recipients) v cross join people r on r.org_id = f.org_id and r.id = v.value) as recipients,
    case when c.words = 1 and json_extract(o.settings, '$.channelWords') is not 0 and f.artifact_id is not null and f.private = 0 and f.changes = '[]' and f.key_version = 0 then f.words end as words
  from due d
  join channels c on c.org_id = d.org_id and c.id = d.person_id and c.is_on = 1 and c.person_id is null
  join people b on b.org_id = c.org_id and b.id = c.by_id
  join organisations o on o.id = c.org_id
  join events e on e.org_id = d.org_id and e.seq = d.seq
  join feedback f on f.org_id = e.org_id and f.id = json_extract(e.data, '$.feedback')
  join people a on a.org_id = f.org_id and a.id = f.author_id
  left join artifacts w on w.org_id = f.org_id and w.id = f.artifact_id
  where d.org_id = ${db.org} and d.reaction = 'channel' and d.leased_until = ${mark}
    and f.kind = 'recognition' and f.visibility = 'organization' and f.retracted_at is null and f.held_keys is null and f.waits_for is null
    and exists (select 1 from json_each(f.keys) where value = 'org')
    and not exists (select 1 from json_each(f.recipients) v cross join people r on r.org_id = f.org_id and r.id = v.value where f.to_team = 0 and r.ceiling <> 'organization')`)

export async function toChannel(env: Env, due: Due, row: Posted, { now }: { now: number }): Promise<void> {
  const words = wordsFor(row.by_language ?? 'en')
  const people = (JSON.parse(row.recipients) as [string, string][])
  const names = row.team !== null ? [row.team] : people.map(([, name]) => name)
  const said = row.words === null ? null : (JSON.parse(row.words) as { body: FeedbackBody; title: string | null })
  const site = row.site === null || row.site === 'page' ? null : siteNames[row.site]
  const work = said && row.title_key !== null && site !== null ? words.t('channels.about', { title: said.title ?? row.title_key, site }) : null
  await deliver(env, due.org_id, rowOf(row), {
    id: `msg_${row.seq}_${row.channel}`, at: now, type: 'recognition', line: words.t('channels.recognised', { author: row.author, recipients: words.list(names) }),
    words: said && bodyFields(said.body).map(([, text]) => text).join('\n'), about: work,
    link: `${env.BASE_URL}/feedback/${row.id}`, button: words.t('mail.open'),
    data: { feedback: row.id, author: row.author_id, recipients: people.map(([id]) => id) },
  }, now)
}

/** A person's own channel and one of their lines. */
export type Chatted = Told & ToChannel

export const chattedQuery = (db: Db, mark: number) => db.q.all<Chatted>(sql`select ${toldColumns}, ${channelColumns} from due d
  join channels c on c.org_id = d.org_id and c.person_id = d.person_id and c.is_on = 1
  join notifications n on n.org_id = d.org_id and n.person_id = d.person_id and n.seq = d.seq ${toldJoins}
  where d.org_id = ${db.org} and d.reaction = 'chat' and d.leased_until = ${mark}`)

/** Says that there is something and from whom, within their hours. */
export async function toOwn(env: Env, due: Due, row: Chatted, { now }: { now: number }): Promise<void> {
  const notify = notifyOf(row)
  if (row.read_at !== null || !mayHear(row) || !chatOf(row.kind, notify)) return
  const rhythm = rhythmOf(row)
  if (!ruleOfLine(row.kind).always && !mayArrive(now, notify, rhythm)) throw new Later(nextMorning(now + 1, rhythm) ?? now + 86_400_000)
  const words = wordsFor(row.language ?? 'en', row.time_zone)
  await deliver(env, due.org_id, rowOf(row), {
    id: `msg_${row.seq}_${row.channel}`, at: now, type: row.kind, line: words.t(`mail.${row.kind}.line` as WordKey, valuesOf(row)), words: null, about: null,
    link: linkOf(env, row), button: words.t('mail.open'), data: { line: row.seq, actor: row.actor_id, feedback: row.feedback_id, subject: row.subject },
  }, now)
}
