/** Values for the fuzzer, made from the contracts themselves: what a schema allows, and what a hostile or clumsy sender makes of it. */
import fc from 'fast-check'
import * as z from 'zod/mini'

type Json = { [key: string]: any }

/** What a schema accepts, roughly: enough to get past the contract most of the time. */
export const valid = (schema: z.ZodMiniType): fc.Arbitrary<unknown> => fromJson(z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' }) as Json)

function fromJson(schema: Json): fc.Arbitrary<unknown> {
  if ('const' in schema) return fc.constant(schema.const)
  if (schema.enum) return fc.constantFrom(...schema.enum)
  const choices = schema.anyOf ?? schema.oneOf
  if (choices) return fc.oneof(...choices.map(fromJson))
  if (schema.allOf) return fromJson(Object.assign({}, ...schema.allOf))
  switch (schema.type) {
    case 'object': {
      const properties = (schema.properties ?? {}) as Record<string, Json>
      return fc.record(Object.fromEntries(Object.entries(properties).map(([key, of]) => [key, fromJson(of)])), { requiredKeys: (schema.required ?? []) as never[] })
    }
    case 'array': return fc.array(fromJson(schema.items ?? {}), { maxLength: Math.min(schema.maxItems ?? 5, 5), minLength: schema.minItems ?? 0 })
    case 'string': return stringOf(schema)
    case 'number':
    case 'integer': return fc.integer({ min: schema.minimum ?? -10, max: schema.maximum ?? 1_000 })
    case 'boolean': return fc.boolean()
    case 'null': return fc.constant(null)
    default: return fc.jsonValue({ maxDepth: 2 })
  }
}

function stringOf({ pattern, format, maxLength = 60, minLength = 0 }: Json): fc.Arbitrary<string> {
  if (format === 'uri') return fc.webUrl()
  if (pattern) return fc.stringMatching(new RegExp(pattern), { size: 'xsmall' }).map((text) => text.slice(0, maxLength as number))
  return fc.string({ unit: 'grapheme', minLength, maxLength: Math.max(minLength, Math.min(maxLength, 60)) })
}

const nasty = fc.oneof(
  fc.constantFrom<unknown>(null, '', 0, -1, 1e308, true, [], {}, '\u0000', '\u202egnp.exe', '"; drop table people; --', '<script>alert(1)</script>', '__proto__', 'x'.repeat(20_000), '\ud800'),
  fc.jsonValue({ maxDepth: 3 }),
)

/** A valid value with one place broken: a field taken away, added, or replaced by something that does not belong there. */
export const mutated = (schema: z.ZodMiniType): fc.Arbitrary<unknown> =>
  fc.tuple(valid(schema), nasty, fc.nat(1_000), fc.constantFrom('replace', 'remove', 'add', 'whole')).map(([value, bad, at, how]) => {
    if (how === 'whole' || typeof value !== 'object' || value === null) return bad
    const copy = structuredClone(value) as Json
    let place = copy
    let keys = Object.keys(place)
    // Down one step where there is one, so that nested fields are reached as well.
    const inner = keys.map((key) => place[key]).filter((child) => typeof child === 'object' && child !== null)
    if (at % 3 === 0 && inner.length > 0) {
      place = inner[at % inner.length] as Json
      keys = Object.keys(place)
    }
    if (how === 'add') place[`x${at}`] = bad
    else if (keys.length > 0) {
      const key = keys[at % keys.length]!
      if (how === 'remove') delete place[key]
      else place[key] = bad
    }
    return copy
  })
