// The Worker's own facts, read from wrangler.toml so that local, tests and production agree; and its bundle.
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { lazyContracts, leanSources } from './lean.mjs'
import { inRoot } from './paths.mjs'
import { servedWords } from './served-words.mjs'

const toml = readFileSync(inRoot('wrangler.toml'), 'utf8').replace(/^\s*#.*$/gm, '')
/** @param {RegExp} pattern */
const value = (pattern) => {
  const found = toml.match(pattern)?.[1]
  if (found === undefined) throw new Error(`wrangler.toml has no ${pattern.source}`)
  return found
}
/** @param {RegExp} pattern */
const list = (pattern) => [...value(pattern).matchAll(/"([^"]*)"/g)].map(([, text]) => /** @type {string} */ (text))

export const compatibilityDate = value(/^compatibility_date = "([^"]+)"/m)
export const compatibilityFlags = list(/^compatibility_flags = \[([^\]]*)\]/m)
/** Paths that the Worker answers before any asset. */
export const workerFirst = list(/run_worker_first = \[([^\]]*)\]/)
export const cron = /** @type {string} */ (list(/^crons = \[([^\]]*)\]/m)[0])

/** The local demo's entry: what is deployed, and the demo's own paths. */
export const demoEntry = inRoot('worker/demo.ts')

/** @typedef {{ path: string, contents: string }} Module one ES module of the Worker, by its file's name */
/** @typedef {{ modules: Module[], start: number, gzip: number }} Bundle the entry's module first; bytes after gzip: of what an isolate's start evaluates, and of the whole upload */

/**
 * Bundles the Worker as it is deployed: minified, in modules, of which an isolate evaluates the entry's and those that it imports, and each other when it is first asked for.
 * @param {{ entry?: string, outdir?: string }} [options] `entry`: default what is deployed; `demoEntry` for the local demo. `outdir`: written there, in place of what was there
 * @returns {Promise<Bundle>}
 */
export async function bundleWorker({ entry = inRoot('worker/index.ts'), outdir } = {}) {
  const [{ build }, { minify }] = await Promise.all([import('esbuild'), import('vite')])
  const { outputFiles } = await build({
    entryPoints: { index: entry }, bundle: true, splitting: true, minify: true, format: 'esm', target: 'es2024', platform: 'neutral', charset: 'utf8',
    mainFields: ['browser', 'module', 'main'], conditions: ['workerd', 'worker', 'browser'], external: ['cloudflare:*', 'node:*'],
    loader: { '.sql': 'text', '.html': 'text', '.css': 'text', '.svg': 'text' }, define: { 'process.env.NODE_ENV': '"production"' }, legalComments: 'none', plugins: [lazyContracts, servedWords(), leanSources],
    outdir: 'worker', chunkNames: '[hash]', write: false, logLevel: 'silent', absWorkingDir: inRoot(),
  }).catch((error) => {
    throw new Error(`The Worker does not build: ${error.message}`)
  })
  // Short names in place of hashes, which compress badly: all modules are replaced together. The second minifier finds what the first leaves.
  const names = new Map(outputFiles.map(({ path }) => basename(path)).filter((name) => name !== 'index.js').map((name, index) => [name, `${index.toString(36)}.js`]))
  const modules = await Promise.all(outputFiles.map(async ({ path, text }) => {
    const name = names.get(basename(path)) ?? basename(path)
    const { code, errors } = await minify(name, text.replace(/(?<=")\.\/([\w-]+\.js)(?=")/g, (whole, other) => (names.has(other) ? `./${names.get(other)}` : whole)), { module: true, compress: { target: 'es2024' }, mangle: { toplevel: true }, codegen: true })
    if (errors.length > 0) throw new Error(`The Worker does not minify: ${errors[0]?.message}`)
    return { path: name, contents: code }
  }))
  modules.sort((one, other) => Number(other.path === 'index.js') - Number(one.path === 'index.js'))
  if (outdir !== undefined) {
    rmSync(outdir, { recursive: true, force: true })
    mkdirSync(outdir, { recursive: true })
    for (const { path, contents } of modules) writeFileSync(join(outdir, path), contents)
  }
  return { modules, start: sizeOf(startOf(modules)), gzip: sizeOf(modules) }
}

/** The modules that a start evaluates: the entry's and what it imports, and these. @param {Module[]} modules */
export function startOf(modules) {
  const found = new Set(modules.slice(0, 1))
  for (const { contents } of found) for (const [, name] of contents.matchAll(/(?:\bfrom|\bimport)\s*["'`]\.\/([\w-]+\.js)["'`]/g)) found.add(/** @type {Module} */ (modules.find(({ path }) => path === name)))
  return [...found]
}

/** Bytes after gzip, as wrangler counts them: all modules one after the other. @param {Module[]} modules */
export const sizeOf = (modules) => gzipSync(modules.map(({ contents }) => contents).join('')).length
