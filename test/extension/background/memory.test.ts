import { describe, expect, it } from 'vitest'
import type { Match, Me, Person } from '../../../shared/people'
import * as drafts from '../../../extension/background/drafts'
import * as memory from '../../../extension/background/memory'
import * as outbox from '../../../extension/background/outbox'
import * as session from '../../../extension/background/session'
import { dee, sayingOf, signIn } from './cast'
import { Device } from './device'
import { FakeServer } from './server'

async function atWork() {
  const device = new Device(new FakeServer())
  const life = device.live()
  await signIn(life)
  return { device, life, world: life.world }
}
const person = (id: string, name: string, status: Person['status'] = 'active') => ({ id, name, status, title: null, kind: 'employee', manager: null, teams: [], ceiling: 'organization', inOrg: true }) as Person
const artifact = { site: 'github', instance: 'github.com', type: 'pull_request', key: 'acme/api#1', url: 'https://github.com/acme/api/pull/1' } as const
const match = (handle: string, who: Person | null): Match => ({ handle, role: 'author', person: who, by: who && 'confirmed', self: false })
const known = [person('1', 'Zoë Ümit'), person('2', 'Anna Alt'), person('3', 'Gone By', 'deactivated')]

describe('without a network', () => {
  it('the organisation and the people seen before are known, by folded name, without those who left', async () => {
    const { world } = await atWork()
    expect(await memory.recall(world, 'people.me', undefined)).toBeUndefined()
    expect(await memory.recall(world, 'people.search', {})).toBeUndefined()
    await memory.learn(world, 'people.me', undefined, { person: { id: '9' } } as unknown as Me)
    await memory.learn(world, 'people.search', undefined, { items: known, after: null })
    expect(await memory.recall(world, 'people.me', undefined)).toMatchObject({ person: { id: '9' } })
    expect(await memory.recall(world, 'people.search', { q: 'zoe um' })).toEqual({ items: [known[0]], after: null })
    expect(await memory.recall(world, 'people.search', undefined)).toMatchObject({ items: [{ name: 'Anna Alt' }, { name: 'Zoë Ümit' }] })
    expect(await memory.recall(world, 'feedback.given', undefined)).toBeUndefined()
  })

  it('a page names those whom it named before, on its own instance, in the role that it gives them now', async () => {
    const { world } = await atWork()
    await memory.learn(world, 'feedback.open', { artifact }, { people: [match('Zoe', known[0]!), match('nobody', null)] })
    const asked = { artifact: { ...artifact, key: 'acme/web#2' }, people: [{ handle: 'zoe', role: 'reviewer' as const }, { handle: 'nobody', role: 'author' as const }] }
    expect(await memory.matches(world, asked)).toMatchObject([{ role: 'reviewer', by: 'confirmed', person: { id: '1' } }])
    expect(await memory.matches(world, { ...asked, artifact: { ...artifact, instance: 'git.acme.example' } })).toEqual([])
  })

  it('whom one may coach is known as a whole, not from asking for one', async () => {
    const { world } = await atWork()
    expect(await memory.coached(world)).toBeNull()
    const all = { people: [{ id: '1', name: 'Zoë Ümit', by: 'manager' }], more: false }
    expect([memory.learns('feedback.coached', {}), memory.learns('feedback.coached', { person: '2' })]).toEqual([true, false])
    await memory.learn(world, 'feedback.coached', undefined, all)
    expect(await memory.coached(world)).toEqual(all)
    expect(await memory.recall(world, 'feedback.coached', {})).toEqual(all)
    expect(await memory.recall(world, 'feedback.coached', { person: '2' })).toBeUndefined()
  })

  it('no more than 300 people are kept, the newest', async () => {
    const { world } = await atWork()
    await memory.learn(world, 'people.me', undefined, {} as Me)
    await memory.learn(world, 'people.search', undefined, { items: [person('old', 'The Old One')] })
    await memory.learn(world, 'people.search', undefined, { items: Array.from({ length: 300 }, (_, n) => person(`n${n}`, `New ${n}`)) })
    expect(await memory.recall(world, 'people.search', { q: 'old' })).toMatchObject({ items: [] })
    expect(await memory.recall(world, 'people.search', { q: 'new 299' })).toMatchObject({ items: [{ id: 'n299' }] })
  })

  it('all of it is the person’s who is signed in, and goes when they sign out', async () => {
    const { device, life, world } = await atWork()
    await memory.learn(world, 'people.me', undefined, {} as Me)
    await signIn(life, dee)
    expect(await memory.recall(world, 'people.me', undefined)).toBeUndefined()
    await session.signOut(world)
    expect(await (await world.database()).count('memory')).toBe(0)
    expect(await memory.recall(device.live().world, 'people.me', undefined)).toBeUndefined()
  })
})

describe('an answer that comes late', () => {
  it('is not remembered for somebody else who has signed in meanwhile', async () => {
    const { life, world } = await atWork()
    const asker = await session.owner(world)
    await signIn(life, dee)
    await memory.learn(world, 'people.search', undefined, { items: known, after: null }, asker)
    await memory.learn(world, 'people.me', undefined, {} as Me, asker)
    await memory.learn(world, 'people.me', undefined, {} as Me, null)
    expect(await (await world.database()).count('memory')).toBe(0)
    await memory.learn(world, 'people.me', undefined, {} as Me, await session.owner(world))
    expect(await (await world.database()).count('memory')).toBe(1)
  })
})

describe('signing out with unsent words', () => {
  it('keeps them for the same person, and counts them', async () => {
    const { device, life, world } = await atWork()
    await outbox.hold(world, sayingOf(device))
    await drafts.save(world, { ...sayingOf(device, 'A second thing to say.', 'other:recognition').kept, id: '00000000-0000-7000-8000-000000000077' })
    expect(await session.signOut(world)).toMatchObject({ state: 'signed-out', unsent: 2 })
    await signIn(life, dee)
    expect([await outbox.list(world), await drafts.list(world)]).toEqual([[], []])
    await session.signOut(world)
    await signIn(life)
    expect([(await outbox.list(world)).length, (await drafts.list(world)).length]).toEqual([1, 1])
  })

  it('leaves nothing behind where the person wants it so, and nothing of anybody else is touched', async () => {
    const { device, life, world } = await atWork()
    await drafts.save(world, sayingOf(device).kept)
    await session.signOut(world)
    await signIn(life, dee)
    await drafts.save(world, sayingOf(device, 'What Dee wants to say here.').kept)
    expect(await session.signOut(world, true)).toMatchObject({ unsent: 0 })
    await signIn(life)
    expect(await drafts.list(world)).toHaveLength(1)
  })

  it('can throw them away later, unseen', async () => {
    const { device, world } = await atWork()
    await drafts.save(world, sayingOf(device).kept)
    await session.signOut(world)
    expect(await session.forget(world)).toMatchObject({ unsent: 0 })
    expect(await (await world.database()).count('drafts')).toBe(0)
  })
})
