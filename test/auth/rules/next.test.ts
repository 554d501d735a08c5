/** Where signing in leads: never out of our own pages. */
import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { nextIn } from '../../../worker/http/next'

const env = { BASE_URL: 'https://cairn.example' }

describe('where signing in leads', () => {
  it.each([
    ['/feedback/1?x=1#y', '/feedback/1?x=1#y'], ['/', '/'], ['', '/'], ['//evil.example', '/'], ['//evil.example/x', '/'], ['/\\evil.example', '/'], ['\\\\evil.example', '/'], ['https://evil.example/', '/'],
    ['/%5cevil', '/%5cevil'], ['/\tevil', '/'], ['/ evil', '/'], ['/evil\u007f', '/'], ['/a/..//evil.example', '/'], ['javascript:alert(1)', '/'], ['/.//evil.example', '/'], ['@evil.example', '/'], ['evil', '/'],
    ['https://cairn.example/feedback', '/'], ['//cairn.example:1/', '/'], ['//cairn.example//evil.example', '/'], ['//[', '/'], [`/${'a'.repeat(1_999)}`, `/${'a'.repeat(1_999)}`], [`/${'a'.repeat(2_000)}`, '/'], [null, '/'], [undefined, '/'],
  ])('%s -> %s', (next, to) => expect(nextIn(next, env)).toBe(to))

  it('is a path of ours whatever was asked, and the same when it is asked again', () => {
    const piece = fc.constantFrom('/', '//', '\\', '..', '.', '@', ':', '?', '#', '%2f', 'https:', 'evil.example', 'cairn.example', '\t', 'a')
    fc.assert(fc.property(fc.array(piece, { maxLength: 8 }).map((parts) => `/${parts.join('')}`), (next) => {
      const to = nextIn(next, env)
      expect(to).toMatch(/^\/(?!\/)/)
      expect(new URL(to, env.BASE_URL).origin).toBe(env.BASE_URL)
      expect(nextIn(to, env)).toBe(to)
    }), { numRuns: 2_000 })
  })
})
