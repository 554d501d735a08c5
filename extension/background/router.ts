/** The door for messages: only our own pages and content scripts, only what each may ask, only what parses. Source: extension.md section 3. */
import { type ProblemCode, problemOf, Refusal } from '../../shared/problem'
import { asked, Envelope, mayAsk } from '../bridge/contract'
import type { Answer, AskName } from '../bridge/messages'
import { answers } from './answers'
import type { World } from './browser'
import { instances } from './instances'
import { askerOf, type Asker, type Sender } from './sender'
import { standsAt } from './switches'

/** Answers a message. Never throws; a stranger and a known one who may not hear the same refusal. */
export async function answer(world: World, message: unknown, sender: Sender): Promise<Answer<unknown>> {
  try {
    const { name, body, by } = await accept(world, message, sender)
    const work = answers[name] as (world: World, body: unknown, by: Asker) => Promise<unknown>
    return { ok: true, value: await work(world, body, by) }
  } catch (error) {
    if (!(error instanceof Refusal)) console.error(error)
    return { ok: false, problem: problemOf(error instanceof Refusal ? error : new Refusal('internal')) }
  }
}

/** @throws Refusal `not-allowed` or `bad-request` */
export async function accept(world: World, message: unknown, sender: Sender): Promise<{ name: AskName; body: unknown; by: Asker }> {
  const by = askerOf(sender, ownOf(world), await instances(world)) ?? refuse('not-allowed')
  const envelope = Envelope.safeParse(message)
  if (!envelope.success) return refuse('bad-request')
  const name = envelope.data.ask
  if (!mayBeAsked(name, by)) return refuse('not-allowed')
  if (by.kind === 'content' && !(await standsAt(world, by.leaf, by.url))) return refuse('not-allowed')
  const body = asked[name].safeParse(envelope.data.body)
  if (!body.success) return refuse('bad-request')
  return { name, body: body.data, by }
}

function mayBeAsked(name: AskName, by: Asker): boolean {
  const who = mayAsk[name]
  return who === 'content' ? by.kind === 'content' : by.kind === 'page' && who.includes(by.page)
}

const ownOf = ({ browser }: World) => ({ id: browser.runtime.id, origin: browser.runtime.getURL('/').replace(/\/$/, '') })

function refuse(code: ProblemCode): never {
  throw new Refusal(code)
}
