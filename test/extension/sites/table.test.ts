// docs/sites.md says what each site gives: held to the leaves, and to what their pages are expected to give.
import { existsSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { leaves } from '../../../extension/sites/index'
import { inRoot } from '../../../scripts/lib/paths.mjs'
import { siteNames } from '../../../shared/artifacts'

interface Expected { title: string | null; state: string | null; visibility: string; people: unknown[] }

const rows = readFileSync(inRoot('docs/sites.md'), 'utf8').split('\n').filter((line) => /^\| .*\| `[\w-]+` \|/.test(line)).map((line) => line.split('|').slice(1, -1).map((cell) => cell.trim()))
const said = new Map(rows.map(([name = '', leaf = '', , gives = '']) => [leaf.replaceAll('`', ''), { name, gives }]))
const real = [...leaves].filter(([leaf]) => leaf !== 'demo')

/** What some page of the leaf's folder gives. */
function givenBy(leaf: string): string[] {
  const file = inRoot(`test/pages/${leaf}/expected.json`)
  const pages = existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) as Expected[] : []
  const fields: Record<string, (page: Expected) => boolean> = {
    title: ({ title }) => title !== null, state: ({ state }) => state !== null, people: ({ people }) => people.length > 0, public: ({ visibility }) => visibility === 'public',
  }
  return Object.keys(fields).filter((field) => pages.some(fields[field]!))
}

describe('the table of sites', () => {
  it('has a row for every leaf, and for nobody else', () => {
    expect([...said.keys()].toSorted()).toEqual([...real.map(([leaf]) => leaf), 'page'].toSorted())
  })

  it.each(real)('says what %s gives', (leaf, site) => {
    const { name, gives } = said.get(leaf)!
    expect(name).toContain(site.name.split(' ')[0])
    expect(['title', 'state', 'people', 'public'].filter((field) => RegExp(`\\b${field}\\b`).test(gives))).toEqual(givenBy(leaf))
    expect(gives.startsWith('nothing')).toBe(site.addressOnly === true)
  })

  it.each(real)('%s is called the same everywhere', (leaf, site) => expect(site.name).toBe(siteNames[leaf as keyof typeof siteNames]))
})
