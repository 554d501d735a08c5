import { spawn, spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { inRoot } from '../../scripts/lib/paths.mjs'
import { verify } from '../../shared/selectors'
import { packOf } from '../support/signing'

const folder = mkdtempSync(join(tmpdir(), 'cairn-pack-'))
const at = (name: string) => join(folder, name)
afterAll(() => rmSync(folder, { recursive: true }))
const script = inRoot('scripts/selectors.mjs')
const selectors = (...args: string[]) => spawnSync(process.execPath, [script, ...args], { encoding: 'utf8' })

describe('npm run selectors', () => {
  it('makes keys that its owner alone reads, and never over others', () => {
    const made = selectors('keygen', at('key.json'))
    expect([made.status, made.stdout.trim().length]).toEqual([0, 87])
    expect(statSync(at('key.json')).mode & 0o077).toBe(0)
    expect(selectors('keygen', at('key.json'))).toMatchObject({ status: 1, stderr: expect.stringContaining('is there already') })
  })

  it('signs what is a pack, as it stands', async () => {
    const text = `${JSON.stringify(packOf(3, { github: { selectors: { title: ['h1'] } } }), null, 2)}\n`
    writeFileSync(at('pack.json'), text)
    expect(selectors('sign', at('pack.json'), '--key', at('key.json'), '--out', at('envelope.json'))).toMatchObject({ status: 0, stderr: '' })
    const envelope = JSON.parse(readFileSync(at('envelope.json'), 'utf8'))
    expect(envelope.pack).toBe(text)
    expect(await verify(envelope, [JSON.parse(readFileSync(at('key.json'), 'utf8')).key], 2)).toMatchObject({ pack: { version: 3 } })
  })

  it('says what is wrong, and signs nothing of it', () => {
    writeFileSync(at('logic.json'), JSON.stringify(packOf(1, { github: { selectors: { title: ['h1 { x: y }'] } } })))
    writeFileSync(at('large.json'), ' '.repeat(70_000) + JSON.stringify(packOf(1)))
    writeFileSync(at('text.json'), 'hello')
    for (const [args, said] of [
      [['sign', at('logic.json'), '--key', at('key.json'), '--out', at('no.json')], 'sites.github.selectors.title.0: not a plain selector'],
      [['sign', at('large.json'), '--key', at('key.json'), '--out', at('no.json')], 'at most 65536'], [['sign', at('text.json'), '--key', at('key.json')], 'is not JSON'],
      [['sign', at('pack.json'), '--key', at('pack.json')], 'is no key file'], [['sign', at('pack.json')], 'usage'], [['sign', at('nothing.json'), '--key', at('key.json')], 'There is no pack'],
      [['publish', at('pack.json'), 'http://127.0.0.1:1'], 'is no envelope'], [['publish', at('envelope.json'), 'cairn'], 'is no address'], [['publish', at('envelope.json'), 'http://127.0.0.1:1'], 'Nobody answers'], [[], 'usage'],
    ] as [string[], string][]) expect(selectors(...args)).toMatchObject({ status: 1, stderr: expect.stringContaining(said) })
    expect(existsSync(at('no.json'))).toBe(false)
  }, 60_000)

  it('hands an envelope to a server, and says what it answered; shows the pack that stands', async () => {
    const asked: string[] = []
    let answer: [number, object] = [200, { version: 3, at: '2026-11-21T08:00:00Z' }]
    const server = createServer((request, response) => {
      asked.push(`${request.method} ${request.url} ${request.headers.authorization ?? 'no token'}`)
      request.resume().on('end', () => response.writeHead(answer[0], { 'content-type': 'application/json' }).end(JSON.stringify(answer[1])))
    })
    await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
    const address = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
    const publish = (...args: string[]) => new Promise<string>((done) => {
      const child = spawn(process.execPath, [script, ...(args.length > 0 ? args : ['publish', at('envelope.json')]), address])
      let said = ''
      for (const stream of [child.stdout, child.stderr]) stream.on('data', (part) => (said += part))
      child.on('close', (code) => done(`${code} ${said}`))
    })
    expect(await publish()).toContain('0 Version 3 stands')
    answer = [403, { type: '/problems/pack-forged' }]
    expect(await publish()).toContain('1 The server refuses it: none of the keys')
    answer = [409, { type: '/problems/pack-old' }]
    expect(await publish()).toContain('not higher')
    expect(asked).toEqual(Array(3).fill('PUT /api/v1/selectors no token'))
    answer = [200, { envelope: { pack: '{"version":3}', signature: 'x' } }]
    expect(await publish('show')).toBe('0 {"version":3}\n')
    answer = [200, { envelope: null }]
    expect(await publish('show')).toContain('1 No pack stands')
    answer = [404, {}]
    expect(await publish('show')).toContain('is no Cairn server')
    server.close()
  }, 30_000)
})
