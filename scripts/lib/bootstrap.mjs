// The first thing of every command. No dependencies, runs on Node 18: finds the right Node, installs what is missing, runs the command.
import { spawn, spawnSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { delimiter, dirname, join, resolve } from 'node:path'
import { root } from './paths.mjs'

const needed = [22, 12]

/**
 * Runs a command's body under a Node that is new enough with everything installed; started under an older one, the command
 * is run again under the Node that the installation brings. An error is one clear line and exit code 1.
 * @param {() => Promise<unknown>} body
 */
export async function run(body) {
  try {
    process.chdir(root)
    if (!installed()) install()
    const node = rightNode()
    process.env.PATH = [dirname(node), join(root, 'node_modules/.bin'), process.env.PATH].join(delimiter)
    process.env.WRANGLER_SEND_METRICS = 'false'
    process.env.WXT_TELEMETRY ??= '0'
    if (node === process.execPath) await body()
    else await again(node)
  } catch (error) {
    console.error(process.env.CAIRN_DEBUG ? error : /** @type {Error} */ (error).message)
    process.exit(1)
  }
}

/** Does node_modules hold what the lock file says? Compared by content, since a check-out changes times. */
function installed() {
  const [wanted, got] = ['package-lock.json', 'node_modules/.package-lock.json'].map(packagesIn)
  if (!wanted || !got) return false
  return Object.entries(wanted).every(([path, { version, optional, link }]) =>
    !path || link || (got[path] ? got[path].version === version : optional))
}

/** @param {string} file @returns {Record<string, { version?: string, optional?: boolean, link?: boolean }> | undefined} */
function packagesIn(file) {
  if (!existsSync(join(root, file))) return undefined
  return JSON.parse(readFileSync(join(root, file), 'utf8')).packages
}

function install() {
  console.log('Installing what the lock file names (npm ci).')
  const { status, error } = spawnSync('npm', ['ci', '--no-audit', '--no-fund', '--loglevel=error'], {
    cwd: root, stdio: ['ignore', 'inherit', 'inherit'], shell: process.platform === 'win32',
  })
  if (error) throw new Error(`npm could not be started: ${error.message}`)
  if (status !== 0) throw new Error('npm ci failed, see above. It needs the package registry once; then nothing needs the network.')
}

/** The running Node when it is new enough, else the one of the npm package `node`. @returns {string} */
function rightNode() {
  if (newEnough(process.versions.node)) return process.execPath
  const shipped = join(root, 'node_modules/node/bin', process.platform === 'win32' ? 'node.exe' : 'node')
  if (existsSync(shipped)) {
    const { stdout, status } = spawnSync(shipped, ['-v'], { encoding: 'utf8' })
    if (status === 0 && newEnough(stdout.trim().slice(1))) return shipped
  }
  throw new Error(`This is Node ${process.versions.node}; Cairn needs ${needed.join('.')} or newer, and the Node it brings does not run here.\n`
    + 'Install Node 24 from https://nodejs.org or with your version manager (nvm install 24), then run the command again.')
}

/** @param {string} version */
function newEnough(version) {
  const [major = 0, minor = 0] = version.split('.').map(Number)
  return major > /** @type {number} */ (needed[0]) || (major === needed[0] && minor >= /** @type {number} */ (needed[1]))
}

/** Runs this command under another Node, passing signals on and its exit code back. @param {string} node */
function again(node) {
  const child = spawn(node, [resolve(process.argv[1] ?? ''), ...process.argv.slice(2)], { stdio: ['inherit', 'inherit', 'inherit', 'ipc'] })
  for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP'])) process.on(signal, () => child.kill(signal))
  return new Promise((_, reject) => {
    child.on('error', reject)
    child.on('exit', (code, signal) => process.exit(code ?? (signal ? 1 : 0)))
  })
}

