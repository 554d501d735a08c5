/** What somebody says through the API, with the audience that the composer would have shown them. */
import type { ArtifactRef } from '../../shared/artifacts'
import { artifactId } from '../../shared/artifacts'
import { audienceOf, sayAudience } from '../../shared/audience'
import type { Visibility } from '../../shared/audience.keys'
import type { Card } from '../../shared/cards'
import { newId } from '../../shared/ids'
import type { Me, Profile } from '../../shared/people'
import type { Browser } from '../support/browser'
import { soon } from './acts'
import type { Backend, Person } from './world'

/** The pull request of the demo as GitHub itself would serve it. */
export const trailPay = (place = 'github.com'): ArtifactRef => ({ site: 'github', instance: place, type: 'pull_request', key: 'northwind/trail-pay#482', url: 'https://github.com/northwind/trail-pay/pull/482' })

interface Telling { to: Person; text: string; on?: ArtifactRef | null; title?: string; visibility?: Visibility; isPublic?: boolean; values?: number[] }

/** Recognises somebody, and answers the card as its author sees it. */
export async function recognise(from: Person, { to, text, on = trailPay(), title = 'Retry payments after a timeout', visibility = 'organization', isPublic = true, values = [] }: Telling): Promise<Card> {
  const [me, other] = [await from.get<Me>('/api/v1/me'), await from.get<Profile>(`/api/v1/people/${to.id}`)]
  const audience = audienceOf({ visibility, author: me.person, recipients: [other], team: null })
  if (typeof audience === 'string') throw new Error(audience)
  const { keys } = sayAudience(audience, me.person, [other], me.organisation)
  return from.post('/api/v1/feedback', {
    id: newId(), kind: 'recognition', visibility, recipients: [to.id], keys, body: { text }, values: values.map((index) => me.values[index]!.id),
    artifact: on && { ref: on, title, state: 'open', visibility: isPublic ? 'public' : 'private', showTitle: false },
  })
}

/** What somebody finds who asks for a piece of work by its id. */
export const saidOn = async (who: Person, ref: ArtifactRef): Promise<Card[]> => (await who.get(`/api/v1/artifacts/${await artifactId(ref)}/feedback`)).items

/** The hour of the background's own poll, now. */
export async function poll(browser: Browser): Promise<void> {
  await (await browser.background()).evaluate(() => (globalThis as any).chrome.alarms.onAlarm.dispatch({ name: 'inbox', scheduledTime: Date.now() }))
}

export const badge = async (browser: Browser): Promise<string> => (await browser.background()).evaluate(() => (globalThis as any).chrome.action.getBadgeText({}))

/** Polls until the badge says so, as it will in the end. */
export const badgeBecomes = (browser: Browser, text: string): Promise<string> => soon(async () => (await poll(browser), badge(browser)), (now) => now === text, 10)

/** Nothing unread stands any more: the story begins here. */
export async function readAll(who: Person): Promise<void> {
  const { items } = await who.get<{ items: { id: string }[] }>('/api/v1/inbox')
  await who.post('/api/v1/inbox/read', { ids: items.map(({ id }) => id) })
}

/** The mail about an item to an address, once it is there. */
export const mailAbout = (backend: Backend, to: string, about: string) => soon(() => backend.mail.list().find((mail) => mail.to.includes(to) && mail.text.includes(about)), (mail) => mail !== undefined)
