/**
 * The made-up work of the demo: two pull requests, a ticket, a document by the standing cast, so that a newcomer lives the
 * whole journey without an account anywhere. Our own design and words; only the hooks that the GitHub leaf reads are like the real page's.
 */

interface Human { handle: string; name: string }

const ben: Human = { handle: 'ben-ode', name: 'Ben Ode' }
const chi: Human = { handle: 'chi-tran', name: 'Chi Tran' }
const dee: Human = { handle: 'dee-alvarez', name: 'Dee Alvarez' }
const ada: Human = { handle: 'ada-okafor', name: 'Ada Okafor' }
const jun: Human = { handle: 'jun-park', name: 'Jun Park' }
/** In no directory: the panel asks once who this is. */
const octocat: Human = { handle: 'octocat', name: 'octocat' }

interface Pull {
  owner: string
  repository: string
  number: number
  title: string
  state: 'OPEN' | 'MERGED'
  isPublic: boolean
  author: Human
  reviewers: Human[]
  assignees: Human[]
  about: string
  talk: { by: Human; did: string; words: string }[]
  seeAlso: { href: string; words: string }[]
}

const ticket = '/work/jira/browse/PAY-118'
const paper = '/work/docs/document/d/trail-pay-timeouts/edit'

const pulls: readonly Pull[] = [
  {
    owner: 'northwind', repository: 'trail-pay', number: 482, title: 'Retry payments after a timeout', state: 'OPEN', isPublic: true,
    author: ben, reviewers: [dee, chi], assignees: [octocat],
    about: 'When the gateway does not answer within eight seconds, the payment is tried again, twice at most, with the same key, so that nobody pays twice.',
    talk: [
      { by: dee, did: 'left a review, Tuesday', words: 'If the gateway answers after our timeout, the second attempt charges again. I wrote a failing test for it, happy to pair on the fix.' },
      { by: chi, did: 'approved, Wednesday', words: 'Tried it against the staging gateway with the cable pulled. Three attempts, one charge.' },
    ],
    seeAlso: [{ href: ticket, words: 'PAY-118' }, { href: paper, words: 'How we treat timeouts' }],
  },
  {
    owner: 'northwind', repository: 'pass-maps', number: 31, title: 'Draw the winter closures', state: 'MERGED', isPublic: false,
    author: chi, reviewers: [ben], assignees: [chi],
    about: 'Passes that the ranger service has closed are hatched on the map, with the date from which they open again. This repository is private.',
    talk: [{ by: ben, did: 'approved, Monday', words: 'The legend reads well in grey, too.' }],
    seeAlso: [{ href: '/work/github/northwind/trail-pay/pull/482', words: 'northwind/trail-pay #482' }],
  },
  merged('trail-pay', 476, 'Cache exchange rates for a minute', true, chi, [ben, ada], 'One request a minute to the bank instead of one a hiker. When the cache is wrong, it is wrong for a minute.'),
  merged('trail-pay', 468, 'Refunds keep the hiker’s currency', true, ben, [dee, chi], 'Whoever paid in kroner gets kroner back, at the rate of that day.'),
  merged('trail-pay', 455, 'Split the ledger migration in three', true, ada, [ben, chi], 'Three steps, each of which can go back alone.'),
  merged('pass-maps', 27, 'Draw contour lines from the new survey', false, dee, [jun, ben], 'The old lines stay beside the new ones for a month.'),
  merged('pass-maps', 22, 'Serve map tiles from the edge', false, jun, [dee], 'Half a second less on a phone in the valley.'),
]

/** Work that is done: nobody talks about it any more. */
function merged(repository: string, number: number, title: string, isPublic: boolean, author: Human, reviewers: Human[], about: string): Pull {
  return { owner: 'northwind', repository, number, title, state: 'MERGED', isPublic, author, reviewers, assignees: [], about, talk: [], seeAlso: [{ href: '/work/', words: 'All work' }] }
}

const addressOf = (pull: Pull): string => `/work/github/${pull.owner}/${pull.repository}/pull/${pull.number}`

/** The page at a path below `/work/`, or null if there is none. Pure: the same path gives the same text. */
export function demoPage(path: string): string | null {
  const plain = path.length > 6 ? path.replace(/\/$/, '') : path
  if (plain === '/work/' || plain === '/work') return indexPage()
  if (plain === ticket) return ticketPage()
  if (plain === paper) return documentPage()
  const someone = [ben, chi, dee, ada, jun, octocat].find(({ handle }) => plain === `/work/github/${handle}`)
  if (someone) return personPage(someone)
  const pull = pulls.find((one) => addressOf(one) === plain.replace(/\/(?:files|commits)$/, ''))
  return pull ? pullPage(pull) : null
}

function indexPage(): string {
  const rows = [
    ...pulls.map((pull) => [addressOf(pull), pull.title, `${pull.owner}/${pull.repository} #${pull.number}, ${pull.isPublic ? 'public' : 'private'}`] as const),
    [ticket, 'Payments stop when the gateway is slow', 'PAY-118, a ticket'] as const,
    [paper, 'How we treat timeouts', 'a document'] as const,
  ]
  return page('Work at Northwind Trails', '', `<h1>Work at Northwind Trails</h1>
<p class="soft">Open one of these and say something about it: the button with three stones, or Alt K.</p>
<ul class="rows">${rows.map(([href, title, what]) => `<li><a href="${href}">${safe(title)}</a> <span class="soft">${safe(what)}</span></li>`).join('')}</ul>`)
}

function pullPage(pull: Pull): string {
  const name = `${pull.owner}/${pull.repository}`
  const word = pull.state === 'OPEN' ? 'Open' : 'Merged'
  const head = `<meta name="octolytics-dimension-repository_nwo" content="${name}">
<meta name="octolytics-dimension-repository_public" content="${pull.isPublic}">
<meta property="og:url" content="/${name}">`
  const data = {
    payload: {
      pullRequestsLayoutRoute: {
        repository: { ownerLogin: pull.owner, name: pull.repository },
        pullRequest: { number: pull.number, title: pull.title, state: pull.state, author: { login: pull.author.handle, displayName: pull.author.name } },
      },
    },
  }
  return page(`${pull.title} by ${pull.author.handle} · Pull Request #${pull.number} · ${name}`, head, `
<p class="soft"><a href="/work/">${safe(pull.owner)}</a> / ${safe(pull.repository)} › Changes › ${pull.number}</p>
<header class="top">
<span data-component="PH_LeadingVisual"><span class="pill" data-component="StateLabel" data-status="${pull.state === 'OPEN' ? 'pullOpened' : 'pullMerged'}">${word}</span></span>
<h1 data-component="PH_Title"><bdi class="markdown-title">${safe(pull.title)}</bdi> <span class="soft">#${pull.number}</span></h1>
<div class="actions" data-component="PH_Actions"><a class="quiet" href="${addressOf(pull)}/files">Files</a></div>
</header>
<p class="soft">${safe(pull.author.name)} ${pull.state === 'OPEN' ? 'wants to merge' : 'merged'} 4 commits</p>
<div class="columns"><div>
${comment(pull.author, 'opened this', pull.about)}
${pull.talk.map(({ by, did, words }) => comment(by, did, words)).join('\n')}
</div><aside>
<form aria-label="Select reviewers" action="${addressOf(pull)}/review-requests"><h2>Reviewers</h2>${people(pull.reviewers)}</form>
<form class="js-issue-assignees" action="${addressOf(pull)}/assignees"><h2>Assignees</h2>${people(pull.assignees)}</form>
<h2>See also</h2><ul class="people">${pull.seeAlso.map(({ href, words }) => `<li><a href="${href}">${safe(words)}</a></li>`).join('')}</ul>
</aside></div>
<script type="application/json" data-target="react-app.embeddedData">${inScript(data)}</script>`)
}

function comment(by: Human, did: string, words: string): string {
  return `<article class="said"><h3 class="timeline-comment-header"><a class="author" href="/work/github/${by.handle}">${safe(by.name)}</a> <span class="soft">${safe(did)}</span></h3><p>${safe(words)}</p></article>`
}

function people(list: readonly Human[]): string {
  return `<ul class="people">${list.map(({ handle, name }) => `<li data-assignee-name="${handle}"><a class="assignee" href="/work/github/${handle}">${safe(name)}</a></li>`).join('')}</ul>`
}

function personPage({ handle, name }: Human): string {
  return page(`${handle} (${name})`, '', `<p class="soft"><a href="/work/">Work</a> / People</p><h1>${safe(name)}</h1><p class="soft">@${handle}</p>`)
}

function ticketPage(): string {
  return page('[PAY-118] Payments stop when the gateway is slow', '<meta name="work-key" content="PAY-118">', `
<p class="soft"><a href="/work/">Work</a> / Payments / PAY-118</p>
<h1 id="summary-val">Payments stop when the gateway is slow</h1>
<dl><dt>Status</dt><dd id="status-val">In progress</dd><dt>Assignee</dt><dd id="assignee-val" data-handle="ben-ode">${ben.name}</dd><dt>Reporter</dt><dd id="reporter-val" data-handle="ada-okafor">${ada.name}</dd></dl>
<p>Hikers see a spinner for a minute and pay again. Support counted 14 double charges in October.</p>
<p>The fix: <a href="/work/github/northwind/trail-pay/pull/482">northwind/trail-pay #482</a>.</p>`)
}

function documentPage(): string {
  return page('How we treat timeouts - Documents', '<meta name="work-key" content="trail-pay-timeouts"><meta property="og:title" content="How we treat timeouts">', `
<p class="soft"><a href="/work/">Work</a> / Documents</p>
<h1 data-work="title">How we treat timeouts</h1>
<p class="soft">Written by <span data-work="author" data-handle="dee@demo.cairn.test">${dee.name}</span></p>
<p>A timeout is not a no. Whoever retries says so with the same key, and whoever is asked twice answers once.</p>
<p>First used in <a href="/work/github/northwind/trail-pay/pull/482">northwind/trail-pay #482</a>, asked for by <a href="${ticket}">PAY-118</a>.</p>`)
}

const style = `:root{color-scheme:light dark;--work-bg:light-dark(#fff,#16191d);--work-line:light-dark(#d5d9de,#363c44);--work-text:light-dark(#1d2329,#dfe4ea);--work-soft:light-dark(#5a646e,#98a3af);--work-well:light-dark(#f3f5f7,#1e2328);--work-link:light-dark(#14518f,#8dbbff);--work-radius:5px}
body{margin:0;background:var(--work-bg);color:var(--work-text);font:15px/23px system-ui,sans-serif}
main{max-inline-size:960px;margin:0 auto;padding:28px 24px 64px}
a{color:var(--work-link)}h1{font-size:24px;line-height:32px;margin:0}h2{font-size:13px;margin:16px 0 4px}h3{font-size:14px;margin:0}
.soft{color:var(--work-soft);font-size:14px;font-weight:400}.top{display:flex;gap:12px;align-items:center;flex-wrap:wrap}.top h1{flex:1}
.pill{padding:2px 10px;border:1px solid var(--work-line);border-radius:999px;font-size:13px}
.actions{display:flex;gap:8px;align-items:center}.quiet{padding:4px 12px;border:1px solid var(--work-line);border-radius:var(--work-radius);background:var(--work-well);color:inherit;text-decoration:none;font-size:13px}
.columns{display:grid;grid-template-columns:1fr 200px;gap:32px;margin-block-start:16px}@media (width<640px){.columns{grid-template-columns:1fr}}
.said{border:1px solid var(--work-line);border-radius:6px;margin-block-end:16px}.said h3{padding:8px 14px;background:var(--work-well);border-block-end:1px solid var(--work-line)}.said p{margin:0;padding:12px 14px}
.people,.rows{list-style:none;margin:0;padding:0}.rows li{padding:12px 0;border-block-end:1px solid var(--work-line)}dl{display:grid;grid-template-columns:max-content 1fr;gap:4px 16px}dd{margin:0}
footer{margin-block-start:48px;font-size:13px;color:var(--work-soft)}`

/** `head` and `body` are markup made here; everything else is text. */
function page(title: string, head: string, body: string): string {
  return `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>${safe(title)}</title>
${head}
<style>${style}</style></head>
<body><main>${body}
<footer>This is a made-up page of the Cairn demo.</footer></main></body></html>
`
}

const entities: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' }
const safe = (text: string): string => text.replace(/[&<>"]/g, (sign) => entities[sign] ?? sign)
/** JSON inside a script element: nothing in it may end the element. */
const inScript = (data: unknown): string => JSON.stringify(data).replace(/</g, '\\u003c')
