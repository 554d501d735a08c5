import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import * as drafts from '../../../extension/background/drafts'
import * as outbox from '../../../extension/background/outbox'
import { sayingOf, signIn } from './cast'
import { Device, type Life } from './device'
import { FakeServer, type Fault } from './server'

type Step =
  | { do: 'hold' }
  | { do: 'undo' | 'discard' | 'again' | 'edit'; which: number }
  | { do: 'pass'; ms: number }
  | { do: 'fail'; faults: Fault[] }
  | { do: 'kill'; after: number }
  | { do: 'signOut' }

const faults: Fault[] = ['offline', 'lost-answer', 'no-json', 'internal', 'unavailable', 'too-many', 'sign-in-needed', 'audience-changed', 'recipient-left', 'id-taken', 'gone']

const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 4, arbitrary: fc.constant<Step>({ do: 'hold' }) },
  { weight: 3, arbitrary: fc.record({ do: fc.constantFrom('undo' as const, 'undo' as const, 'again' as const, 'edit' as const), which: fc.nat(5) }) },
  // Forwards mostly; a clock may also be set back, by hours.
  { weight: 4, arbitrary: fc.record({ do: fc.constant('pass' as const), ms: fc.oneof(fc.integer({ min: 0, max: 20_000 }), fc.integer({ min: -86_400_000, max: 86_400_000 })) }) },
  { weight: 3, arbitrary: fc.record({ do: fc.constant('fail' as const), faults: fc.array(fc.constantFrom(...faults), { minLength: 1, maxLength: 4 }) }) },
  { weight: 4, arbitrary: fc.record({ do: fc.constant('kill' as const), after: fc.nat(60) }) },
  { weight: 1, arbitrary: fc.constant<Step>({ do: 'signOut' }) },
)

/** Where each sentence is in the end: on the server, waiting for the person, or back in the composer. */
async function placesOf(text: string, server: FakeServer, life: Life): Promise<string[]> {
  const is = (body: object) => 'text' in body && body.text === text
  return [
    ...[...server.rows.values()].filter((row) => is(row.draft.body) && !row.retracted).map(() => 'server'),
    ...(await outbox.list(life.world)).filter((item) => is(item.draft.body) && item.state !== 'sent').map((item) => item.state),
    ...(await drafts.list(life.world)).filter((draft) => is(draft.body)).map(() => 'draft'),
  ]
}

async function play(steps: Step[]): Promise<void> {
  const server = new FakeServer()
  const device = new Device(server)
  let life = device.live()
  await signIn(life)
  const held: { id: string; text: string; accepted: boolean }[] = []
  /** Runs something in this life; a worker that was killed starts again, as the next alarm would start it. */
  const run = async <T>(work: (life: Life) => Promise<T>): Promise<T | 'died' | 'refused'> => {
    const done = await life.run(work(life).catch(() => 'refused' as const))
    if (done === 'died') life = device.live()
    return done
  }

  for (const one of steps) {
    if (one.do === 'hold') {
      const text = `Sentence ${held.length} about what Dee did.`
      const saying = sayingOf(device, text, `work ${held.length}:recognition`)
      await run(({ world }) => drafts.save(world, saying.kept))
      const done = await run(({ world }) => outbox.hold(world, saying))
      held.push({ id: saying.draft.id, text, accepted: typeof done === 'object' })
    } else if (one.do === 'pass') {
      device.now += one.ms
      life.ring()
      await run(({ world }) => outbox.flush(world))
    } else if (one.do === 'fail') server.faults = [...one.faults]
    else if (one.do === 'kill') {
      life.kill()
      life = device.live(one.after)
      await run(({ world }) => outbox.flush(world, { hurry: true }))
    } else if (one.do === 'signOut') {
      server.access.clear()
      server.refresh.clear()
    } else {
      const { id } = held[one.which % Math.max(1, held.length)] ?? { id: '' }
      if (one.do === 'undo') await run(({ world }) => outbox.undo(world, id))
      if (one.do === 'again') await run(({ world }) => outbox.again(world, id))
      if (one.do === 'edit') await run(({ world }) => outbox.edit(world, id))
    }
  }

  // Then all is well again, and time passes.
  life.kill()
  life = device.live()
  server.faults = []
  await signIn(life)
  for (let rest = 0; rest < 3; rest++) {
    device.now += 60_000
    await outbox.flush(life.world, { hurry: true })
  }
  for (const { id, text, accepted } of held) {
    const places = await placesOf(text, server, life)
    expect(server.commits.get(id) ?? 0, 'stored at most once').toBeLessThanOrEqual(1)
    expect(places.filter((place) => place === 'held' || place === 'sending'), 'nothing hangs').toEqual([])
    // A draft that was never saved (killed before) was never accepted: the composer still has the words.
    if (accepted) expect(places, `${text}: in exactly one place`).toHaveLength(1)
    else expect(places.length, `${text}: in one place at most`).toBeLessThanOrEqual(1)
  }
}

describe('outbox under faults', () => {
  it('loses nothing and doubles nothing, whatever happens between any two steps', async () => {
    await fc.assert(fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 25 }), play), { numRuns: 250 })
  }, 120_000)

  it('survives a worker that is killed after each single step of a send', async () => {
    for (let after = 0; after < 60; after++) await play([{ do: 'hold' }, { do: 'pass', ms: 1_000 }, { do: 'kill', after: 0 }, { do: 'pass', ms: 6_000 }, { do: 'kill', after }, { do: 'pass', ms: 1_000 }])
  }, 60_000)

  it('survives a worker that is killed after each single step of a send that is taken back', async () => {
    for (let after = 0; after < 80; after++) await play([{ do: 'hold' }, { do: 'fail', faults: ['lost-answer'] }, { do: 'pass', ms: 6_000 }, { do: 'undo', which: 0 }, { do: 'kill', after }])
  }, 60_000)
})
