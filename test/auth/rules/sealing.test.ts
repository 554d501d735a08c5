/** Sealing: what is sealed opens in its own place with its own key, and nowhere else. */
import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { Refusal } from '../../../shared/problem'
import type { Env } from '../../../worker/env'
import { keyedHash, type Place, readable, seal, unlessShut, unseal, unsealWords } from '../../../worker/sealing'

const key = (letter: string) => Buffer.from(letter.repeat(32)).toString('base64')
const env = (more: Partial<Env> = {}) => ({ SEALING_KEY: key('a'), ...more }) as Env
const place: Place = { org: 'northwind', row: 'one', column: 'feedback.body' }

describe('a sealed text', () => {
  it('opens in its place, and says nothing before', () => fc.assert(fc.asyncProperty(fc.string({ unit: 'grapheme', maxLength: 60 }), async (text) => {
    const { sealed, version } = await seal(env(), place, text)
    expect(version).toBe(1)
    expect(Buffer.from(sealed, 'base64').length).toBe(12 + Buffer.byteLength(text) + 16)
    expect(await unseal(env(), place, sealed, version)).toBe(text)
    expect((await seal(env(), place, text)).sealed).not.toBe(sealed)
  }), { numRuns: 30 }))

  // HKDF-SHA-256 (salt: the organisation, info: "cairn sealing"), AES-256-GCM, place and version as associated data: sealed by another library.
  it('still opens years later', async () => expect(await unseal(env(), place, 'MDEyMzQ1Njc4OWFiGMgUOaqoQlGQxpMcYaDjqsTWX2xwT6YgQg==', 1)).toBe('A promise'))

  it('opens nowhere else: not in another organisation, row, column or version, nor changed, nor with another key', async () => {
    const two = env({ SEALING_KEY: `2:${key('a')}`, SEALING_KEYS_OLD: key('a') })
    const { sealed, version } = await seal(two, place, 'A promise')
    expect(version).toBe(2)
    for (const other of [{ org: 'fjord' }, { row: 'two' }, { column: 'feedback.next' }, { row: 'onefeedback', column: '.body' }]) await expect(unseal(two, { ...place, ...other }, sealed, version), JSON.stringify(other)).rejects.toThrow()
    await expect(unseal(two, place, sealed, 1)).rejects.toThrow()
    await expect(unseal(env({ SEALING_KEY: `2:${key('b')}` }), place, sealed, 2)).rejects.toThrow()
    await expect(unseal(env({ SEALING_KEY: `2:${key('a')}` }), place, sealed, 1)).rejects.toThrow('No sealing key of version 1')
    await expect(unseal(two, place, sealed, 3)).rejects.toThrow('No sealing key of version 3')
    const bytes = Buffer.from(sealed, 'base64')
    for (let index = 0; index < bytes.length; index += 7) {
      const changed = Buffer.from(bytes)
      changed[index]! ^= 1
      await expect(unseal(two, place, changed.toString('base64'), version)).rejects.toThrow()
    }
  })

  it('still opens when its key has become an old one, in whatever order the old ones stand', async () => {
    const first = await seal(env(), place, 'first')
    const second = await seal(env({ SEALING_KEY: ` 2:${key('b')} `, SEALING_KEYS_OLD: key('a') }), place, 'second')
    for (const old of [`1:${key('a')},2:${key('b')}`, `2:${key('b')}, ${key('a')},`]) {
      const now = env({ SEALING_KEY: `12:${key('c')}`, SEALING_KEYS_OLD: old })
      expect([await unseal(now, place, first.sealed, first.version), await unseal(now, place, second.sealed, second.version), (await seal(now, place, '')).version]).toEqual(['first', 'second', 12])
    }
    // Of two with one number the current counts.
    const now = env({ SEALING_KEY: key('a'), SEALING_KEYS_OLD: `1:${key('z')}` })
    expect(await unseal(now, place, first.sealed, 1)).toBe('first')
  })

  it('cannot be made without a key', async () => {
    await expect(seal(env({ SEALING_KEY: '' }), place, 'x')).rejects.toThrow('No sealing key of version 1')
  })

  it('was made by no key that stands in the open: each organisation has its own', async () => {
    const [here, there] = await Promise.all(['northwind', 'fjord'].map((org) => keyedHash(env(), org, 'A promise')))
    expect(here).toMatch(/^[0-9a-f]{64}$/)
    expect(there).not.toBe(here)
  })
})

describe('a keyed hash', () => {
  it('is the same for the same words and key, and another otherwise', async () => {
    const hash = (text: string, more?: Partial<Env>) => keyedHash(env(more), 'northwind', text)
    // HKDF-SHA-256 (salt: the organisation, info: "cairn body hash"), then HMAC-SHA-256: reckoned by another library.
    expect(await hash('A promise')).toBe('f92c398eeb358800e4032b86330613fc259ffef8b963d6d08d2fb384c21757be')
    expect(await hash('Another')).not.toBe(await hash('A promise'))
    expect(await hash('A promise', { SEALING_KEY: key('b') })).not.toBe(await hash('A promise'))
  })

  it('stays comparable when the sealing key is renewed: by the oldest there is', async () => {
    const renewed = env({ SEALING_KEY: `3:${key('c')}`, SEALING_KEYS_OLD: `${key('a')},2:${key('b')}` })
    expect(await keyedHash(renewed, 'northwind', 'x')).toBe(await keyedHash(env(), 'northwind', 'x'))
  })
})

describe('words of people', () => {
  const shutBefore = 1_000
  const read = async (at: number, more: Partial<Env> = { shutBefore }) => {
    const { sealed, version } = await seal(env(), place, 'words')
    return unsealWords(env(more), place, sealed, version, at)
  }

  it('from before a changed address stay shut until it is confirmed', async () => {
    for (const at of [0, 999]) await expect(read(at)).rejects.toMatchObject({ code: 'words-shut' })
    expect(await Promise.all([1_000, Infinity].map((at) => read(at)))).toEqual(['words', 'words'])
    expect(await Promise.all([read(0, {}), read(0, { shutBefore: null })])).toEqual(['words', 'words'])
  })

  it('that are shut are left out, in order; whatever else goes wrong is not', async () => {
    expect(await unlessShut(read(0))).toBeNull()
    expect(await unlessShut(read(2_000))).toBe('words')
    await expect(unlessShut(Promise.reject(new Refusal('gone')))).rejects.toMatchObject({ code: 'gone' })
    await expect(unlessShut(Promise.reject({ code: 'words-shut' }))).rejects.toEqual({ code: 'words-shut' })
    expect(await readable([3_000, 0, 2_000, 1], async (at) => ({ at, text: await read(at) }))).toEqual([{ at: 3_000, text: 'words' }, { at: 2_000, text: 'words' }])
    await expect(readable([1], () => Promise.reject(new Error('broken')))).rejects.toThrow('broken')
  })
})
