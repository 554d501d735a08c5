/** ClickUp: tasks, by their own id or by the one that a workspace gives them. */
import type { ArtifactDetails, ArtifactRef } from '../../shared/artifacts'
import { Findings, one, plain, saidBy } from './reading'
import { placeOf, type Selectors, type Site } from './site'

const host = 'app.clickup.com'

export const site: Site = { id: 'clickup', name: 'ClickUp', matches: [`https://${host}/*`], identify, anchors: [] }

export const selectors = {
  title: ['[data-test="task-title__title-overlay"]'],
  id: ['[data-test="task-view-task-label__taskid-button"]'],
} satisfies Selectors

const workspace = /^\d{1,20}$/
const taskId = /^[a-z\d]{4,20}$/
const customId = /^[A-Za-z][A-Za-z\d_]{0,30}-\d{1,10}$/

/** Names a task: `/t/8790abcde`, with or without its workspace; `/t/4637546/PAY-12`, whose id is unique only there. */
function identify(url: URL): ArtifactRef | null {
  const place = placeOf(url, (one) => one === host)
  const [first, ...rest] = place?.segments ?? []
  if (first !== 't' || rest.length === 0 || rest.length > 2) return null
  const id = rest.at(-1)!
  const team = rest.length === 2 ? rest[0]! : null
  if (team !== null && !workspace.test(team)) return null
  const named = (instance: string, path: string): ArtifactRef => ({ site: 'clickup', instance, type: 'task', key: id, url: `https://${host}/t/${path}` })
  if (team !== null && customId.test(id)) return named(`${host}/${team}`, `${team}/${id}`)
  return taskId.test(id) ? named(host, id) : null
}

/** Reads the title of the task whose id stands beside it, or in the document's title. Never throws. */
export function read(doc: Document, { key }: ArtifactRef, { title, id }: Selectors): ArtifactDetails {
  const found = new Findings()
  const isOurs = (text: string | null | undefined): boolean => text?.replace(/^#/, '').toLowerCase() === key.toLowerCase()
  const [, words = null, beside] = /^(.*\S) \| (#?[\w-]+)(?: \| ClickUp)?$/.exec(plain(doc.title, 1_000) ?? '') ?? []
  if (isOurs(saidBy(one(doc, id)))) found.title(saidBy(one(doc, title)), 'testid')
  if (isOurs(beside)) found.title(plain(words), 'title')
  return found.details
}
