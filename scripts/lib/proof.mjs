// npm test: every step runs and is counted, whatever the others did; the last line is the sum.
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { needBrowser, wantFirefox } from './browser.mjs'
import { buildDesk, buildExtension, buildWorker, sizesOf } from './build.mjs'
import { inRoot } from './paths.mjs'
import { tool } from './tools.mjs'

/** @typedef {{ passed: number, failed: number }} Count */
/** @typedef {'types' | 'lint' | 'unit' | 'worker' | 'builds' | 'views' | 'journeys'} StepName */

const wings = ['shared', 'worker', 'extension', 'test', 'test/worker']

/** @type {Record<StepName, () => Promise<Count>>} */
const steps = {
  types: async () => {
    const checked = await Promise.all(wings.map(async (wing) => ({ wing, ...(await tool('typescript/bin/tsc', ['-p', wing])) })))
    for (const { wing, code, output } of checked) if (code !== 0) console.log(`${wing}:\n${output.trim()}`)
    return one(checked.every(({ code }) => code === 0))
  },
  lint: async () => {
    const { code, output } = await tool('oxlint/bin/oxlint', ['--deny-warnings', 'shared', 'worker', 'extension', 'scripts', 'test'])
    if (code !== 0) console.log(output.trim())
    return one(code === 0)
  },
  unit: () => vitest('unit'),
  worker: () => vitest('worker'),
  builds: async () => {
    const [worker] = await Promise.all([
      buildWorker(), buildDesk({ dev: true }), buildExtension('chrome', { dev: true }),
      buildExtension('chrome', { dev: true, staticGrants: true }), buildExtension('firefox', { dev: true }),
      buildExtension('firefox', { dev: true, staticGrants: true }),
    ])
    console.log(`Worker ${sizesOf(worker)}.`)
    return one(true)
  },
  views: () => withBrowser('views'),
  journeys: async () => {
    await wantFirefox()
    return withBrowser('journeys')
  },
}

/**
 * Runs steps one after the other and prints `N passed, N failed` last; exit code 1 when anything failed or nothing ran.
 * @param {StepName[]} names
 */
export async function prove(names) {
  rmSync(reports(), { recursive: true, force: true })
  mkdirSync(reports(), { recursive: true })
  const total = { passed: 0, failed: 0 }
  for (const name of names) {
    console.log(`\n== ${name}`)
    const started = Date.now()
    const count = await steps[name]().catch((error) => {
      console.log(error.message)
      return one(false)
    })
    console.log(`${name}: ${say(count)} (${((Date.now() - started) / 1000).toFixed(1)} s)`)
    total.passed += count.passed
    total.failed += count.failed
  }
  process.exitCode = total.failed > 0 || total.passed === 0 ? 1 : 0
  console.log(`\n${say(total)}`)
}

/** @param {string} project */
async function withBrowser(project) {
  process.env.BROWSER_BIN = await needBrowser()
  return vitest(project)
}

/** Runs one project of vitest. A run that crashed, or whose exit code contradicts its report, is one more failure. @param {string} project @returns {Promise<Count>} */
async function vitest(project) {
  const report = join(reports(), `${project}.json`)
  const { code } = await tool('vitest/vitest.mjs', [
    'run', '--root', 'test', '--config', `vitest.${project}.config.ts`, '--silent=passed-only', '--reporter=default', '--reporter=json', `--outputFile.json=${report}`,
  ], { show: true })
  if (!existsSync(report)) return one(false)
  const { numPassedTests, numFailedTests, testResults } = JSON.parse(readFileSync(report, 'utf8'))
  // A file that does not load, or whose set-up fails, has no failed test of its own.
  const broken = testResults.filter((/** @type {any} */ file) =>
    file.status === 'failed' && !file.assertionResults.some((/** @type {any} */ test) => test.status === 'failed')).length
  const failed = numFailedTests + broken
  const crashed = numPassedTests + failed === 0 || (code !== 0 && failed === 0)
  return { passed: numPassedTests, failed: failed + (crashed ? 1 : 0) }
}

const reports = () => inRoot('test-results/reports')
const one = (/** @type {boolean} */ good) => ({ passed: good ? 1 : 0, failed: good ? 0 : 1 })
const say = (/** @type {Count} */ { passed, failed }) => `${passed} passed, ${failed} failed`
