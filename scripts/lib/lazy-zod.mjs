// What stands for zod/mini in the Worker's bundle: the same schemas, each made when it first parses something. An isolate's start was mostly the making of all.
import * as z from 'zod/mini'

/** A schema or check that is not made yet. To zod it is one: all that it asks of either is behind `_zod`. */
class Lazy {
  /** @type {any} */
  schema

  /** @param {() => any} make @param {object} [shape] an object's fields, as they were said */
  constructor(make, shape) {
    this.make = make
    this.said = shape
  }
  get _zod() {
    const value = this.made._zod
    Object.defineProperty(this, '_zod', { value })
    return value
  }
  get made() {
    return (this.schema ??= this.make())
  }
  get shape() {
    return this.said ?? this.made.shape
  }
  get def() {
    return this.made.def
  }
  /** @param {unknown[]} said */
  clone(...said) {
    return this.made.clone(...said)
  }
  /** @param {unknown[]} checks */
  check(...checks) {
    return new Lazy(() => this.made.check(...checks), this.said)
  }
  /** @param {unknown} data @param {object} [params] */
  parse(data, params) {
    return this.made.parse(data, params)
  }
  /** @param {unknown} data @param {object} [params] */
  safeParse(data, params) {
    return this.made.safeParse(data, params)
  }
}

/** @param {(...said: any[]) => any} make @returns {(...said: any[]) => any} */
const lazily = (make) => (...said) => new Lazy(() => make(...said))
/** @param {(...said: any[]) => any} make @returns {(shape: object) => any} */
const shaped = (make) => (shape, ...rest) => new Lazy(() => make(shape, ...rest), shape)

export * from 'zod/mini'
export const object = /* @__PURE__ */ shaped(z.object)
export const strictObject = /* @__PURE__ */ shaped(z.strictObject)
export const looseObject = /* @__PURE__ */ shaped(z.looseObject)
const enumOf = /* @__PURE__ */ lazily(z.enum)
export { enumOf as enum }
export const string = /* @__PURE__ */ lazily(z.string)
export const number = /* @__PURE__ */ lazily(z.number)
export const int = /* @__PURE__ */ lazily(z.int)
export const boolean = /* @__PURE__ */ lazily(z.boolean)
export const literal = /* @__PURE__ */ lazily(z.literal)
export const unknown = /* @__PURE__ */ lazily(z.unknown)
export const url = /* @__PURE__ */ lazily(z.url)
export const nullable = /* @__PURE__ */ lazily(z.nullable)
export const optional = /* @__PURE__ */ lazily(z.optional)
export const _default = /* @__PURE__ */ lazily(z._default)
export const array = /* @__PURE__ */ lazily(z.array)
export const record = /* @__PURE__ */ lazily(z.record)
export const partialRecord = /* @__PURE__ */ lazily(z.partialRecord)
export const partial = /* @__PURE__ */ lazily(z.partial)
export const union = /* @__PURE__ */ lazily(z.union)
export const pipe = /* @__PURE__ */ lazily(z.pipe)
export const transform = /* @__PURE__ */ lazily(z.transform)
export const refine = /* @__PURE__ */ lazily(z.refine)
export const regex = /* @__PURE__ */ lazily(z.regex)
export const minLength = /* @__PURE__ */ lazily(z.minLength)
export const maxLength = /* @__PURE__ */ lazily(z.maxLength)
export const minimum = /* @__PURE__ */ lazily(z.minimum)
export const maximum = /* @__PURE__ */ lazily(z.maximum)
