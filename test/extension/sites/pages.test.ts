// Saved pages with their answers: real ones (../shared/pages, where there are any) and our own small ones (`test/pages/<leaf>/expected.json`), each with its trap.
import { existsSync, readFileSync, readdirSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { JSDOM, VirtualConsole } from 'jsdom'
import { describe, expect, test } from 'vitest'
import type { PageHuman } from '../../../shared/artifacts'
import { identify, leaves, sites } from '../../../extension/sites/index'
import { read } from '../../../extension/sites/readers'

const own = new URL('../../pages/', import.meta.url)
const real = new URL('../../../../shared/pages/', import.meta.url)
const known = new Set<string>(sites.map((site) => site.id))
const json = (folder: URL, file: string) => JSON.parse(readFileSync(new URL(file, folder), 'utf8'))
const open = (folder: URL, file: string, url: string) =>
  new JSDOM(readFileSync(new URL(file, folder), 'utf8'), { url, virtualConsole: new VirtualConsole() }).window.document

interface Own { file: string; url: string; trap: string; instances?: string[]; title: string | null; state: string | null; visibility: string; people: string[] }
const inShort = ({ role, handle, kind }: PageHuman) => `${role} ${handle}${kind === 'user' ? '' : ` ${kind}`}`

const folders = readdirSync(own, { recursive: true, encoding: 'utf8' }).filter((path) => path.endsWith('expected.json')).map((path) => path.split(/[\\/]/)[0]!)

describe.each(folders)('our own pages of %s', (folder) => {
  const here = new URL(`${folder}/`, own)
  test.each(json(here, 'expected.json') as Own[])('$trap', ({ file, url, instances = [], title, state, visibility, people }) => {
    const site = leaves.get(folder)!
    const ref = identify(new URL(url), sites, instances.map((instance) => ({ site: site.id, instance })))
    expect(ref).not.toBeNull()
    const details = read(open(here, file, url), ref!)
    expect({ title: details.title, state: details.state, visibility: details.visibility, people: details.people.map(inShort) }).toEqual({ title, state, visibility, people })
  })
})

interface Saved {
  file: string; url: string; site: string; type: string; key: string; title: string; title_alt?: string[]; state: string | null; artifact: boolean
  people: { handle: string; name: string | null; role: string; kind?: string }[]
}
if (!existsSync(real)) console.warn(`no saved pages at ${fileURLToPath(real)}: their tests are skipped`)

describe.skipIf(!existsSync(real))('real saved pages', () => {
  const saved: Saved[] = existsSync(real) ? (json(real, 'expected.json') as Saved[]).filter(({ site }) => known.has(site)) : []
  test.each(saved.filter(({ artifact }) => artifact))('$file', (page) => {
    const ref = identify(new URL(page.url))
    expect(ref).toMatchObject({ site: page.site, type: page.type, key: page.key, url: page.url })
    const details = read(open(real, page.file, page.url), ref!)
    expect([page.title, ...(page.title_alt ?? [])]).toContain(details.title)
    expect(details.state).toBe(page.state)
    expect(details.people.map(({ handle, name, role, kind }) => ({ handle, name, role, kind }))).toEqual(page.people.map((person) => ({ kind: 'user', ...person })))
    // Only GitHub says so of itself.
    expect(details.visibility).toBe(page.site === 'github' ? 'public' : 'private')
  })
  test.each(saved.filter(({ artifact }) => !artifact))('$file is no artifact', ({ url }) => expect(identify(new URL(url))).toBeNull())

  const addresses: [string, { site: string } | null][] = existsSync(real) ? json(real, 'addresses.json') : []
  test.each(addresses.filter(([, answer]) => answer === null || known.has(answer.site)))('%s', (address, answer) => {
    const ref = identify(new URL(address))
    // The answers leave the instance out: the host, and Linear's workspace, without which its keys name nothing.
    const instance = answer?.site === 'linear' ? new URL(address).host + new URL(address).pathname.replace(/^(\/[^/]+).*$/, '$1') : new URL(address).host
    expect(ref).toEqual(answer && { instance, ...answer })
  })
})
