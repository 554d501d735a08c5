/** What goes to the stores: the zips themselves, made anew, and the documents that are handed in with them. */
import { readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import sharp from 'sharp'
import { beforeAll, describe, expect, it } from 'vitest'
import { zipExtensions } from '../../scripts/lib/build.mjs'
import { inRoot } from '../../scripts/lib/paths.mjs'
import { explained, lintForMozilla, refusals } from '../../scripts/lib/stores.mjs'
import { readZip } from '../../scripts/lib/zip.mjs'
import { filesIn, textOf } from '../support/source'

const stores = ['chrome', 'edge', 'firefox'] as const
let zips: string[]
beforeAll(async () => void (zips = await zipExtensions()), 180_000)

const files = (store: (typeof stores)[number]) => readZip(zips[stores.indexOf(store)]!)
const manifest = (store: (typeof stores)[number]) => JSON.parse(files(store).get('manifest.json')!.toString())
const doc = (name: string) => readFileSync(inRoot('docs/store', name), 'utf8')

describe('the packages', () => {
  it.each(stores)('%s installs without a warning about reading pages: no host, no script of its own accord, sites asked for one by one', (store) => {
    const { permissions, optional_permissions, host_permissions, optional_host_permissions, content_scripts } = manifest(store)
    expect([host_permissions, content_scripts, optional_permissions, optional_host_permissions]).toEqual([undefined, undefined, undefined, ['*://*/*']])
    // None of these has a warning; of the rest most have.
    expect(permissions.filter((name: string) => !['activeTab', 'alarms', 'identity', 'scripting', 'storage', 'sidePanel'].includes(name))).toEqual([])
  })

  it.each(stores)('%s has nothing that its store refuses', (store) => expect(refusals(zips[stores.indexOf(store)]!, store)).toEqual([]))

  it('Mozilla\'s linter finds no error, and no warning but those that are explained', async () => {
    const { errors, warnings } = await lintForMozilla(zips[2]!)
    expect(errors).toEqual([])
    expect([...new Set(warnings.map(({ code }) => code))]).toEqual(Object.keys(explained))
    // The reason that is given for the one of them.
    const sources = [...filesIn('extension', '.ts', '.tsx'), ...filesIn('shared', '.ts')]
    expect(sources.length).toBeGreaterThan(100)
    expect(sources.filter((path) => textOf(path).includes('dangerouslySetInnerHTML'))).toEqual([])
  }, 60_000)

  it('a package is looked at for real: what a store refuses is found', async () => {
    // The Firefox package is none for Chrome.
    expect(refusals(zips[2]!, 'chrome')).toEqual(expect.arrayContaining(['a key of Firefox\'s', 'no oldest version']))
    const path = join(tmpdir(), `cairn-refused-${process.pid}.zip`)
    try {
      writeFileSync(path, stored({
        'manifest.json': JSON.stringify({ ...manifest('chrome'), key: 'x', version: '1.02', host_permissions: ['http://localhost/*'], permissions: ['tabs', 'alarms'] }),
        'background.js': 'eval("1")\n//# sourceMappingURL=background.js.map', 'popup.html': '<script>alert(1)</script>', '_locales/de/messages.json': '{}', '.env': 'secret',
      }))
      const why = refusals(path, 'chrome').join('\n')
      for (const part of ['a key or update address', 'version 1.02', 'a development host', 'granted at install', 'permission tabs', 'permission alarms, which is not used', 'no PNG of 128', 'no words in the default language', 'a description of 0', 'made or fetched', 'a source map', 'an inline or remote script', '.env: does not belong']) expect(why).toContain(part)
    } finally {
      rmSync(path, { force: true })
    }
  })

  it('the sources hold all that the build reads, and nothing that was built', () => {
    const sources = [...readZip(zips[3]!).keys()]
    for (const one of ['package.json', 'package-lock.json', 'README.md', 'extension/wxt.config.ts', 'scripts/package.mjs', 'shared/words/index.ts', 'docs/store/build-from-source.md']) expect(sources).toContain(one)
    expect(sources.filter((path) => /^(dist|node_modules|test|\.cairn|\.git)\//.test(path) || /\.(pem|env)$/.test(path))).toEqual([])
  })
})

describe('the documents', () => {
  it('justify every permission and every kind of data that a manifest names', () => {
    const text = doc('permissions.md')
    const { data_collection_permissions: { required, optional = [] } } = manifest('firefox').browser_specific_settings.gecko
    const named = [...stores.flatMap((store) => manifest(store).permissions as string[]), 'optional_host_permissions', ...required, ...optional]
    expect([...new Set(named)].filter((name) => !text.includes(`\`${name}\``))).toEqual([])
  })

  it('list the extension as it describes itself, in three languages', () => {
    const text = doc('listing.md')
    for (const language of ['en', 'de', 'ar']) expect(text).toContain(JSON.parse(files('chrome').get(`_locales/${language}/messages.json`)!.toString()).description.message)
  })

  it('come with pictures of the size that stores want', async () => {
    const pictures = [...doc('listing.md').matchAll(/\(screenshots\/([^)]+\.png)\)/g)].map(([, name]) => inRoot('docs/store/screenshots', name!))
    expect(pictures.length).toBeGreaterThanOrEqual(3)
    for (const picture of pictures) expect(await sharp(picture).metadata()).toMatchObject({ format: 'png', width: 1280, height: 800, hasAlpha: false })
  })
})

/** A zip without compression. */
function stored(content: Record<string, string>): Buffer {
  const [locals, central]: [Buffer[], Buffer[]] = [[], []]
  let offset = 0
  for (const [name, text] of Object.entries(content)) {
    const data = Buffer.from(text)
    const local = Buffer.alloc(30)
    local.write('PK\x03\x04', 'latin1')
    local.writeUInt32LE(data.length, 18)
    local.writeUInt32LE(data.length, 22)
    local.writeUInt16LE(name.length, 26)
    const entry = Buffer.alloc(46)
    entry.write('PK\x01\x02', 'latin1')
    entry.writeUInt32LE(data.length, 20)
    entry.writeUInt32LE(data.length, 24)
    entry.writeUInt16LE(name.length, 28)
    entry.writeUInt32LE(offset, 42)
    locals.push(local, Buffer.from(name), data)
    central.push(entry, Buffer.from(name))
    offset += 30 + name.length + data.length
  }
  const end = Buffer.alloc(22)
  end.write('PK\x05\x06', 'latin1')
  end.writeUInt16LE(Object.keys(content).length, 10)
  end.writeUInt32LE(offset, 16)
  return Buffer.concat([...locals, ...central, end])
}
