/** What a Bitbucket page says about the work that its address names: its title. People stand there without a handle. */
import type { ArtifactRef } from '../../shared/artifacts'
import { all, attempt, Findings, one, plain, wordsIn } from './reading'
import type { Read, Selectors } from './site'

export const selectors: Selectors = {
  title: ['[data-qa="pr-header-page-header-wrapper"] h1', '[data-qa="page-header-wrapper"] h1', 'h2.pull-request-title', '.pull-request-title > h2', '#pull-request-header .pull-request-title', '#issue-title'],
  /** The tabs of a pull request, and its link to itself: they prove whose page this is. */
  self: ['a[href*="/pull-requests/"]'],
}

/** Reads a Bitbucket page. What does not prove to belong to `ref` is left out; it never throws. */
export const read: Read = (doc, ref, selectors) => {
  const found = new Findings()
  attempt(() => {
    const told = toldBy(doc, ref)
    const shown = shownBy(doc, ref, selectors)
    if (shown ?? told.isOurs) found.title(wordsIn(one(doc, selectors['title'])), 'css')
    if (told.isOurs && shown !== false) found.title(told.title, 'title')
  })
  return found.details
}

const tab = /\/pull-requests\/\d+\/(?:overview|diff|commits|activity)\/?$/

/** Whose tabs stand there: ours, another's (false), or none (null). */
function shownBy(doc: Document, ref: ArtifactRef, selectors: Selectors): boolean | null {
  if (ref.type !== 'pull_request') return null
  const ours = new URL(ref.url).pathname.toLowerCase()
  const tabs = all(doc, selectors['self'])
    .map((link) => link.getAttribute('href') ?? '')
    .filter((href) => URL.canParse(href, ref.url))
    .map((href) => new URL(href, ref.url).pathname.toLowerCase())
    .filter((path) => tab.test(path))
  return tabs.length === 0 ? null : tabs.every((path) => path.startsWith(`${ours}/`))
}

/** "acme / api / Pull Request #7: Words — Bitbucket", "acme / api / issues / #7 - Words — Bitbucket": the first number counts, those behind it are of the title. */
function toldBy(doc: Document, ref: ArtifactRef): { isOurs: boolean; title: string | null } {
  const [, number, words] = /^[^#]*?#(\d+)(?::| -)? (.*?)(?: [—–-] (?:Bitbucket|Stash)(?: .*)?)?$/.exec(plain(doc.title, 1_000) ?? '') ?? []
  const isOurs = ref.type !== 'commit' && number !== undefined && ref.key.endsWith(`#${number}`)
  return { isOurs, title: plain(words) }
}
