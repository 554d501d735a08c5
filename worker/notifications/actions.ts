/** Marking lines as read (nobody is told, so no event; the counter moves by exactly what was unread), and choosing how one hears. */
import type { BodyOf } from '../../shared/endpoint'
import type { notificationEndpoints, Preferences } from '../../shared/notifications'
import { chatOf, defaultWay, isMailable, notificationKindNames, type NotificationKind, type Notify, ruleOfLine, usualHours } from '../../shared/notification-kinds'
import { record } from '../events/record'
import type { Call } from '../http/call'
import { sql } from '../sql'
import { notifyQuery } from './queries'

export async function read({ db, now, body, enter }: Call<typeof notificationEndpoints.read>): Promise<{ unread: number }> {
  const { viewer } = await enter()
  const lines = sql`org_id = ${db.org} and person_id = ${viewer.id} and seq in (select value from json_each(${JSON.stringify(body.ids)})) and read_at is null`
  const [, , [row]] = await db.batch(
    db.q.run(sql`update people set unread = max(0, unread - (select count(*) from notifications where ${lines} and badge = 1)) where org_id = ${db.org} and id = ${viewer.id}
      and exists (select 1 from notifications where ${lines} and badge = 1)`),
    db.q.run(sql`update notifications set read_at = ${now} where ${lines}`),
    db.q.all<{ unread: number }>(sql`select min(unread, 100) as unread from people where org_id = ${db.org} and id = ${viewer.id}`),
  )
  return { unread: row?.unread ?? 0 }
}

/** Keeps what somebody chose otherwise than the rules: only that is stored, so that a changed rule reaches whoever never chose. */
export async function prefer({ db, me, enter, now }: Call<typeof notificationEndpoints.prefer>, body: BodyOf<typeof notificationEndpoints.prefer>): Promise<Preferences> {
  const { viewer, rows: [[row]] } = await enter(notifyQuery(db, me))
  const before = JSON.parse(row?.notify ?? '{}') as Notify
  const notify = chosen(before, body)
  if (JSON.stringify(notify) !== JSON.stringify(before)) {
    await record(db, {
      statements: [db.q.run(sql`update people set notify = ${JSON.stringify(notify)} where org_id = ${db.org} and id = ${viewer.id}`)],
      event: { kind: 'person.changed', person: viewer.id, fields: ['notify'] }, actor: viewer.id, at: now,
    })
  }
  return preferencesOf(notify, viewer.timeZone, row?.channel === 1)
}

function chosen(before: Notify, body: BodyOf<typeof notificationEndpoints.prefer>): Notify {
  const email = { ...before.email, ...body.email }
  const chat = { ...before.chat, ...body.chat }
  const hours = body.hours === undefined ? before.hours : body.hours
  const digest = body.digest === undefined ? before.digest : body.digest ? undefined : (false as const)
  const kept = <V>(all: Partial<Record<NotificationKind, V>>, usual: (kind: NotificationKind) => V): Partial<Record<NotificationKind, V>> =>
    Object.fromEntries(notificationKindNames.flatMap((kind) => (all[kind] === undefined || all[kind] === usual(kind) || ruleOfLine(kind).always || !isMailable(ruleOfLine(kind)) ? [] : [[kind, all[kind]]])))
  const mails = kept(email, (kind) => defaultWay(ruleOfLine(kind)))
  const chats = kept(chat, (kind) => chatOf(kind, {}))
  return {
    ...(Object.keys(mails).length > 0 && { email: mails }), ...(Object.keys(chats).length > 0 && { chat: chats }), ...(digest === false && { digest }),
    ...(hours !== undefined && (hours === null || hours.from !== usualHours.from || hours.to !== usualHours.to) && { hours }),
  }
}

export const preferencesOf = (notify: Notify, timeZone: string, channel: boolean): Preferences => ({
  channel,
  kinds: notificationKindNames.map((kind) => {
    const rule = ruleOfLine(kind)
    return { kind, email: isMailable(rule) ? (rule.always ? 'now' : notify.email?.[kind] ?? defaultWay(rule)) : null, always: rule.always === true, chat: isMailable(rule) && chatOf(kind, notify) }
  }),
  digest: notify.digest !== false, hours: notify.hours === undefined ? usualHours : notify.hours, timeZone,
})
