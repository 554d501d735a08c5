// The Worker's own facts, read from wrangler.toml so that local, tests and production agree; and its bundle.
import { readFileSync } from 'node:fs'
import { gzipSync } from 'node:zlib'
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

/** Summaries and problems of endpoints are for the API's document, which is made with the desk. @type {import('esbuild').Plugin} */
const withoutSummaries = {
  name: 'without summaries',
  setup: (build) => build.onLoad({ filter: /[\\/]shared[\\/][a-z-]+\.ts$/ }, ({ path }) => {
    const contents = readFileSync(path, 'utf8')
    return { contents: contents.includes('endpoint({') ? contents.replace(/(?<=\bsummary:\s*)'(?:[^'\\]|\\.)*'/g, "''").replace(/,\s*problems: \[[^\]]*\]/g, '') : contents, loader: 'ts' }
  }),
}

/** The local demo's entry: what is deployed, and the demo's own paths. */
export const demoEntry = inRoot('worker/demo.ts')

/**
 * Bundles the Worker as it is deployed: one module, minified.
 * @param {{ entry?: string, outfile?: string, minify?: boolean }} [options] `entry`: default what is deployed; `demoEntry` for the local demo
 * @returns {Promise<{ code: string, gzip: number }>} the module's text and its size in bytes after gzip
 */
export async function bundleWorker({ entry = inRoot('worker/index.ts'), outfile, minify = true } = {}) {
  const { build } = await import('esbuild')
  const result = await build({
    entryPoints: [entry], bundle: true, minify, keepNames: false, format: 'esm', target: 'es2024', platform: 'neutral', charset: 'utf8',
    mainFields: ['browser', 'module', 'main'], conditions: ['workerd', 'worker', 'browser'], external: ['cloudflare:*', 'node:*'],
    loader: { '.sql': 'text', '.html': 'text', '.css': 'text', '.svg': 'text' }, define: { 'process.env.NODE_ENV': '"production"' }, legalComments: 'none', plugins: [servedWords(), withoutSummaries],
    outfile: outfile ?? 'index.js', write: outfile !== undefined, metafile: false, logLevel: 'silent', absWorkingDir: inRoot(),
  }).catch((error) => {
    throw new Error(`The Worker does not build: ${error.message}`)
  })
  const code = outfile === undefined ? /** @type {string} */ (result.outputFiles?.[0]?.text) : readFileSync(outfile, 'utf8')
  return { code, gzip: gzipSync(code).length }
}
