import { describe, expect, it } from 'vitest'
import * as drafts from '../../../extension/background/drafts'
import * as inbox from '../../../extension/background/inbox'
import * as outbox from '../../../extension/background/outbox'
import { answer } from '../../../extension/background/router'
import * as session from '../../../extension/background/session'
import { Refusal } from '../../../shared/problem'
import { ben, dee, sayingOf, signIn } from './cast'
import { Device, type Life } from './device'
import { FakeServer } from './server'

async function atWork(): Promise<{ device: Device; server: FakeServer; life: Life }> {
  const server = new FakeServer()
  const device = new Device(server)
  const life = device.live()
  await signIn(life)
  server.calls = []
  return { device, server, life }
}

describe('outbox', () => {
  it('holds for the undo window of the kind, then sends once', async () => {
    const { device, server, life } = await atWork()
    const saying = sayingOf(device)
    await drafts.save(life.world, saying.kept)
    const item = await outbox.hold(life.world, saying)
    expect(item).toMatchObject({ state: 'held', heldSeconds: 6, heldUntil: device.now + 6_000 })
    expect(await drafts.list(life.world)).toEqual([])
    expect(device.alarms.get('outbox')).toEqual({ when: device.now + 30_000 })

    device.now += 5_999
    await outbox.flush(life.world)
    expect(server.calls).toEqual([])
    device.now += 1
    life.ring()
    await outbox.flush(life.world)
    expect(await outbox.list(life.world)).toMatchObject([{ state: 'sent', card: { id: item.id }, problem: null }])
    expect(server.calls).toHaveLength(1)
    await outbox.flush(life.world)
    expect(server.calls).toHaveLength(1)
    expect(device.told.map((one) => one.tell)).toContain('outbox.changed')
  })

  it('holds a note for no time: it goes at once, without an alarm or a look', async () => {
    const { device, server, life } = await atWork()
    const { draft, preview, kept } = sayingOf(device)
    const note = { kind: 'note', visibility: 'author', recipients: [] } as const
    expect(await outbox.hold(life.world, { draft: { ...draft, ...note, recipients: [] }, preview, kept: { ...kept, ...note, recipients: [] } })).toMatchObject({ heldSeconds: 0 })
    for (let turns = 0; turns < 200 && server.calls.length === 0; turns += 1) await new Promise((resolve) => setTimeout(resolve, 5))
    expect(server.calls).toHaveLength(1)
  })

  it('gives the words back while they are held, and nothing leaves', async () => {
    const { device, server, life } = await atWork()
    const saying = sayingOf(device)
    await outbox.hold(life.world, saying)
    expect(await outbox.undo(life.world, saying.draft.id)).toEqual({ undone: true, kept: saying.kept })
    device.now += 60_000
    await outbox.flush(life.world)
    expect(server.calls).toEqual([])
    expect(await drafts.load(life.world, saying.kept.key)).toMatchObject({ body: saying.kept.body, id: saying.draft.id })
    expect(await outbox.list(life.world)).toEqual([])
  })

  it('sets a newer draft aside when older words come back in its place', async () => {
    const { device, life } = await atWork()
    const first = sayingOf(device, 'Dee wrote the first of two things.')
    const second = sayingOf(device, 'Dee wrote the second of two things.')
    await outbox.hold(life.world, first)
    await drafts.save(life.world, second.kept)
    await outbox.undo(life.world, first.draft.id)
    expect((await drafts.list(life.world)).map((draft) => [draft.key, draft.id])).toEqual(expect.arrayContaining([
      [first.kept.key, first.draft.id], [`${second.kept.key}:${second.draft.id}`, second.draft.id],
    ]))
  })

  it('takes back what is already on its way, behind the send, and the words return under a new id', async () => {
    const { device, server, life } = await atWork()
    const saying = sayingOf(device)
    await outbox.hold(life.world, saying)
    device.now += 6_000
    server.faults = ['lost-answer']
    await outbox.flush(life.world)
    expect(await outbox.undo(life.world, saying.draft.id)).toEqual({ undone: false, kept: null })
    await outbox.flush(life.world)
    expect(server.calls.map((call) => call.path)).toEqual(['/api/v1/feedback', '/api/v1/feedback', `/api/v1/feedback/${saying.draft.id}/retract`])
    expect(server.rows.get(saying.draft.id)?.retracted).toBe(true)
    expect(await outbox.list(life.world)).toEqual([])
    const [back] = await drafts.list(life.world)
    expect(back?.body).toEqual(saying.kept.body)
    expect(back?.id).not.toBe(saying.draft.id)
  })

  it('parks what the server refuses, counts it on the badge, and sends it again with the audience that was confirmed', async () => {
    const { device, server, life } = await atWork()
    const saying = sayingOf(device)
    await outbox.hold(life.world, saying)
    device.now += 6_000
    server.faults = ['audience-changed']
    await outbox.flush(life.world)
    expect(await outbox.list(life.world)).toMatchObject([{ state: 'parked', problem: { type: '/problems/audience-changed' } }])
    expect(device.badge).toBe('1')
    expect(server.rows.size).toBe(0)
    device.now += 3_600_000
    await outbox.flush(life.world, { hurry: true })
    expect(server.rows.size).toBe(0)

    await outbox.again(life.world, saying.draft.id, ['org', `person:${dee.id}`])
    await outbox.flush(life.world)
    expect(server.rows.get(saying.draft.id)?.draft.keys).toEqual(['org', `person:${dee.id}`])
    expect(device.badge).toBe('')
  })

  it.each([['id-taken', true], ['gone', true], ['recipient-left', false]] as const)('brings a parked item back to the composer: after %s with a new id: %s', async (code, isNew) => {
    const { device, server, life } = await atWork()
    const saying = sayingOf(device)
    await outbox.hold(life.world, saying)
    device.now += 6_000
    server.faults = [code]
    await outbox.flush(life.world)
    const kept = await outbox.edit(life.world, saying.draft.id)
    expect(kept?.body).toEqual(saying.kept.body)
    expect(kept?.id !== saying.draft.id).toBe(isNew)
    expect(await outbox.list(life.world)).toEqual([])
  })

  it('waits longer after each failure, and not at all when the network is back', async () => {
    const { device, server, life } = await atWork()
    await outbox.hold(life.world, sayingOf(device))
    device.now += 6_000
    server.faults = ['offline', 'unavailable', 'no-json', 'offline']
    await outbox.flush(life.world)
    await outbox.flush(life.world)
    expect(server.calls).toHaveLength(1)
    expect(await outbox.list(life.world)).toMatchObject([{ state: 'sending', tries: 1, nextTry: device.now + 2_000, problem: { type: '/problems/offline' } }])
    for (const wait of [2_000, 4_000]) {
      device.now += wait
      await outbox.flush(life.world)
    }
    expect(await outbox.list(life.world)).toMatchObject([{ state: 'sending', tries: 3, nextTry: device.now + 8_000, problem: { type: '/problems/bad-reply' } }])
    server.faults = []
    await outbox.flush(life.world, { hurry: true })
    expect(await outbox.list(life.world)).toMatchObject([{ state: 'sent' }])
  })

  it('pauses when the session has ended, and goes on when the same person is back', async () => {
    const { device, server, life } = await atWork()
    const saying = sayingOf(device)
    await outbox.hold(life.world, saying)
    device.now += 6_000
    server.access.clear()
    server.refresh.clear()
    await outbox.flush(life.world)
    expect(await session.state(life.world)).toMatchObject({ state: 'signed-out', reason: 'session-ended', unsent: 1 })
    await signIn(life)
    await outbox.flush(life.world, { hurry: true })
    expect(server.rows.get(saying.draft.id)?.by).toBe(ben.id)
  })

  it('never sends for somebody else, nor shows them', async () => {
    const { device, server, life } = await atWork()
    const saying = sayingOf(device)
    await outbox.hold(life.world, saying)
    await session.signOut(life.world)
    await signIn(life, dee)
    device.now += 60_000
    await outbox.flush(life.world, { hurry: true })
    expect(server.rows.size).toBe(0)
    expect(await outbox.list(life.world)).toEqual([])
    expect(await outbox.undo(life.world, saying.draft.id)).toEqual({ undone: false, kept: null })
    expect(await outbox.edit(life.world, saying.draft.id)).toBeNull()
    await outbox.discard(life.world, saying.draft.id)
    await expect(outbox.hold(life.world, saying)).rejects.toMatchObject({ code: 'id-taken' })

    await session.signOut(life.world)
    await signIn(life, ben)
    await outbox.flush(life.world, { hurry: true })
    expect(server.rows.get(saying.draft.id)?.by).toBe(ben.id)
  })

  it('is one item when fifty identical holds come at once', async () => {
    const { device, server, life } = await atWork()
    const saying = sayingOf(device)
    await Promise.all(Array.from({ length: 50 }, () => outbox.hold(life.world, saying)))
    device.now += 6_000
    await Promise.all(Array.from({ length: 50 }, () => outbox.flush(life.world)))
    expect(server.commits).toEqual(new Map([[saying.draft.id, 1]]))
    expect(server.calls).toHaveLength(1)
    expect(await outbox.list(life.world)).toHaveLength(1)
  })

  it('refuses what is no sentence, and whoever is not signed in', async () => {
    const { device, life } = await atWork()
    await expect(outbox.hold(life.world, sayingOf(device, 'short'))).rejects.toMatchObject({ code: 'invalid', more: { errors: [{ pointer: '/body/text', code: 'too-short' }] } })
    await session.signOut(life.world)
    await expect(outbox.hold(life.world, sayingOf(device))).rejects.toBeInstanceOf(Refusal)
  })

  it('forgets the card of what was sent after ten minutes, and at sign-out', async () => {
    const { device, life } = await atWork()
    for (const forget of [async () => void (device.now += 10 * 60_000 + 1), async () => (await session.signOut(life.world), await signIn(life))]) {
      await outbox.hold(life.world, sayingOf(device))
      device.now += 6_000
      await outbox.flush(life.world)
      expect(await outbox.list(life.world)).toMatchObject([{ state: 'sent' }])
      await forget()
      await outbox.flush(life.world)
      expect(await outbox.list(life.world)).toEqual([])
    }
    await inbox.badge(life.world)
    expect(device.badge).toBe('')
  })

  it('drops the card of what was sent when its author changes it on the server', async () => {
    const { device, life } = await atWork()
    const page = { id: 'ourextension', url: 'chrome-extension://ourextension/panel.html' }
    const saying = sayingOf(device)
    await outbox.hold(life.world, saying)
    device.now += 6_000
    await outbox.flush(life.world)
    expect(await outbox.list(life.world)).toHaveLength(1)
    expect(await answer(life.world, { ask: 'api', body: { endpoint: 'feedback.retract', params: { id: saying.draft.id } } }, page)).toEqual({ ok: true, value: null })
    expect(await outbox.list(life.world)).toEqual([])
  })

  it('throws away only what is not on its way', async () => {
    const { device, server, life } = await atWork()
    const saying = sayingOf(device)
    await outbox.hold(life.world, saying)
    device.now += 6_000
    server.faults = ['lost-answer']
    await outbox.flush(life.world)
    await outbox.discard(life.world, saying.draft.id)
    expect(await outbox.list(life.world)).toHaveLength(1)
  })
})
