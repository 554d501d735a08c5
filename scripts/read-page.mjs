/**
 * What the site adapters see in a saved page: `npm run --silent read-page -- FILE URL`.
 * Prints JSON, or `null` where there is no artifact. Exit codes: 0 read, 2 wrong use. For people who mend an adapter.
 */
import { readFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { build } from 'esbuild'
import { JSDOM, VirtualConsole } from 'jsdom'

const [file, address, ...more] = process.argv.slice(2)

if (!file || !address || more.length > 0) stop('usage: npm run --silent read-page -- FILE URL')
const url = URL.canParse(address) ? new URL(address) : stop(`not an address: ${address}`)
const html = await readFile(file, 'utf8').catch((error) => stop(`cannot read ${file}: ${error.code ?? error.message}`))

const { identify, identifyAny, read, sites, sitesWithDemo } = await leaves()
const ref = identify(url, sitesWithDemo) ?? (isKnown(url) ? null : identifyAny(url))
process.stdout.write(`${JSON.stringify(ref && answer(ref), null, 1)}\n`)

/** The reference and what its page says, in the order that people read. */
function answer(ref) {
  // No scripts, no requests: a saved page is only looked at. Its broken styles are no news.
  const { window } = new JSDOM(html, { url: url.href, virtualConsole: new VirtualConsole() })
  const { title, state, people, visibility, via } = read(window.document, ref)
  const shown = people.map(({ handle, name, role, kind, email }) => ({ handle, name: name ?? null, role, kind, ...(email && { email }) }))
  window.close()
  return { ...ref, title: title ?? null, state: state ?? null, people: shown, visibility, via }
}

/** On a host that a leaf knows, a page that is no artifact is none: it does not become a generic page. */
function isKnown(url) {
  return sites.some((site) => site.matches.some((pattern) => new URL(pattern.replace(/\*$/, '')).host === url.host))
}

/** The leaves as they stand in the source, bundled on the spot. */
async function leaves() {
  const contents = "export * from './index'; export { read } from './readers'"
  const resolveDir = fileURLToPath(new URL('../extension/sites', import.meta.url))
  const { outputFiles } = await build({ stdin: { contents, resolveDir, loader: 'ts' }, bundle: true, write: false, format: 'esm', target: 'es2024', logLevel: 'silent' })
  return import(`data:text/javascript;base64,${Buffer.from(outputFiles[0].contents).toString('base64')}`)
}

/** @returns {never} */
function stop(message) {
  process.stderr.write(`${message}\n`)
  process.exit(2)
}
