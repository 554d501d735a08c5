import fc from 'fast-check'
import * as z from 'zod/mini'
import { describe, expect, it } from 'vitest'
import { allEndpoints } from '../../shared/endpoints'
import { fitOf, unfit } from '../../worker/http/contract'

type Json = Record<string, unknown>

/** What fits a schema, as far as its parts tell. */
function fitting(schema: z.ZodMiniType): fc.Arbitrary<unknown> {
  const def = schema._zod.def as unknown as Record<string, any>
  switch (def.type) {
    case 'object': {
      const keys = Object.keys(def.shape)
      return fc.record(Object.fromEntries(keys.map((key) => [key, fitting(def.shape[key])])), { requiredKeys: keys.filter((key) => def.shape[key]._zod.optin === undefined) as never[] })
    }
    case 'array': return fc.array(fitting(def.element), { maxLength: 2 })
    case 'union': return fc.oneof(...(def.options as z.ZodMiniType[]).map(fitting))
    case 'nullable': return fc.oneof(fc.constant(null), fitting(def.innerType))
    case 'optional': return fitting(def.innerType)
    case 'pipe': return fitting(def.in)
    case 'record': return fc.dictionary(fitting(def.keyType) as fc.Arbitrary<string>, fitting(def.valueType), { maxKeys: 2, noNullPrototype: true })
    case 'enum':
    case 'literal': return fc.constantFrom(...(schema._zod as unknown as { values: Set<unknown> }).values)
    case 'string': {
      const pattern = [schema, ...(def.checks ?? [])].map(({ _zod }: any) => _zod.def.pattern).find(Boolean) as RegExp | undefined
      const some = ['a', 'Ada Berg', 'https://github.com/acme/web/pull/1', '2026-11-21', 'ada@acme.test', ...(pattern ? fc.sample(fc.stringMatching(pattern, { size: 'xsmall' }), 5) : [])]
      return fc.constantFrom(...some.filter((text) => schema.safeParse(text).success), 'x')
    }
    case 'number': return fc.constantFrom(0, 1, 7, 2026)
    case 'boolean': return fc.boolean()
    case 'null': return fc.constant(null)
    default: return fc.constantFrom<unknown>('x', 1, null, true)
  }
}

/** What has no business there, of every type there is. */
const strange = fc.oneof(
  fc.constantFrom<unknown>(undefined, null, '', 0, -1, Number.NaN, Infinity, true, [], {}, 'x'.repeat(20_000), '\u202eexe', { name: 'Ada', email: 'ada@acme.test' }, new Date(0), Symbol('s'), () => 1),
  fc.jsonValue({ maxDepth: 2 }),
)

/** A value with a few of its places, however deep, changed: fields that the contract does not know, missing ones, and such of another type. */
const broken = (value: fc.Arbitrary<unknown>): fc.Arbitrary<unknown> =>
  fc.tuple(value, fc.array(fc.tuple(fc.nat(), fc.constantFrom('replace', 'remove', 'add', 'absent', 'proto', 'last'), strange), { maxLength: 4 })).map(([made, changes]) => {
    const root = { made: copyOf(made) }
    for (const [at, how, one] of changes) {
      const bad = copyOf(one)
      const places = placesIn(root)
      const place = places[at % places.length]!
      if (how === 'add') {
        // A list's own properties travel nowhere.
        if (!Array.isArray(place)) place[`leaked${at}`] = bad
      }
      else if (how === 'proto') {
        if (!Array.isArray(place)) Object.setPrototypeOf(place, { inherited: bad })
      } else {
        const keys = Object.keys(place)
        const key = keys[at % Math.max(1, keys.length)]
        if (key === undefined) continue
        const had = place[key]
        if (how === 'remove' || how === 'last') delete place[key]
        if (how === 'last') place[key] = had
        else if (how !== 'remove') place[key] = how === 'absent' ? undefined : bad
      }
    }
    return root.made
  })
const copyOf = (value: unknown): unknown =>
  Array.isArray(value) ? value.map(copyOf) : typeof value === 'object' && value?.constructor === Object ? Object.fromEntries(Object.entries(value).map(([key, one]) => [key, copyOf(one)])) : value
const placesIn = (value: unknown): Json[] => (Array.isArray(value) || (typeof value === 'object' && value?.constructor === Object) ? [value as unknown as Json, ...Object.values(value).flatMap(placesIn)] : [])

/** What zod makes of it, and what we do: the value, or that it does not fit. */
function same(schema: z.ZodMiniType, value: unknown): boolean {
  const { success, data } = schema.safeParse(value)
  const fit = fitOf(schema)(value)
  expect(fit).toStrictEqual(success ? data : unfit)
  // The same bytes too, fields in the same order: a body is hashed as it is read.
  if (success) expect(JSON.stringify(fit)).toBe(JSON.stringify(data))
  return success
}

const schemas = allEndpoints.flatMap((row) => (['params', 'query', 'body', 'reply'] as const).flatMap((part) => (row[part] ? [[`${row.id} ${part}`, row[part] as z.ZodMiniType] as const] : [])))

describe('a contract', () => {
  const fitted = new Set<string>()
  it.each(schemas)('%s is read as zod reads it', (name, schema) => {
    const made = fitting(schema)
    fc.assert(fc.property(fc.oneof(made, broken(made)), (value) => { if (same(schema, value)) fitted.add(name) }), { numRuns: 40 })
  })

  it('was tried on values that fit, not only on such as do not', () => {
    expect(fitted.size).toBeGreaterThan(schemas.length * 0.9)
  })

  const text = z.string()
  const Tree = z.object({ name: text, get under() { return z.array(Tree) } })
  const kinds: Record<string, z.ZodMiniType> = {
    'an object within itself': Tree,
    'what stands in for absence': z.object({ a: z._default(text, 'a'), b: z.optional(z._default(text, 'b')), c: z.prefault(text, 'c'), d: z.catch(text, 'd') }),
    'absence': z.object({ a: z.optional(text), b: z.exactOptional(text), c: z.nullish(text), d: z.unknown(), e: z.undefined(), f: z.optional(z.pipe(z.unknown(), z.transform(() => 'made'))) }),
    'numbers': z.object({ a: z.int(), b: z.number().check(z.gte(1)), c: z.nan(), d: z.coerce.number(), e: z.literal([1, null, 'x']) }),
    'texts': z.object({ a: text.check(z.trim(), z.minLength(2)), b: z.email(), c: z.coerce.string(), d: text.check(z.regex(/^[a-z]$/g)), e: text.check(z.regex(/^a/), z.maxLength(2)), f: z.templateLiteral(['a', text]) }),
    'either': z.union([z.object({ kind: z.literal('a'), a: text }), z.strictObject({ kind: text }), z.discriminatedUnion('k', [z.object({ k: z.literal('x') }), z.object({ k: z.literal('y'), y: text })])]),
    'all of': z.intersection(z.object({ a: text }), z.looseObject({ b: z.optional(text) })),
    'lists': z.object({ a: z.array(text).check(z.minLength(1)), b: z.tuple([text, z.boolean()]), c: z.record(text, z.number()), d: z.partialRecord(z.enum(['x', 'y']), text), e: z.catchall(z.object({}), text) }),
    'the whole checked': z.strictObject({ a: text, b: text }).check(z.refine(({ a, b }) => a === b, { path: ['b'] })),
  }
  it.each(Object.entries(kinds))('%s is read as zod reads it', (_, schema) => {
    const some = fc.oneof(strange, fc.constantFrom<unknown>('a', 'ab', ' ab ', 'a@b.co', 1, 2.5, null, undefined), fc.array(strange, { maxLength: 2 }))
    const keys = ['a', 'b', 'c', 'd', 'e', 'f', 'k', 'y', 'kind', 'name', 'under', '__proto__']
    const objects = fc.dictionary(fc.constantFrom(...keys), fc.oneof(some, fc.dictionary(fc.constantFrom(...keys), some)), { noNullPrototype: true })
    fc.assert(fc.property(fc.oneof(some, objects, broken(objects)), (value) => void same(schema, value)), { numRuns: 500 })
  })

  it('leaves nothing in an answer that its contract does not name', () => {
    const Reply = z.object({ id: text, who: z.nullable(z.object({ name: text })), list: z.array(z.union([z.object({ a: text }), z.object({ b: text })])) })
    expect(fitOf(Reply)({ id: '1', secret: 'x', who: { name: 'Ada', email: 'x' }, list: [{ a: '1', token: 'x' }, { b: '2', token: 'x' }] }))
      .toStrictEqual({ id: '1', who: { name: 'Ada' }, list: [{ a: '1' }, { b: '2' }] })
    expect(fitOf(Reply)({ id: { secret: 'x' }, who: null, list: [] })).toBe(unfit)
  })
})
