/** Where a self-hosted site begins, from any address on it. Only the person knows: these are what they choose from, and a likely first choice. */

/** What somebody pasted as an address of the web; https unless they say otherwise. */
export function addressOf(typed: string): URL | null {
  const text = typed.trim()
  const whole = /^[a-z][a-z0-9+.-]*:/i.test(text) && !/^[^/:]+:\d/.test(text) ? text : `https://${text}`
  if (text === '' || !URL.canParse(whole)) return null
  const url = new URL(whole)
  const isHost = url.hostname.includes('.') || url.hostname === 'localhost' || /^https?:\/\//i.test(text)
  return (url.protocol === 'https:' || url.protocol === 'http:') && isHost && url.username === '' ? url : null
}

const deepest = 2

/** The host itself, and below it as far as a context path goes. */
export function basesOf({ origin, pathname }: URL): string[] {
  const parts = pathname.split('/').filter((part) => part !== '' && /^[\w.~-]+$/.test(part))
  return [origin, ...parts.slice(0, deepest).map((_, index) => `${origin}/${parts.slice(0, index + 1).join('/')}`)]
}

// Names under which people install them. `wiki` is Confluence's own below Jira's host, and so on: a guess, to be confirmed.
const contexts = /^(?:jira|confluence|wiki|git|ghe|github|gitlab|bitbucket|stash|tfs|openproject|tracker)$/i

export function guessBase(url: URL): string {
  const [whole = url.origin, below] = basesOf(url)
  return below && contexts.test(below.slice(whole.length + 1)) ? below : whole
}

// TABLE: words in an address that give a site away.
const signs: readonly [site: string, sign: RegExp][] = [
  ['gitlab', /gitlab/], ['jira', /jira/], ['confluence', /confluence|wiki/], ['bitbucket', /bitbucket|stash/], ['openproject', /openproject|work_packages/],
  ['azure-devops', /tfs|azure|_git\/|_workitems/], ['github', /github|ghe|\/pull\/\d/],
]

/** The site that an address sounds like; undefined where it tells nothing. */
export function guessSite<S extends string>({ hostname, pathname }: URL, kinds: readonly { site: S }[]): S | undefined {
  const text = (hostname + pathname).toLowerCase()
  const found = signs.find(([, sign]) => sign.test(text))?.[0] ?? (/\/-\/(?:merge_requests|issues)\//.test(text) ? 'gitlab' : /\/browse\/[a-z]/.test(text) ? 'jira' : undefined)
  return kinds.find(({ site }) => site === found)?.site
}
