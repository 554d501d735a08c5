// What gets built, and where it lands: dist/worker, dist/desk, dist/extension/<browser><flavour>.
import { existsSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { withLocalKey } from './pack.mjs'
import { inRoot } from './paths.mjs'
import { tool } from './tools.mjs'
import { bundleWorker } from './worker.mjs'

/** @typedef {'chrome' | 'edge' | 'firefox'} BrowserName */

/**
 * Builds the extension for one browser and answers its folder.
 * @param {BrowserName} browser
 * @param {{ dev?: boolean, staticGrants?: boolean, store?: boolean, server?: string }} [flavour]
 * @returns {Promise<string>}
 */
export async function buildExtension(browser, { dev = false, staticGrants = false, store = false, server } = {}) {
  const env = {
    CAIRN_DEV: dev ? '1' : '0', CAIRN_STATIC_GRANTS: staticGrants ? '1' : '0', CAIRN_STORE: store ? '1' : '0',
    ...(server ? { CAIRN_SERVER: server } : {}),
    // A development build also takes the packs that this machine signs.
    ...(dev ? { CAIRN_PACK_KEY: await withLocalKey(process.env.CAIRN_PACK_KEY) } : {}),
  }
  const { code, output } = await tool('wxt/bin/wxt.mjs', ['build', 'extension', '-b', browser, '--mv3'], { env })
  if (code !== 0) throw new Error(`The extension for ${browser} does not build:\n${output.trim()}`)
  return inRoot('dist/extension', browser + (staticGrants ? '-static' : store ? '-store' : ''))
}

/** Builds the desk that the Worker serves. @param {{ dev?: boolean }} [flavour] @returns {Promise<string>} its folder */
export async function buildDesk({ dev = false } = {}) {
  const { code, output } = await tool('vite/bin/vite.js', ['build', 'extension/desk.web', '--logLevel', 'warn'], { env: { CAIRN_DEV: dev ? '1' : '0' } })
  if (code !== 0) throw new Error(`The desk does not build:\n${output.trim()}`)
  await writeReference(inRoot('dist/desk'))
  return inRoot('dist/desk')
}

/** What the API is, from the table of its endpoints. @param {string} folder */
async function writeReference(folder) {
  const { build } = await import('esbuild')
  const { outputFiles } = await build({ entryPoints: [inRoot('shared/openapi.ts')], bundle: true, write: false, format: 'esm', platform: 'node', logLevel: 'error', absWorkingDir: inRoot('.') })
  const { openApi, apiReference } = await import(`data:text/javascript;base64,${Buffer.from(outputFiles[0]?.text ?? '').toString('base64')}`)
  writeFileSync(join(folder, 'openapi.json'), JSON.stringify(openApi()))
  writeFileSync(join(folder, 'api-reference.html'), apiReference())
}

/** Builds the Worker into dist/worker and answers its modules and their size after gzip. */
export const buildWorker = () => bundleWorker({ outdir: inRoot('dist/worker') })

/** @param {import('./worker.mjs').Bundle} worker */
export const sizesOf = ({ start, gzip }) => `${kib(gzip)} after gzip, ${kib(start)} of it at a start`

/** The zips that stores take, made by WXT: chrome, edge, firefox and the sources that Mozilla asks for. @returns {Promise<string[]>} */
export async function zipExtensions() {
  const { version } = JSON.parse(readFileSync(inRoot('package.json'), 'utf8'))
  for (const browser of ['chrome', 'edge', 'firefox']) {
    const { code, output } = await tool('wxt/bin/wxt.mjs', ['zip', 'extension', '-b', browser, '--mv3'], {
      env: { CAIRN_STORE: '1', CAIRN_DEV: '0', CAIRN_STATIC_GRANTS: '0' },
    })
    if (code !== 0) throw new Error(`The zip for ${browser} was not made:\n${output.trim()}`)
  }
  const zips = ['chrome', 'edge', 'firefox', 'sources'].map((name) => inRoot('dist/extension', `cairn-${version}-${name}.zip`))
  const missing = zips.filter((zip) => !existsSync(zip) || statSync(zip).size === 0)
  if (missing.length) throw new Error(`Not made: ${missing.join(', ')}`)
  return zips
}

/** @param {number} bytes */
export const kib = (bytes) => `${(bytes / 1024).toFixed(1)} KiB`
