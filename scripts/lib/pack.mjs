// Keys and signatures of selector packs: see docs/selectors.md.
import { existsSync, linkSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { inRoot, inState } from './paths.mjs'

const algorithm = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' }
const base64url = (/** @type {ArrayBuffer} */ bytes) => Buffer.from(bytes).toString('base64url')

/** @typedef {{ key: string, private: string }} KeyPair the public point and the private key (PKCS #8), both in base64url */

/** A new key pair. @returns {Promise<KeyPair>} */
export async function makeKeys() {
  const pair = await crypto.subtle.generateKey(algorithm, true, ['sign', 'verify'])
  const [key, secret] = await Promise.all([crypto.subtle.exportKey('raw', pair.publicKey), crypto.subtle.exportKey('pkcs8', pair.privateKey)])
  return { key: base64url(key), private: base64url(secret) }
}

/** Writes a key pair that its owner alone can read. A file that is there is left alone. @param {string} file @param {KeyPair} keys */
export function writeKeys(file, keys) {
  mkdirSync(dirname(file), { recursive: true })
  writeFileSync(file, `${JSON.stringify(keys, null, 1)}\n`, { mode: 0o600, flag: 'wx' })
}

/** @param {string} file @returns {KeyPair} @throws Error in words */
export function readKeys(file) {
  const found = readJson(file, 'key file')
  if (typeof found?.key !== 'string' || typeof found?.private !== 'string') throw new Error(`${file} is no key file: "npm run selectors -- keygen FILE" makes one.`)
  return found
}

/** @param {string} file @param {string} what */
export function readJson(file, what) {
  if (!existsSync(file)) throw new Error(`There is no ${what} ${file}.`)
  try {
    return JSON.parse(readFileSync(file, 'utf8'))
  } catch {
    throw new Error(`${file} is not JSON.`)
  }
}

/** Signs a text as it stands. @param {string} pack @param {KeyPair} keys @returns {Promise<{ pack: string, signature: string }>} */
export async function signPack(pack, keys) {
  const secret = await crypto.subtle.importKey('pkcs8', Buffer.from(keys.private, 'base64url'), algorithm, false, ['sign']).catch(() => {
    throw new Error('The private key cannot be read.')
  })
  return { pack, signature: base64url(await crypto.subtle.sign(algorithm, secret, new TextEncoder().encode(pack))) }
}

/** This machine's own pair, for development builds and the demo: made once, under .cairn, never committed. @returns {Promise<KeyPair>} */
export async function localSigner() {
  const file = inState('pack-key.json')
  if (!existsSync(file)) {
    // Several builds begin at once: whoever is first has made it.
    const mine = `${file}.${process.pid}.${Math.random().toString(36).slice(2)}`
    writeKeys(mine, await makeKeys())
    try {
      linkSync(mine, file)
    } catch (error) {
      if (!existsSync(file)) throw error
    } finally {
      rmSync(mine)
    }
  }
  return readKeys(file)
}

/** Public keys with this machine's own behind them. @param {string | undefined} keys parted by commas */
export const withLocalKey = async (keys) => [keys, (await localSigner()).key].filter(Boolean).join()

/** The rules of packs as they stand in the source, bundled on the spot. @returns {Promise<typeof import('../../shared/selectors')>} */
export async function packRules() {
  const { build } = await import('esbuild')
  const { outputFiles } = await build({ entryPoints: [inRoot('shared/selectors.ts')], bundle: true, format: 'esm', platform: 'neutral', mainFields: ['module', 'main'], write: false, logLevel: 'silent', absWorkingDir: inRoot() })
  return import(`data:text/javascript;base64,${Buffer.from(outputFiles[0]?.text ?? '').toString('base64')}`)
}
