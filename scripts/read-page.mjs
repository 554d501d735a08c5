/**
 * What the site adapters see in a saved page: `npm run --silent read-page -- FILE URL`.
 * Prints JSON, or `null` where there is no artifact. Exit codes: 0 read, 2 wrong use. For people who mend an adapter.
 */
import { readFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { JSDOM, VirtualConsole } from 'jsdom'
import { build } from 'vite'

const [file, address, ...more] = process.argv.slice(2)

if (!file || !address || more.length > 0) stop('usage: npm run --silent read-page -- FILE URL')
const url = URL.canParse(address) ? new URL(address) : stop(`not an address: ${address}`)
const html = await readFile(file, 'utf8').catch((error) => stop(`cannot read ${file}: ${error.code ?? error.message}`))

const { covers, identifyAny, proveInstance, read, sites, sitesWithDemo } = await leaves()
// No scripts, no requests: a saved page is only looked at. Its broken styles are no news.
const { window } = new JSDOM(html, { url: url.href, virtualConsole: new VirtualConsole() })
const ref = find()
process.stdout.write(`${JSON.stringify(ref && answer(ref), null, 1)}\n`)
window.close()

/** The work at the address. On a host that no leaf names the page may show to be a self-hosted one; on one that a leaf names, a page that is no work is none. */
function find() {
  const isKnown = sites.some((site) => site.matches.some((pattern) => covers(pattern, url)))
  const shown = isKnown ? null : proveInstance(window.document, url)
  const ref = identifyAny(url, sitesWithDemo, shown ? [shown] : [])
  return ref?.site === 'page' && (isKnown || shown) ? null : ref
}

/** The reference and what its page says, in the order that people read. */
function answer(ref) {
  const { title, state, people, visibility, via } = read(window.document, ref)
  const shown = people.map(({ handle, name, role, kind, email }) => ({ handle, name: name ?? null, role, kind, ...(email && { email }) }))
  return { ...ref, title: title ?? null, state: state ?? null, people: shown, visibility, via }
}

/** The leaves as they stand in the source, bundled on the spot. */
async function leaves() {
  const { output } = await build({
    configFile: false, logLevel: 'silent',
    build: { write: false, minify: false, target: 'es2024', lib: { entry: fileURLToPath(new URL('lib/leaves.ts', import.meta.url)), formats: ['es'] } },
  }).then((built) => (Array.isArray(built) ? built[0] : built))
  return import(`data:text/javascript;base64,${Buffer.from(output[0].code).toString('base64')}`)
}

/** @returns {never} */
function stop(message) {
  process.stderr.write(`${message}\n`)
  process.exit(2)
}
