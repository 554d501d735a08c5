/** The link by which one kind of e-mail is stopped: signed for one person and one kind, good for nothing else (RFC 8058). */
import { notificationKindNames, type NotificationKind } from '../../shared/notification-kinds'
import type { Language } from '../../shared/words/locale'
import type { Env } from '../env'
import { keyedHash } from '../sealing'

/** What one can unsubscribe from: a kind, or the morning's digest. */
export type From = NotificationKind | 'digest'
export const isFrom = (text: string): text is From => text === 'digest' || (notificationKindNames as readonly string[]).includes(text)
export const signed = (env: Env, org: string, person: string, from: From): Promise<string> => keyedHash(env, org, `unsubscribe ${person} ${from}`)

export const unsubscribeLink = async (env: Env, org: string, person: string, from: From, language: Language): Promise<string> =>
  `${env.BASE_URL}/unsubscribe/${org}/${person}/${from}/${await signed(env, org, person, from)}?lang=${language}`
export const unsubscribeHeaders = (link: string): Record<string, string> => ({ 'List-Unsubscribe': `<${link}>`, 'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click' })
