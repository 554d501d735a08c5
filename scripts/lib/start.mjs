// npm start: build, run, seed, open a browser, say where.
import { existsSync, mkdirSync, rmSync } from 'node:fs'
import { endOrphan, freePort, startBackend } from './backend.mjs'
import { findBrowser, hasDisplay, openBrowser } from './browser.mjs'
import { bundleWorker, demoEntry } from './worker.mjs'
import { buildDesk, buildExtension, buildWorker, sizesOf } from './build.mjs'
import { inState } from './paths.mjs'

/**
 * Starts everything that a newcomer needs, and runs until it is stopped.
 * @param {string[]} args `--reset` deletes the local data first
 */
export async function start(args) {
  const unknown = args.filter((arg) => arg !== '--reset')
  if (unknown.length) throw new Error(`npm start knows only --reset, not ${unknown.join(' ')}.`)
  const port = portOf(process.env.PORT)
  await endOrphan(inState())
  await freePort(port)
  if (args.includes('--reset')) for (const part of ['d1', 'mail']) rmSync(inState(part), { recursive: true, force: true })
  const fresh = !existsSync(inState('d1'))
  mkdirSync(inState(), { recursive: true })

  console.log('Building the backend, the desk and the extension.')
  const server = `http://localhost:${port}`
  const [worker, { modules }, , chrome, firefox] = await Promise.all([
    buildWorker(), bundleWorker({ entry: demoEntry }), buildDesk({ dev: true }), buildExtension('chrome', { dev: true, server }), buildExtension('firefox', { dev: true, server }),
  ])
  console.log(`The backend is ${sizesOf(worker)}.${fresh ? ' Writing the demo company.' : ''}`)
  const backend = await startBackend({ port, dir: inState(), modules, everyMinute: true, log: inState('backend.log') })

  const browser = await openWith(chrome, [`${server}/work/`]).catch(() => undefined)
  if (!browser) {
    console.log(`Chromium, Chrome or Edge: open chrome://extensions, turn on Developer mode, "Load unpacked": ${chrome}`)
    console.log(`Firefox: open about:debugging#/runtime/this-firefox, "Load Temporary Add-on": ${firefox}/manifest.json`)
  }
  untilStopped(async () => {
    browser?.kill()
    await backend.stop()
  })
  console.log(`ready ${server}`)
}

/** @param {string | undefined} text */
function portOf(text) {
  if (!text) return 8787
  const port = Number(text)
  if (!Number.isInteger(port) || port < 1 || port > 65_535) throw new Error(`PORT must be a number from 1 to 65535, not "${text}".`)
  return port
}

/** @param {string} extension @param {string[]} urls */
async function openWith(extension, urls) {
  if (process.env.CI || !hasDisplay()) return undefined
  const browser = await findBrowser()
  return browser ? openBrowser(browser, extension, urls) : undefined
}

/** @param {() => Promise<void>} stop */
function untilStopped(stop) {
  let stopping = false
  const once = async () => {
    if (stopping) return
    stopping = true
    await stop()
    process.exit(0)
  }
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
    process.removeAllListeners(signal) // The runtime's own would end the process with an error first.
    process.on(signal, once)
  }
  // Started by an older Node that is gone: do not outlive it.
  if (process.channel) {
    process.on('disconnect', once)
    process.channel.unref()
  }
  setInterval(() => {}, 1 << 30)
}
