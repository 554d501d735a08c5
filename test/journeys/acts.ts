/** What people do again and again in the journeys, and what stands afterwards. */
import type { Frame, Page } from 'playwright-core'
import type { Browser } from '../support/browser'
import { type Backend, type Person, panelOf, pressShortcut } from './world'

/** The address that every development build knows its server by; `launch({ backend })` maps it. */
export const home = 'http://localhost:8787'
/** The made-up pull request of Ben's: Dee and Chi review it. */
export const pull482 = `${home}/work/github/northwind/trail-pay/pull/482`

/** Opens a work page with the panel over it. */
export async function openPanel(browser: Browser, url: string): Promise<{ page: Page; panel: Frame }> {
  const page = await browser.context.newPage()
  await page.goto(url)
  await pressShortcut(browser, page)
  return { page, panel: await panelOf(page) }
}

/** Opens the panel anew in a page that had it: what a second Alt+K after Esc does. */
export async function openAgain(browser: Browser, page: Page): Promise<Frame> {
  await page.reload()
  await pressShortcut(browser, page)
  return panelOf(page)
}

const field = (panel: Frame | Page) => panel.locator('textarea').first()

/** Writes the sentence, until it is kept on the device. */
export async function write(panel: Frame | Page, words: string): Promise<void> {
  await panel.getByRole('button', { name: /^Remove / }).first().waitFor()
  await field(panel).fill('')
  await field(panel).pressSequentially(words)
  await panel.getByText('Draft kept').waitFor()
}

/** Ctrl+Enter, until the card stands. */
export async function send(panel: Frame | Page): Promise<void> {
  await field(panel).press('Control+Enter')
  await panel.getByRole('button', { name: 'Undo' }).waitFor()
}

export interface Standing { given: number; received: number; lines: number; mails: number; rows: number }

/** How often a sentence stands on the server: for its author, for its recipient, in the inbox, as e-mail, in the table. */
export async function standing(backend: Backend, author: Person, recipient: Person, words: string): Promise<Standing> {
  const has = ({ body }: { body: { text?: string } }): boolean => body.text === words
  const given = (await author.get('/api/v1/me/given')).items.filter(has)
  const ids = given.map(({ id }: { id: string }) => id)
  const received = (await recipient.get('/api/v1/me/received')).items.filter(has)
  const { items } = await recipient.get<{ items: { kind: string; card: { id: string } | null }[] }>('/api/v1/inbox')
  const mails = backend.mail.list().filter(({ text }) => ids.some((id: string) => text.includes(id)))
  const { results } = await backend.db.prepare('select id from feedback where author_id = ?1 and id in (select value from json_each(?2))').bind(author.id, JSON.stringify(ids)).all()
  return { given: given.length, received: received.length, lines: items.filter(({ kind, card }) => kind === 'feedback.received' && card !== null && ids.includes(card.id)).length, mails: mails.length, rows: results.length }
}

export const once: Standing = { given: 1, received: 1, lines: 1, mails: 1, rows: 1 }
export const never: Standing = { given: 0, received: 0, lines: 0, mails: 0, rows: 0 }

/** Asks again until it holds; then answers what it was. */
export async function soon<T>(look: () => Promise<T> | T, holds: (now: T) => boolean, seconds = 20): Promise<T> {
  const end = Date.now() + seconds * 1_000
  for (;;) {
    const now = await look()
    if (holds(now) || Date.now() > end) return now
    await new Promise((resolve) => setTimeout(resolve, 100))
  }
}
