/**
 * A contract as one function. zod walks its schemas anew for every value, with an object for each; where code may not be made at run time, as
 * here, that is a good part of an answer's cost. What is made here once a schema gives what zod gives, value for value; what it does not know it leaves to zod.
 */
import type * as z from 'zod/mini'

/** The value does not fit: zod says why. */
export const unfit = Symbol('unfit')
export type Fit = (value: unknown) => unknown

type Internals = z.core.$ZodTypeInternals & { def: z.core.$ZodTypes['_zod']['def'] }
type Schema = { _zod: Internals }
type Check = z.core.$ZodCheck<never>

const made = new WeakMap<Schema, Fit>()

/** @returns a function that gives what `schema.parse` gives, or `unfit` where that would throw */
export const fitOf = (schema: z.ZodMiniType): Fit => of(schema as unknown as Schema)

function of(schema: Schema): Fit {
  const known = made.get(schema)
  if (known) return known
  // For whoever comes back here from within: a schema that holds itself.
  made.set(schema, left(schema))
  const { def, traits } = schema._zod
  const bare = [...traits].some((trait) => ownWays.has(trait)) ? null : bareOf(schema._zod)
  const fit = bare === null ? left(schema) : checked(bare, (def.checks ?? []) as Check[])
  made.set(schema, fit)
  return fit
}
// A schema that is itself a check (a format, an int), and relatives of what is known here.
const ownWays: ReadonlySet<string> = new Set(['$ZodCheck', '$ZodDiscriminatedUnion', '$ZodXor', '$ZodExactOptional', '$ZodCodec', '$ZodPreprocess'])

function bareOf({ def, values }: Internals): Fit | null {
  switch (def.type) {
    case 'string': return def.coerce ? null : (value) => (typeof value === 'string' ? value : unfit)
    case 'number': return def.coerce ? null : (value) => (typeof value === 'number' && Number.isFinite(value) ? value : unfit)
    case 'boolean': return def.coerce ? null : (value) => (typeof value === 'boolean' ? value : unfit)
    case 'null': return (value) => (value === null ? value : unfit)
    case 'enum':
    case 'literal': return values ? (value) => (values.has(value as never) ? value : unfit) : null
    case 'nullable': return nullable(inner(def.innerType))
    case 'optional': return optional(def.innerType as never)
    case 'union': return anyOf(def.options.map(inner))
    case 'pipe': return piped(inner(def.in), inner(def.out))
    case 'transform': return def.transform.length === 1 ? (value) => def.transform(value, undefined as never) : null
    case 'array': return list(inner(def.element))
    case 'object': return objectOf(def as never)
    default: return null
  }
}
const inner = (schema: unknown): Fit => of(schema as Schema)

/** What is not known here. */
function left({ _zod }: Schema): Fit {
  return (value) => {
    const result = _zod.run({ value, issues: [] }, { async: false })
    return result instanceof Promise || result.issues.length > 0 ? unfit : result.value
  }
}

/** zod's own checks, each of which may also change what it looks at. */
function checked(bare: Fit, checks: readonly Check[]): Fit {
  if (checks.length === 0) return bare
  const each = checks.map(({ _zod }) => {
    const { def } = _zod as unknown as { def: { check: string; format?: string; pattern?: RegExp; when?: (payload: unknown) => boolean } }
    return { run: _zod.check as (payload: { value: unknown; issues: unknown[] }) => unknown, when: def.when, pattern: def.check === 'string_format' && def.format === 'regex' ? def.pattern : undefined }
  })
  const [only] = each
  if (each.length === 1 && only!.pattern && !only!.when && !only!.pattern.global && !only!.pattern.sticky) {
    const { pattern } = only!
    return (value) => { const found = bare(value); return found !== unfit && pattern!.test(found as string) ? found : unfit }
  }
  return (value) => {
    const found = bare(value)
    if (found === unfit) return unfit
    const payload = { value: found, issues: [] as unknown[] }
    for (const { run, when } of each) {
      if (when && !when(payload)) continue
      if (run(payload) instanceof Promise || payload.issues.length > 0) return unfit
    }
    return payload.value
  }
}

const nullable = (fit: Fit): Fit => (value) => (value === null ? null : fit(value))
const piped = (first: Fit, second: Fit): Fit => (value) => { const found = first(value); return found === unfit ? unfit : second(found) }

function optional(schema: Schema): Fit | null {
  if (schema._zod.optin === 'defaulted') return null
  const fit = of(schema)
  return (value) => (value === undefined ? undefined : fit(value))
}

/** The first that fits. */
const anyOf = (options: readonly Fit[]): Fit => (value) => {
  for (const option of options) {
    const found = option(value)
    if (found !== unfit) return found
  }
  return unfit
}

/** The list itself where nothing in it is read otherwise than it stands: to make objects anew is most of what reading a contract costs. */
const list = (fit: Fit): Fit => (value) => {
  if (!Array.isArray(value)) return unfit
  let out: unknown[] | undefined
  for (let at = 0; at < value.length; at += 1) {
    const had = value[at] as unknown
    const found = fit(had)
    if (found === unfit) return unfit
    if (!out && found !== had) out = value.slice(0, at)
    out?.push(found)
  }
  return out ?? value
}

interface ObjectDef { shape: Record<string, Schema>; catchall?: Schema }
function objectOf({ shape, catchall }: ObjectDef): Fit | null {
  const strict = catchall?._zod.def.type === 'never'
  const keys = Object.keys(shape)
  if ((catchall && !strict) || keys.some((key) => key in Object.prototype) || Object.getOwnPropertySymbols(shape).length > 0) return null
  const fields = keys.map((key) => ({ key, fit: of(shape[key]!), may: shape[key]!._zod.optin, mayNot: shape[key]!._zod.optout === 'optional' }))
  const known = new Set(keys)
  return (value) => {
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return unfit
    const input = value as Record<string, unknown>
    let changed: Record<string, unknown> | undefined
    let there = 0
    for (let at = 0; at < fields.length; at += 1) {
      const { key, fit, may, mayNot } = fields[at]!
      const had = input[key]
      const absent = had === undefined && !(key in input)
      if (!absent) there += 1
      else if (mayNot && may === 'optional') continue
      const found = fit(had)
      if (found === unfit) {
        if (absent && mayNot && may !== undefined) continue
        return unfit
      }
      if (absent && may === undefined) return unfit
      if (found !== had || (absent && may === 'defaulted' && !mayNot)) (changed ??= {})[key] = found
    }
    if (strict) for (const key in input) if (!known.has(key)) return unfit
    return !changed && isOf(input, keys, there) ? input : rebuilt(input, keys, changed)
  }
}

/** Whether an object holds these fields alone, each its own and in their order: then it can stand as it is, which most do. */
function isOf(input: object, keys: readonly string[], there: number): boolean {
  const own = Object.keys(input)
  if (own.length !== there || Object.getPrototypeOf(input) !== Object.prototype) return false
  for (let at = 0, of = 0; at < own.length; at += 1, of += 1) {
    while (of < keys.length && keys[of] !== own[at]) of += 1
    if (of === keys.length) return false
  }
  return true
}

/** The fields that a contract names, in its order, and nothing else. */
function rebuilt(input: Record<string, unknown>, keys: readonly string[], changed: Record<string, unknown> = {}): Record<string, unknown> {
  const out: Record<string, unknown> = {}
  for (const key of keys) {
    if (key in changed) out[key] = changed[key]
    else if (key in input) out[key] = input[key]
  }
  return out
}
