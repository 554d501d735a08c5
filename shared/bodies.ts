/** Bodies: the shapes that words of feedback come in, and what is wrong with one for its kind. */
import * as z from 'zod/mini'
import { type BodyShape, type Kind, ruleOf } from './kinds'
import { clean, graphemes, words } from './text'

/** What was said. `text` for recognition; situation, behaviour, impact, next step for feedback. */
export const TextBody = z.strictObject({ text: words(2_000) })
export const SbiBody = z.strictObject({ situation: words(4_000), behaviour: words(4_000), impact: words(4_000), next: z.optional(words(4_000)) })
/** Goal, reality, options, will: prompts for coaching, each optional, one of them at least. */
export const GrowBody = z.strictObject({ goal: words(4_000), reality: words(4_000), options: words(4_000), will: words(4_000) })
export const FeedbackBody = z.union([TextBody, SbiBody, GrowBody])
export type FeedbackBody = z.infer<typeof FeedbackBody>

export const bodyShapeOf = (body: FeedbackBody): BodyShape => ('text' in body ? 'text' : 'goal' in body ? 'grow' : 'sbi')
/** TABLE: the fields of each shape in the order in which they are read; those that may not be empty. */
export const bodyShapes = {
  text: { fields: ['text'], needed: [] },
  sbi: { fields: ['situation', 'behaviour', 'impact', 'next'], needed: ['behaviour', 'impact'] },
  grow: { fields: ['goal', 'reality', 'options', 'will'], needed: [] },
} as const satisfies Record<BodyShape, { fields: readonly string[]; needed: readonly string[] }>
/** The field in which one begins to write, and beside which what is wrong with the whole is said. */
export const firstField = (shape: BodyShape): string => (shape === 'sbi' ? 'behaviour' : bodyShapes[shape].fields[0])
/** The fields of a body in the order in which they are read. */
export const bodyFields = (body: FeedbackBody): [field: string, text: string][] =>
  bodyShapes[bodyShapeOf(body)].fields.flatMap((field) => {
    const text = (body as Record<string, string | undefined>)[field]
    return text === undefined || (field === 'next' && text === '') ? [] : [[field, text] as [string, string]]
  })

/** What is wrong with a body for its kind: the composer and the server ask the same. */
export function bodyErrors(kind: Kind, body: FeedbackBody): { pointer: string; code: string; params?: Record<string, number> }[] {
  const rule = ruleOf(kind)
  const shape = bodyShapeOf(body)
  if (!rule.bodies.includes(shape)) return [{ pointer: '/body', code: 'wrong-shape' }]
  const [min, max] = rule.length
  const needed: readonly string[] = bodyShapes[shape].needed
  const empty = bodyFields(body).filter(([field, text]) => needed.includes(field) && clean(text) === '')
  if (empty.length > 0) return empty.map(([field]) => ({ pointer: `/body/${field}`, code: 'needed' }))
  const length = graphemes(bodyFields(body).map(([, text]) => clean(text)).join('\n').trim())
  const pointer = `/body/${firstField(shape)}`
  if (length < min) return [{ pointer, code: 'too-short', params: { min, length } }]
  if (length > max) return [{ pointer, code: 'too-long', params: { max, length } }]
  return []
}
