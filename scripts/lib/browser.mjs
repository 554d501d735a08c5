// Finds a browser that accepts --load-extension: branded Chrome does not since 137.
import { spawn, spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, readFileSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import { inState } from './paths.mjs'
import { exec, tool } from './tools.mjs'

const asRoot = process.getuid?.() === 0

const names = ['chromium', 'chromium-browser', 'google-chrome-for-testing', 'chrome-for-testing', 'ungoogled-chromium']
const places = process.platform === 'darwin'
  ? ['/Applications/Chromium.app/Contents/MacOS/Chromium', '/Applications/Google Chrome for Testing.app/Contents/MacOS/Google Chrome for Testing']
  : []

/** The path of a browser on this machine, or null. @returns {Promise<string | null>} */
export async function findBrowser() {
  const given = process.env.BROWSER_BIN
  if (given) {
    if (!existsSync(given)) throw new Error(`BROWSER_BIN names ${given}, which is not there.`)
    return given
  }
  const folders = (process.env.PATH ?? '').split(delimiter)
  const found = [...names.flatMap((name) => folders.map((folder) => join(folder, name))), ...places].find((path) => existsSync(path))
  return found ?? downloaded()
}

/** Finds a browser or gets one: Playwright's download, then Debian's package. Says what it does. @returns {Promise<string>} */
export async function needBrowser() {
  const found = await findBrowser()
  if (found) return found
  console.log('No Chromium found: trying the download of Playwright.')
  await tool('playwright-core/cli.js', ['install', 'chromium'])
  const got = await downloaded()
  if (got) return got
  if (asRoot && hasApt()) {
    console.log('The download did not work: installing chromium and fonts with apt-get.')
    await installByApt(['chromium', 'fonts-noto-core', 'fonts-noto-color-emoji'])
    const installed = await findBrowser()
    if (installed) return installed
  }
  throw new Error('The journeys need Chromium, and none was found or could be installed.\n'
    + 'Install Chromium (Debian: apt-get install chromium fonts-noto-core fonts-noto-color-emoji), or set BROWSER_BIN to one.')
}

/** The path of a Firefox on this machine, or null. @returns {Promise<string | null>} */
export async function findFirefox() {
  const given = process.env.FIREFOX_BIN
  if (given) {
    if (!existsSync(given)) throw new Error(`FIREFOX_BIN names ${given}, which is not there.`)
    return given
  }
  const folders = (process.env.PATH ?? '').split(delimiter)
  const installed = ['firefox-esr', 'firefox', 'firefox.exe'].flatMap((name) => folders.map((folder) => join(folder, name)))
  return [...installed, ...(process.platform === 'darwin' ? ['/Applications/Firefox.app/Contents/MacOS/firefox'] : [])].find((path) => existsSync(path)) ?? null
}

/** Finds a Firefox; on a machine that only runs tests (root, Debian, CI) it installs the system's. Null, and said, where there is none. @returns {Promise<string | null>} */
export async function wantFirefox() {
  if (process.env.CI && asRoot && !(await findFirefox()) && hasApt()) {
    console.log('No Firefox found: installing firefox-esr with apt-get.')
    await installByApt(['firefox-esr'])
  }
  const found = await findFirefox()
  if (!found) console.log('No Firefox found: its journeys are skipped, and counted as nothing. Install Firefox (Debian: apt-get install firefox-esr), or set FIREFOX_BIN to one.')
  return found
}

/** What a Chromium needs to load an unpacked extension. @param {string[]} folders */
export const extensionArguments = (...folders) => [
  `--disable-extensions-except=${folders.join(',')}`, `--load-extension=${folders.join(',')}`, ...(asRoot ? ['--no-sandbox'] : []),
]

/**
 * Opens a browser with the extension loaded, its profile under .cairn/browser.
 * @param {string} browser @param {string} extension @param {string[]} urls
 */
export function openBrowser(browser, extension, urls) {
  const profile = inState('browser')
  mkdirSync(profile, { recursive: true })
  const child = spawn(browser, [
    `--user-data-dir=${profile}`, ...extensionArguments(extension), '--no-first-run', '--no-default-browser-check', '--disable-component-update',
    '--disable-background-networking', '--disable-sync', ...urls,
  ], { stdio: 'ignore', detached: false })
  child.on('error', () => {})
  return child
}

/** Is there a screen to open a window on? */
export const hasDisplay = () =>
  process.platform === 'darwin' || process.platform === 'win32' || !!(process.env.DISPLAY || process.env.WAYLAND_DISPLAY)

/** Playwright's own browser, if it was downloaded. @returns {Promise<string | null>} */
async function downloaded() {
  const { chromium } = await import('playwright-core')
  const path = chromium.executablePath()
  return path && existsSync(path) ? path : null
}

const hasApt = () =>
  process.platform === 'linux' && spawnSync('apt-get', ['--version']).status === 0
  && /debian|ubuntu/i.test(existsSync('/etc/os-release') ? readFileSync('/etc/os-release', 'utf8') : '')

/** @param {string[]} packages */
async function installByApt(packages) {
  const env = { DEBIAN_FRONTEND: 'noninteractive' }
  await exec('apt-get', ['update', '-qq'], { env })
  const { code, output } = await exec('apt-get', ['install', '-y', '-qq', '--no-install-recommends', ...packages], { env })
  if (code !== 0) console.error(output.trim().split('\n').slice(-3).join('\n'))
}
