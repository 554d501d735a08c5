import { expect, test } from 'vitest'
import * as z from 'zod/mini'
import { endpoints } from '../../shared/endpoints'
import { codeOf, fieldCodes, problemOf, problemStatus, Refusal, type ProblemCode } from '../../shared/problem'
import { catalogue, languages } from '../../shared/words'
import { fieldErrors } from '../../worker/http/problem'

test.each(languages)('every problem and every field code has words in %s', (language) => {
  const words = catalogue(language) as Record<string, string>
  const missing = [...Object.keys(problemStatus).map((code) => `problem.${code}`), ...fieldCodes.map((code) => `field.${code}`)].filter((key) => !words[key])
  expect(missing).toEqual([])
})

test('a problem keeps its code on the way', () => {
  for (const code of Object.keys(problemStatus) as ProblemCode[]) expect(codeOf(problemOf(new Refusal(code)))).toBe(code)
  expect(codeOf({ type: 'https://elsewhere.test/x' })).toBe('internal')
  expect(codeOf({ type: '/problems/toString' })).toBe('internal')
})

const Shape = z.strictObject({
  text: z.string().check(z.minLength(2), z.maxLength(4)), list: z.array(z.string()).check(z.minLength(1), z.maxLength(2)), number: z.number().check(z.minimum(1), z.maximum(2)),
  choice: z.enum(['a', 'b']), url: z.url(), form: z.string().check(z.regex(/^x$/)), 'a/b': z.optional(z.string()),
})
const good = { text: 'abc', list: ['x'], number: 1, choice: 'a', url: 'https://x.test', form: 'x' }

test.each<[string, object, string, string]>([
  ['missing', { text: undefined }, '/text', 'needed'], ['another type', { text: 1 }, '/text', 'invalid'],
  ['short', { text: 'a' }, '/text', 'too-short'], ['long', { text: 'abcde' }, '/text', 'too-long'],
  ['few', { list: [] }, '/list', 'too-few'], ['many', { list: ['a', 'b', 'c'] }, '/list', 'too-many'], ['in a list', { list: [1] }, '/list/0', 'invalid'],
  ['small', { number: 0 }, '/number', 'too-small'], ['big', { number: 3 }, '/number', 'too-big'],
  ['no choice', { choice: 'c' }, '/choice', 'unknown'], ['no address', { url: 'x' }, '/url', 'address'], ['wrong form', { form: 'y' }, '/form', 'invalid'],
  ['a stranger', { more: 1 }, '/more', 'unknown'], ['a slash in the name', { 'a/b': 1 }, '/a~1b', 'invalid'],
])('%s: the pointer and the code', (_, change, pointer, code) => {
  const parsed = Shape.safeParse({ ...good, ...change }, { reportInput: true })
  expect(fieldErrors(parsed.error?.issues ?? [], '')).toMatchObject([{ pointer, code }])
  expect(fieldCodes).toContain(code)
})

test('endpoints name only problems that exist', () => {
  for (const room of Object.values(endpoints)) for (const row of Object.values(room)) for (const code of ('problems' in row ? row.problems : [])) expect(code in problemStatus).toBe(true)
})
