// What stores refuse, looked for in the packages themselves before anybody uploads them.
import { tool } from './tools.mjs'
import { readZip } from './zip.mjs'

/** @typedef {'chrome' | 'edge' | 'firefox'} Store */

/**
 * TABLE: the warnings of Mozilla's linter that stay, each with its reason. Anything else is refused.
 * @type {Record<string, string>}
 */
export const explained = {
  UNSAFE_VAR_ASSIGNMENT: 'Preact\'s renderer can set innerHTML when a component asks for it by dangerouslySetInnerHTML. None of ours does; a test looks for the word in the sources.',
}

/** What each permission is for, by a word that the background must hold if it is really used. `activeTab` shows in no code. */
const uses = { activeTab: null, alarms: 'alarms', identity: 'launchWebAuthFlow', scripting: 'executeScript', sidePanel: 'sidePanel', storage: 'storage.session' }

/** Lints the Firefox package as Mozilla does for its store. @param {string} zip @returns {Promise<{ errors: string[], warnings: { code: string, file: string }[] }>} */
export async function lintForMozilla(zip) {
  const { output } = await tool('web-ext/bin/web-ext.js', ['lint', '--source-dir', zip, '--output', 'json', '--no-input', '--no-config-discovery'])
  const from = output.indexOf('{"count"')
  if (from < 0) throw new Error(`web-ext lint did not answer:\n${output.trim()}`)
  const { errors, warnings } = JSON.parse(output.slice(from))
  const said = (/** @type {any} */ { code, message, file = '' }) => `${code} ${file}: ${message}`
  return { errors: errors.map(said), warnings: warnings.map((/** @type {any} */ { code, file = '' }) => ({ code, file })) }
}

/** Everything that a store would send a package back for. @param {string} zip @param {Store} store @returns {string[]} */
export function refusals(zip, store) {
  const files = readZip(zip)
  /** @type {string[]} */
  const found = []
  const refuse = (/** @type {unknown} */ wrong, /** @type {string} */ why) => void (wrong && found.push(why))
  const source = files.get('manifest.json')?.toString() ?? ''
  if (!source) return ['no manifest.json at the top']
  const manifest = JSON.parse(source)
  const background = files.get('background.js')?.toString() ?? ''

  refuse(manifest.manifest_version !== 3, 'not Manifest V3')
  refuse(!/^(0|[1-9]\d{0,4})(\.(0|[1-9]\d{0,4})){0,3}$/.test(manifest.version) || manifest.version.split('.').some((/** @type {string} */ part) => Number(part) > 65_535), `version ${manifest.version}`)
  refuse(manifest.name.length > 45, 'name longer than 45 characters')
  refuse(manifest.short_name?.length > 12, 'short name longer than 12 characters')
  refuse(manifest.key || manifest.update_url, 'a key or update address, which a store gives itself')
  refuse(/localhost|127\.0\.0\.1|"http:/.test(source), 'a development host in the manifest')
  refuse(manifest.host_permissions || manifest.content_scripts, 'hosts that are granted at install')
  refuse(/unsafe-eval|unsafe-inline|https?:/.test(JSON.stringify(manifest.content_security_policy)), 'a content security policy that lets code in')
  for (const name of manifest.permissions) {
    if (!(name in uses)) found.push(`permission ${name}, which nobody justified`)
    else refuse(uses[/** @type {keyof typeof uses} */ (name)] && !background.includes(uses[/** @type {keyof typeof uses} */ (name)] ?? ''), `permission ${name}, which is not used`)
  }
  refuse(Object.values(manifest.commands ?? {}).filter((/** @type {any} */ one) => one.suggested_key).length > 4, 'more than four suggested keys')
  found.push(...wordsMissing(files, manifest), ...iconsMissing(files, manifest), ...(store === 'firefox' ? foreignToFirefox(manifest) : foreignToChromium(manifest)))
  for (const [path, content] of files) found.push(...wrongIn(path, content.toString('latin1')).map((why) => `${path}: ${why}`))
  return found
}

/** Every message in each language of the package, no description too long. @param {Map<string, Buffer>} files @param {any} manifest */
function wordsMissing(files, manifest) {
  const keys = [...JSON.stringify(manifest).matchAll(/__MSG_(\w+)__/g)].map(([, key = '']) => key)
  const locales = [...files.keys()].filter((path) => path.startsWith('_locales/'))
  const found = locales.length > 0 && !files.has(`_locales/${manifest.default_locale}/messages.json`) ? ['no words in the default language'] : []
  for (const path of locales) {
    const messages = JSON.parse(files.get(path)?.toString() ?? '{}')
    found.push(...keys.filter((key) => !messages[key]?.message).map((key) => `${path}: no ${key}`))
    const description = manifest.description.replace(/__MSG_(\w+)__/g, (/** @type {string} */ _, /** @type {string} */ key) => messages[key]?.message ?? '')
    if (description === '' || description.length > 132) found.push(`${path}: a description of ${description.length} characters`)
  }
  return found
}

/** Icons of the sizes that stores ask for, as real PNGs of that size. @param {Map<string, Buffer>} files @param {any} manifest */
function iconsMissing(files, { icons }) {
  const wanted = [16, 32, 48, 128]
  return [...wanted.map((size) => [size, icons?.[size]]), ...wanted.map((size) => [size, `icon/off-${size}.png`])].flatMap(([size, path]) => {
    const png = files.get(path)
    const good = png?.subarray(0, 8).equals(Buffer.from('\x89PNG\r\n\x1a\n', 'latin1')) && png.readUInt32BE(16) === size && png.readUInt32BE(20) === size
    return good ? [] : [`no PNG of ${size} × ${size} at ${path}`]
  })
}

/** @param {any} manifest */
const foreignToFirefox = ({ permissions, background, side_panel, minimum_chrome_version, web_accessible_resources, browser_specific_settings: { gecko = {} } = {} }) => [
  ...(background.service_worker || permissions.includes('sidePanel') || side_panel || minimum_chrome_version ? ['a key of Chromium\'s'] : []),
  ...(web_accessible_resources.some((/** @type {any} */ one) => 'use_dynamic_url' in one) ? ['use_dynamic_url'] : []),
  ...(gecko.id && gecko.strict_min_version ? [] : ['no id or oldest version']),
  ...(gecko.data_collection_permissions?.required?.length ? [] : ['no word on what is collected']),
]

/** @param {any} manifest */
const foreignToChromium = ({ background, browser_specific_settings, sidebar_action, minimum_chrome_version }) => [
  ...(background.scripts || browser_specific_settings || sidebar_action ? ['a key of Firefox\'s'] : []),
  ...(minimum_chrome_version ? [] : ['no oldest version']),
]

/** @param {string} path @param {string} text */
function wrongIn(path, text) {
  const found = []
  if (/(^|\/)\.|\.map$|\.tsx?$|\.pem$|node_modules|(^|\/)_(?!locales\/)|[^\x20-\x7e]/.test(path)) found.push('does not belong into a package')
  if (/\.(js|css|html)$/.test(path) && /sourceMappingURL|localhost:\d/.test(text)) found.push('a source map or a development address')
  if (path.endsWith('.js') && /\beval\(|new Function\(|importScripts\(|import\(\s*["'`]https?:|\bdocument\.write\(/.test(text)) found.push('code that is made or fetched at run time')
  if (path.endsWith('.html') && /<script(?![^>]*\ssrc=)[^>]*>|<script[^>]*src="(https?:)?\/\/|\son[a-z]+=/i.test(text)) found.push('an inline or remote script')
  return found
}
