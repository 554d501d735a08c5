import { describe, expect, it } from 'vitest'
import * as drafts from '../../../extension/background/drafts'
import * as inbox from '../../../extension/background/inbox'
import * as outbox from '../../../extension/background/outbox'
import { sayingOf, signIn } from './cast'
import { Device } from './device'
import { FakeServer } from './server'

const day = 24 * 3_600_000

async function atWork() {
  const device = new Device(new FakeServer())
  const life = device.live()
  await signIn(life)
  return { device, server: device.server, life }
}

describe('drafts', () => {
  it('stay for 14 days after the last keystroke', async () => {
    const { device, life } = await atWork()
    const { kept } = sayingOf(device)
    await drafts.save(life.world, kept)
    device.now += 13 * day
    await drafts.save(life.world, kept)
    device.now += 14 * day
    expect(await drafts.load(life.world, kept.key)).toMatchObject({ body: kept.body, at: device.now - 14 * day })
    device.now += 1
    expect(await drafts.load(life.world, kept.key)).toBeNull()
  })

  it('are not brought back by a keystroke that comes after the send', async () => {
    const { device, life } = await atWork()
    const saying = sayingOf(device)
    await outbox.hold(life.world, saying)
    await drafts.save(life.world, saying.kept)
    expect(await drafts.list(life.world)).toEqual([])
  })

  it('stay with their person when the session ends under their hands', async () => {
    const { device, server, life } = await atWork()
    server.access.clear()
    server.refresh.clear()
    await inbox.poll(life.world)
    await drafts.save(life.world, sayingOf(device).kept)
    expect(await drafts.list(life.world)).toEqual([])
    await signIn(life)
    expect(await drafts.list(life.world)).toHaveLength(1)
  })

  it('are refused where nobody was ever signed in', async () => {
    const device = new Device(new FakeServer())
    await expect(drafts.save(device.live().world, sayingOf(device).kept)).rejects.toMatchObject({ code: 'sign-in-needed' })
  })

  it('can be dropped', async () => {
    const { device, life } = await atWork()
    const { kept } = sayingOf(device)
    await drafts.save(life.world, kept)
    await drafts.drop(life.world, kept.key)
    expect(await drafts.list(life.world)).toEqual([])
  })
})

describe('inbox', () => {
  const line = { id: '00000000-0000-7000-8000-000000000009', seq: '1', kind: 'feedback.received', at: '2026-11-19T09:00:00Z', read: false, actor: null, card: null, handle: null }

  it('is counted on the badge, kept on the device, and asked for by its tag', async () => {
    const { device, server, life } = await atWork()
    server.inbox = { etag: '"2"', body: { items: [line], after: null, unread: 1 } }
    await inbox.refresh(life.world)
    expect(device.badge).toBe('1')
    device.told = []
    device.now += 1_000
    expect(await inbox.refresh(life.world)).toMatchObject({ asOf: device.now, inbox: { unread: 1 } })
    expect(server.calls.at(-1)?.ifNoneMatch).toBe('"2"')
    expect(device.told).toEqual([])
    expect(await inbox.cached(device.live().world)).toMatchObject({ inbox: { items: [{ id: line.id }] } })
  })

  it('loses a card that was taken back', async () => {
    const { device, server, life } = await atWork()
    server.inbox = { etag: '"2"', body: { items: [line], after: null, unread: 1 } }
    await inbox.poll(life.world)
    server.inbox = { etag: '"3"', body: { items: [], after: null, unread: 0 } }
    await inbox.poll(life.world)
    expect(await inbox.cached(life.world)).toMatchObject({ inbox: { items: [] } })
    expect(device.badge).toBe('')
    expect(device.told.at(-1)).toEqual({ tell: 'inbox.changed', body: {} })
  })

  it('keeps what it had without a network', async () => {
    const { server, life } = await atWork()
    await inbox.refresh(life.world)
    server.faults = ['offline']
    await expect(inbox.refresh(life.world)).rejects.toMatchObject({ code: 'offline' })
    expect(await inbox.cached(life.world)).not.toBeNull()
  })

  it.each([[0, ''], [1, '1'], [99, '99'], [100, '99+']])('shows %i as "%s"', (count, text) => expect(inbox.badgeText(count)).toBe(text))
})
